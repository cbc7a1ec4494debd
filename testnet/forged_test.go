package testnet_test

import (
	"bytes"
	"context"
	"encoding/json"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/pod"
	"github.com/novation-dev/novation/pod/exchange"
	"github.com/novation-dev/novation/pod/keys"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/pod/store/boltstore"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/audit"
	"github.com/novation-dev/novation/registry/evidence"
	"github.com/novation-dev/novation/testnet"
)

// An impostor has the keys of a member and sends what no honest pod would.
type impostor struct {
	*exchange.Exchange
	w     *world
	keys  *keys.Keys
	store *boltstore.Store
	// answers are the messages it got.
	answers chan exchange.Message
}

// impersonate takes the place of a member's pod, which must not run.
func (w *world) impersonate(member string) *impostor {
	w.t.Helper()
	k, err := testnet.MemberKeys(w.Dir(), member)
	if err != nil {
		w.t.Fatal(err)
	}
	s, err := boltstore.Open(filepath.Join(w.t.TempDir(), "impostor.db"), boltstore.Config{NoSync: true})
	if err != nil {
		w.t.Fatal(err)
	}
	i := &impostor{w: w, keys: k, store: s, answers: make(chan exchange.Message, 16)}
	known := map[string]exchange.Peer{}
	for _, m := range w.Network().Members {
		if m.ID == member {
			continue
		}
		if known[m.ID], err = exchange.FetchIdentity(w.ctx(), m.URL, m.ID, m.Pod); err != nil {
			w.t.Fatal(err)
		}
	}
	i.Exchange, err = exchange.New(exchange.Config{
		Member: member, Keys: k, Store: s, Peers: func(m string) (exchange.Peer, error) { return known[m], nil },
	})
	if err != nil {
		w.t.Fatal(err)
	}
	l, err := net.Listen("tcp", strings.TrimPrefix(w.url(member), "http://"))
	if err != nil {
		w.t.Fatal(err)
	}
	server := &http.Server{Handler: i.Handler(func(_ context.Context, m exchange.Message) error {
		i.answers <- m
		return nil
	})}
	go func() { _ = server.Serve(l) }() // until it is closed
	run, cancel := cancellable(w.t)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		if err := i.Run(run); err != nil {
			w.t.Error(err)
		}
	}()
	w.t.Cleanup(func() {
		_ = server.Close()
		cancel()
		<-ended
		if err := s.Close(); err != nil {
			w.t.Error(err)
		}
	})
	return i
}

// send sends a message and returns what becomes of it: the answer, or the
// condition with which it was not taken.
func (i *impostor) send(to, kind string, b exchange.Binding, body any) (answer, code string) {
	i.w.t.Helper()
	raw, err := json.Marshal(body)
	if err != nil {
		i.w.t.Fatal(err)
	}
	dead, err := i.DeadLetters(i.w.ctx())
	if err != nil {
		i.w.t.Fatal(err)
	}
	before := len(dead)
	err = i.store.Update(i.w.ctx(), func(tx store.Tx) error { return i.Send(tx, to, kind, b, raw) })
	if err != nil {
		i.w.t.Fatal(err)
	}
	i.Wake()
	i.w.until("an answer to "+kind, func() bool {
		select {
		case m := <-i.answers:
			var said struct{ Reason string }
			if err := json.Unmarshal(m.Body, &said); err != nil {
				i.w.t.Fatal(err)
			}
			answer = m.Kind + ": " + said.Reason
			return true
		default:
		}
		if dead, err = i.DeadLetters(i.w.ctx()); err == nil && len(dead) > before {
			answer, code = dead[before].Reason, dead[before].Code
			return true
		}
		for _, q := range i.Queues() {
			if q.Record == evidence.Hash(b.Record).String() && q.Attempts > 1 { // it is going to be tried for ever
				answer, code = q.Reason, "again"
				return true
			}
		}
		return false
	})
	return answer, code
}

