package assemblyscript_test

import (
	"context"
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"

	"github.com/novation-dev/novation/plugins/guests/assemblyscript"
	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/plugins/wasi"
)

// bufferBytes is the size of the shared buffer in tests.
const bufferBytes = 256 << 10

// language returns AssemblyScript with a compiler, or skips the test. The
// compiler is that of this folder (npm ci), or the one the environment names.
func language(t testing.TB) assemblyscript.Language {
	t.Helper()
	l := assemblyscript.New()
	if l.Compiler == "" {
		l.Compiler, _ = filepath.Abs("node_modules/assemblyscript")
	}
	if _, err := os.Stat(l.Compiler); err != nil {
		missing(t, "there is no AssemblyScript compiler: run npm ci in plugins/guests/assemblyscript")
	}
	return l
}

// missing skips a test that needs another toolchain, or fails it where all must
// be there.
func missing(t testing.TB, why string) {
	t.Helper()
	if os.Getenv("NOVATION_TOOLCHAINS") == "required" {
		t.Fatal(why)
	}
	t.Skip(why)
}

// assemble makes the folder rules/ of a project: sources, SDK, codecs.
func assemble(t testing.TB, sources string, codecs map[string][]byte) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(sources)); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(dir, "novation"), (assemblyscript.Language{}).SDK()); err != nil {
		t.Fatal(err)
	}
	for name, src := range codecs {
		write(t, filepath.Join(dir, "gen", name), src)
	}
	return dir
}

func write(t testing.TB, name string, content []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, content, 0o644); err != nil {
		t.Fatal(err)
	}
}

// load compiles the .proto files below a folder.
func load(t testing.TB, dir string, names schema.Names) *schema.Schema {
	t.Helper()
	set, err := schema.CompileDir(context.Background(), os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	s, err := schema.Load(set, names)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// generate generates the codec of a schema of one file.
func generate(t testing.TB, s *schema.Schema, file string) map[string][]byte {
	t.Helper()
	out, err := assemblyscript.Language{}.Generate(s, []string{file})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// A subject is a compiled module.
type subject struct {
	runtime  wazero.Runtime
	compiled wazero.CompiledModule
}

func compileGuest(t testing.TB, module []byte, config wazero.RuntimeConfig) *subject {
	t.Helper()
	ctx := context.Background()
	r := wazero.NewRuntimeWithConfig(ctx, config)
	t.Cleanup(func() { r.Close(ctx) })
	if err := wasi.Instantiate(ctx, r); err != nil {
		t.Fatal(err)
	}
	compiled, err := r.CompileModule(ctx, module)
	if err != nil {
		t.Fatal(err)
	}
	return &subject{r, compiled}
}

// instance makes an instance and calls what the ABI says before an operation.
func (g *subject) instance(t testing.TB) (api.Module, uint32) {
	t.Helper()
	ctx := wasi.NewState(nil).Context(context.Background())
	m, err := g.runtime.InstantiateModule(ctx, g.compiled, wazero.NewModuleConfig().WithName("").WithStartFunctions())
	if err != nil {
		t.Fatal(err)
	}
	if f := m.ExportedFunction("_initialize"); f != nil {
		if _, err := f.Call(ctx); err != nil {
			t.Fatal(err)
		}
	}
	stack, err := m.ExportedFunction("nv_buffer").Call(ctx, bufferBytes)
	if err != nil {
		t.Fatal(err)
	}
	return m, api.DecodeU32(stack[0])
}

// call asks a fresh instance and returns the bytes of its answer.
func (g *subject) call(t testing.TB, op string, request []byte) ([]byte, error) {
	t.Helper()
	m, buffer := g.instance(t)
	defer m.Close(context.Background())
	return ask(t, m, buffer, op, request, uint64(len(request)))
}

func ask(t testing.TB, m api.Module, buffer uint32, op string, request []byte, argument uint64) ([]byte, error) {
	t.Helper()
	if !m.Memory().Write(buffer, request) {
		t.Fatal("the buffer does not lie in memory")
	}
	state := wasi.NewState(nil)
	state.Begin(0, nil)
	stack, err := m.ExportedFunction(op).Call(state.Context(context.Background()), argument)
	if err != nil {
		return nil, err
	}
	b, ok := m.Memory().Read(uint32(stack[0]>>32), uint32(stack[0]))
	if !ok {
		t.Fatalf("the answer %#x does not lie in memory", stack[0])
	}
	return append([]byte(nil), b...), nil
}

// exportGlobals adds exports g0, g1, … for the globals of a module without
// imports that can change, so that a test can set them back as a pool does.
func exportGlobals(t testing.TB, module []byte) (out []byte, names []string) {
	t.Helper()
	out = append(out, module[:8]...)
	for rest := module[8:]; len(rest) > 0; {
		id, size, n := rest[0], uint64(0), 0
		size, n = binary.Uvarint(rest[1:])
		body := rest[1+n : 1+n+int(size)]
		rest = rest[1+n+int(size):]
		switch id {
		case 2:
			t.Fatal("the module has imports")
		case 6:
			names = mutable(t, body)
		case 7:
			count, n := binary.Uvarint(body)
			entries := append([]byte(nil), body[n:]...)
			for _, name := range names {
				entries = append(append(entries, byte(len(name))), name...)
				entries = append(entries, 3)
				var index uint64
				for _, c := range name[1:] {
					index = 10*index + uint64(c-'0')
				}
				entries = binary.AppendUvarint(entries, index)
			}
			body = append(binary.AppendUvarint(nil, count+uint64(len(names))), entries...)
		}
		out = append(binary.AppendUvarint(append(out, id), uint64(len(body))), body...)
	}
	return out, names
}

// mutable returns names for the globals of a section 6 that can change. Their
// initial values are constants.
func mutable(t testing.TB, body []byte) (names []string) {
	count, n := binary.Uvarint(body)
	body = body[n:]
	for i := range count {
		if body[1] == 1 {
			names = append(names, "g"+strings.TrimLeft(string(rune('0'+i/100))+string(rune('0'+i/10%10)), "0")+string(rune('0'+i%10)))
		}
		if body[2] != 0x41 && body[2] != 0x42 {
			t.Fatalf("global %d begins as %#x", i, body[2])
		}
		end := 3
		for body[end]&0x80 != 0 {
			end++
		}
		body = body[end+2:] // and the opcode end
	}
	return names
}
