package guests_test

import (
	"context"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/plugins"
	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/cases"
	"github.com/novation-dev/novation/plugins/cases/trial"
	"github.com/novation-dev/novation/plugins/guests"
	"github.com/novation-dev/novation/plugins/guests/assemblyscript"
	"github.com/novation-dev/novation/plugins/guests/golang"
	"github.com/novation-dev/novation/plugins/guests/guest"
	"github.com/novation-dev/novation/plugins/guests/source"
	"github.com/novation-dev/novation/registry"
)

// TestTemplates makes a project in every language, builds it twice, and plays its
// cases: all languages must give the same bytes.
func TestTemplates(t *testing.T) {
	if testing.Short() {
		t.Skip("it compiles and runs projects in four languages")
	}
	t.Setenv(golang.ToolchainVariable, "local")
	noAssemblyScript := assemblyScript(t)
	answers := map[string][]string{}
	for _, l := range guests.All() {
		t.Run(l.Name(), func(t *testing.T) {
			if l.Name() == "assemblyscript" && noAssemblyScript {
				skip(t, "run `npm ci` in plugins/guests/assemblyscript")
			}
			dir := build(t, l)
			answers[l.Name()] = play(t, dir)
		})
	}
	for name, got := range answers {
		if diff := cmp.Diff(answers["go"], got); diff != "" {
			t.Errorf("replies in %s (-go +%s):\n%s", name, name, diff)
		}
	}
}

// assemblyScript names the compiler that is installed beside the language's own
// tests, and tells whether there is none.
func assemblyScript(t *testing.T) (missing bool) {
	t.Helper()
	if os.Getenv(assemblyscript.CompilerVariable) != "" {
		return false
	}
	compiler, err := filepath.Abs("assemblyscript/node_modules/assemblyscript")
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv(assemblyscript.CompilerVariable, compiler)
	_, err = os.Stat(compiler)
	return err != nil
}

// skip skips a language whose compiler is not here, unless all must be.
func skip(t *testing.T, why any) {
	t.Helper()
	if os.Getenv("NOVATION_TOOLCHAINS") == "required" {
		t.Fatalf("NOVATION_TOOLCHAINS=required: %v", why)
	}
	t.Skipf("this machine cannot build it: %v", why)
}

// build makes and builds a project, or skips when there is no compiler.
func build(t *testing.T, l guest.Language) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "iou")
	if _, err := guests.New(t.Context(), dir, "iou", l); err != nil {
		t.Fatal(err)
	}
	p, err := guests.Build(t.Context(), dir)
	if errors.Is(err, registry.ErrNotFound) {
		skip(t, err)
	}
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Generated) > 0 {
		t.Errorf("a new project has old codecs: %q", p.Generated)
	}
	if err := p.Write(); err != nil {
		t.Fatal(err)
	}
	if err := guests.Reproduce(t.Context(), dir, p); err != nil {
		t.Error(err)
	}
	return dir
}

// play plays the cases of a project and returns the replies.
func play(t *testing.T, dir string) (replies []string) {
	t.Helper()
	p, err := source.Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	s, err := p.Compile(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	module, err := os.ReadFile(p.Wasm())
	if err != nil {
		t.Fatal(err)
	}
	r := cases.Reader{Schema: s}
	all, err := r.Load(os.DirFS(filepath.Join(dir, guests.CaseFolder)))
	if err != nil {
		t.Fatal(err)
	}
	on, err := trial.Open(t.Context(), module, plugins.Spec{Digest: registry.DigestOf(module), Schema: s, Limits: registry.Limits(p.Limits)}, r, "")
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := on.Close(); err != nil {
			t.Error(err)
		}
	}()
	for _, c := range all {
		for _, o := range r.Play(t.Context(), c, func(ctx context.Context, c cases.Call) (abi.Reply, error) {
			result, err := on.Ask(ctx, c)
			return result.Reply, err
		}) {
			b, err := abi.EncodeReply(o.Call.Op, o.Reply)
			if !o.OK() || err != nil {
				t.Errorf("%s, step %d: %v %q %v", c.Name, o.Step+1, o.Err, o.Differences, err)
			}
			replies = append(replies, c.Name+": "+hex.EncodeToString(b))
		}
	}
	return replies
}
