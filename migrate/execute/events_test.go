package execute_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"math/big"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/execute"
	"github.com/novation-dev/novation/migrate/migratetest"
	"github.com/novation-dev/novation/registry"
)

const zero = "0x0000000000000000000000000000000000000000"

// tokenEvents are those by which an indexer of an ERC-20 with roles lives.
var tokenEvents = []contract.Event{
	{Event: "Transfer", For: "_balances[]", Args: []string{zero, "key 0", "value"}},
	{Event: "Approval(address,address,uint256)", For: "_allowances[][]", Args: []string{"key 0", "key 1", "value"}},
	{Event: "RoleGranted", For: "_roles[].hasRole[]", Args: []string{"key 0", "key 1", zero}},
}

// An index is what somebody knows who hears nothing but the events of a token.
type index struct {
	balances map[common.Address]string
	roles    int
}

// indexed reads all events of an account.
func (r *rig) indexed(at common.Address) index {
	r.t.Helper()
	logs, err := r.c.FilterLogs(r.t.Context(), ethereum.FilterQuery{Addresses: []common.Address{at}})
	if err != nil {
		r.t.Fatal(err)
	}
	sums := map[common.Address]*big.Int{}
	add := func(a common.Hash, n *big.Int) {
		who := common.BytesToAddress(a[:])
		if sums[who] == nil {
			sums[who] = new(big.Int)
		}
		sums[who].Add(sums[who], n)
	}
	out := index{balances: map[common.Address]string{}}
	for _, l := range logs {
		switch {
		case l.Topics[0] == keccak([]byte("Transfer(address,address,uint256)")):
			n := new(big.Int).SetBytes(l.Data)
			add(l.Topics[1], new(big.Int).Neg(n))
			add(l.Topics[2], n)
		case l.Topics[0] == keccak([]byte("RoleGranted(bytes32,address,address)")):
			out.roles++
		}
	}
	delete(sums, common.Address{})
	for a, n := range sums {
		if n.Sign() != 0 {
			out.balances[a] = n.String()
		}
	}
	return out
}

// told asks a token for the balances of everybody that an index or a list knows.
func (r *rig) told(at common.Address, s *migratetest.Subject, known index) map[common.Address]string {
	r.t.Helper()
	out := map[common.Address]string{}
	for _, a := range append(s.Holders, keysOf(known.balances)...) {
		n, err := r.ask(at, pack(r.t, s.To, "balanceOf", a))
		if err != nil {
			r.t.Fatal(err)
		}
		if n.Sign() != 0 {
			out[a] = n.String()
		}
	}
	return out
}

func keysOf(m map[common.Address]string) (out []common.Address) {
	for a := range maps.Keys(m) {
		out = append(out, a)
	}
	return out
}

// indexer has somebody follow a token by its events alone.
func indexer(t *testing.T, r *rig, s *migratetest.Subject, way contract.Way) {
	r = &rig{t: t, c: r.c, s: s, attester: r.attester, carrier: r.carrier}
	p, in := r.plan(way, func(m *contract.MapFile) { m.Events = tokenEvents })
	if len(p.Events) != 3 || p.Events[0].Logs == 0 || p.Events[1].Logs == 0 || p.Events[2].Logs == 0 {
		t.Fatalf("the plan tells of %+v", p.Events)
	}
	m := r.start(r.config(in), p)
	if w, err := m.Run(t.Context()); err != nil || w != nil && w.For != execute.ForDrain {
		t.Fatal(w, err)
	}
	at := r.view(m).Target
	if way == contract.Deferred {
		from, to := migratetest.Key(7), common.HexToAddress("0x1234567890123456789012345678901234567890")
		data := pack(t, s.To, "transfer", to, big.NewInt(1))
		if n, err := m.Settle(t.Context(), address(from), data); n != 2 || err != nil {
			t.Fatal(n, err)
		}
		if got := r.send(from, &at, data); got.Status != 1 {
			t.Fatal("a transfer fails")
		}
		if w, err := m.Drain(t.Context()); w != nil || err != nil {
			t.Fatal(w, err)
		}
	}
	knows := r.indexed(at)
	if diff := cmp.Diff(r.told(at, s, knows), knows.balances); diff != "" || len(knows.balances) < 59 {
		t.Errorf("an indexer knows %d balances; the token's and those:\n%s", len(knows.balances), diff)
	}
	if knows.roles != int(p.Events[2].Logs) {
		t.Errorf("an indexer knows %d roles of %d", knows.roles, p.Events[2].Logs)
	}
	preview, err := m.PreviewRevert(t.Context())
	if want := p.Events[0].Logs + p.Events[1].Logs + p.Events[2].Logs; err != nil || preview.Events != want {
		t.Errorf("a revert tells of %d events of %d: %v", preview.Events, want, err)
	}
	if w, err := m.Revert(t.Context(), false); w != nil || err != nil {
		t.Fatal(w, err)
	}
}

