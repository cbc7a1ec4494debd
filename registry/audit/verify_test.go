package audit_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/audit"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/change"
	"github.com/novation-dev/novation/registry/evidence"
	"github.com/novation-dev/novation/registry/keyset"
	"github.com/novation-dev/novation/registry/merklelog"
)

func words(r *audit.Report) map[string]audit.Word {
	out := map[string]audit.Word{}
	for _, c := range r.Checks {
		name := c.Name
		if strings.HasPrefix(name, "change 0x") {
			name = "change"
			if _, again := out[name]; again {
				name = "change again"
			}
		}
		out[name] = c.Word
	}
	return out
}

// all is what a sound world gives.
func all() map[string]audit.Word {
	return map[string]audit.Word{
		"log": audit.Exact, "log on chain": audit.Exact, "release crude-trade@1.0.0": audit.Exact, "release crude-trade@2.0.0": audit.Exact,
		"contract Register of crude-trade@2.0.0": audit.Exact, "contract Ticket of crude-trade@2.0.0": audit.NotChecked,
		"change": audit.Exact, "change again": audit.Exact, "heads": audit.Exact,
	}
}

func TestVerify(t *testing.T) {
	w := theWorld(t)
	r, err := audit.Verify(t.Context(), w.source, w.trust, w.chain)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(all(), words(r)); diff != "" || !r.OK() {
		t.Errorf("(-want +got):\n%s\n%+v", diff, r)
	}
}

// Without a chain, what stands there is not checked, and says so.
// A pod that is behind, or an old backup of one, is judged by the chain as it
// was then, and the report says what happened since.
func TestVerifyBehind(t *testing.T) {
	w := theWorld(t)
	s, c := w.copies()
	c.later = map[[32]byte]head{w.second: {sequence: 9, commitment: [32]byte{1}}}
	r, err := audit.Verify(t.Context(), s, w.trust, c)
	if err != nil {
		t.Fatal(err)
	}
	last := r.Checks[len(r.Checks)-1]
	if !r.OK() || last.Name != "heads" || !strings.HasSuffix(last.Detail, "1 have gone on since") {
		t.Errorf("Verify = %+v", r)
	}
}

