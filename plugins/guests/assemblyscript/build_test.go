package assemblyscript_test

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/guests/assemblyscript"
	"github.com/novation-dev/novation/plugins/guests/guest"
	"github.com/novation-dev/novation/plugins/meter"
	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/plugins/wasm"
	"github.com/novation-dev/novation/registry"
)

var update = flag.Bool("update", false, "write the codecs and modules that are committed")

var _ guest.Language = assemblyscript.Language{}

const (
	testdata    = "../../testdata"
	recapModule = testdata + "/recap/assemblyscript.wasm"
	wireModule  = "testdata/vectors.wasm"
)

// A project is one whose codec, and module, are committed.
type project struct {
	protos  string
	names   schema.Names
	file    string
	sources string
	module  string
}

var (
	recap = project{
		protos: testdata + "/recap", names: schema.Names{State: "recap.v1.Recap", Command: "recap.v1.Command"},
		file: "recap/v1/recap.proto", sources: "examples/recap", module: recapModule,
	}
	vectors = project{protos: testdata + "/wire", file: "vector.proto", sources: "testdata/vectors", module: wireModule}
	note    = project{
		protos: "../note/proto", names: schema.Names{State: "note.v1.Note", Command: "note.v1.Command"},
		file: "note/v1/note.proto", sources: "template",
	}
)

func (p project) schema(t testing.TB) *schema.Schema { return load(t, p.protos, p.names) }

// folder makes the folder of the rules, with codecs as they are now.
func (p project) folder(t testing.TB) string {
	return assemble(t, p.sources, generate(t, p.schema(t), p.file))
}

// sealed is what belongs in a release.
func (p project) sealed(t testing.TB, built guest.Built) []byte {
	t.Helper()
	module, err := abi.AppendSection(slices.Clone(built.Module), abi.Section{
		Version: abi.Version, Descriptor: p.schema(t).Digest(), Buffer: bufferBytes, MemoryPages: abi.DefaultMemoryPages,
	})
	if err != nil {
		t.Fatal(err)
	}
	return module
}

// build builds a project with its codecs as they are now.
func (p project) build(t testing.TB) guest.Built {
	t.Helper()
	built, err := language(t).Build(t.Context(), p.folder(t))
	if err != nil {
		t.Fatal(err)
	}
	return built
}

// TestReproducible builds a module in two folders.
func TestReproducible(t *testing.T) {
	long(t)
	if diff := cmp.Diff(builtNote(t), note.build(t)); diff != "" {
		t.Errorf("built in another folder (-first +second):\n%s", diff)
	}
}

// builtNote is the module of the template, which is built once.
func builtNote(t testing.TB) guest.Built {
	t.Helper()
	once.Do(func() { once.built = note.build(t) })
	if once.built.Module == nil {
		t.Skip("see the test that built it first")
	}
	return once.built
}

var once struct {
	sync.Once
	built guest.Built
}

// TestCommitted compares the modules that are committed with what their sources
// give.
func TestCommitted(t *testing.T) {
	for _, p := range []project{recap, vectors} {
		t.Run(p.sources, func(t *testing.T) {
			module := p.sealed(t, p.build(t))
			if *update {
				write(t, p.module, module)
			}
			there, err := os.ReadFile(p.module)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(there, module) {
				t.Errorf("%s is not what its sources give: run this test with -update", p.module)
			}
		})
	}
}

// TestPure holds what is built to the profile without imports, and to the policy
// of the meter.
func TestPure(t *testing.T) {
	module, err := os.ReadFile(recapModule)
	if err != nil {
		t.Fatal(err)
	}
	m, err := wasm.Parse(module)
	if err != nil {
		t.Fatal(err)
	}
	if len(m.Imports) > 0 {
		t.Errorf("imports %+v", m.Imports)
	}
	var names []string
	for _, e := range m.Exports {
		names = append(names, e.Name)
	}
	slices.Sort(names)
	if diff := cmp.Diff([]string{"_initialize", "memory", "nv_apply", "nv_buffer", "nv_check"}, names); diff != "" {
		t.Errorf("exports (-want +got):\n%s", diff)
	}
	metered, err := meter.Instrument(module)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d bytes, instrumented %d, %d mutable globals", len(module), len(metered.Module), len(metered.Globals))
	if len(module) > 24<<10 {
		t.Errorf("the module has %d bytes", len(module))
	}
}