// A forged is the body of a proposal.
type forged struct {
	Format      int               `json:"format"`
	Key         *evidence.Hash    `json:"key,omitempty"`
	Decision    evidence.Decision `json:"decision"`
	Endorsement []byte            `json:"endorsement"`
	Gift        string            `json:"gift,omitempty"`
}

// Beta gets from alpha's own keys what an honest pod of alpha would not send.
func TestForged(t *testing.T) {
	sequential(t)
	t.Parallel()
	w := start(t, testnet.Config{})
	w.activate("1.0.0")
	id := w.trade(rows(t, 1, "alpha", "beta"))[0]
	before := w.agreed(id, []string{"alpha", "beta"}, anywhere)
	w.StopPod("alpha")
	key, history := w.history("alpha", id)
	alpha := w.impersonate("alpha")
	secret, err := alpha.keys.RecordKey(key)
	if err != nil {
		t.Fatal(err)
	}
	last := history[len(history)-1]
	complete := []byte{0x32, 0x00} // field 6, empty
	for _, tt := range []struct {
		name string
		edit func(f *forged, b *exchange.Binding)
		// answer is part of the answer, code the condition of a message that
		// was not even taken.
		answer, code string
	}{
		{"a commitment that does not open", func(*forged, *exchange.Binding) {}, "computed another outcome", ""},
		{"bytes that are not canonical", func(f *forged, _ *exchange.Binding) { f.Decision.Command = []byte{0x32, 0x80, 0x00} }, "refusal", ""},
		{"an unknown field in the command", func(f *forged, _ *exchange.Binding) {
			f.Decision.Command = append(bytes.Clone(complete), 0xf8, 0x07, 0x01)
		}, "refusal", ""},
		{"an unknown field in the message", func(f *forged, _ *exchange.Binding) { f.Gift = "horse" }, "unknown field", "invalid"},
		{"another format", func(f *forged, _ *exchange.Binding) { f.Decision.Format = 2 }, "format 2", "invalid"},
		{"an unknown kind", func(f *forged, _ *exchange.Binding) { f.Decision.Kind = "gift" }, "gift", "invalid"},
		{"another binding", func(_ *forged, b *exchange.Binding) { b.Sequence = 9 }, "inside than outside", "invalid"},
		{"another actor", func(f *forged, _ *exchange.Binding) { f.Decision.Actor = "gamma" }, "inside than outside", "invalid"},
		{"without the receiver", func(f *forged, _ *exchange.Binding) { f.Decision.Parties = []string{"alpha", "gamma"} }, "not between", "not_allowed"},
		{"other parties", func(f *forged, _ *exchange.Binding) { f.Decision.Parties = []string{"alpha", "beta", "gamma"} }, "other parties", ""},
		{"another past", func(f *forged, _ *exchange.Binding) { f.Decision.Previous[0] ^= 1 }, "does not follow", ""},
		{"an old sequence", func(f *forged, b *exchange.Binding) { f.Decision.Sequence, b.Sequence = 2, 2 }, "decided already", ""},
		{"the far future", func(f *forged, _ *exchange.Binding) { f.Decision.Time += 1e6 }, "logical time", ""},
		{"an old epoch", func(f *forged, _ *exchange.Binding) { f.Decision.Epoch = 0 }, "epoch 1 is current", ""},
		{"a way back that nobody asked for", func(f *forged, _ *exchange.Binding) {
			f.Decision.Kind, f.Decision.To, f.Decision.ToEpoch = evidence.Down, f.Decision.Book, f.Decision.Epoch
		}, "the record is where its line is", ""},
		{"the record begun anew", func(f *forged, b *exchange.Binding) {
			f.Decision, f.Key, b.Sequence = *history[0], &key, 1
			f.Decision.State, f.Decision.Documents = nil, nil
		}, "decided already", ""},
		{"a sequence that is not its turn", func(f *forged, b *exchange.Binding) { f.Decision.Sequence, b.Sequence = 7, 7 }, "not final here", "again"},
	} {
		f := forged{Format: 1, Decision: *last}
		d := &f.Decision
		d.Before, d.Endorsements, d.State, d.Documents = evidence.Decision{}.Before, nil, nil, nil
		d.Block, d.BlockHash, d.Transaction = 0, evidence.Hash{}, evidence.Hash{}
		d.Kind, d.Sequence, d.Previous, d.Next = evidence.Transition, last.Sequence+1, last.Next, evidence.Hash{1, 2, 3}
		d.Actor, d.Command = "alpha", complete
		b := exchange.Binding{ChainID: d.Chain, Book: d.Book, Record: d.Record, Sequence: d.Sequence, Release: d.Release}
		tt.edit(&f, &b)
		if f.Endorsement, err = typed.Sign(secret, d.Signed()); err != nil {
			t.Fatal(err)
		}
		answer, code := alpha.send("beta", "proposal", b, f)
		if !strings.Contains(answer, tt.answer) || code != tt.code {
			t.Errorf("%s: got %q, code %q; want %q, code %q", tt.name, answer, code, tt.answer, tt.code)
		}
	}
	r := w.record("beta", id)
	same(t, "the record", before, place{r.Version, r.Status, r.Commitment, r.Sequence, r.Pending, r.Blocked})
	w.audited("beta")
}

