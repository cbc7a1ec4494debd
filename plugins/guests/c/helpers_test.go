package c_test

import (
	"bufio"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"

	"github.com/novation-dev/novation/plugins/guests/c"
)

// The operations that modules of these tests offer, in the order in which their
// native programs know them.
var operations = []string{
	"nv_apply", "nv_up", "nv_down", "nv_check", "nv_state", "nv_walk", "nv_request", "nv_reply", "nv_section", "nv_decimal",
}

// needs skips the test when a program is missing, and fails it where toolchains
// are required.
func needs(t testing.TB, programs ...string) {
	t.Helper()
	for _, p := range programs {
		if _, err := exec.LookPath(p); err != nil {
			if os.Getenv("NOVATION_TOOLCHAINS") == "required" {
				t.Fatalf("%v: NOVATION_TOOLCHAINS=required wants the packages clang, lld and gcc", err)
			}
			t.Skipf("%v: install the packages clang, lld and gcc to run this test", err)
		}
	}
}

// project copies rules to a folder of their own, with the SDK beside them.
func project(t testing.TB, rules string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(rules)); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(dir, "novation"), c.Language{}.SDK()); err != nil {
		t.Fatal(err)
	}
	return dir
}

// noteProject makes what a new project has in its folder rules.
func noteProject(t testing.TB) string {
	t.Helper()
	dir := project(t, "template")
	files, err := c.Language{}.Generate(load(t, os.DirFS(noteDir), noteNames), []string{"note/v1/note.proto"})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "gen"), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, src := range files {
		if err := os.WriteFile(filepath.Join(dir, "gen", name), src, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// An asker gives a request to an operation and returns the reply. It fails when
// there is none.
type asker func(op string, request []byte) ([]byte, error)

// module answers with an instance of a module. It is used again until it traps:
// the arena begins anew with each call, and that nothing else stays is what
// these tests show too.
func module(t testing.TB, wasm []byte) asker {
	t.Helper()
	ctx := context.Background()
	r := wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfig().WithMemoryLimitPages(256))
	t.Cleanup(func() { _ = r.Close(ctx) })
	compiled, err := r.CompileModule(ctx, wasm)
	if err != nil {
		t.Fatal(err)
	}
	var i api.Module
	return func(op string, request []byte) (reply []byte, err error) {
		if i == nil {
			if i, err = r.InstantiateModule(ctx, compiled, wazero.NewModuleConfig().WithName("")); err != nil {
				return nil, err
			}
		}
		if reply, err = ask(ctx, i, op, request); err != nil {
			_ = i.Close(ctx) // it trapped, and what it returned is the error
			i = nil
		}
		return reply, err
	}
}

// bufferSize is that of the shared buffer in tests, in bytes.
const bufferSize = 256 << 10

// ask follows ABI.md, section 2, from step 3.
func ask(ctx context.Context, i api.Module, op string, request []byte) ([]byte, error) {
	at, err := i.ExportedFunction("nv_buffer").Call(ctx, bufferSize)
	if err != nil {
		return nil, err
	}
	if len(request) <= bufferSize && !i.Memory().Write(uint32(at[0]), request) {
		return nil, fmt.Errorf("the buffer at %#x is not in memory", at[0])
	}
	f := i.ExportedFunction(op)
	if f == nil {
		return nil, fmt.Errorf("the module has no %s", op)
	}
	out, err := f.Call(ctx, uint64(len(request)))
	if err != nil {
		return nil, err
	}
	reply, ok := i.Memory().Read(uint32(out[0]>>32), uint32(out[0]))
	if !ok {
		return nil, fmt.Errorf("the reply %#x is not in memory", out[0])
	}
	return append([]byte{}, reply...), nil
}

// native starts a program that answers requests.
func native(t testing.TB, program string) asker {
	t.Helper()
	cmd := exec.Command(program)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = in.Close()
		if err := cmd.Wait(); err != nil { // a sanitizer that finds something, or a leak at the end
			t.Errorf("the native program: %v", err)
		}
	})
	answers := bufio.NewReader(out)
	return func(op string, request []byte) ([]byte, error) {
		frame := []byte{index(op)}
		frame = append(binary.LittleEndian.AppendUint32(frame, uint32(len(request))), request...)
		if _, err := in.Write(frame); err != nil {
			return nil, err
		}
		var size uint32
		if err := binary.Read(answers, binary.LittleEndian, &size); err != nil {
			return nil, fmt.Errorf("the native program is gone: %w", err)
		}
		reply := make([]byte, size)
		_, err := io.ReadFull(answers, reply)
		return reply, err
	}
}

// sanitized are the options of native programs.
var sanitized = []string{
	"-std=c11", "-O0", "-g1", "-Wall", "-Wextra", "-Werror", "-fno-omit-frame-pointer",
	"-fsanitize=address,undefined", "-fno-sanitize-recover=all",
}

// compile makes a native program of the rules in dir, with sanitizers: one that
// answers requests, or the one that the rules' own tests are.
func compile(t testing.TB, dir, program string, tests bool) {
	t.Helper()
	args := slices.Concat(sanitized, []string{"-o", program}, sdkObjects(t))
	for _, pattern := range []string{"*.c", "gen/*.c"} {
		for _, f := range glob(t, filepath.Join(dir, pattern)) {
			if tests || !strings.HasSuffix(f, "_test.c") {
				args = append(args, f)
			}
		}
	}
	cc(t, dir, args...)
}

// sdkObjects compiles the SDK natively, once.
func sdkObjects(t testing.TB) []string {
	t.Helper()
	needs(t, "cc")
	natives.sdk.Lock()
	defer natives.sdk.Unlock()
	if len(natives.objects) == 0 {
		if err := os.CopyFS(natives.dir, c.Language{}.SDK()); err != nil {
			t.Fatal(err)
		}
		sources := append(glob(t, filepath.Join(natives.dir, "*.c")), glob(t, filepath.Join(natives.dir, "native", "*.c"))...)
		cc(t, natives.dir, slices.Concat(sanitized, []string{"-c"}, sources)...)
		natives.objects = glob(t, filepath.Join(natives.dir, "*.o"))
	}
	return natives.objects
}

func cc(t testing.TB, dir string, args ...string) {
	t.Helper()
	cmd := exec.Command("cc", args...)
	cmd.Dir = dir
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("compiling natively: %v\n%s", err, said)
	}
}

func glob(t testing.TB, pattern string) []string {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func index(op string) byte {
	for i, name := range operations {
		if name == op {
			return byte(i)
		}
	}
	return 255
}

// read returns the content of a file.
func read(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
