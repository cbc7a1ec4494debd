package record_test

import (
	"errors"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/novation-dev/novation/pod/record"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/pod/store/boltstore"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/evidence"
)

func open(t testing.TB) store.Store {
	t.Helper()
	s, err := boltstore.Open(filepath.Join(t.TempDir(), "pod.db"), boltstore.Config{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func update(t testing.TB, s store.Store, fn func(store.Tx) error) {
	t.Helper()
	if err := s.Update(t.Context(), fn); err != nil {
		t.Fatal(err)
	}
}

func id(n byte) (h evidence.Hash) {
	h[0], h[31] = n, n
	return h
}

func sample(n byte) *record.Record {
	return &record.Record{
		ID: id(n), Key: id(n + 100), Line: "crude-trade", Book: evidence.Address{n}, Release: registry.Digest{n}, Epoch: 2,
		Parties: []string{"alpha", "beta"}, Status: record.Open, Sequence: 3, Commitment: id(n + 50), State: []byte{1, 2, 3}, Time: 99,
		Last: registry.Digest{4}, Pinned: true, Blocked: "why", Refusal: "because", RefusedAt: 2,
	}
}

func TestRecords(t *testing.T) {
	s := open(t)
	all := []*record.Record{sample(3), sample(1), sample(2)}
	update(t, s, func(tx store.Tx) error {
		for _, r := range all {
			if err := record.Put(tx, r); err != nil {
				return err
			}
		}
		return nil
	})
	update(t, s, func(tx store.Tx) error {
		for _, want := range all {
			got, err := record.Get(tx, want.ID)
			if err != nil {
				return err
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-put +got):\n%s", diff)
			}
		}
		var order []byte
		err := record.Each(tx, func(r *record.Record) error {
			order = append(order, r.ID[0])
			return nil
		})
		if !slices.Equal(order, []byte{1, 2, 3}) {
			t.Errorf("order %v", order)
		}
		if err == nil {
			err = record.Each(tx, func(*record.Record) error { return store.ErrStop })
		}
		if _, err := record.Get(tx, id(9)); !errors.Is(err, registry.ErrNotFound) {
			t.Errorf("a record that is not here: %v, want ErrNotFound", err)
		}
		return err
	})
}

// decision returns a decision of record n.
func decision(n byte, sequence uint64) *evidence.Decision {
	return &evidence.Decision{
		Format: evidence.Format, Kind: evidence.Transition, Record: id(n), Sequence: sequence, Next: id(byte(sequence)),
		Parties: []string{"alpha"}, Command: []byte{1}, State: []byte{2}, Documents: []evidence.Document{}, Endorsements: [][]byte{{3}},
	}
}

// A history is read in order, whatever the number of digits, from where it is
// asked, and ends with the record.
func TestHistory(t *testing.T) {
	s := open(t)
	sequences := []uint64{1, 2, 255, 256, 257, math.MaxUint64}
	digests := map[uint64]registry.Digest{}
	update(t, s, func(tx store.Tx) error {
		for _, n := range []byte{1, 2, 3} {
			for _, q := range slices.Backward(sequences) {
				d, err := record.Append(tx, decision(n, q))
				if err != nil {
					return err
				}
				if n == 2 {
					digests[q] = d
				}
			}
		}
		return nil
	})
	read := func(from uint64) (got []uint64) {
		update(t, s, func(tx store.Tx) error {
			got = nil
			return record.History(tx, id(2), from, func(d *evidence.Decision, b []byte) error {
				if d.Record != id(2) || registry.DigestOf(b) != digests[d.Sequence] {
					t.Errorf("sequence %d of record %s has digest %s", d.Sequence, d.Record, registry.DigestOf(b))
				}
				got = append(got, d.Sequence)
				return nil
			})
		})
		return got
	}
	for from, want := range map[uint64][]uint64{0: sequences, 1: sequences, 2: sequences[1:], 256: sequences[3:], 258: sequences[5:]} {
		if diff := cmp.Diff(want, read(from)); diff != "" {
			t.Errorf("from %d (-want +got):\n%s", from, diff)
		}
	}
	var stored []uint64
	update(t, s, func(tx store.Tx) error {
		stored = nil
		return record.Stored(tx, id(2), func(q uint64, b []byte) error {
			if registry.DigestOf(b) != digests[q] {
				t.Errorf("stored as %d: %s", q, b)
			}
			stored = append(stored, q)
			return nil
		})
	})
	if diff := cmp.Diff(sequences, stored); diff != "" {
		t.Errorf("stored (-want +got):\n%s", diff)
	}
}

func candidate(n byte, sequence uint64, next byte) *record.Candidate {
	c := &record.Candidate{Decision: *decision(n, sequence), Mine: true, Endorsements: map[string][]byte{"alpha": {1}}, Sent: true, Created: 7}
	c.Decision.Next = id(next)
	return c
}

func candidates(t testing.TB, s store.Store, n byte) (out []uint64) {
	t.Helper()
	update(t, s, func(tx store.Tx) error {
		out = nil
		return record.Candidates(tx, id(n), func(c *record.Candidate) error {
			if c.Decision.Record != id(n) {
				t.Errorf("a candidate of record %s among those of %s", c.Decision.Record, id(n))
			}
			out = append(out, c.Decision.Sequence)
			return nil
		})
	})
	return out
}

func TestCandidates(t *testing.T) {
	s := open(t)
	all := []*record.Candidate{candidate(1, 2, 1), candidate(1, 2, 2), candidate(1, 3, 1), candidate(2, 2, 1)}
	update(t, s, func(tx store.Tx) error {
		for _, c := range all {
			if err := record.PutCandidate(tx, c); err != nil {
				return err
			}
		}
		return nil
	})
	update(t, s, func(tx store.Tx) error {
		for _, want := range all {
			got, err := record.GetCandidate(tx, want.Decision.Record, want.Decision.Sequence, want.Decision.Next)
			if err != nil {
				return err
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-put +got):\n%s", diff)
			}
		}
		if got, err := record.GetCandidate(tx, id(1), 2, id(3)); got != nil || err != nil {
			t.Errorf("a candidate that is not here: %+v, %v", got, err)
		}
		var every int
		err := record.EachCandidate(tx, func(*record.Candidate) error {
			every++
			return nil
		})
		if every != len(all) {
			t.Errorf("%d candidates, want %d", every, len(all))
		}
		return err
	})
	update(t, s, func(tx store.Tx) error { return record.DropCandidate(tx, all[0]) })
	if got := candidates(t, s, 1); !slices.Equal(got, []uint64{2, 3}) {
		t.Errorf("after one was dropped: %v", got)
	}
}

// Dropping stops at the sequence, at the record, and at nothing else.
func TestDropCandidates(t *testing.T) {
	sequences := []uint64{0, 1, 2, 255, 256, 1 << 40, math.MaxUint64 - 1, math.MaxUint64}
	for _, upTo := range sequences {
		s := open(t)
		update(t, s, func(tx store.Tx) error {
			for _, n := range []byte{1, 2, 3} {
				for _, q := range sequences {
					for next := range byte(2) {
						if err := record.PutCandidate(tx, candidate(n, q, next)); err != nil {
							return err
						}
					}
				}
			}
			return nil
		})
		update(t, s, func(tx store.Tx) error { return record.DropCandidates(tx, id(2), upTo) })
		var want []uint64
		for _, q := range sequences {
			if q > upTo {
				want = append(want, q, q)
			}
		}
		if diff := cmp.Diff(want, candidates(t, s, 2)); diff != "" {
			t.Errorf("up to %d (-want +left):\n%s", upTo, diff)
		}
		for _, n := range []byte{1, 3} {
			if got := candidates(t, s, n); len(got) != 2*len(sequences) {
				t.Errorf("up to %d: %d candidates of another record are left", upTo, len(got))
			}
		}
	}
}

func TestRemove(t *testing.T) {
	s := open(t)
	update(t, s, func(tx store.Tx) error {
		return errors.Join(record.Put(tx, sample(1)), record.Put(tx, sample(2)),
			record.PutCandidate(tx, candidate(1, 1, 1)), record.PutCandidate(tx, candidate(1, math.MaxUint64, 1)),
			record.PutCandidate(tx, candidate(2, 1, 1)))
	})
	update(t, s, func(tx store.Tx) error { return record.Remove(tx, id(1)) })
	update(t, s, func(tx store.Tx) error {
		if _, err := record.Get(tx, id(1)); !errors.Is(err, registry.ErrNotFound) {
			t.Errorf("the removed record: %v", err)
		}
		_, err := record.Get(tx, id(2))
		return err
	})
	if one, two := candidates(t, s, 1), candidates(t, s, 2); len(one) != 0 || len(two) != 1 {
		t.Errorf("candidates: %v and %v", one, two)
	}
}

// What is damaged in the store is an error, never a panic.
func TestDamage(t *testing.T) {
	key := slices.Concat(slices.Clone(idBytes(1)), []byte{0, 0, 0, 0, 0, 0, 0, 1})
	for _, c := range []struct {
		name, bucket string
		key, value   []byte
		read         func(store.Tx) error
	}{
		{"record", "record", idBytes(1), []byte("{"), func(tx store.Tx) error { _, err := record.Get(tx, id(1)); return err }},
		{"record among all", "record", idBytes(1), []byte(`{"sequence":-1}`), func(tx store.Tx) error {
			return record.Each(tx, func(*record.Record) error { return nil })
		}},
		{"decision", "history", key, decision(1, 1).Encode()[1:], func(tx store.Tx) error {
			return record.History(tx, id(1), 0, func(*evidence.Decision, []byte) error { return nil })
		}},
		{"decision with a space", "history", key, append(decision(1, 1).Encode(), ' '), func(tx store.Tx) error {
			return record.History(tx, id(1), 0, func(*evidence.Decision, []byte) error { return nil })
		}},
		{"history key, short", "history", key[:36], []byte("x"), func(tx store.Tx) error {
			return record.Stored(tx, id(1), func(uint64, []byte) error { return nil })
		}},
		{"history key, long", "history", append(slices.Clone(key), 1), []byte("x"), func(tx store.Tx) error {
			return record.Stored(tx, id(1), func(uint64, []byte) error { return nil })
		}},
		{"candidate", "candidate", append(slices.Clone(key), idBytes(1)...), []byte("["), func(tx store.Tx) error {
			_, err := record.GetCandidate(tx, id(1), 1, id(1))
			return err
		}},
		{"candidate among all", "candidate", append(slices.Clone(key), idBytes(1)...), []byte("["), func(tx store.Tx) error {
			return record.EachCandidate(tx, func(*record.Candidate) error { return nil })
		}},
		{"candidate key, short", "candidate", key[:33], []byte("{}"), func(tx store.Tx) error { return record.DropCandidates(tx, id(1), 5) }},
		{"candidate key, only the record", "candidate", idBytes(1), []byte("{}"), func(tx store.Tx) error { return record.Remove(tx, id(1)) }},
		{"candidate key, long", "candidate", append(append(slices.Clone(key), idBytes(1)...), 1), []byte("{}"), func(tx store.Tx) error {
			return record.DropCandidates(tx, id(1), 5)
		}},
	} {
		s := open(t)
		update(t, s, func(tx store.Tx) error {
			if err := c.read(tx); err != nil && !errors.Is(err, registry.ErrNotFound) {
				t.Errorf("%s: before the damage: %v", c.name, err)
			}
			return tx.Put(c.bucket, c.key, c.value)
		})
		if err := s.Update(t.Context(), c.read); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s: %v, want ErrInvalid", c.name, err)
		}
	}
}

