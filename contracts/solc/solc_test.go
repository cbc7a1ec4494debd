package solc_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts/solc"
	. "github.com/novation-dev/novation/contracts/solc/internal/solctest"
	"github.com/novation-dev/novation/registry"
)

// echo returns the input.
var echo = Get(0)

func load(t *testing.T, script []byte, c solc.Config) (*solc.Compiler, error) {
	t.Helper()
	c.Soljson = script
	if c.CacheDir == "" {
		c.CacheDir = t.TempDir()
	}
	s, err := solc.Load(t.Context(), c)
	if err == nil {
		t.Cleanup(func() {
			if err := s.Close(context.Background()); err != nil {
				t.Error(err)
			}
		})
	}
	return s, err
}

func mustLoad(t *testing.T, script []byte, c solc.Config) *solc.Compiler {
	t.Helper()
	s, err := load(t, script, c)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestCompile(t *testing.T) {
	for _, compressed := range []bool{false, true} {
		script := Compiler(nil, echo).Script(Plain, compressed)
		c := mustLoad(t, script, solc.Config{})
		if c.Version() != Version || c.Digest() != registry.DigestOf(script) {
			t.Errorf("version %q, digest %s", c.Version(), c.Digest())
		}
		for _, in := range []string{"{}", `{"ä":"😀"}`, "", strings.Repeat("x", 500_000)} {
			out, err := c.Compile(t.Context(), []byte(in))
			if err != nil || string(out) != in {
				t.Errorf("compiling %.20q: %.20q, %v", in, out, err)
			}
		}
	}
}

// Each compilation begins in the same state.
func TestIsolated(t *testing.T) {
	// Adds one to a counter in memory, and to one in a global, and returns both as
	// letters.
	count := func(global []byte) []byte {
		return Code(
			Const(CounterAt), Const(CounterAt), Load, Const(1), Add, Store,
			global,
			Get(0), Const(CounterAt), Load, Const('@'), Add, Store8,
			Get(0), Const(1), Add, GlobalGet(1), Const('@'), Add, Store8,
			Get(0))
	}
	m := Compiler(nil, count(Code(GlobalGet(1), Const(1), Add, GlobalSet(1))))
	m.Globals = []int32{0}
	c := mustLoad(t, m.Script(Plain, false), solc.Config{})
	var got []string
	for range 5 {
		out, err := c.Compile(t.Context(), []byte("??"))
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, string(out))
	}
	if diff := cmp.Diff([]string{"AA", "AA", "AA", "AA", "AA"}, got); diff != "" {
		t.Error(diff)
	}
	// Without setting it back the next compilation would see what this one did.
	for range 2 {
		if _, err := solc.CompileAndLeave(t.Context(), c, []byte("??")); err != nil {
			t.Fatal(err)
		}
	}
	if out, err := c.Compile(t.Context(), []byte("??")); err != nil || string(out) != "CC" {
		t.Errorf("in an instance that was left as it was: %q, %v", out, err)
	}
}

// The same must hold for a compilation whose memory has grown, which is in a new
// instance, and at the same time.
func TestIsolatedGrown(t *testing.T) {
	imports := Imports("emscripten_resize_heap ii")
	m := Compiler(imports, Code(
		Const(CounterAt), Const(CounterAt), Load, Const(1), Add, Store,
		Const(100<<20), Call(0), Drop,
		Get(0), Const(CounterAt), Load, Const('@'), Add, Store8, Get(0)))
	c := mustLoad(t, m.Script(Boxed, false), solc.Config{})
	done := make(chan string)
	for range 8 {
		go func() {
			out, err := c.Compile(t.Context(), []byte("?"))
			if err != nil {
				out = []byte(err.Error())
			}
			done <- string(out)
		}()
	}
	for range 8 {
		if got := <-done; got != "A" {
			t.Errorf("got %q, want A", got)
		}
	}
}

