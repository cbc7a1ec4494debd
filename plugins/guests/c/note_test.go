package c_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tetratelabs/wazero"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/nvgen/rules"
	"github.com/novation-dev/novation/plugins/wasi"
)

// goNote answers with the note in Go, the example of the Go SDK.
func goNote(t *testing.T) asker {
	t.Helper()
	_, module, err := rules.Build(t.Context(), noteDir, rules.Config{Toolchain: "local"})
	if err != nil {
		t.Fatal(err)
	}
	state := wasi.NewState(nil)
	ctx := state.Context(context.Background())
	r := wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfig())
	t.Cleanup(func() { _ = r.Close(ctx) })
	if err := wasi.Instantiate(ctx, r); err != nil {
		t.Fatal(err)
	}
	i, err := r.InstantiateWithConfig(ctx, module, wazero.NewModuleConfig().WithName("").WithStartFunctions())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := i.ExportedFunction("_initialize").Call(ctx); err != nil {
		t.Fatal(err)
	}
	return func(op string, request []byte) ([]byte, error) { return ask(ctx, i, op, request) }
}

// TestNoteIsThatInGo plays random notes with the rules in C and in Go: all
// replies are the same bytes.
func TestNoteIsThatInGo(t *testing.T) {
	reference := goNote(t)
	s := modules["note"].schema(t)
	everywhere(t, "note", func(t *testing.T, ask asker) {
		random := rand.New(rand.NewPCG(7, 8))
		said := map[string]int{}
		var state []byte
		for i := range 600 {
			if i%7 == 0 {
				state = nil
			}
			members := []string{"alpha", "beta", "gamma"}
			amount := fmt.Sprintf("%d.%02d", random.IntN(40), random.IntN(2)*random.IntN(100))
			if random.IntN(20) == 0 {
				amount = "-" + strings.Repeat("9", random.IntN(36)+1) + ".01"
			}
			values := map[string]string{"pay.amount": amount}
			if state == nil && random.IntN(4) > 0 {
				values = map[string]string{"promise.creditor": members[random.IntN(3)], "promise.amount": "3" + strings.TrimPrefix(amount, "-")}
			}
			q := abi.Request{
				State: state, Command: fields(t, s, "note.v1.Command", values), Time: int64(i), Actor: members[random.IntN(2)],
				Parties: []string{"alpha", "beta"}, Sequence: uint64(i), Seed: make([]byte, 32),
			}
			for _, op := range []string{"nv_apply", "nv_check"} {
				b := request(t, q)
				want, err := reference(op, b)
				if err != nil {
					t.Fatal(err)
				}
				got, err := ask(op, b)
				if err != nil || !bytes.Equal(got, want) {
					t.Fatalf("%s of %v on %x: %q, %v, want %q", op, values, state, got, err, want)
				}
				r, err := abi.DecodeReply(abi.Op(op), want)
				if err != nil {
					t.Fatal(err)
				}
				for _, x := range r.Reasons {
					said[x.Code]++
				}
				if op == "nv_apply" && len(r.Reasons) == 0 {
					said["accepted"]++
					state, q.State = r.State, r.State
				}
			}
		}
		for _, code := range []string{"accepted", "party", "amount", "wrong-step", "invariant"} {
			if said[code] == 0 {
				t.Errorf("no reply says %s: %v", code, said)
			}
		}
	})
}

// TestTemplateTests runs the tests that a new project has, and a broken variant
// of its rules, which they must notice.
func TestTemplateTests(t *testing.T) {
	needs(t, "cc")
	dir := noteProject(t)
	for _, tc := range []struct{ old, broken, says string }{
		{"", "", ""},
		{"note->open = left;", "note->open = p->amount;", "rules_test.c:"},
		{"nv_decimal_sign(left) < 0)", "false)", "the command is refused"},
		{"nv_eq(note->debtor, note->creditor)", "!nv_eq(note->debtor, note->creditor)", "the state keeps the invariants"},
		{"note->creditor = p->creditor;", "note->creditor = (nv_str){p->creditor.at, p->creditor.n + 100};", "AddressSanitizer"},
	} {
		if tc.says != "" && testing.Short() && tc.says != "AddressSanitizer" {
			continue
		}
		src := read(t, "template/rules.c")
		if tc.old != "" && !bytes.Contains(src, []byte(tc.old)) {
			t.Fatalf("the template has no %q", tc.old)
		}
		src = bytes.Replace(src, []byte(tc.old), []byte(tc.broken), 1)
		if err := os.WriteFile(filepath.Join(dir, "rules.c"), src, 0o600); err != nil {
			t.Fatal(err)
		}
		program := filepath.Join(t.TempDir(), "test")
		compile(t, dir, program, true)
		said, err := exec.Command(program).CombinedOutput()
		if (err != nil) != (tc.says != "") || !strings.Contains(string(said), tc.says) {
			t.Errorf("with %q: %v, %s", tc.broken, err, said)
		}
	}
}
