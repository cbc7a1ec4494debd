package fleet

import (
	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/pod/record"
	"github.com/novation-dev/novation/pod/releases"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
)

// A Life is the place of a release in its life, as the chain and this pod's
// records say.
type Life string

// The places.
const (
	// Published means that no change has activated the release.
	Published Life = "published"
	Active    Life = "active"
	// Draining means that the line left the release, and this pod has open
	// records under it; Drained that it has none.
	Draining Life = "draining"
	Drained  Life = "drained"
	// Suspended means that the release was reverted: records only leave it.
	Suspended Life = "suspended"
	Retired   Life = "retired"
	// Replaced means that the Book went on with another release, and all records
	// with it; Reverted that it went back to the one before.
	Replaced Life = "replaced"
	Reverted Life = "reverted"
	// Withdrawn means that a release that decides nothing was withdrawn.
	Withdrawn Life = "withdrawn"
)

// Counts are numbers of this pod's records.
type Counts struct {
	Open   int `json:"open"`
	Closed int `json:"closed"`
	Pinned int `json:"pinned"`
	// Blocked cannot go on; Refused would not be carried on by the rules.
	Blocked int `json:"blocked"`
	Refused int `json:"refused"`
	// Proposed have no final decision yet.
	Proposed int `json:"proposed"`
}

// Held is what this pod has under one release.
type Held struct {
	Line    string          `json:"line"`
	Version string          `json:"version"`
	Digest  registry.Digest `json:"digest"`
	Life    Life            `json:"life"`
	Counts
	// Retained is the second, in unix seconds, until which an auditor's retention
	// keeps the release; zero for none.
	Retained int64 `json:"retained,omitempty"`
}

// Count counts this pod's records by the Book that they are in.
func Count(tx store.Tx) (map[common.Address]Counts, error) {
	all := map[common.Address]Counts{}
	err := record.Each(tx, func(r *record.Record) error {
		c := all[common.Address(r.Book)]
		c.add(r)
		all[common.Address(r.Book)] = c
		return nil
	})
	return all, err
}

func (c *Counts) add(r *record.Record) {
	switch r.Status {
	case record.Open:
		c.Open++
	case record.Closed:
		c.Closed++
	case record.Proposed:
		c.Proposed++
	}
	if r.Pinned && r.Status != record.Closed {
		c.Pinned++
	}
	if r.Blocked != "" {
		c.Blocked++
	}
	if r.Refusal != "" {
		c.Refused++
	}
}

// held says what this pod has under each known release.
func (f *Fleet) held(tx store.Tx, v *change.View, known []releases.Known) ([]Held, error) {
	counts, err := Count(tx)
	if err != nil {
		return nil, err
	}
	kept, err := ReadRetentions(tx)
	if err != nil {
		return nil, err
	}
	all := []Held{}
	for _, k := range known {
		h := Held{Line: k.Name, Version: k.Version, Digest: k.Digest, Life: f.life(v, k)}
		for a, b := range v.Books {
			if b.Release == f.salted(k) {
				h.Counts = counts[a]
			}
		}
		if h.Life == Draining && h.Open+h.Proposed == 0 {
			h.Life = Drained
		}
		if until := inForce(kept, k.Name, k.Version); until > f.now() {
			h.Retained = until
		}
		all = append(all, h)
	}
	return all, nil
}

// life says where a release is by the chain alone: draining, where the records
// of this pod would tell whether it is drained.
func (f *Fleet) life(v *change.View, k releases.Known) Life {
	salted := f.salted(k)
	if f.active(v, k) {
		return Active
	}
	for _, b := range v.Books {
		if b.Release != salted {
			continue
		}
		switch b.State {
		case change.Suspended:
			return Suspended
		case change.Retired:
			return Retired
		case change.Draining, change.Active:
			return Draining
		}
	}
	life := Published
	for _, c := range v.Sorted() {
		if registry.Digest(c.Struct.Release) != salted {
			continue
		}
		switch c.Status {
		case change.Activated:
			life = Replaced
		case change.Reverted:
			life = Reverted
		default: // it did not come to be
		}
	}
	if life == Published && k.Withdrawn != "" {
		life = Withdrawn
	}
	return life
}