func idBytes(n byte) []byte {
	h := id(n)
	return h[:]
}

// Whatever a record holds, it is read as it was stored.
func TestRecordRoundTrip(t *testing.T) {
	s := open(t)
	rapid.Check(t, func(r *rapid.T) {
		want := &record.Record{
			ID: id(rapid.Byte().Draw(r, "id")), Key: id(rapid.Byte().Draw(r, "key")), Line: rapid.String().Draw(r, "line"),
			Epoch: rapid.Uint64().Draw(r, "epoch"), Parties: rapid.SliceOf(rapid.String()).Draw(r, "parties"),
			Status:   rapid.SampledFrom([]record.Status{record.Proposed, record.Open, record.Closed}).Draw(r, "status"),
			Sequence: rapid.Uint64().Draw(r, "sequence"), State: rapid.SliceOf(rapid.Byte()).Draw(r, "state"), Time: rapid.Int64().Draw(r, "time"),
			Pinned: rapid.Bool().Draw(r, "pinned"), Blocked: rapid.String().Draw(r, "blocked"), RefusedAt: rapid.Uint64().Draw(r, "refused"),
		}
		update(t, s, func(tx store.Tx) error {
			if err := record.Put(tx, want); err != nil {
				return err
			}
			got, err := record.Get(tx, want.ID)
			if diff := cmp.Diff(want, got); diff != "" {
				r.Errorf("(-put +got):\n%s", diff)
			}
			return err
		})
	})
}

// Errors name the record, so that an operator knows which one.
func TestErrorsNameTheRecord(t *testing.T) {
	s := open(t)
	err := s.View(t.Context(), func(tx store.Tx) error { _, err := record.Get(tx, id(7)); return err })
	if err == nil || !strings.Contains(err.Error(), id(7).String()) {
		t.Errorf("%v does not name the record", err)
	}
}
