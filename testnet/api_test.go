package testnet_test

import (
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/novation-dev/novation/pod/api"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/testnet"
	"github.com/novation-dev/novation/testnet/crudetrade"
)

// Whatever the API of a pod is given: the status and the code say what is
// wrong, and nothing happens.
func TestBadRequests(t *testing.T) {
	sequential(t)
	t.Parallel()
	w := start(t, testnet.Config{})
	w.activate("1.0.0")
	parties := []string{"alpha", "beta"}
	trades := rows(t, 2, parties...)
	id := w.trade(trades[:1])[0]
	before := w.agreed(id, parties, anywhere)
	recap := string(trades[1].Command)
	record := func(command string) string {
		return `{"line":"crude-trade","parties":["alpha","beta"],"command":` + command + `}`
	}
	for _, tt := range []struct {
		name, path, body string
		status           int
		code, says       string
	}{
		{"no JSON", "/v1/records", `{`, 400, "invalid", ""},
		{"an unknown field", "/v1/records", `{"gift":1,` + record(recap)[1:], 400, "invalid", "gift"},
		{"no parties", "/v1/records", `{"line":"crude-trade","command":` + recap + `}`, 400, "invalid", "parties"},
		{"an unknown field in the command", "/v1/records", record(strings.Replace(recap, `{"recap":{`, `{"recap":{"gift":"horse",`, 1)), 400, "invalid", "gift"},
		{"two commands in one", "/v1/records", record(`{"complete":{},` + recap[1:]), 400, "invalid", ""},
		{"a price with too many digits", "/v1/records", record(strings.Replace(recap, `"price":"`, `"price":"0.00000`, 1)), 400, "invalid", "price"},
		{"an empty command", "/v1/records", record(`{}`), 422, "refused", ""},
		{"another's record", "/v1/records", strings.Replace(record(recap), `"alpha"`, `"gamma"`, 1), 400, "invalid", "alpha"},
		{"a party twice", "/v1/records", strings.Replace(record(recap), `"beta"]`, `"beta","beta"]`, 1), 400, "invalid", "twice"},
		{"no member", "/v1/records", strings.Replace(record(recap), `"beta"]`, `"omega"]`, 1), 404, "not_found", "omega"},
		{"no such line", "/v1/records", strings.Replace(record(recap), `crude-trade`, `tea`, 1), 404, "not_found", "tea"},
		{"a command that the rules refuse", "/v1/records/" + id + "/commands", `{"confirm":{}}`, 422, "refused", ""},
		{"no such record", "/v1/records/0x" + strings.Repeat("ab", 32) + "/commands", completed, 404, "not_found", ""},
		{"half an id", "/v1/records/0x1/commands", completed, 400, "invalid", ""},
		{"no id", "/v1/records/horse/commands", completed, 400, "invalid", "horse"},
		{"nothing to novate", "/v1/records/" + id + "/novate", ``, 409, "stale", ""},
		{"no such path", "/v1/horses", `{}`, 404, "not_found", ""},
		{"no such change", "/v1/changes/0x00000000/withdraw", ``, 404, "not_found", ""},
		{"a change of nothing", "/v1/changes", `{"line":"crude-trade","version":"9.9.9","reason":"x"}`, 404, "not_found", "9.9.9"},
		{"the active release again", "/v1/changes", `{"line":"crude-trade","version":"1.0.0","reason":"x"}`, 409, "conflict", "1.0.0"},
	} {
		status, p := w.raw("alpha", tt.path, tt.body, true)
		if status != tt.status || p.Err.Code != tt.code || !strings.Contains(p.Err.Message, tt.says) || p.Err.Message == "" {
			t.Errorf("%s: status %d, %+v; want %d, %s, and %q", tt.name, status, p.Err, tt.status, tt.code, tt.says)
		}
	}
	if status, p := w.raw("alpha", "/v1/records", record(recap), false); status != http.StatusUnauthorized || p.Err.Code != "not_allowed" {
		t.Errorf("without a token: status %d, %+v", status, p)
	}
	_, err := (&api.Client{URL: w.url("alpha"), Token: w.Client("beta").Token}).Status(w.ctx())
	refused(t, "with the token of another", err, registry.ErrNotAllowed)
	for _, m := range parties {
		if all := w.records(m); len(all) != 1 {
			t.Errorf("%s has %d records, want 1", m, len(all))
		}
	}
	same(t, "the record", before, w.agreed(id, parties, anywhere))
}

// raw posts a body as it is.
func (w *world) raw(member, path, body string, token bool) (status int, p api.Problem) {
	w.t.Helper()
	c := w.Client(member)
	req, err := http.NewRequestWithContext(w.ctx(), http.MethodPost, c.URL+path, strings.NewReader(body))
	if err != nil {
		w.t.Fatal(err)
	}
	if token {
		req.Header.Set("Authorization", "Bearer "+c.Token)
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		w.t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	if err := json.Unmarshal(b, &p); err != nil {
		w.t.Errorf("%s: the answer %q has not the form of an error", path, b)
	}
	return resp.StatusCode, p
}

// The stored bundle of the active release is changed while a pod is down. The
// pod puts itself into quarantine when it comes back, decides and endorses
// nothing, and loses nothing. With what was there before, it goes on.
func TestQuarantine(t *testing.T) {
	t.Parallel()
	w := start(t, testnet.Config{})
	w.activate("1.0.0")
	parties := []string{"alpha", "beta"}
	ids := w.trade(rows(t, 2, parties...))
	w.StopPod("beta")
	path := filepath.Join(testnet.PodDir(w.Dir(), "beta"), "pod.db")
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	w.tamperBundle("beta")
	if err := w.StartPod("beta"); err != nil {
		t.Fatal(err)
	}
	w.until("beta to quarantine itself", func() bool {
		s, err := w.Client("beta").Status(w.ctx())
		return err == nil && strings.Contains(s.Quarantine, crudetrade.Line)
	})
	_, err = w.command("beta", ids[0], completed).wait()
	refused(t, "a command for a pod in quarantine", err, registry.ErrNotAllowed)
	c := w.command("alpha", ids[0], completed)
	w.until("alpha to wait for beta", func() bool {
		return w.record("alpha", ids[0]).Pending == "sequence 3 waits for the endorsement of beta"
	})
	w.StopPod("beta")
	if err := os.WriteFile(path, good, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := w.StartPod("beta"); err != nil {
		t.Fatal(err)
	}
	if _, err := c.wait(); err != nil {
		t.Fatal(err)
	}
	if _, err := w.command("beta", ids[1], completed).wait(); err != nil {
		t.Fatal(err)
	}
	for _, id := range ids {
		w.agreed(id, parties, func(p place) bool { return p.Sequence == 3 })
	}
	w.audited("beta")
}
