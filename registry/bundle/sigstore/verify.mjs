// Verifies a Sigstore bundle with a public key: node verify.mjs BUNDLE KEY.pem ID
// It prints the predicate type of the statement, or fails.
import { createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { bundleFromJSON } from '@sigstore/bundle'
import { toSignedEntity, Verifier } from '@sigstore/verify'

const [file, pem, id] = process.argv.slice(2)
const bundle = bundleFromJSON(JSON.parse(readFileSync(file, 'utf8')))
const trust = {
  certificateAuthorities: [],
  timestampAuthorities: [],
  tlogs: [],
  ctlogs: [],
  publicKey: (hint) => {
    if (hint !== id) throw new Error(`no key ${hint}`)
    return { publicKey: createPublicKey(readFileSync(pem)), validFor: () => true }
  },
}
new Verifier(trust, { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 }).verify(toSignedEntity(bundle))
console.log(JSON.parse(bundle.content.dsseEnvelope.payload.toString()).predicateType)
