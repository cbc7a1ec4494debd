package source_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/novation-dev/novation/contracts/solc"
)

// compiler loads npm's solc. Its machine code is kept from one run to the next.
func compiler(t *testing.T) *solc.Compiler {
	t.Helper()
	soljson := filepath.Join("..", "node_modules", "solc", "soljson.js")
	if _, err := os.Stat(soljson); err != nil {
		if os.Getenv("NOVATION_TOOLCHAINS") == "required" {
			t.Fatalf("NOVATION_TOOLCHAINS=required: %v: run npm ci in contracts", err)
		}
		t.Skipf("%v: run npm ci in contracts", err)
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	c, err := solc.Load(t.Context(), solc.Config{Path: soljson, CacheDir: filepath.Join(cache, "novation", "solc", "code")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close(context.WithoutCancel(t.Context())) })
	return c
}

// TestNamesAsCompiler gives the compiler each importing source of the table with
// the one that is meant, and asks that it finds it; and that it does not find it
// under another name.
func TestNamesAsCompiler(t *testing.T) {
	if testing.Short() {
		t.Skip("starting a compiler takes a second")
	}
	c := compiler(t)
	for _, r := range resolutions {
		for name, found := range map[string]bool{r.want: true, r.want + ".other": false} {
			const head = "// SPDX-License-Identifier: MIT\npragma solidity ^0.8.0;\n"
			input, err := json.Marshal(map[string]any{
				"language": "Solidity",
				"sources":  map[string]any{r.importer: content(head + "import \"" + r.path + "\";"), name: content(head + "contract Found {}")},
				"settings": map[string]any{"remappings": append([]string{}, r.remappings...)},
			})
			if err != nil {
				t.Fatal(err)
			}
			out, err := c.Compile(t.Context(), input)
			if err != nil {
				t.Fatal(err)
			}
			missing := strings.Contains(string(out), `Source \"`+r.want+`\" not found`)
			if missing == found || found && strings.Contains(string(out), `"errors"`) {
				t.Errorf("%s: the source is called %s: found %v: %s", r.what, name, !missing, out)
			}
		}
	}
}

func content(text string) map[string]string { return map[string]string{"content": text} }
