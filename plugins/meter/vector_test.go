package meter_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/novation-dev/novation/plugins/meter"
	"github.com/novation-dev/novation/plugins/wasm"
)

var update = flag.Bool("update", false, "write testdata/vectors.json anew; a difference means another version")

const vectorFile = "testdata/vectors.json"

// A vector is a module and what must come of it.
type vector struct {
	Name string `json:"name"`
	// Module is in hexadecimal, Instrumented the SHA-256 of what it becomes;
	// empty if it must be refused.
	Module       string  `json:"module"`
	Instrumented string  `json:"instrumented,omitempty"`
	Calls        []taken `json:"calls,omitempty"`
}

// taken is a call in a new instance, and how it ended.
type taken struct {
	Function string   `json:"function"`
	Args     []uint64 `json:"args,omitempty"`
	Gas      uint64   `json:"gas"`
	Depth    uint32   `json:"depth"`
	// Results are as bits. Used is the gas, Left the depth at the end. End is
	// "", "gas", "depth" or "trap".
	Results []uint64 `json:"results,omitempty"`
	Used    int64    `json:"used"`
	Left    int32    `json:"left"`
	End     string   `json:"end,omitempty"`
}

// cases are the modules and calls of the vectors; their outcome is in the file.
func cases() []vector {
	none, i32i32 := [2]string{"", ""}, [2]string{"i", "i"}
	one := func(t [2]string, locals string, code ...any) asm {
		return asm{types: [][2]string{t}, pages: -1, funcs: []fun{{locals: locals, code: join(code...)}}}
	}
	with := func(a asm, change func(*asm)) asm { change(&a); return a }
	memory := func(a *asm) { a.pages = 1 }
	var out []vector
	add := func(name string, a asm, calls ...taken) {
		for i := range calls {
			if calls[i].Function == "" {
				calls[i].Function = "f0"
			}
			if calls[i].Gas == 0 {
				calls[i].Gas = 1_000_000
			}
			if calls[i].Depth == 0 {
				calls[i].Depth = 100
			}
		}
		out = append(out, vector{Name: name, Module: hex.EncodeToString(a.bytes()), Calls: calls})
	}
	arg := func(n ...uint64) taken { return taken{Args: n} }
	countdown := join(0x03, 0x40, get(0), i32c(1), 0x6b, 0x22, 0, 0x0d, 0, 0x0b, get(0))
	twice := join(get(0), 0x04, 0x7f, get(0), i32c(1), 0x6b, 0x10, 0, get(0), i32c(1), 0x6b, 0x10, 0, 0x6a, 0x05, i32c(1), 0x0b)

	add("empty module", asm{pages: -1})
	add("straight", one(i32i32, "", get(0), i32c(3), 0x6c, i32c(5), 0x6e), arg(10))
	add("nothing to do", one(none, "", 0x01), arg())
	add("countdown", one(i32i32, "", countdown), arg(1), arg(1000), taken{Args: []uint64{1000}, Gas: 6999}, taken{Args: []uint64{100_000}})
	add("loop that is none", one(none, "", 0x03, 0x40, 0x01, 0x0b), arg())
	add("loop in a loop", one(i32i32, "i", 0x03, 0x40, i32c(3), set(1), 0x03, 0x40, get(1), i32c(1), 0x6b, 0x22, 1, 0x0d, 0, 0x0b,
		get(0), i32c(1), 0x6b, 0x22, 0, 0x0d, 0, 0x0b, get(1)), arg(5))
	add("if", one(i32i32, "", get(0), 0x04, 0x40, i32c(9), set(0), 0x0b, get(0)), arg(0), arg(1))
	add("if and else", one(i32i32, "", get(0), 0x04, 0x7f, i32c(9), 0x05, i32c(8), i32c(2), 0x6d, 0x0b), arg(0), arg(1))
	add("arms that both leave", one(i32i32, "", get(0), 0x04, 0x40, i32c(1), 0x0f, 0x05, i32c(2), 0x0c, 1, 0x0b, get(0), get(0), 0x6a), arg(0), arg(1))
	add("block that nobody names", one(i32i32, "", 0x02, 0x40, get(0), set(0), 0x0b, get(0)), arg(4))
	add("block that is left", one(i32i32, "", 0x02, 0x40, get(0), 0x0d, 0, i32c(50), set(0), 0x0b, get(0)), arg(0), arg(1))
	add("table", one(i32i32, "", 0x02, 0x40, 0x02, 0x40, 0x02, 0x40, get(0), 0x0e, 2, 0, 1, 2, 0x0b, i32c(1), 0x0f, 0x0b, i32c(2), 0x0f, 0x0b, i32c(3)),
		arg(0), arg(1), arg(2), arg(9))
	add("code that is never reached", one(i32i32, "", 0x02, 0x40, 0x0c, 0, 0x6a, 0x1a, 0x02, 0x40, 0x00, 0x0d, 0, 0x0b, 0x0f, 0x0b, get(0)), arg(7))
	add("more code that is never reached", with(one(i32i32, "", 0x02, 0x40, get(0), 0x0e, 0, 0, get(0), 0x6a, set(0), 0x0b, get(0), 0x04, 0x40, 0x00, i32c(4), set(0), 0x05,
		0x02, 0x40, i32c(3), 0x0f, 0x40, 0, 0x1a, 0x0b, 0x0b, get(0)), memory), arg(0), arg(1))
	calling := func(loop ...any) asm {
		return asm{types: [][2]string{i32i32, none}, pages: -1, funcs: []fun{{code: join(loop...)}, {typ: 1}}}
	}
	again := join(0x10, 1, get(0), i32c(1), 0x6b, 0x22, 0, 0x0d, 0, 0x0b, get(0))
	add("leads into a loop", calling(get(0), set(0), 0x02, 0x40, 0x01, 0x03, 0x40, again[:len(again)-2], 0x0b, get(0)), arg(3))
	add("leads into a loop that is none", calling(0x03, 0x40, 0x10, 1, 0x0b, 0x03, 0x40, again), arg(3))
	add("a block ends before the loop", calling(0x02, 0x40, 0x0b, 0x03, 0x40, again), arg(3))
	add("arms that both leave, one to behind them", one(i32i32, "", get(0), 0x04, 0x40, get(0), 0x0d, 0, i32c(1), 0x0f, 0x05, i32c(2), 0x0f, 0x0b, i32c(3)), arg(0), arg(1))
	add("named where it is never reached", one(i32i32, "", 0x02, 0x40, 0x02, 0x40, 0x0c, 1, get(0), 0x0e, 1, 0, 0, 0x0b, i32c(1), 0x0f, 0x0b, i32c(2)), arg(0))
	add("small of 4096", one(i32i32, "", get(0), bytes.Repeat(join(get(0), 0x6c), 2047), 0x45), taken{Args: []uint64{3}, Gas: 100})
	add("large of 4097", one(i32i32, "", get(0), bytes.Repeat(join(get(0), 0x6c), 2048)), taken{Args: []uint64{3}, Gas: 100})
	add("small ones call each other", asm{types: [][2]string{i32i32}, pages: -1, funcs: []fun{
		{code: join(get(0), 0x10, 2, 0x10, 1)}, {code: join(get(0), 0x10, 2, 0x10, 2)}, {code: join(get(0), i32c(3), 0x6c)},
	}}, arg(2))
	add("blocks that nothing leaves", one(i32i32, "ii", 0x02, 0x40, get(0), 0x0d, 0, get(0), 0x04, 0x40, i32c(4), set(1), 0x05, 0x0b, i32c(2), set(2), 0x0b,
		get(0), 0x04, 0x40, 0x02, 0x40, 0x03, 0x40, get(1), 0x0d, 1, i32c(1), 0x22, 1, 0x0d, 0, 0x0b, 0x0b, 0x0b, get(2)), arg(0), arg(1))
	dispatch := func(label int, jump ...any) asm {
		return one(i32i32, "i", i32c(1), set(1), 0x03, 0x40, 0x02, 0x40, 0x02, 0x40, get(1), 0x0e, 1, 0, 1, 0x0b, join(jump...), 0x0c, label, 0x0b,
			get(0), i32c(1), 0x6b, 0x22, 0, 0x04, 0x40, i32c(0), set(1), 0x0c, 1, 0x0b, 0x0b, i32c(7))
	}
	add("jumps forward and backward", dispatch(1, i32c(5), set(1)), arg(1), arg(9), taken{Args: []uint64{9}, Gas: 100})
	add("jumps with something between", dispatch(1, i32c(1), set(1), 0x01), arg(2))
	add("jumps by another local", dispatch(1, i32c(1), set(1), i32c(1), set(0)), arg(2))
	add("jumps that may not be made", dispatch(1, get(0), 0x0d, 1, i32c(1), set(1)), arg(1))
	add("a table that names its loop", one(i32i32, "", 0x03, 0x40, 0x02, 0x40, get(0), 0x0e, 1, 0, 1, 0x0b, i32c(0), set(0), get(0), 0x04, 0x40, 0x0c, 1, 0x0b, 0x0b, get(0)), arg(0))
	often := func(n int, call ...any) asm {
		return asm{types: [][2]string{none}, pages: -1, table: []int{1}, funcs: []fun{{code: bytes.Repeat(join(call...), n)}, {code: join(i32c(0), bytes.Repeat([]byte{0x45}, 4088), 0x1a)}}}
	}
	add("not wary", often(16, 0x10, 1), taken{Gas: 10_000}) // 16 × 4096
	add("wary", often(17, 0x10, 1), taken{Gas: 10_000}, arg())
	add("wary of a table", often(17, i32c(0), 0x11, 0, 0), taken{Gas: 10_000}, arg())
	add("gas in a local", with(one(i32i32, "i", get(0), 0x04, 0x40, get(0), 0x0d, 0, get(0), 0x10, 0, 0x0c, 1, 0x0b, get(0), 0x04, 0x40, get(0), 0x0f, 0x0b,
		i32c(0), i32c(1), get(0), 0xfc, 11, 0, i32c(1), 0x40, 0, 0x0c, 0), func(a *asm) { a.pages = 1 }), arg(0), arg(1))
	float := join(get(0), 0xb7, get(0), 0xb7, 0xa3)
	add("NaN that nobody sees", one(i32i32, "", float, 0x1a, float, float, 0x63, 0x1a, float, 0xfc, 2), arg(0), arg(7))
	add("recursion", one(i32i32, "", twice), arg(3), arg(10), taken{Args: []uint64{50}, Depth: 10}, taken{Args: []uint64{20}, Gas: 10_000})
	add("two results", with(asm{types: [][2]string{{"i", "iI"}, none}, pages: -1}, func(a *asm) {
		a.funcs = []fun{{code: join(0x10, 1, get(0), i64c(-1), 0x0f)}, {typ: 1}}
	}), arg(3))
	add("block with parameters", asm{types: [][2]string{{"ii", "ii"}}, pages: -1, funcs: []fun{{code: join(get(0), get(1), 0x02, 0, 0x6a, get(1), 0x0b)}}}, arg(3, 4))
	add("call by table", with(asm{types: [][2]string{i32i32}, pages: -1, table: []int{1}}, func(a *asm) {
		a.funcs = []fun{{code: join(get(0), i32c(0), 0x11, 0, 0)}, {code: join(get(0), get(0), 0x6c)}}
	}), arg(12))
	add("import", with(one(none, "", 0x10, 0, 0x10, 0), func(a *asm) { a.imports = []int{0} }), arg())
	add("fill", with(one(i32i32, "", i32c(0), i32c(1), get(0), 0xfc, 11, 0, get(0)), memory), arg(0), arg(7), arg(8), arg(65536), arg(65537),
		taken{Args: []uint64{65536}, Gas: 5000})
	add("copy and init", with(one(none, "", i32c(0), i32c(9), i32c(100), 0xfc, 10, 0, 0, i32c(0), i32c(1), i32c(2), 0xfc, 8, 0, 0),
		func(a *asm) { a.pages, a.passive = 1, []byte("abc") }), arg())
	add("grow", with(one(i32i32, "", get(0), 0x40, 0), memory), arg(0), arg(3), arg(4), arg(1<<32-1), taken{Args: []uint64{3}, Gas: 1000})
	add("trap in a stretch", one(i32i32, "", i32c(1), get(0), 0x6d, i32c(2), 0x6a), arg(0), arg(1))
	add("NaN", with(one([2]string{"F", "I"}, "", get(0), get(0), 0xa0, get(0), 0xa2, 0xbd), memory), arg(0x7ff8123456789abc), arg(0x3ff0000000000000))
	add("NaN of 32 bits", one([2]string{"f", "i"}, "", get(0), 0x91, 0xbb, 0xb6, 0xbc), arg(0x7fc12345), arg(0x3f800000))
	add("globals", with(one(none, ""), func(a *asm) { a.globals, a.constant = values("iIfF"), true }), arg())
	add("large frame", one(none, "IIIIIIII", bytes.Repeat(join(get(0), 0xa7, 0x04, 0x40, 0x0b), 600), get(0), 0xa7, 0x04, 0x40, 0x10, 0, 0x0b), arg())
	add("custom sections", with(one(none, ""), func(a *asm) {
		a.custom = join(0, vec(join(vec([]byte("x")), 1, 2)), 0, vec(join(vec([]byte("novation.abi")), 1)), 0, vec(vec([]byte("name"))))
	}), arg())
	for i := range 6 {
		a := generate(noise(uint64(77+i), 300), false)
		var args []uint64
		for j := range a.types[a.funcs[0].typ][0] {
			args = append(args, uint64(j*100))
		}
		add("generated "+string(rune('a'+i)), a, arg(args...))
	}
	bad := []byte{1, 6, 'n', 'v', ':', 'g', 'a', 's', 3, 0}
	out = append(out,
		vector{Name: "refused: a name of the meter's", Module: hex.EncodeToString(join(wasm.Header(), 6, vec(join(1, wasm.I32, 0, i32c(0), 0x0b)), 7, vec(bad)))},
		vector{Name: "refused: imported global", Module: hex.EncodeToString(join(wasm.Header(), 2, vec([]byte{1, 1, 'h', 1, 'x', 3, wasm.I32, 0})))},
		vector{Name: "refused: data.drop", Module: hex.EncodeToString(with(one(none, "", 0xfc, 9, 0), func(a *asm) { a.passive = []byte("x") }).bytes())},
	)
	return out
}