// filled is the ledger's event.
var filled = []contract.Event{{Event: "Filled", For: "balanceOf[]", Args: []string{"key 0", "value"}}}

// TestEventsReadBack has a node that keeps an event back, one that doubles it,
// and one that tells another: none of them is believed.
func TestEventsReadBack(t *testing.T) {
	r := ledgerRig(t, 60, 5)
	target := common.Address{}
	lies := map[string]func(all []map[string]any) []map[string]any{
		"":        func(all []map[string]any) []map[string]any { return all },
		"missing": func(all []map[string]any) []map[string]any { return append(all[:3:3], all[4:]...) },
		"doubled": func(all []map[string]any) []map[string]any { return append(append(all[:3:3], all[2]), all[3:]...) },
		"changed": func(all []map[string]any) []map[string]any {
			all[4]["data"] = common.Hash{9}.Hex()
			return all
		},
		"none": func([]map[string]any) []map[string]any { return nil },
	}
	now := ""
	url := forger(t, r.url, func(logs []map[string]any) []map[string]any {
		var own, others []map[string]any
		for _, l := range logs {
			if l["address"] == strings.ToLower(target.Hex()) && l["topics"].([]any)[0] == keccak([]byte("Filled(address,uint256)")).Hex() {
				own = append(own, l)
			} else {
				others = append(others, l)
			}
		}
		if len(own) < 10 {
			return logs
		}
		if now == "" {
			return logs
		}
		own = lies[now](own)
		// In the order of the chain.
		out := []map[string]any{}
		for _, l := range logs {
			if len(others) > 0 && l["logIndex"] == others[0]["logIndex"] && l["blockNumber"] == others[0]["blockNumber"] {
				out, others = append(out, l), others[1:]
				continue
			}
			for len(own) > 0 && own[0]["blockNumber"] == l["blockNumber"] && own[0]["logIndex"] == l["logIndex"] {
				out, own = append(out, own[0]), own[1:]
			}
		}
		return out
	})
	r.c = dial(t, url)
	p, in := r.plan(contract.SteppedWay, func(m *contract.MapFile) { m.Events = filled })
	m := r.start(r.config(in), p)
	r.run(m)
	target = r.view(m).Target
	for name := range lies {
		now = name
		rep, err := m.Verify(t.Context())
		switch {
		case name == "" && (err != nil || rep.Events != 60):
			t.Errorf("%+v: %v", rep, err)
		case name != "" && (!errors.Is(err, registry.ErrConflict) || !strings.Contains(err.Error(), "emitted")):
			t.Errorf("an event that is %s: %v", name, err)
		}
	}
}

// forger stands in front of a node and changes what it tells of logs.
func forger(t *testing.T, target string, change func([]map[string]any) []map[string]any) string {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ask, err := io.ReadAll(r.Body)
		if err != nil {
			return
		}
		resp, err := http.Post(target, "application/json", bytes.NewReader(ask))
		if err != nil {
			t.Error(err)
			return
		}
		defer resp.Body.Close()
		got, err := io.ReadAll(resp.Body)
		if err != nil {
			return
		}
		var answer map[string]any
		if bytes.Contains(ask, []byte(`"eth_getLogs"`)) && json.Unmarshal(got, &answer) == nil {
			if logs, ok := answer["result"].([]any); ok {
				var all []map[string]any
				for _, l := range logs {
					all = append(all, l.(map[string]any))
				}
				if answer["result"] = change(all); len(all) == 0 {
					answer["result"] = []any{}
				}
				if got, err = json.Marshal(answer); err != nil {
					t.Error(err)
				}
			}
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(got)
	}))
	t.Cleanup(server.Close)
	return server.URL
}