func TestBuilt(t *testing.T) {
	built := builtNote(t)
	if len(built.Toolchain) != 2 || built.Toolchain[0] != "assemblyscript "+assemblyscript.Version || !strings.HasPrefix(built.Toolchain[1], "binaryen 1") {
		t.Errorf("toolchain %q", built.Toolchain)
	}
	if !slices.Contains(built.Flags, "stub") {
		t.Errorf("flags %q", built.Flags)
	}
	if len(built.Components) != 2 {
		t.Fatalf("components %+v", built.Components)
	}
	if c := built.Components[0]; c.Name != "assemblyscript" || c.Version != assemblyscript.Version || !strings.HasPrefix(c.Digest, "sha512-") {
		t.Errorf("the standard library: %+v", c)
	}
	if c := built.Components[1]; !strings.HasSuffix(c.Name, "/assemblyscript/sdk") || !strings.HasPrefix(c.Digest, "sha256:") {
		t.Errorf("the SDK: %+v", c)
	}
}

// long skips a test that compiles several times.
func long(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("it takes seconds")
	}
}

// small makes a folder whose index.ts is src, without the SDK.
func small(t testing.TB, src string) string {
	t.Helper()
	dir := t.TempDir()
	write(t, filepath.Join(dir, "index.ts"), []byte(src))
	return dir
}

// TestPackages builds rules that use npm packages.
func TestPackages(t *testing.T) {
	l := language(t)
	long(t)
	dir := small(t, "import * as a from \"as-found\";\nimport * as b from \"@scope/as-other\";\n"+
		"export function odd(v: i32): i32 { return a.more(v) + b.more(v); }\n")
	for name, version := range map[string]string{"as-found": "1.2.3", "@scope/as-other": "0.1.0"} {
		folder := filepath.Join(dir, "node_modules", name)
		write(t, filepath.Join(folder, "package.json"), []byte(`{"name":"`+name+`","version":"`+version+`","ascMain":"index.ts"}`))
		write(t, filepath.Join(folder, "index.ts"), []byte("export function more(a: i32): i32 { return a + a; }\n"))
	}
	if _, err := l.Build(t.Context(), dir); !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), "add it to package.json") {
		t.Errorf("packages that npm does not know: %v", err)
	}

	// Now as npm would have installed it, with the compiler.
	if err := os.Symlink(l.Compiler, filepath.Join(dir, "node_modules", "assemblyscript")); err != nil {
		t.Skip(err)
	}
	write(t, filepath.Join(dir, "node_modules", ".package-lock.json"), []byte(`{"packages":{
		"node_modules/assemblyscript":{"version":"`+assemblyscript.Version+`","integrity":"sha512-asc"},
		"node_modules/as-found":{"version":"1.2.3","integrity":"sha512-found"},
		"node_modules/@scope/as-other":{"version":"0.1.0","integrity":"sha512-other"}}}`))
	built, err := l.Build(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	want := []guest.Component{
		{Name: "@scope/as-other", Version: "0.1.0", Digest: "sha512-other"},
		{Name: "as-found", Version: "1.2.3", Digest: "sha512-found"},
		{Name: "assemblyscript", Version: assemblyscript.Version, Digest: "sha512-asc"},
	}
	if diff := cmp.Diff(want, built.Components); diff != "" {
		t.Errorf("components (-want +got):\n%s", diff)
	}
}

