package agreement_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestPackages compares versions of published packages. It takes minutes, and
// fetches them the first time, so that it runs only when it is asked for:
//
//	NOVATION_AGREEMENT=full go test -run Packages -v ./registry/compat/agreement
func TestPackages(t *testing.T) {
	if !full() {
		t.Skip("set NOVATION_AGREEMENT=full to compare published packages")
	}
	needNode(t)
	b, err := os.ReadFile("packages.json")
	if err != nil {
		t.Fatal(err)
	}
	var list struct {
		Suites map[string]json.RawMessage `json:"suites"`
	}
	if err := json.Unmarshal(b, &list); err != nil {
		t.Fatal(err)
	}
	all := newTable("all packages")
	for _, name := range slices.Sorted(maps.Keys(list.Suites)) {
		t.Run(name, func(t *testing.T) {
			table := newTable(name)
			table.fill(t, askJSON(t, collect(t, name)))
			table.report(t)
			all.join(table)
		})
	}
	all.report(t)
}

// collect makes the question about one suite of packages.
func collect(t testing.TB, name string) []byte {
	t.Helper()
	folder := filepath.Join(cacheDir(t), "packages")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("node", "collect.mjs", name, folder)
	var out, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("collect.mjs: %v\n%s", err, stderr.Bytes())
	}
	return []byte(strings.TrimSpace(out.String()))
}

func (tb *table) join(o *table) {
	tb.cli.join(o.cli)
	tb.plugin.join(o.plugin)
	tb.safety.join(o.safety)
}

// join adds the numbers of another tally; what was wrong in it has been
// reported.
func (t *tally) join(o *tally) {
	t.total += o.total
	for k, n := range o.count {
		t.count[k] += n
	}
	for k, n := range o.byCode {
		t.byCode[k] += n
	}
}
