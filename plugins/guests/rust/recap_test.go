package rust_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/plugins/abi"
)

// A call is one of the cases: an operation, its request and the reply.
type call struct {
	name, op       string
	request, reply []byte
}

func recapCalls(t testing.TB) []call {
	t.Helper()
	var file struct {
		Cases []struct{ Name, Op, Request, Reply string }
	}
	if err := json.Unmarshal(readFile(t, recapDir+"/cases.json"), &file); err != nil || len(file.Cases) < 100 {
		t.Fatalf("%d cases: %v", len(file.Cases), err)
	}
	var out []call
	for _, c := range file.Cases {
		out = append(out, call{c.Name, c.Op, unhex(t, c.Request), unhex(t, c.Reply)})
	}
	return out
}

// measured returns the call that is measured in every language.
func measured(t testing.TB) call {
	t.Helper()
	all := recapCalls(t)
	return all[slices.IndexFunc(all, func(c call) bool { return c.name == "benchmark" })]
}

// TestRecap runs every case, all of them in one instance.
func TestRecap(t *testing.T) {
	g := start(t, readFile(t, recapProject.module))
	if d := cmp.Diff([]string{"nv_apply", "nv_buffer", "nv_check"}, g.exports()); d != "" {
		t.Errorf("the module exports what the rules lack, or less (-want +got):\n%s", d)
	}
	for _, c := range recapCalls(t) {
		if got := g.call(c.op, c.request); !bytes.Equal(got, c.reply) {
			t.Errorf("%s: %x, want %x", c.name, got, c.reply)
		}
	}
}

// TestFewPages holds the module to the layout that build.go makes: what a call
// writes lies in few pages, since the host puts each of them back.
func TestFewPages(t *testing.T) {
	const page, most = 4096, 4
	g, c := start(t, readFile(t, recapProject.module)), measured(t)
	memory := func() []byte {
		b, _ := g.module.Memory().Read(0, g.module.Memory().Size())
		return b
	}
	before := bytes.Clone(memory())
	g.call(c.op, c.request)
	var written []int
	for at := 0; at < len(before); at += page {
		if !bytes.Equal(before[at:at+page], memory()[at:at+page]) {
			written = append(written, at/page)
		}
	}
	if len(written) > most || len(memory()) != len(before) {
		t.Errorf("a call writes pages %v of %d, want at most %d, and memory goes from %d to %d bytes",
			written, page, most, len(before), len(memory()))
	}
}

// TestMemoryIsTakenBack calls far more often than memory would last: with the
// small request that most are, and with one so large that it is answered in
// memory above the buffer.
func TestMemoryIsTakenBack(t *testing.T) {
	g, c := start(t, readFile(t, recapProject.module)), measured(t)
	many, err := abi.DecodeRequest(c.request)
	if err != nil {
		t.Fatal(err)
	}
	for range 20_000 {
		many.Parties = append(many.Parties, "gamma")
	}
	large, err := abi.EncodeRequest(many)
	if err != nil {
		t.Fatal(err)
	}
	answer := func(request []byte) {
		if got := g.call(c.op, request); !bytes.Equal(got, c.reply) {
			t.Fatalf("%x, want %x", got, c.reply)
		}
	}
	answer(large)
	size := g.module.Memory().Size()
	for range 500 {
		answer(large)
	}
	for range 30_000 {
		answer(c.request)
	}
	if got := g.module.Memory().Size(); got != size {
		t.Errorf("memory grew from %d to %d bytes", size, got)
	}
}

// TestLengthThatLies gives a length beyond the buffer.
func TestLengthThatLies(t *testing.T) {
	g := start(t, readFile(t, recapProject.module))
	for _, n := range []int{bufferSize + 1, 1<<31 - 1, -1} {
		if got := g.run("nv_apply", n); !bytes.Contains(got, []byte("the request is longer than the buffer")) {
			t.Errorf("length %d: %q", n, got)
		}
	}
}

// BenchmarkRecap measures the call that is measured in every language, without
// any protection.
func BenchmarkRecap(b *testing.B) {
	g, c := start(b, readFile(b, recapProject.module)), measured(b)
	for b.Loop() {
		g.call(c.op, c.request)
	}
}