func TestBuildRefuses(t *testing.T) {
	fake := func(dir, version string) {
		folder := filepath.Join(dir, "node_modules", "assemblyscript")
		write(t, filepath.Join(folder, "package.json"), []byte(`{"name":"assemblyscript","version":"`+version+`"}`))
		write(t, filepath.Join(folder, "dist", "asc.js"), []byte("export {};"))
	}
	for _, tt := range []struct {
		name string
		edit func(dir string, l *assemblyscript.Language)
		want string
	}{
		{"no index.ts", func(dir string, _ *assemblyscript.Language) { os.Remove(filepath.Join(dir, "index.ts")) }, "rules begin with index.ts"},
		{"no compiler", func(string, *assemblyscript.Language) {}, "run `npm ci` there"},
		{"a wrong NOVATION_ASC", func(dir string, l *assemblyscript.Language) { l.Compiler = dir }, "want the folder of the npm package"},
		{"a NOVATION_ASC that is not there", func(dir string, l *assemblyscript.Language) { l.Compiler = dir + "/x" }, "NOVATION_ASC names no compiler"},
		{"another version than the lock", func(dir string, _ *assemblyscript.Language) { fake(dir, "0.1.0") }, "asks for assemblyscript " + assemblyscript.Version},
		{"a lock that is broken", func(dir string, _ *assemblyscript.Language) {
			fake(dir, assemblyscript.Version)
			write(t, filepath.Join(dir, "package-lock.json"), []byte("{"))
		}, "package-lock.json"},
		{"no Node.js", func(dir string, l *assemblyscript.Language) {
			fake(dir, assemblyscript.Version)
			l.Node = "there-is-no-such-command"
		}, "Node.js 20 or later"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir, l := note.folder(t), assemblyscript.Language{}
			tt.edit(dir, &l)
			if _, err := l.Build(t.Context(), dir); !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%v, want ErrInvalid with %q", err, tt.want)
			}
		})
	}
}

// TestCompilerSays checks that what the compiler refuses is told with its place,
// and that no configuration beside the sources counts.
func TestCompilerSays(t *testing.T) {
	l := language(t)
	dir := small(t, "export function odd(v: i32): i32 { assert(v > 0); return v; }\n")
	want, err := l.Build(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "asconfig.json"), []byte(`{"options":{"noAssert":true,"importMemory":true}}`))
	if got, err := l.Build(t.Context(), dir); err != nil || !bytes.Equal(got.Module, want.Module) {
		t.Errorf("an asconfig.json changes the module, or %v", err)
	}
	write(t, filepath.Join(dir, "index.ts"), []byte("export function odd(v: i32): i32 { return nothing; }\n"))
	if _, err := l.Build(t.Context(), dir); !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), "index.ts(1,43)") {
		t.Errorf("a fault in the rules: %v", err)
	}
}

// TestTemplate checks the files of a new project: the lock is that of this
// folder, and asks for the version that is promised.
func TestTemplate(t *testing.T) {
	for _, name := range []string{"package-lock.json", "package.json"} {
		ours, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		theirs, err := os.ReadFile(filepath.Join("template", name))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(theirs), `"assemblyscript": "`+assemblyscript.Version+`"`) {
			t.Errorf("template/%s does not ask for assemblyscript %s", name, assemblyscript.Version)
		}
		if name == "package-lock.json" && !bytes.Equal(ours, theirs) {
			t.Error("template/package-lock.json differs from package-lock.json: copy it")
		}
	}
}

// TestNatively runs the tests of rules that are written beside them, in Node.js,
// and sees that one which must fail does.
func TestNatively(t *testing.T) {
	l := language(t)
	long(t)
	run := func(dir string) (string, error) {
		cmd := exec.CommandContext(t.Context(), "node", filepath.Join("novation", "test.mjs"))
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), assemblyscript.CompilerVariable+"="+l.Compiler)
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
	for _, p := range []project{note, recap} {
		if out, err := run(p.folder(t)); err != nil || !strings.Contains(out, " tests, 0 failed") {
			t.Errorf("%s: %v\n%s", p.sources, err, out)
		}
	}
	dir := note.folder(t)
	rules, err := os.ReadFile(filepath.Join(dir, "note.ts"))
	if err != nil {
		t.Fatal(err)
	}
	broken := strings.Replace(string(rules), "if (left.sign == 0) call.finish();", "", 1)
	broken = strings.Replace(broken, "!call.isParty(p.creditor)", "false", 1)
	write(t, filepath.Join(dir, "note.ts"), []byte(broken))
	out, err := run(dir)
	if err == nil || !strings.Contains(out, "a note that is paid is not final") || !strings.Contains(out, "the command of alpha is accepted") {
		t.Errorf("rules that are broken pass: %v\n%s", err, out)
	}
}
