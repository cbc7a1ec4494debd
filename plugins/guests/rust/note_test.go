package rust_test

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/nvgen/rules"
	"github.com/novation-dev/novation/plugins/wire"
)

// TestNote compares the template with the example in Go, both as modules: on
// commands that make sense, on others, and on bytes that are no commands.
func TestNote(t *testing.T) {
	_, module, err := rules.Build(t.Context(), "../../sdk/examples/note", rules.Config{Toolchain: "local"})
	if err != nil {
		t.Fatal(err)
	}
	rust, golang := start(t, readFile(t, noteProject.module)), start(t, module)
	s := noteProject.schema(t)
	random := rand.New(rand.NewPCG(7, 11))
	one := func(all ...string) string { return pick(random, all...) }
	amount := func() string {
		return one("", "0.00", "0.01", "5.00", "10.00", "-3.00", "99999999999999999999999999999999999.99", "-999999999999999999999999999999999999.99")
	}
	accepted, finished := 0, 0
	for range 3000 {
		state := text(t, s.State(), map[string]string{"debtor": one("alpha", "beta"), "creditor": one("alpha", "beta", "gamma"), "open": amount()})
		command := text(t, s.Command(), pick(random,
			map[string]string{"promise.": "", "promise.creditor": one("", "alpha", "beta", "gamma"), "promise.amount": amount()},
			map[string]string{"pay.": "", "pay.amount": amount()}, map[string]string{}))
		if random.IntN(3) == 0 {
			state = nil
		}
		op := one("nv_apply", "nv_apply", "nv_check")
		request, err := abi.EncodeRequest(abi.Request{
			State: state, Command: command, Time: 1, Actor: one("alpha", "beta"), Parties: []string{"alpha", "beta"}, Sequence: 1, Seed: make([]byte, 32),
		})
		if err != nil {
			t.Fatal(err)
		}
		if random.IntN(10) == 0 { // no request, or another one
			request[random.IntN(len(request))] ^= byte(1 << random.IntN(8))
		}
		got, want := rust.call(op, request), golang.call(op, request)
		if !bytes.Equal(got, want) {
			t.Fatalf("%s %x:\n%q, in Go\n%q", op, request, got, want)
		}
		if reply, err := abi.DecodeReply(abi.Op(op), got); err != nil {
			t.Errorf("%s %x: %v", op, request, err)
		} else if !reply.Rejected() && op == "nv_apply" {
			accepted++
			if reply.Final {
				finished++
			}
		}
	}
	if accepted < 40 || finished < 5 {
		t.Errorf("%d commands are accepted and %d end a note: too few to say anything", accepted, finished)
	}
}

func pick[T any](random *rand.Rand, all ...T) T { return all[random.IntN(len(all))] }

// text makes a message from the texts of its fields and encodes it. A path that
// ends in a dot makes a message be there.
func text(t *testing.T, md protoreflect.MessageDescriptor, values map[string]string) []byte {
	t.Helper()
	m, err := wire.Decode(md, nil)
	if err != nil {
		t.Fatal(err)
	}
	for path, v := range values {
		at := protoreflect.Message(m)
		outer, name, nested := strings.Cut(path, ".")
		if !nested {
			outer, name = "", path
		}
		if outer != "" {
			at = at.Mutable(at.Descriptor().Fields().ByName(protoreflect.Name(outer))).Message()
		}
		if name != "" && v != "" {
			at.Set(at.Descriptor().Fields().ByName(protoreflect.Name(name)), protoreflect.ValueOfString(v))
		}
	}
	b, err := wire.Encode(proto.Message(m))
	if err != nil {
		t.Fatal(err)
	}
	return b
}
