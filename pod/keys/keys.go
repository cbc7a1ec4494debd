// Package keys holds the secret keys of one pod and what is derived from them.
//
// A member has three keys. The approval key speaks for the member organisation:
// it approves changes. The pod key speaks for the pod: it attests readiness,
// activates, and signs what goes over the exchange. The exchange key (X25519)
// opens what other pods sealed for this one.
//
// They are made in a directory as approval.json, pod.json (Ethereum keystore
// files, version 3) and exchange.json (the same encryption around the 32 bytes
// of the X25519 key), all under one passphrase. The package owns that
// directory.
//
// A pod opens the last two. It never opens approval.json, which can be kept
// elsewhere: move the file away, or have the approval key made by whoever is to
// hold it (see pod/signer).
//
// # Keys of a record
//
// For each record a pod has a one-time key, so that the chain does not show who
// trades with whom. With K the secret key of the record, p the pod key, P its
// public key (33 bytes, compressed), G and n the generator and the order of
// secp256k1:
//
//	s = HKDF-SHA256(secret = K, salt = "novation/party/v1", info = P, 48 bytes) mod n
//	one-time private key: (p + s) mod n      one-time public key: P + s·G
//
// and the salt in the record's id is
//
//	HKDF-SHA256(secret = K, salt = "novation/record-id/v1", info = "", 32 bytes)
//
// So each party computes every party's address from K and public pod keys.
//
// A one-time private key together with K reveals the pod key (p = key - s), and
// all parties know K. One-time private keys must therefore never leave the
// process: not into a file, a log, a message, or a signer run by somebody else.
//
// # Dependencies
//
// The package imports registry and, of go-ethereum, accounts/keystore, common
// and crypto.
package keys

import (
	"crypto/ecdh"
	"crypto/ecdsa"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

// Keys are the opened keys of a pod. They are immutable and safe for
// concurrent use. Printing them shows only public parts.
type Keys struct {
	pod      *ecdsa.PrivateKey
	exchange *ecdh.PrivateKey

	podAddress common.Address
	podPublic  [33]byte
}

func newKeys(pod *ecdsa.PrivateKey, exchange *ecdh.PrivateKey) *Keys {
	return &Keys{
		pod: pod, exchange: exchange,
		podAddress: crypto.PubkeyToAddress(pod.PublicKey),
		podPublic:  [33]byte(crypto.CompressPubkey(&pod.PublicKey)),
	}
}

// Pod returns the address of the pod key.
func (k *Keys) Pod() common.Address { return k.podAddress }

// PodPublic returns the public pod key, compressed.
func (k *Keys) PodPublic() [33]byte { return k.podPublic }

// PodKey returns the private pod key, to sign transactions with.
func (k *Keys) PodKey() *ecdsa.PrivateKey { return k.pod }

// Exchange returns the private key that opens sealed messages.
func (k *Keys) Exchange() *ecdh.PrivateKey { return k.exchange }

// SignPod signs a digest with the pod key. A signature has 65 bytes: r, s and v,
// with v 27 or 28 and s in the lower half of the group order.
func (k *Keys) SignPod(digest [32]byte) ([]byte, error) {
	sig, err := crypto.Sign(digest[:], k.pod)
	if err != nil {
		return nil, fmt.Errorf("signing: %w", err)
	}
	sig[64] += 27
	return sig, nil
}

// String names the keys by their addresses.
func (k *Keys) String() string {
	return fmt.Sprintf("keys of pod %s", k.podAddress)
}

// Format implements [fmt.Formatter], so that no verb prints a secret.
func (k *Keys) Format(f fmt.State, _ rune) { fmt.Fprint(f, k.String()) }
