package soljson_test

import (
	"bytes"
	"errors"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts/solc/internal/solctest"
	"github.com/novation-dev/novation/contracts/solc/internal/soljson"
	"github.com/novation-dev/novation/registry"
)

var module = solctest.Compiler(solctest.Imports("__cxa_throw viii", "invoke_vi vii"), solctest.Get(0))

func TestRead(t *testing.T) {
	imports, exports := module.Names()
	for text, layout := range map[string]soljson.Layout{
		solctest.Boxed: soljson.Boxed, solctest.BoxedPointer: soljson.BoxedPointer, solctest.Plain: soljson.Plain,
	} {
		for _, compressed := range []bool{false, true} {
			got, err := soljson.Read(module.Script(text, compressed))
			if err != nil {
				t.Fatal(err)
			}
			want := &soljson.File{Module: module.Bytes(), Imports: imports, Exports: exports, Exceptions: layout}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		}
	}
}

// Every form of an export that Emscripten has written.
func TestExports(t *testing.T) {
	base := string(module.Script(solctest.Plain, false))
	for _, form := range []string{
		`var _new=Module["_new"]=asm["zz"];`,
		"var _new = Module[\"_new\"] = asm[\"zz\"];\n",
		`var _new=Module["_new"]=function(){return(_new=Module["_new"]=Module["asm"]["zz"]).apply(null,arguments)};`,
		`var _new = wasmExports["zz"];`,
		`var _new = Module["_new"] = (a0) => (_new = Module["_new"] = wasmExports["zz"])(a0);`,
	} {
		f, err := soljson.Read([]byte(base + form))
		if err != nil || f.Exports["zz"] != "new" {
			t.Errorf("%s: %v, %v", form, f, err)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	good := string(module.Script(solctest.Plain, true))
	plain := string(module.Script(solctest.Plain, false))
	replace := func(old, with string) string {
		s := strings.Replace(good, old, with, 1)
		if s == good {
			t.Fatalf("no %q to replace", old)
		}
		return s
	}
	for name, test := range map[string]struct{ script, says string }{
		"empty":               {"", "no WebAssembly"},
		"another module":      {strings.Replace(plain, "AGFzbQ", "AGFzbg", 1), "not WebAssembly"},
		"a longer size":       {resize(good, "9"), "says that it has"},
		"a huge size":         {resize(good, "999999"), "at most"},
		"no imports":          {replace("asmLibraryArg={", "other={"), "imports"},
		"an import's value":   {replace(`:___cxa_throw`, `:function(){}`), "imports"},
		"an import twice":     {replace(`"s1":`, `"s0":`), "twice"},
		"no exports":          {strings.ReplaceAll(good, "]=asm[", "]=other["), "exports"},
		"an export twice":     {good + `var _a=asm["s1"];`, "both"},
		"unknown exceptions":  {replace("size + 24", "size + 32"), "Emscripten"},
		"a damaged block":     {strings.Replace(good, `})("`, `})("//8A`, 1), "block"},
		"too much JavaScript": {good + strings.Repeat(" ", soljson.MaxScript), "JavaScript"},
	} {
		_, err := soljson.Read([]byte(test.script))
		if !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: got %v; want one that says %q", name, err, test.says)
		}
	}
}

var size = regexp.MustCompile(`", (\d+)\);`)

// resize puts digits before the size that a script says its module has.
func resize(script, digits string) string { return size.ReplaceAllString(script, `", `+digits+"$1);") }

// Not one byte of a file may make it panic, or take long.
func FuzzRead(f *testing.F) {
	f.Add(module.Script(solctest.Plain, true))
	f.Add(module.Script(solctest.Boxed, false))
	f.Add([]byte(`"AAAA", 12)`))
	f.Fuzz(func(t *testing.T, b []byte) {
		file, err := soljson.Read(b)
		if err == nil && (!bytes.HasPrefix(file.Module, []byte("\x00asm")) || len(file.Exports) == 0) {
			t.Error("a file without a module was read")
		}
		if err != nil && !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("got %v", err)
		}
	})
}
