package rust_test

import (
	"context"
	"encoding/hex"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"

	"github.com/novation-dev/novation/plugins/guests/rust"
	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/plugins/wasi"
)

// A project is a crate of rules in this repository, and its schema.
type project struct {
	dir    string // with src, tests and, if committed, gen
	protos string // folder
	files  []string
	names  schema.Names
	module string // the committed module
}

var (
	recapProject = project{
		"examples/recap", recapDir,
		[]string{"recap/v1/recap.proto"},
		schema.Names{State: "recap.v1.Recap", Command: "recap.v1.Command"},
		recapDir + "/rust.wasm",
	}
	noteProject = project{
		"template", "../../sdk/examples/note",
		[]string{"note/v1/note.proto"},
		schema.Names{State: "note.v1.Note", Command: "note.v1.Command"},
		"testdata/note.wasm",
	}
	conformanceProject = project{"conformance", wireDir, []string{"vector.proto"}, schema.Names{}, "testdata/conformance.wasm"}
)

// What every language is held to.
const (
	recapDir = "../../testdata/recap"
	wireDir  = "../../testdata/wire"
)

func (p project) schema(t testing.TB) *schema.Schema {
	t.Helper()
	set, err := schema.CompileDir(t.Context(), os.DirFS(p.protos))
	if err != nil {
		t.Fatal(err)
	}
	s, err := schema.Load(set, p.names)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// lay lays the project out in a folder of its own as `novation new` and
// `novation build` do: template filled in, SDK below it, codecs generated.
func (p project) lay(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	files := fstest.MapFS{}
	err := fs.WalkDir(os.DirFS(p.dir), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.Name() == "target" || e.Name() == "novation" || e.IsDir() {
			if e.Name() == "target" {
				return fs.SkipDir
			}
			return err
		}
		b := readFile(t, filepath.Join(p.dir, name))
		if short, ok := strings.CutSuffix(name, ".tmpl"); ok {
			name, b = short, []byte(strings.ReplaceAll(string(b), "{{.Name}}", path.Base(p.dir)))
		}
		files[name] = &fstest.MapFile{Data: b}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	generated, err := rust.New().Generate(p.schema(t), p.files)
	if err != nil {
		t.Fatal(err)
	}
	for name, b := range generated {
		files["gen/"+name] = &fstest.MapFile{Data: b}
	}
	if err := os.CopyFS(dir, files); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(dir, "novation"), rust.New().SDK()); err != nil {
		t.Fatal(err)
	}
	return dir
}

func readFile(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func unhex(t testing.TB, text string) []byte {
	t.Helper()
	b, err := hex.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// missing skips a test for want of a tool, unless tools must be there.
func missing(t testing.TB, format string, a ...any) {
	t.Helper()
	if os.Getenv("NOVATION_TOOLCHAINS") == "required" {
		t.Fatalf(format, a...)
	}
	t.Skipf(format, a...)
}

// An instance is a module whose operations are called again and again, with
// nothing between: what the module costs by itself.
type instance struct {
	t      testing.TB
	ctx    context.Context
	module api.Module
	buffer uint32
	ops    map[string]api.Function
}

// bufferSize is that of the shared buffer, in bytes.
const bufferSize = 256 << 10

func start(t testing.TB, wasm []byte) *instance {
	t.Helper()
	ctx := t.Context()
	r := wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfig().WithCoreFeatures(api.CoreFeaturesV2).WithMemoryLimitPages(1024))
	t.Cleanup(func() { _ = r.Close(ctx) })
	if err := wasi.Instantiate(ctx, r); err != nil { // for the module in Go
		t.Fatal(err)
	}
	ctx = wasi.NewState(func(uint64) {}).Context(ctx)
	m, err := r.InstantiateWithConfig(ctx, wasm, wazero.NewModuleConfig().WithStartFunctions("_initialize"))
	if err != nil {
		t.Fatal(err)
	}
	g := &instance{t: t, ctx: ctx, module: m, ops: map[string]api.Function{}}
	for name := range m.ExportedFunctionDefinitions() {
		g.ops[name] = m.ExportedFunction(name)
	}
	at, err := g.ops["nv_buffer"].Call(ctx, bufferSize)
	if err != nil {
		t.Fatal(err)
	}
	g.buffer = api.DecodeU32(at[0])
	return g
}

// call returns the reply, which is valid until the next call.
func (g *instance) call(op string, request []byte) []byte {
	g.t.Helper()
	if len(request) > bufferSize || !g.module.Memory().Write(g.buffer, request) {
		g.t.Fatalf("a request of %d bytes does not fit", len(request))
	}
	return g.run(op, len(request))
}

// run calls an operation on n bytes, which may be a lie.
func (g *instance) run(op string, n int) []byte {
	g.t.Helper()
	stack := []uint64{uint64(uint32(n))}
	if err := g.ops[op].CallWithStack(g.ctx, stack); err != nil {
		g.t.Fatalf("%s: %v", op, err)
	}
	reply, ok := g.module.Memory().Read(uint32(stack[0]>>32), uint32(stack[0]))
	if !ok {
		g.t.Fatalf("%s: the reply lies outside memory", op)
	}
	return reply
}

// exports lists the functions of a module, sorted.
func (g *instance) exports() []string {
	var names []string
	for name := range g.ops {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