// What a compiler does wrong, or is made to do, ends with a condition and a
// reason, within the limits.
func TestEnds(t *testing.T) {
	const slot = 1
	imports := Imports("emscripten_resize_heap ii", "abort v", "exit vi", "__cxa_throw viii",
		"__cxa_allocate_exception ii", "fd_write iiiii", "emscripten_memcpy_big viii", "__cxa_end_catch v")
	const resize, abort, exit, throw, allocate, write, memcpy, endCatch = 0, 1, 2, 3, 4, 5, 6, 7
	self := First(imports)
	tests := map[string]struct {
		compile []byte
		more    []Func
		want    error
		says    string
	}{
		"loop":                 {Code(Loop, Br(0), End, Unreachable), nil, registry.ErrTimeout, "in time"},
		"loop that calls":      {Code(Loop, Call(self), Br(0), End, Unreachable), []Func{{Type: "v"}}, registry.ErrTimeout, "in time"},
		"endless recursion":    {Code(Call(self), Get(0)), []Func{{Type: "v", Code: Code(Call(self), Const(1), Drop)}}, registry.ErrRefused, "stack"},
		"exponential":          {Code(Const(60), Call(self), Drop, Get(0)), []Func{{Type: "ii", Code: fibonacci(self)}}, registry.ErrTimeout, "in time"},
		"doubling":             {Code(Call(self), Get(0)), doubling(self, 60), registry.ErrTimeout, "in time"},
		"memory.grow":          {Code(Const(30000), MemoryGrow, Drop, Get(0)), nil, registry.ErrRefused, "64 MiB"},
		"a heap too large":     {Code(Const(1<<30), Call(resize), Drop, Get(0)), nil, registry.ErrRefused, "64 MiB"},
		"abort":                {Code(Call(abort), Get(0)), nil, registry.ErrInvalid, "aborted"},
		"exit":                 {Code(Const(3), Call(exit), Get(0)), nil, registry.ErrInvalid, "ended"},
		"trap":                 {Unreachable, nil, registry.ErrInvalid, "unreachable"},
		"nobody catches":       {Code(Const(4), Call(allocate), Const(1), Const(0), Call(throw), Get(0)), nil, registry.ErrInvalid, "nobody caught"},
		"throws nothing":       {Code(Const(0), Const(1), Const(0), Call(throw), Get(0)), nil, registry.ErrInvalid, "outside"},
		"ends no catch":        {Code(Call(endCatch), Get(0)), nil, registry.ErrInvalid, "did not begin"},
		"copies from outside":  {Code(Const(0), Const(1<<30), Const(8), Call(memcpy), Get(0)), nil, registry.ErrInvalid, "outside"},
		"writes from outside":  {Code(Const(1), Const(-16), Const(1), Const(0), Call(write), Drop, Get(0)), nil, registry.ErrInvalid, "outside"},
		"no output":            {Const(0), nil, registry.ErrInvalid, "does not end"},
		"output from outside":  {Const(-1), nil, registry.ErrInvalid, "does not end"},
		"a full stack":         {Code(GlobalGet(0), Const(1<<20+16), Sub, GlobalSet(0), Get(0)), nil, registry.ErrRefused, "stack is full"},
		"a stack full in time": {Code(Loop, GlobalGet(0), Const(4096), Sub, GlobalSet(0), Br(0), End, Unreachable), nil, registry.ErrRefused, "stack is full"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := Compiler(imports, test.compile, test.more...)
			m.Slots = []int{slot}
			timeout := 300 * time.Millisecond
			if !errors.Is(test.want, registry.ErrTimeout) {
				timeout = time.Minute
			}
			c := mustLoad(t, m.Script(Plain, true), solc.Config{MemoryLimit: 64 << 20, Timeout: timeout})
			began := time.Now()
			out, err := c.Compile(t.Context(), []byte("{}"))
			if !errors.Is(err, test.want) || !strings.Contains(err.Error(), test.says) {
				t.Errorf("got %q, %v; want %v that says %q", out, err, test.want, test.says)
			}
			if d := time.Since(began); d > 20*time.Second {
				t.Errorf("it took %s", d)
			}
		})
	}
}

// fibonacci is a function that calls itself, (i32) -> (i32), at index self.
func fibonacci(self int) []byte {
	return Code(Get(0), Const(2), LtS, If, Get(0), Return, End,
		Get(0), Const(1), Sub, Call(self), Get(0), Const(2), Sub, Call(self), Add)
}

// doubling are n functions, each of which calls the next twice; none is called
// by one that it calls, and there is no loop.
func doubling(first, n int) []Func {
	var fs []Func
	for i := range n {
		fs = append(fs, Func{Type: "v", Code: Code(Call(first+i+1), Call(first+i+1))})
	}
	return append(fs, Func{Type: "v", Code: Code(Const(CounterAt), Const(1), Store)})
}

// A compiler that is asked to stop does.
func TestCancelled(t *testing.T) {
	c := mustLoad(t, Compiler(nil, Code(Loop, Br(0), End, Unreachable)).Script(Plain, false), solc.Config{})
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	if _, err := c.Compile(ctx, []byte("{}")); !errors.Is(err, registry.ErrTimeout) || !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestInput(t *testing.T) {
	c := mustLoad(t, Compiler(nil, echo).Script(Plain, false), solc.Config{})
	for _, in := range []string{"a\x00b", "\xff", "\xed\xa0\x80"} {
		if _, err := c.Compile(t.Context(), []byte(in)); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("compiling %q: %v", in, err)
		}
	}
	if _, err := c.Compile(t.Context(), make([]byte, solc.MaxInput+1)); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("compiling too much: %v", err)
	}
}

// The callback answers as the package solc for Node does when it is given none.
func TestRead(t *testing.T) {
	for kind, want := range map[string]string{
		"source":    "File import callback not supported",
		"smt-query": "SMT solver callback not supported",
	} {
		m := Compiler(nil, nil, Func{Type: "viiiii"})
		// callback(0, kind, input, &contents, &error), and return error.
		m.Funcs[8].Code = Code(
			Const(0), Const(DataAt+100), Get(0), Const(CounterAt), Const(CounterAt+100),
			Get(1), m.CallIndirect("viiiii"), Const(CounterAt+100), Load)
		m.Data += strings.Repeat("\x00", 100-len(m.Data)) + kind + "\x00"
		c := mustLoad(t, m.Script(Plain, false), solc.Config{})
		if out, err := c.Compile(t.Context(), []byte("x.sol")); err != nil || string(out) != want {
			t.Errorf("%s: %q, %v; want %q", kind, out, err, want)
		}
	}
}
