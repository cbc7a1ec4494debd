package audit_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/audit"
	"github.com/novation-dev/novation/registry/evidence"
	"github.com/novation-dev/novation/registry/merklelog"
)

func replay(t testing.TB, src audit.Source) *audit.Report {
	t.Helper()
	e, err := engine()
	if err != nil {
		t.Fatal(err)
	}
	r, err := audit.Replay(t.Context(), src, e, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestReplay(t *testing.T) {
	e, err := engine()
	if err != nil {
		t.Fatal(err)
	}
	var seen []int
	r, err := audit.Replay(t.Context(), theWorld(t).source, e, func(done int) { seen = append(seen, done) })
	if err != nil {
		t.Fatal(err)
	}
	want := &audit.Report{Decisions: 6, Records: 2, Checks: []audit.Check{{
		Name: "replay", Word: audit.Exact,
		Detail: "6 decisions of 2 records come out byte for byte as they stand in the history, and every commitment opens",
	}}}
	if diff := cmp.Diff(want, r); diff != "" || !r.OK() {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if !slices.Equal(seen, []int{1, 2, 3, 4, 5, 6}) {
		t.Errorf("progress %v", seen)
	}
	if again := replay(t, theWorld(t).source); !cmp.Equal(r, again) {
		t.Errorf("a second replay says something else: %s", cmp.Diff(r, again))
	}
}

// A record whose first decision is not final yet has no history.
func TestReplayOfAProposedRecord(t *testing.T) {
	src, _ := theWorld(t).copies()
	src.records = []audit.Record{{ID: evidence.Hash{9}, Key: evidence.Hash{9}}}
	if r := replay(t, src); !r.OK() || r.Decisions != 0 || r.Records != 1 {
		t.Errorf("%+v", r)
	}
}

// A forger changes the first record's history at index i and is careful: what
// follows continues it, and the record says that it ends there.
func forge(t testing.TB, src *source, id evidence.Hash, i int, change func(*evidence.Decision)) {
	t.Helper()
	var before registry.Digest
	for j, s := range src.decisions[id] {
		d, err := evidence.ParseDecision(s.bytes)
		if err != nil {
			t.Fatal(err)
		}
		if j > 0 {
			d.Before = before
		}
		if j == i {
			change(d)
		}
		src.decisions[id][j].bytes = d.Encode()
		before = registry.DigestOf(d.Encode())
	}
	for j := range src.records {
		if src.records[j].ID == id {
			src.records[j].Last = before
		}
	}
}

// Each kind of tampering makes the replay red, and the words say where.
func TestReplayFinds(t *testing.T) {
	w := theWorld(t)
	id := w.second // two decisions, both of 1.0.0
	careful := func(i int, change func(*evidence.Decision)) func(*source) {
		return func(s *source) { forge(t, s, id, i, change) }
	}
	edit := func(change func([]stored) []stored) func(*source) {
		return func(s *source) { s.decisions[id] = change(s.decisions[id]) }
	}
	record := func(change func(*audit.Record)) func(*source) {
		return func(s *source) {
			i := slices.IndexFunc(s.records, func(r audit.Record) bool { return r.ID == id })
			change(&s.records[i])
		}
	}
	for i, c := range []struct {
		name   string
		tamper func(*source)
		want   string
	}{
		{"a byte of the stored bytes", edit(func(all []stored) []stored {
			all[0].bytes = slices.Clone(all[0].bytes)
			all[0].bytes[9] = '2'
			return all
		}), "the decision stored as sequence 1"},
		{"a byte of a state, not carefully", edit(func(all []stored) []stored {
			d, err := evidence.ParseDecision(all[0].bytes)
			if err != nil {
				t.Fatal(err)
			}
			d.State[len(d.State)-1] ^= 1
			all[0].bytes = d.Encode()
			return all
		}), "sequence 1: crude-trade@1.0.0 decides something else"},
		{"a byte of a state", careful(1, func(d *evidence.Decision) { d.State[len(d.State)-1] ^= 1 }), "sequence 2: crude-trade@1.0.0 decides something else"},
		{"a command", careful(1, func(d *evidence.Decision) { d.Command = slices.Delete(d.Command, len(d.Command)-1, len(d.Command)) }), "sequence 2"},
		{"the command of the other record", careful(1, func(d *evidence.Decision) {
			other, err := evidence.ParseDecision(w.source.decisions[w.first][1].bytes)
			if err != nil {
				t.Fatal(err)
			}
			d.Command = other.Command
		}), "refuses today what it decided then"},
		{"the actor", careful(1, func(d *evidence.Decision) { d.Actor = "beta" }), "refuses today what it decided then"},
		{"the order of the parties", careful(1, func(d *evidence.Decision) { d.Parties = []string{"gamma", "beta"} }), "sequence 2"},
		{"a document", careful(1, func(d *evidence.Decision) { d.Documents = nil }), "decides something else"},
		{"the words of a document", careful(1, func(d *evidence.Decision) { d.Documents[0].Summary += "!" }), "decides something else"},
		{"called final", careful(1, func(d *evidence.Decision) { d.Final = true }), "decides something else"},
		{"the commitment", careful(1, func(d *evidence.Decision) { d.Next[0] ^= 1 }), "does not open to the state"},
		{"the commitment before", careful(1, func(d *evidence.Decision) { d.Previous[0] ^= 1 }), "another commitment as the one before"},
		{"the epoch", careful(1, func(d *evidence.Decision) { d.Epoch++ }), "not over this decision"},
		{"the book", careful(1, func(d *evidence.Decision) { d.Book[0] ^= 1 }), "not over this decision"},
		{"the chain", careful(1, func(d *evidence.Decision) { d.Chain++ }), "not over this decision"},
		{"a signature", careful(1, func(d *evidence.Decision) { d.Endorsements[0] = d.Endorsements[1] }), "not over this decision"},
		{"a signature lost", careful(1, func(d *evidence.Decision) { d.Endorsements = d.Endorsements[:1] }), "1 of 2 parties endorsed"},
		{"signed by others", careful(1, func(d *evidence.Decision) {
			if err := sign(d, strangers()); err != nil {
				t.Fatal(err)
			}
		}), "not over this decision"},
		{"the time, backwards", careful(1, func(d *evidence.Decision) { d.Time = 1 }), "before the decision it follows"},
		{"the version", careful(1, func(d *evidence.Decision) { d.Version = "1.1.0" }), "its release is crude-trade@1.0.0"},
		{"the release", careful(1, func(d *evidence.Decision) { d.Release = w.digests["2.0.0"] }), "its release is crude-trade@2.0.0"},
		{"an unknown release", careful(1, func(d *evidence.Decision) { d.Release = registry.Digest{1} }), "is missing"},
		{"a record of other parties", careful(0, func(d *evidence.Decision) { d.Signers[0] ^= 1 }), "does not follow from its parties"},
		{"the first decision dropped", edit(func(all []stored) []stored { return all[1:] }), "sequence 1 is missing"},
		{"the last decision dropped", edit(func(all []stored) []stored { return all[:1] }), "its history ends otherwise"},
		{"all decisions dropped", edit(func([]stored) []stored { return nil }), "its history ends otherwise"},
		{"two decisions swapped", edit(func(all []stored) []stored {
			all[0].bytes, all[1].bytes = all[1].bytes, all[0].bytes
			return all
		}), "stored as sequence 1 says that it is sequence 2"},
		{"a decision twice", edit(func(all []stored) []stored { return append(all, all[1]) }), "sequence 3 is missing"},
		{"a decision of another record", edit(func(all []stored) []stored {
			all[0].bytes = w.source.decisions[w.first][0].bytes
			return all
		}), "of record"},
		{"the decision before was changed", edit(func(all []stored) []stored {
			d, err := evidence.ParseDecision(all[0].bytes)
			if err != nil {
				t.Fatal(err)
			}
			d.Block++
			all[0].bytes = d.Encode()
			return all
		}), "does not continue the decision stored before it"},
		{"the state of the record", record(func(r *audit.Record) { r.State = append(slices.Clone(r.State), 0) }), "is not the one its last decision left"},
		{"the sequence of the record", record(func(r *audit.Record) { r.Sequence++ }), "its history ends otherwise"},
		{"the commitment of the record", record(func(r *audit.Record) { r.Commitment[0] ^= 1 }), "its history ends otherwise"},
		{"the last digest of the record", record(func(r *audit.Record) { r.Last[0] ^= 1 }), "its history ends otherwise"},
		{"the key of the record", record(func(r *audit.Record) { r.Key[0] ^= 1 }), "does not open to the state"},
		{"the salt of the record", record(func(r *audit.Record) { r.Salt[0] ^= 1 }), "does not follow from its parties"},
		{"the release is lost", func(s *source) { delete(s.bundles, w.digests["1.0.0"]) }, "is missing"},
		{"another release in its place", func(s *source) { s.bundles[w.digests["1.0.0"]] = s.bundles[w.digests["2.0.0"]] }, "is release"},
		{"a byte of the release", func(s *source) {
			b := slices.Clone(s.bundles[w.digests["1.0.0"]])
			b[len(b)/2] ^= 1
			s.bundles[w.digests["1.0.0"]] = b
		}, "was changed"},
	} {
		if i%every != 0 {
			continue
		}
		t.Run(c.name, func(t *testing.T) {
			src, _ := w.copies()
			src.records = slices.DeleteFunc(src.records, func(r audit.Record) bool { return r.ID != id })
			c.tamper(src)
			r := replay(t, src)
			if r.OK() || r.Failed != 1 || len(r.Checks) != 1 || r.Checks[0].Word != audit.None || r.Checks[0].Name != "record "+id.String() {
				t.Fatalf("the report: %+v", r)
			}
			if !strings.Contains(r.Checks[0].Detail, c.want) {
				t.Errorf("it says %q, want %q", r.Checks[0].Detail, c.want)
			}
		})
	}
}

// The same for the decision that novates, and for what is needed to judge it.
func TestReplayFindsInNovations(t *testing.T) {
	w := theWorld(t)
	id := w.first
	for _, c := range []struct {
		name   string
		tamper func(*source)
		want   string
	}{
		{"where it went", func(s *source) { forge(t, s, id, 2, func(d *evidence.Decision) { d.To[0] ^= 1 }) }, "sequence 3: the endorsements are not over this decision"},
		{"a byte of the converted state", func(s *source) {
			forge(t, s, id, 2, func(d *evidence.Decision) { d.State[len(d.State)-1] ^= 1 })
		}, "sequence 3: crude-trade@2.0.0 decides something else"},
		{"the older release is lost", func(s *source) {
			delete(s.bundles, w.digests["1.0.0"])
			s.decisions[id] = s.decisions[id][2:]
		}, "sequence 1 is missing"},
		{"the entry of the older release is lost", func(s *source) {
			s.entries = slices.DeleteFunc(s.entries, func(b []byte) bool {
				e, err := merklelog.ParseEntry(b)
				return err != nil || e.Digest == w.digests["1.0.0"]
			})
		}, "converts from state schema 1, and no release at hand has it"},
	} {
		src, _ := w.copies()
		src.records = slices.DeleteFunc(src.records, func(r audit.Record) bool { return r.ID != id })
		c.tamper(src)
		if r := replay(t, src); r.OK() || !strings.Contains(r.Checks[0].Detail, c.want) {
			t.Errorf("%s: %+v, want %q", c.name, r, c.want)
		}
	}
}

// One bad record does not hide the others.
func TestReplayGoesOn(t *testing.T) {
	w := theWorld(t)
	src, _ := w.copies()
	forge(t, src, w.first, 1, func(d *evidence.Decision) { d.Documents = nil })
	r := replay(t, src)
	if r.Failed != 1 || r.Records != 2 || r.Decisions != 3 {
		t.Errorf("%+v", r)
	}
}

// What cannot be done is an error, not a finding.
func TestReplayFails(t *testing.T) {
	e, err := engine()
	if err != nil {
		t.Fatal(err)
	}
	broken := errors.New("the disk is gone")
	if r, err := audit.Replay(t.Context(), &unreadable{source: theWorld(t).source, err: broken}, e, nil); !errors.Is(err, broken) {
		t.Errorf("Replay = %+v, %v", r, err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if r, err := audit.Replay(ended, theWorld(t).source, e, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("after the end of its context: Replay = %+v, %v", r, err)
	}
}

// unreadable is a source whose records cannot be read.
type unreadable struct {
	*source
	err error
}

func (u *unreadable) Records(context.Context, func(audit.Record) error) error { return u.err }
