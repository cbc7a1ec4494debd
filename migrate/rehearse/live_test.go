package rehearse_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"slices"
	"testing"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/migratetest"
	"github.com/novation-dev/novation/migrate/rehearse"
	"github.com/novation-dev/novation/pod/node"
	"github.com/novation-dev/novation/pod/node/nodetest"
)

// without stands in front of a node, and does not know some methods.
func without(t *testing.T, node string, methods ...string) string {
	t.Helper()
	to, err := url.Parse(node)
	if err != nil {
		t.Fatal(err)
	}
	proxy := httputil.NewSingleHostReverseProxy(to)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		r.Host = to.Host
		for _, m := range methods {
			body = bytes.ReplaceAll(body, []byte(`"`+m+`"`), []byte(`"`+m+`Missing"`))
		}
		r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
		proxy.ServeHTTP(w, r)
	}))
	t.Cleanup(s.Close)
	return s.URL
}

// TestNoTracing: a node that cannot say what calls touch is rehearsed on, too,
// and the report says what is missing on the fork.
func TestNoTracing(t *testing.T) {
	live := nodetest.Start(t, node.Config{Alloc: migratetest.Alloc()}).HTTPURL()
	dialled := func(url string) *chain.Client {
		c, err := chain.Dial(t.Context(), chain.Config{URL: url})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(c.Close)
		return c
	}
	w := migratetest.Deploy(t, dialled(live))
	for _, methods := range [][]string{{"debug_traceCall"}, {"debug_traceCall", "eth_createAccessList"}} {
		in := inputOf(t, dialled(without(t, live, methods...)), w.Vesting, w.Vesting.Map)
		in.Map.Way = contract.InPlace
		r := rehearsed(t, in, true)
		// What the wallet has of the token is asked of the token.
		blind := len(methods) > 1
		if has(r, rehearse.Note, "trace", "") != blind || has(r, rehearse.Warning, "fork", "ERC20") != false {
			t.Errorf("without %v: %+v", methods, r.Findings)
		}
		if has(r, rehearse.Warning, "fork", "address") != blind {
			t.Errorf("without %v the fork should be found to differ: %v, got %+v", methods, blind, r.Findings)
		}
	}
}

// TestAnvil rehearses what lives on anvil.
func TestAnvil(t *testing.T) {
	anvil := os.Getenv("NOVATION_ANVIL")
	if anvil == "" {
		if os.Getenv("NOVATION_TOOLCHAINS") == "required" {
			t.Fatal("NOVATION_TOOLCHAINS=required, but NOVATION_ANVIL names no anvil")
		}
		t.Skip("NOVATION_ANVIL names no anvil; npm install @foundry-rs/anvil has one")
	}
	c, err := chain.Dial(t.Context(), chain.Config{URL: migratetest.StartAnvil(t, anvil), Finality: "latest"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	w := migratetest.Deploy(t, c)
	for _, s := range []*migratetest.Subject{w.Vesting, w.Timelock} {
		check(t, rehearsed(t, inputOf(t, c, s, s.Map), s != w.Vesting), s == w.Vesting)
	}
}

// TestDigest: the report says which plan it is of.
func TestDigest(t *testing.T) {
	c := dial(t)
	s := migratetest.DeployLedger(t, c, 5, 1)
	in := inputOf(t, c, s, s.Map)
	plan, err := contract.New(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	r := rehearsedPlan(t, in, plan, true)
	if r.Plan != plan.Digest() {
		t.Errorf("the report is of %s", r.Plan)
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(r.Encode(), &fields); err != nil {
		t.Fatal(err)
	}
	for _, list := range []string{"crashes", "aborts", "findings", "parts"} {
		if !slices.Contains([]byte(fields[list]), '[') {
			t.Errorf("%s is %s, not a list", list, fields[list])
		}
	}
}
