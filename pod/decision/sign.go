package decision

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/contracts/binding"
	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/pod/keys"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/evidence"
)

// A party is a member with its one-time address for a record.
type party struct {
	member  string
	address common.Address
}

// parties returns the parties of a record in ascending order of their one-time
// addresses, and the hash of those addresses.
func (d *Decider) parties(members []string, key evidence.Hash) ([]party, evidence.Hash, error) {
	ps := make([]party, 0, len(members))
	for _, m := range members {
		peer, err := d.cfg.Peers(m)
		if err != nil {
			return nil, evidence.Hash{}, err
		}
		a, err := keys.PartyAddress(peer.PodPublic, key)
		if err != nil {
			return nil, evidence.Hash{}, fmt.Errorf("deriving the address of %s: %w", m, err)
		}
		ps = append(ps, party{m, a})
	}
	slices.SortFunc(ps, func(a, b party) int { return a.address.Cmp(b.address) })
	addresses := make([]common.Address, len(ps))
	for i, p := range ps {
		addresses[i] = p.address
	}
	h, err := typed.PartiesHash(addresses)
	return ps, h, err
}

// call returns the call of the Book that records a decision. endorsements are
// in ascending order of their signers.
func call(d *evidence.Decision, key evidence.Hash, endorsements [][]byte) ([]byte, error) {
	b := binding.NewBook()
	switch {
	case d.Kind == evidence.Create:
		return b.TryPackCreate(binding.Transition(d.Transition()), keys.RecordSalt(key), endorsements)
	case d.Kind.Novates():
		return b.TryPackNovateOut(binding.Novation(d.Novation()), endorsements)
	default:
		return b.TryPackTransition(binding.Transition(d.Transition()), endorsements)
	}
}

// endorse signs a decision with this pod's one-time key for the record.
func (d *Decider) endorse(dec *evidence.Decision, key evidence.Hash) ([]byte, error) {
	k, err := d.cfg.Keys.RecordKey(key)
	if err != nil {
		return nil, fmt.Errorf("deriving the key for record %s: %w", dec.Record.Short(), err)
	}
	return typed.Sign(k, dec.Signed())
}

// checkEndorsement fails when sig is not the given member's endorsement.
func checkEndorsement(dec *evidence.Decision, ps []party, member string, sig []byte) error {
	i := slices.IndexFunc(ps, func(p party) bool { return p.member == member })
	if i < 0 {
		return fmt.Errorf("%s is no party to record %s: %w", member, dec.Record.Short(), registry.ErrNotAllowed)
	}
	a, err := typed.Recover(dec.Signed(), sig)
	if err != nil {
		return fmt.Errorf("the endorsement of %s: %w", member, err)
	}
	if !bytes.Equal(a[:], ps[i].address[:]) {
		return fmt.Errorf("the endorsement of %s for record %s is signed by another key, or for other contents: %w",
			member, dec.Record.Short(), registry.ErrRefused)
	}
	return nil
}

// ordered returns the endorsements in the order of the parties, or nil while
// one is missing.
func ordered(ps []party, by map[string][]byte) [][]byte {
	var out [][]byte
	for _, p := range ps {
		sig := by[p.member]
		if sig == nil {
			return nil
		}
		out = append(out, sig)
	}
	return out
}
