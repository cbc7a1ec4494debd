package assemblyscript_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/tetratelabs/wazero"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/nvgen/rules"
	"github.com/novation-dev/novation/plugins/wire"
)

// TestNote plays random notes with the rules of the template and with those of
// the Go SDK's example, which must reply the same bytes.
func TestNote(t *testing.T) {
	long(t)
	built := builtNote(t)
	_, module, err := rules.Build(t.Context(), "../../sdk/examples/note", rules.Config{Toolchain: "local"})
	if err != nil {
		t.Fatal(err)
	}
	ours, theirs := newPooled(t, built.Module, "nv_apply"), compileGuest(t, module, wazero.NewRuntimeConfigCompiler())
	check := newPooled(t, built.Module, "nv_check")
	m, buffer := theirs.instance(t) // Go collects its garbage
	s := note.schema(t)
	random := rand.New(rand.NewPCG(5, 8))
	members := []string{"alpha", "beta", "gamma", "é"}
	accepted, rejected := 0, 0
	for range 300 {
		var state []byte
		for sequence := range uint64(4) {
			q := abi.Request{
				State: state, Command: command(t, s.Command(), random, members), Time: 1, Actor: members[random.IntN(3)],
				Parties: []string{"alpha", "beta", "é"}, Sequence: sequence + 1, Seed: make([]byte, 32),
			}
			request, err := abi.EncodeRequest(q)
			if err != nil {
				t.Fatal(err)
			}
			want, err := ask(t, m, buffer, "nv_apply", request, uint64(len(request)))
			if err != nil {
				t.Fatal(err)
			}
			if got := ours.call(t, request); !bytes.Equal(got, want) {
				t.Fatalf("%+v: %q, the Go rules reply %q", q, got, want)
			}
			ours.reset()
			reply, err := abi.DecodeReply(abi.Apply, want)
			if err != nil {
				t.Fatal(err)
			}
			if reply.Rejected() {
				rejected++
				continue
			}
			accepted++
			state = reply.State
			request, err = abi.EncodeRequest(abi.Request{State: state, Actor: "alpha"})
			if err != nil {
				t.Fatal(err)
			}
			if want, err = ask(t, m, buffer, "nv_check", request, uint64(len(request))); err != nil {
				t.Fatal(err)
			}
			if got := check.call(t, request); !bytes.Equal(got, want) {
				t.Errorf("check of %x: %q, the Go rules reply %q", state, got, want)
			}
			check.reset()
		}
	}
	if accepted < 100 || rejected < 100 {
		t.Errorf("%d accepted, %d rejected: the commands do not try much", accepted, rejected)
	}
}

// command returns a random command.
func command(t *testing.T, md protoreflect.MessageDescriptor, r *rand.Rand, members []string) []byte {
	t.Helper()
	amount := []string{"0.00", "0.01", "10.00", "99.99", "-1.00", "999999999999999999999999999999999999.99"}[r.IntN(6)]
	text := "{}"
	switch r.IntN(8) {
	case 0:
	case 1, 2, 3:
		text = fmt.Sprintf(`{"promise": {"creditor": %q, "amount": %q}}`, members[r.IntN(4)], amount)
	case 4:
		text = `{"pay": {}}`
	default:
		text = fmt.Sprintf(`{"pay": {"amount": %q}}`, amount)
	}
	m := dynamicpb.NewMessage(md)
	if err := protojson.Unmarshal([]byte(text), m); err != nil {
		t.Fatal(err)
	}
	b, err := wire.Encode(m)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
