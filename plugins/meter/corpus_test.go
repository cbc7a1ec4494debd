package meter_test

import (
	"encoding/json"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/plugins/meter"
)

// corpora returns the folder of the specification's tests that come with the
// engine's own source. They are read where they are, not copied.
func corpora(t *testing.T) string {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/tetratelabs/wazero").Output()
	dir := filepath.Join(strings.TrimSpace(string(out)), "internal", "integration_test", "spectest")
	if _, missing := os.Stat(dir); err != nil || missing != nil {
		if os.Getenv("NOVATION_TOOLCHAINS") == "required" {
			t.Fatalf("the source of wazero is not to be found: %v", err)
		}
		t.Skip("the source of wazero is not in a module cache that the command go knows (it is after go mod download)")
	}
	return dir
}

// A command is one of a corpus file.
type command struct {
	Type     string
	Line     int
	Filename string
	Text     string
	Action   struct {
		Type, Field string
		Args        []struct {
			Type  string
			Value any
		}
	}
}

// commands calls yield for every command of every corpus.
func commands(t *testing.T, yield func(name string, c command, module []byte)) {
	t.Helper()
	dir := corpora(t)
	files, _ := filepath.Glob(filepath.Join(dir, "*", "testdata", "*.json"))
	for _, f := range files {
		var list struct{ Commands []command }
		b, err := os.ReadFile(f)
		if err == nil {
			err = json.Unmarshal(b, &list)
		}
		if err != nil {
			t.Fatalf("%s: %v", f, err)
		}
		for _, c := range list.Commands {
			var module []byte
			if strings.HasSuffix(c.Filename, ".wasm") {
				if module, err = os.ReadFile(filepath.Join(filepath.Dir(f), c.Filename)); err != nil {
					t.Fatal(err)
				}
			}
			corpus, _ := filepath.Rel(dir, filepath.Dir(filepath.Dir(f)))
			yield(corpus+"/"+c.Filename, c, module)
		}
	}
}

// accepted are the binaries that a corpus calls malformed or invalid and that
// wazero compiles: those of version 1 of the specification that version 2 made
// valid, with several results or several tables.
var accepted = []string{
	"v1/func.20.wasm: invalid result arity",
	"v1/func.21.wasm: invalid result arity",
	"v1/imports.49.wasm: multiple tables",
	"v1/type.3.wasm: invalid result arity",
	"v1/type.4.wasm: invalid result arity",
	"v1/unreached-invalid.87.wasm: type mismatch",
}

// TestCorporaRefused gives every malformed or invalid binary of the corpora to
// the meter, and what it admits to wazero.
func TestCorporaRefused(t *testing.T) {
	var n, byMeter int
	var got []string
	var slowest time.Duration
	commands(t, func(name string, c command, module []byte) {
		if c.Type != "assert_invalid" && c.Type != "assert_malformed" || module == nil {
			return
		}
		n++
		began := time.Now()
		sameVerdict(t, module)
		m, err := meter.Instrument(module)
		if err != nil {
			byMeter++
		} else if compile(t, m.Module) == nil {
			got = append(got, name+": "+c.Text)
		}
		slowest = max(slowest, time.Since(began))
	})
	t.Logf("%d binaries, %d refused by reader or meter, the slowest took %v", n, byMeter, slowest)
	if n < 4_500 {
		t.Errorf("only %d binaries: are the corpora somewhere else?", n)
	}
	if slowest > 5*time.Second {
		t.Errorf("one took %v", slowest)
	}
	if d := cmp.Diff(accepted, got); d != "" {
		t.Errorf("accepted (-want +got):\n%s", d)
	}
}

// TestCorporaRun runs the valid modules of the corpora, as they are and
// instrumented: what the meter admits compiles, and every call of the corpus
// gives the same on both.
func TestCorporaRun(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	var modules, admitted, calls, traps int
	var pair []*machine
	in := interpreter.lab(t)
	commands(t, func(name string, c command, module []byte) {
		if c.Type == "module" {
			modules++
			for _, m := range pair {
				m.module.Close(t.Context())
			}
			pair = nil
			m, err := meter.Instrument(module)
			if err != nil {
				return
			}
			plain, err := in.try(module)
			metered, other := in.try(m.Module)
			if (err == nil) != (other == nil) {
				t.Errorf("%s: plain %v, instrumented %v", name, err, other)
			}
			if err == nil && other == nil {
				admitted++
				pair = []*machine{plain, metered}
			}
			return
		}
		if pair == nil || c.Action.Type != "invoke" {
			return
		}
		args, ok := arguments(c)
		if !ok || pair[0].module.ExportedFunction(c.Action.Field) == nil {
			return
		}
		want, got := pair[0].call(c.Action.Field, 0, 0, args...), pair[1].call(c.Action.Field, 1<<40, meter.MaxDepth, args...)
		calls++
		if want.Trap != "" {
			traps++
		}
		if c.Type == "assert_exhaustion" { // the one ends the engine's stack, the other the depth
			if got.Trap == "" || got.Depth >= 0 {
				t.Errorf("%s line %d: %+v: want it too deep", name, c.Line, got)
			}
			return
		}
		if want.Trap != got.Trap || !sameValues(want.Results, got.Results) {
			t.Errorf("%s line %d, %s: plain %+v, instrumented %+v", name, c.Line, c.Action.Field, want, got)
		}
	})
	t.Logf("%d modules, %d admitted and alive; %d calls, %d of them trap", modules, admitted, calls, traps)
	if admitted < 500 || calls < 20_000 {
		t.Error("too few: are the corpora somewhere else?")
	}
}

// arguments returns those of a call; ok is false for vectors and references.
func arguments(c command) (args []uint64, ok bool) {
	for _, a := range c.Action.Args {
		s, text := a.Value.(string)
		v, err := strconv.ParseUint(s, 10, 64)
		if !text || err != nil {
			return nil, false
		}
		args = append(args, v)
	}
	return args, true
}

// sameValues compares results; a NaN is like another, since its bits are what
// the meter changes.
func sameValues(a, b []uint64) bool {
	return slices.EqualFunc(a, b, func(x, y uint64) bool {
		narrow := func(v uint64) bool { return v < 1<<32 && math.IsNaN(float64(math.Float32frombits(uint32(v)))) }
		return x == y || math.IsNaN(math.Float64frombits(x)) && math.IsNaN(math.Float64frombits(y)) || narrow(x) && narrow(y)
	})
}