// play fills in what comes of a vector on one engine.
func (v *vector) play(t *testing.T, e engine) {
	t.Helper()
	module, err := hex.DecodeString(v.Module)
	if err != nil {
		t.Fatal(err)
	}
	m, err := meter.Instrument(module)
	if err != nil {
		if len(v.Calls) > 0 {
			t.Errorf("%s: %v", v.Name, err)
		}
		v.Instrumented = ""
		return
	}
	sum := sha256.Sum256(m.Module)
	v.Instrumented = hex.EncodeToString(sum[:])
	for i := range v.Calls {
		c := &v.Calls[i]
		in := e.instance(t, m.Module)
		if g := in.module.ExportedGlobal("g0"); g != nil {
			g.(interface{ Set(uint64) }).Set(fuel)
		}
		o := in.call(c.Function, c.Gas, c.Depth, c.Args...)
		c.Results, c.Used, c.Left, c.End = o.Results, o.Gas, o.Depth, ""
		switch {
		case o.Gas > int64(c.Gas):
			c.End = "gas"
		case o.Depth < 0:
			c.End = "depth"
		case o.Trap != "":
			c.End = "trap"
		}
	}
}

// TestVectors plays the committed vectors. With -update it writes them anew.
func TestVectors(t *testing.T) {
	if *update {
		all := cases()
		for i := range all {
			all[i].play(t, compiler)
		}
		b, err := json.MarshalIndent(all, "", " ")
		if err == nil {
			err = os.WriteFile(vectorFile, append(b, '\n'), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	b, err := os.ReadFile(vectorFile)
	if err != nil {
		t.Fatal(err)
	}
	var want []vector
	if err := json.Unmarshal(b, &want); err != nil {
		t.Fatal(err)
	}
	if len(want) != len(cases()) {
		t.Errorf("%d vectors, %d cases: run with -update", len(want), len(cases()))
	}
	for _, e := range []engine{compiler, interpreter} {
		var got []vector
		if err := json.Unmarshal(b, &got); err != nil {
			t.Fatal(err)
		}
		for i := range got {
			got[i].play(t, e)
		}
		if d := cmp.Diff(want, got, cmpopts.EquateEmpty()); d != "" {
			t.Errorf("%s (-want +got):\n%s", e, d)
		}
	}
}