func TestVerifyOffline(t *testing.T) {
	w := theWorld(t)
	r, err := audit.Verify(t.Context(), w.source, w.trust, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]audit.Word{
		"log": audit.Exact, "log on chain": audit.NotChecked, "release crude-trade@1.0.0": audit.Exact, "release crude-trade@2.0.0": audit.Exact,
		"contract Register of crude-trade@2.0.0": audit.NotChecked, "contract Ticket of crude-trade@2.0.0": audit.NotChecked,
		"changes": audit.NotChecked,
	}
	if diff := cmp.Diff(want, words(r)); diff != "" || !r.OK() {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// What was not fetched, or not anchored yet, is no failure.
func TestVerifyNotChecked(t *testing.T) {
	w := theWorld(t)
	for _, c := range []struct {
		name  string
		edit  func(*source, *fakeChain)
		check string
		word  audit.Word
	}{
		{"a release that was not fetched", func(s *source, c *fakeChain) {
			delete(s.bundles, w.digests["2.0.0"])
			c.view.Changes = nil
		}, "release crude-trade@2.0.0", audit.NotChecked},
		{"no anchor", func(_ *source, c *fakeChain) { c.view.LogSize = 0 }, "log on chain", audit.NotChecked},
		{"an anchor further than this pod", func(_ *source, c *fakeChain) { c.view.LogSize = 100 }, "log on chain", audit.NotChecked},
		{"a change that is only proposed", func(s *source, c *fakeChain) {
			for _, ch := range c.view.Changes {
				ch.Status, ch.Struct.Plan = change.Proposed, [32]byte{1}
			}
		}, "heads", audit.Exact},
		{"a reverted change", func(_ *source, c *fakeChain) {
			for _, ch := range c.view.Changes {
				ch.Status = change.Reverted
			}
		}, "change", audit.Exact},
		{"a change of an older member set", func(_ *source, c *fakeChain) { c.view.MemberEpoch, c.view.Threshold = 2, 9 }, "change", audit.Exact},
		{"a record that is only proposed", func(s *source, _ *fakeChain) {
			s.records = append(s.records, audit.Record{ID: evidence.Hash{9}})
		}, "heads", audit.Exact},
	} {
		src, chain := w.copies()
		c.edit(src, chain)
		r, err := audit.Verify(t.Context(), src, w.trust, chain)
		if err != nil || !r.OK() || words(r)[c.check] != c.word {
			t.Errorf("%s: %+v, %v; want %s %s", c.name, r, err, c.check, c.word)
		}
	}
}

// Each kind of tampering makes exactly the checks red that it is about, and the
// words say what is wrong.
func TestVerifyFinds(t *testing.T) {
	w := theWorld(t)
	second := func(c *fakeChain) *change.Change { return c.view.Sorted()[1] }
	rec := func(s *source, id evidence.Hash) *audit.Record {
		return &s.records[slices.IndexFunc(s.records, func(r audit.Record) bool { return r.ID == id })]
	}
	for i, c := range []struct {
		name   string
		tamper func(*source, *fakeChain, *audit.Trust)
		red    []string
		want   string
	}{
		{"an entry is changed", func(s *source, _ *fakeChain, _ *audit.Trust) { forgeEntry(t, s, 0) }, []string{"log", "log on chain"}, "do not add up to the signed checkpoint"},
		{"an entry after the anchor is changed", func(s *source, _ *fakeChain, _ *audit.Trust) { forgeEntry(t, s, 3) }, []string{"log"}, "do not add up"},
		{"an entry is lost", func(s *source, _ *fakeChain, _ *audit.Trust) { s.entries = s.entries[1:] }, []string{"log"}, "stands in place"},
		{"the last entry is lost", func(s *source, _ *fakeChain, _ *audit.Trust) { s.entries = s.entries[:3] }, []string{"log"}, "do not add up"},
		{"an entry is no entry", func(s *source, _ *fakeChain, _ *audit.Trust) { s.entries[1] = []byte("{}") }, []string{"log"}, "log entry"},
		{"a log of somebody else", func(s *source, _ *fakeChain, tr *audit.Trust) { tr.Log.Log = otherLog(t) }, []string{"log"}, "checkpoint"},
		{"a forged checkpoint", func(s *source, _ *fakeChain, _ *audit.Trust) { s.signed[len(s.signed)/2] ^= 1 }, []string{"log"}, ""},
		{"no checkpoint", func(s *source, _ *fakeChain, _ *audit.Trust) { s.signed = nil }, []string{"log"}, ""},
		{"another root is anchored", func(_ *source, c *fakeChain, _ *audit.Trust) { c.view.LogRoot[0] ^= 1 }, []string{"log on chain"}, "another root than the one anchored"},

		{"a release of an unknown publisher", func(_ *source, _ *fakeChain, tr *audit.Trust) {
			tr.Keys = keyset.Trust{Fixed: []bundle.PublicKey{intruder.Public()}}
		}, []string{"release crude-trade@1.0.0", "release crude-trade@2.0.0"}, "is signed by"},
		{"another contract than the release found", func(_ *source, c *fakeChain, _ *audit.Trust) {
			c.code[register] = contracts.Book().Runtime.Object
		}, []string{"contract Register of crude-trade@2.0.0"}, "the code is another than it was"},
		{
			"a contract is gone", func(_ *source, c *fakeChain, _ *audit.Trust) { delete(c.code, register) },
			[]string{"contract Register of crude-trade@2.0.0"},
			"the code is another than it was",
		},

		{"a release without a signature", func(s *source, _ *fakeChain, _ *audit.Trust) {
			repack(t, s, w.digests["2.0.0"], func(b *bundle.Bundle) { b.Signatures = nil })
		}, []string{"release crude-trade@2.0.0"}, "nobody has signed it"},
		{"a release signed by somebody else", func(s *source, _ *fakeChain, _ *audit.Trust) {
			repack(t, s, w.digests["2.0.0"], func(b *bundle.Bundle) {
				b.Signatures = nil
				if err := b.Sign(intruder); err != nil {
					t.Fatal(err)
				}
			})
		}, []string{"release crude-trade@2.0.0"}, "is signed by"},
		{"a byte of a release", func(s *source, _ *fakeChain, _ *audit.Trust) {
			b := slices.Clone(s.bundles[w.digests["2.0.0"]])
			b[len(b)/2] ^= 1
			s.bundles[w.digests["2.0.0"]] = b
		}, []string{"release crude-trade@2.0.0", "change again"}, "was changed"},
		{"another release in its place", func(s *source, _ *fakeChain, _ *audit.Trust) {
			s.bundles[w.digests["2.0.0"]] = s.bundles[w.digests["1.0.0"]]
		}, []string{"release crude-trade@2.0.0", "change again"}, "what is stored as release"},
		{"the log calls it otherwise", func(s *source, c *fakeChain, _ *audit.Trust) {
			e, err := merklelog.ParseEntry(s.entries[2])
			if err != nil {
				t.Fatal(err)
			}
			e.Version = "2.0.1"
			s.entries[2] = e.Encode()
		}, []string{"log", "log on chain", "release crude-trade@2.0.1"}, "it calls itself crude-trade@2.0.0"},

		{"a document is lost", func(s *source, c *fakeChain, _ *audit.Trust) {
			delete(s.documents, registry.Digest(second(c).Struct.Plan))
		}, []string{"change again"}, "its document is missing"},
		{"a document is changed", func(s *source, c *fakeChain, _ *audit.Trust) {
			d := registry.Digest(second(c).Struct.Plan)
			s.documents[d] = []byte(strings.Replace(string(s.documents[d]), "release 2.0.0", "nothing new", 1))
		}, []string{"change again"}, "add up to another change than the one on chain"},
		{"a document of the other change", func(s *source, c *fakeChain, _ *audit.Trust) {
			s.documents[registry.Digest(second(c).Struct.Plan)] = s.documents[registry.Digest(c.view.Sorted()[0].Struct.Plan)]
		}, []string{"change again"}, "add up to another change than the one on chain"},
		{"the struct on chain says otherwise", func(_ *source, c *fakeChain, _ *audit.Trust) { second(c).Struct.RevertQuorum = 1 }, []string{"change again"}, "another change than the one on chain"},
		{"the bundle of a change is lost", func(s *source, c *fakeChain, _ *audit.Trust) { delete(s.bundles, w.digests["2.0.0"]) }, []string{"change again"}, ""},
		{"another salt", func(_ *source, _ *fakeChain, tr *audit.Trust) { tr.Salt[0] ^= 1 }, []string{"change", "change again"}, "another change than the one on chain"},
		{"too few approvals", func(_ *source, c *fakeChain, _ *audit.Trust) { second(c).Approved = second(c).Approved[:1] }, []string{"change again"}, "1 approvals, 2 are needed"},
		{"a call that nobody approved", func(_ *source, c *fakeChain, _ *audit.Trust) {
			second(c).Called = []change.Called{{Stage: change.StageActivate, Target: register}}
		}, []string{"change again"}, "1 calls were made"},
		{"a call of a change that never was activated", func(_ *source, c *fakeChain, _ *audit.Trust) {
			second(c).Status, second(c).Called = change.Proposed, []change.Called{{Stage: change.StagePrepare, Target: register}}
		}, []string{"change again"}, "1 calls were made for this proposed change"},
		{"approved calls that are not those on chain", func(_ *source, c *fakeChain, _ *audit.Trust) {
			second(c).Struct.Calls[0] ^= 1
		}, []string{"change again"}, "add up to another change than the one on chain"},
		{"other code at the Book", func(_ *source, c *fakeChain, _ *audit.Trust) {
			c.code[bookTwo] = slices.Clone(c.code[bookTwo])
			c.code[bookTwo][100] ^= 1
		}, []string{"change again"}, "is not that of the artefact"},
		{"no code at the Book", func(_ *source, c *fakeChain, _ *audit.Trust) { delete(c.code, bookOne) }, []string{"change"}, "is not that of the artefact"},

		{"a record is ahead of the chain", func(s *source, _ *fakeChain, _ *audit.Trust) { rec(s, w.second).Sequence++ }, []string{"heads"}, "here it stands at sequence 3"},
		{"a record has another commitment", func(s *source, _ *fakeChain, _ *audit.Trust) { rec(s, w.second).Commitment[0] ^= 1 }, []string{"heads"}, "on chain at 2"},
		{"a record is not on chain", func(_ *source, c *fakeChain, _ *audit.Trust) { delete(c.heads[bookOne], w.second) }, []string{"heads"}, "on chain at 0"},
		{"the last decision of a record was dropped", func(s *source, _ *fakeChain, _ *audit.Trust) { rewind(t, s, w.second, 1) }, []string{"heads"}, "on chain at 2"},
		{"a novation and what followed were dropped", func(s *source, _ *fakeChain, _ *audit.Trust) { rewind(t, s, w.first, 2) }, []string{"heads"}, "here it stands at sequence 2"},
	} {
		if i%every != 0 {
			continue
		}
		t.Run(c.name, func(t *testing.T) {
			src, chain := w.copies()
			trust := w.trust
			c.tamper(src, chain, &trust)
			r, err := audit.Verify(t.Context(), src, trust, chain)
			if err != nil {
				t.Fatal(err)
			}
			var red []string
			says := false
			for name, word := range words(r) {
				if word == audit.None {
					red = append(red, name)
				}
			}
			for _, check := range r.Checks {
				says = says || check.Word == audit.None && strings.Contains(check.Detail, c.want)
			}
			slices.Sort(red)
			slices.Sort(c.red)
			if diff := cmp.Diff(c.red, red); diff != "" || r.OK() || r.Failed != len(red) {
				t.Errorf("red (-want +got):\n%s\n%+v", diff, r)
			}
			if !says {
				t.Errorf("nothing says %q: %+v", c.want, r)
			}
		})
	}
}

// forgeEntry changes a remark in the log.
func forgeEntry(t *testing.T, s *source, i int) {
	t.Helper()
	e, err := merklelog.ParseEntry(s.entries[i])
	if err != nil {
		t.Fatal(err)
	}
	e.Note += "!"
	s.entries[i] = e.Encode()
}

func otherLog(t *testing.T) string {
	t.Helper()
	key, err := merklelog.GenerateKey("registry.example/audit")
	if err != nil {
		t.Fatal(err)
	}
	vkey, err := merklelog.VerifierKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return vkey
}

func repack(t *testing.T, s *source, d registry.Digest, edit func(*bundle.Bundle)) {
	t.Helper()
	b, err := bundle.Open(s.bundles[d])
	if err != nil {
		t.Fatal(err)
	}
	edit(b)
	if s.bundles[d], err = bundle.Pack(b); err != nil {
		t.Fatal(err)
	}
}

// rewind makes a pod forget what came after a sequence, without a trace: a
// replay of what is left is green.
func rewind(t *testing.T, s *source, id evidence.Hash, sequence int) {
	t.Helper()
	s.decisions[id] = s.decisions[id][:sequence]
	last := s.decisions[id][sequence-1].bytes
	d, err := evidence.ParseDecision(last)
	if err != nil {
		t.Fatal(err)
	}
	for i := range s.records {
		if r := &s.records[i]; r.ID == id {
			r.Sequence, r.Commitment, r.Last, r.State = d.Sequence, d.Next, registry.DigestOf(last), d.State
		}
	}
	if r := replay(t, s); !r.OK() {
		t.Fatalf("the rewound history shows in a replay already: %+v", r)
	}
}

// What cannot be asked is an error, not a finding.
func TestVerifyFails(t *testing.T) {
	w := theWorld(t)
	broken := errors.New("the node is gone")
	src, chain := w.copies()
	chain.err = broken
	if r, err := audit.Verify(t.Context(), src, w.trust, chain); !errors.Is(err, broken) {
		t.Errorf("Verify = %+v, %v", r, err)
	}
	for name, s := range map[string]audit.Source{
		"records": &unreadable{w.source, broken},
		"log":     &noLog{w.source, broken},
		"bundles": &noBundles{w.source, broken},
	} {
		if r, err := audit.Verify(t.Context(), s, w.trust, w.chain); !errors.Is(err, broken) {
			t.Errorf("%s: Verify = %+v, %v", name, r, err)
		}
	}
	if r, err := audit.Verify(t.Context(), w.source, w.trust, noRecords{w.chain, broken}); !errors.Is(err, broken) {
		t.Errorf("heads: Verify = %+v, %v", r, err)
	}
}

// noLog, noBundles and noRecords cannot be asked one thing.
type (
	noLog struct {
		*source
		err error
	}
	noBundles struct {
		*source
		err error
	}
	noRecords struct {
		*fakeChain
		err error
	}
)

func (s *noLog) Log(context.Context) ([][]byte, []byte, error)               { return nil, nil, s.err }
func (s *noBundles) Bundle(context.Context, registry.Digest) ([]byte, error) { return nil, s.err }
func (c noRecords) Record(context.Context, common.Address, [32]byte, uint64) (uint64, [32]byte, error) {
	return 0, [32]byte{}, c.err
}
