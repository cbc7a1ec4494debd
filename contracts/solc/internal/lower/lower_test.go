package lower_test

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"

	"github.com/novation-dev/novation/contracts/solc/internal/lower"
	. "github.com/novation-dev/novation/contracts/solc/internal/solctest"
	"github.com/novation-dev/novation/registry"
)

func lowered(t *testing.T, m Module) *lower.Result {
	t.Helper()
	imports, exports := m.Names()
	r, err := lower.Module(m.Bytes(), lower.Options{Imports: imports, Exports: exports})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// run runs an export of a lowered module, whose imports do nothing; it returns the
// result, and the names of the imports that were called.
func run(t *testing.T, r *lower.Result, export string, args ...uint64) (results []uint64, thrown uint64, called []string) {
	t.Helper()
	ctx := context.Background()
	rt := wazero.NewRuntime(ctx)
	defer rt.Close(ctx)
	offer := func(b wazero.HostModuleBuilder, name, params, results string) {
		b.NewFunctionBuilder().WithGoModuleFunction(api.GoModuleFunc(func(context.Context, api.Module, []uint64) {
			called = append(called, name)
		}), []api.ValueType(params), []api.ValueType(results)).Export(name)
	}
	env, own := rt.NewHostModuleBuilder(lower.Env), rt.NewHostModuleBuilder(lower.Own)
	for _, i := range r.Imports {
		offer(env, i.Name, i.Params, i.Results)
	}
	offer(own, lower.Tick, "", "")
	offer(own, lower.Overflow, "", "")
	offer(own, lower.Read, "\x7f\x7f\x7f\x7f\x7f", "")
	for _, b := range []wazero.HostModuleBuilder{env, own} {
		if _, err := b.Instantiate(ctx); err != nil {
			t.Fatal(err)
		}
	}
	m, err := rt.Instantiate(ctx, r.Module)
	if err != nil {
		t.Fatal(err)
	}
	if results, err = m.ExportedFunction(export).Call(ctx, args...); err != nil {
		t.Fatal(err)
	}
	return results, m.ExportedGlobal(lower.Thrown).Get(), called
}

// A function that throws returns at once, through all that called it, and the
// global says so.
func TestThrown(t *testing.T) {
	imports := Imports("__cxa_throw viii", "abort v")
	throw := Code(Const(1), Const(2), Const(3), Call(0))
	f := First(imports)
	for name, test := range map[string]struct {
		throw  []byte
		thrown uint64
		called []string
	}{
		"it throws":        {throw, 1, []string{"__cxa_throw"}},
		"it does not":      {Code(), 0, []string{"abort", "abort", "abort"}},
		"it throws by now": {Code(Const(1), If, throw, End), 1, []string{"__cxa_throw"}},
	} {
		m := Compiler(imports, Get(0),
			Func{Type: "dii", Code: Code(test.throw, []byte{0x44, 0, 0, 0, 0, 0, 0, 0, 0})},
			Func{Type: "ji", Code: Code(Get(0), Get(0), Call(f), Drop, Call(1), []byte{0x42, 7})},
			Func{Type: "fi", Code: Code(Get(0), Call(f+1), Drop, Call(1), []byte{0x43, 0, 0, 0, 0})},
			Func{Export: "main", Type: "ii", Code: Code(Get(0), Call(f+2), Drop, Call(1), Get(0))})
		results, thrown, called := run(t, lowered(t, m), "main", 5)
		want := uint64(5)
		if test.thrown == 1 {
			want = 0
		}
		if thrown != test.thrown || results[0] != want || !slices.Equal(called, test.called) {
			t.Errorf("%s: result %d, thrown %d, called %q", name, results[0], thrown, called)
		}
	}
}

// An invoke of a constant slot becomes a direct call: it works although the
// table's slot has been emptied. One of a slot that is not constant stays a call
// by the table.
func TestDirect(t *testing.T) {
	imports := Imports("invoke_ii iii", "__cxa_throw viii")
	f := First(imports)
	square := Func{Type: "ii", Code: Code(Get(0), Get(0), []byte{0x6c})}
	for name, main := range map[string][]byte{
		"constant":           Code(Const(1), Get(0), Call(0)),
		"a local":            Code(Const(1), Set(1), Get(1), Get(0), Call(0)),
		"constant, far":      Code(Const(1), Block, Get(0), Drop, End, Get(0), Call(0)),
		"after unreachable":  Code(Block, Br(0), Const(1), Get(0), Call(0), Drop, End, Const(1), Get(0), Call(0)),
		"of a block's value": Code([]byte{0x02, 0x7f}, Const(1), End, Get(0), Call(0)),
	} {
		m := Compiler(imports, Get(0), square, Func{Export: "main", Type: "ii", Locals: 1, Code: main})
		m.Slots = []int{f}
		results, _, _ := run(t, lowered(t, m), "main", 12)
		if results[0] != 144 {
			t.Errorf("%s: %d", name, results[0])
		}
	}
}

// Modules that are wrong are refused, with a condition.
func TestRefuses(t *testing.T) {
	good := Compiler(Imports("invoke_vi vii", "abort v"), Get(0))
	imports, exports := good.Names()
	for name, m := range map[string]Module{
		"invoke without a slot": Compiler(Imports("invoke_v v"), Get(0)),
		"invoke of 64 bits":     Compiler(Imports("invoke_vj viii"), Get(0)),
		"an import twice":       Compiler(Imports("abort v", "abort v"), Get(0)),
		"an unknown function":   Compiler(nil, Call(1000)),
		"an unknown type":       Compiler(nil, Code(Const(0), Op(0x11, 1000, 0))),
		"an empty stack":        Compiler(nil, Code(Drop, Get(0))),
		"an unknown opcode":     Compiler(nil, []byte{0xd0, 0x70}),
		"too many ends":         Compiler(nil, Code(Get(0), End, End)),
		"loops without end":     Compiler(nil, Code(bytes.Repeat(Code(Loop, End), 100_000), Get(0))),
		"too few ends":          Compiler(nil, Code(Block, Get(0))),
	} {
		i, e := m.Names()
		if _, err := lower.Module(m.Bytes(), lower.Options{Imports: i, Exports: e}); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	// Only the last section may be missing.
	const dataSection = 11
	b := good.Bytes()
	for n := range b {
		if _, err := lower.Module(b[:n], lower.Options{Imports: imports, Exports: exports}); !errors.Is(err, registry.ErrInvalid) && b[n] != dataSection {
			t.Errorf("cut at %d: %v", n, err)
		}
	}
	if _, err := lower.Module(b, lower.Options{Imports: imports, Exports: exports}); err != nil {
		t.Error(err)
	}
}

// Whatever a module holds, there is a result that can be read again, or an error.
func FuzzModule(f *testing.F) {
	m := Compiler(Imports("invoke_vi vii", "__cxa_throw viii", "abort v"), Code(Loop, Const(1), Get(0), Call(0), End, Get(0)))
	m.Slots = []int{4}
	imports, exports := m.Names()
	f.Add(m.Bytes())
	f.Add([]byte("\x00asm\x01\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := lower.Module(b, lower.Options{Imports: imports, Exports: exports})
		if err != nil {
			if !errors.Is(err, registry.ErrInvalid) {
				t.Errorf("got %v", err)
			}
			return
		}
		if len(r.Module) > 5*len(b)+1<<18 {
			t.Errorf("%d bytes became %d", len(b), len(r.Module))
		}
	})
}
