package chainstate_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/migrate/chainstate"
	"github.com/novation-dev/novation/pod/node"
	"github.com/novation-dev/novation/pod/node/nodetest"
	"github.com/novation-dev/novation/registry"
)

// blocks is how many blocks a request for logs is about.
func blocks(t *testing.T, q *message) uint64 {
	var query struct{ FromBlock, ToBlock string }
	if err := json.Unmarshal(q.Params[0], &query); err != nil {
		t.Error(err)
	}
	from, err := strconv.ParseUint(query.FromBlock, 0, 64)
	to, err2 := strconv.ParseUint(query.ToBlock, 0, 64)
	if err != nil || err2 != nil {
		t.Errorf("%+v", query)
	}
	return to - from + 1
}

// Nodes bound the range or the number of logs of one request, each in its words.
func TestLogsAdapt(t *testing.T) {
	keys := contractOf(t, "Keys")
	s := &subject{user: dial(t, chain.Config{URL: nodetest.Start(t, node.Config{}).HTTPURL()})}
	s.account = fill(s.user, keys)
	s.liar = lie(t, s.cfg.URL)
	var err error
	if s.through, err = chain.Dial(t.Context(), chain.Config{URL: s.liar.url}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.through.Close)
	refusing := func(most uint64, code int, text string) func(q, a *message) *message {
		return func(q, a *message) *message {
			if q.Method == "eth_getLogs" && blocks(t, q) > most {
				return a.no(code, text)
			}
			return a
		}
	}
	for _, test := range []struct {
		name   string
		answer func(q, a *message) *message
		refuse func([]message) int
		want   error
	}{
		{"never", nil, nil, nil},
		{"range", refusing(3, -32602, "eth_getLogs is limited to a 3 block range"), nil, nil},
		{"results", refusing(5, -32005, "query returned more than 10000 results"), nil, nil},
		{"each block", refusing(1, -32000, "no"), nil, nil},
		{"time", nil, func(asks []message) int {
			if asks[0].Method == "eth_getLogs" && blocks(t, &asks[0]) > 4 {
				return http.StatusRequestEntityTooLarge
			}
			return 0
		}, nil},
		{"always", refusing(0, -32000, "no"), nil, registry.ErrRefused},
		{"logs of another contract", func(q, a *message) *message {
			if q.Method == "eth_getLogs" {
				a.Result = []byte(strings.ReplaceAll(string(a.Result), strings.ToLower(s.account.Hex()), common.Address{1}.Hex()))
			}
			return a
		}, nil, registry.ErrConflict},
		{"logs that are cut", func(q, a *message) *message {
			if q.Method == "eth_getLogs" {
				a.Result = []byte(strings.ReplaceAll(string(a.Result), `"data":"0x00`, `"data":"0x`))
			}
			return a
		}, nil, registry.ErrInvalid},
	} {
		t.Run(test.name, func(t *testing.T) {
			s.liar.tells(test.answer, test.refuse)
			snapshot, err := s.at(t, chainstate.Config{})
			if err != nil {
				t.Fatal(err)
			}
			found := keySet(t, keys.Layout)
			err = snapshot.FromEvents(t.Context(), keys, keys.Layout, feeds, 0, found)
			if !errors.Is(err, test.want) {
				t.Fatalf("FromEvents: %v, want %v", err, test.want)
			}
			if err == nil {
				wantComplete(t, snapshot, keys.Layout, found)
			}
		})
	}
}

// A node that stopped following the chain is refused, when that is asked for.
func TestMaxAge(t *testing.T) {
	s := hostile(t)
	s.liar.tells(in("eth_getBlockByNumber", func(b map[string]any) { b["timestamp"] = "0x5f5e100" }), nil)
	if _, err := s.at(t, chainstate.Config{MaxAge: 3600}); !errors.Is(err, registry.ErrStale) {
		t.Errorf("At a node of 1973: %v", err)
	}
	s.liar.tells(nil, nil)
	if _, err := s.at(t, chainstate.Config{MaxAge: 3600}); err != nil {
		t.Error(err)
	}
}