// history reads the key and the decisions of a record from a stopped pod.
func (w *world) history(member, id string) (key evidence.Hash, all []*evidence.Decision) {
	w.t.Helper()
	src, err := pod.OpenAudit(filepath.Join(testnet.PodDir(w.Dir(), member), pod.DatabaseFile))
	if err != nil {
		w.t.Fatal(err)
	}
	defer func() { _ = src.Close() }()
	err = src.Records(w.ctx(), func(r audit.Record) error {
		if r.ID.String() != id {
			return nil
		}
		key = r.Key
		return src.Decisions(w.ctx(), r.ID, func(_ uint64, stored []byte) error {
			d, err := evidence.ParseDecision(stored)
			all = append(all, d)
			return err
		})
	})
	if err != nil || len(all) == 0 {
		w.t.Fatalf("no history of record %s at %s: %v", id, member, err)
	}
	return key, all
}

// Gamma is no party to a record. What it gets to know by asking is the same as
// for a record that does not exist.
func TestNoParty(t *testing.T) {
	t.Parallel()
	w := start(t, testnet.Config{})
	w.activate("1.0.0")
	id := w.trade(rows(t, 1, "alpha", "beta"))[0]
	_, err := w.Client("gamma").Record(w.ctx(), id)
	refused(t, "gamma asks its own pod", err, registry.ErrNotFound)
	_, err = w.command("gamma", id, completed).wait()
	refused(t, "gamma commands", err, registry.ErrNotFound)
	w.StopPod("gamma")
	gamma := w.impersonate("gamma")
	real, err := evidence.ParseHash(id)
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []string{"missing", "history", "proposal"} {
		var said []string
		for _, record := range []evidence.Hash{real, {9}} {
			b := exchange.Binding{ChainID: testnet.Chain, Record: record, Sequence: 1}
			body := map[string]any{"format": 1}
			if kind == "history" {
				body["decisions"] = []any{}
			}
			if kind == "proposal" {
				d := evidence.Decision{
					Format: 1, Kind: evidence.Transition, Record: record, Chain: testnet.Chain, Sequence: 1, Actor: "gamma",
					Parties: []string{"alpha", "gamma"},
				}
				body["decision"], body["endorsement"] = d, []byte{}
			}
			answer, code := gamma.send("alpha", kind, b, body)
			said = append(said, code+" "+strings.ReplaceAll(strings.ReplaceAll(answer, record.String(), "ID"), record.Short(), "ID"))
		}
		if said[0] != said[1] || !strings.Contains(said[0], "not_found") && !strings.Contains(said[0], "again") {
			t.Errorf("%s: about a record of others %q, about none %q", kind, said[0], said[1])
		}
	}
}
