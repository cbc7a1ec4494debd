package c_test

import (
	"bytes"
	"encoding/hex"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/plugins/wire"
)

// sound reports whether the host takes b for what an operation of testdata/vector
// decodes.
func sound(md protoreflect.MessageDescriptor, op string, b []byte) bool {
	var err error
	switch op {
	case "nv_request":
		_, err = abi.DecodeRequest(b)
	case "nv_reply":
		_, err = abi.DecodeReply(abi.Apply, b)
	default:
		_, err = wire.Decode(md, b)
	}
	return err == nil
}

// decoded are the operations that decode and encode.
var decoded = []string{"nv_state", "nv_request", "nv_reply"}

// agree compares the SDK with the host: both refuse, or both accept and write
// the same bytes again.
func agree(t *testing.T, ask asker, md protoreflect.MessageDescriptor, b []byte, ops ...string) {
	t.Helper()
	for _, op := range ops {
		want := sound(md, op, b)
		ok, said := answered(t, ask, op, b)
		if ok != want {
			t.Fatalf("%s of %x: the host accepts: %v, the SDK: %v (%q)", op, b, want, ok, said)
		}
		if ok && !bytes.Equal(said, b) {
			t.Fatalf("%s of %x is written as %x", op, b, said)
		}
	}
}

// seeds are all vectors.
func seeds(t testing.TB) (all [][]byte) {
	t.Helper()
	for _, file := range []string{"state", "request", "reply"} {
		for _, kind := range []string{".json", ".reject.json"} {
			for _, v := range readVectors(t, file+kind).Vectors {
				b, err := hex.DecodeString(v.Hex)
				if err != nil {
					t.Fatal(err)
				}
				all = append(all, b)
			}
		}
	}
	return all
}

// FuzzDecode looks for bytes on which the module and the host disagree.
func FuzzDecode(f *testing.F) {
	for _, b := range seeds(f) {
		f.Add(b)
	}
	md := load(f, os.DirFS(vectorDir), schema.Names{}).State()
	ask := module(f, read(f, modules["vector"].file))
	f.Fuzz(func(t *testing.T, b []byte) { agree(t, ask, md, b, decoded...) })
}

// TestMutations does the same with changes of the vectors, natively too.
func TestMutations(t *testing.T) {
	n := 8000
	if testing.Short() {
		n = 1000
	}
	md := load(t, os.DirFS(vectorDir), schema.Names{}).State()
	all := seeds(t)
	everywhere(t, "vector", func(t *testing.T, ask asker) {
		r := rand.New(rand.NewPCG(5, 6))
		for range n {
			b := bytes.Clone(all[r.IntN(len(all))])
			for range 1 + r.IntN(3) {
				b = mutated(r, all, b)
			}
			agree(t, ask, md, b, decoded...)
		}
	})
}

// mutated changes one thing.
func mutated(r *rand.Rand, all [][]byte, b []byte) []byte {
	at := r.IntN(len(b) + 1)
	switch r.IntN(5) {
	case 0: // another message behind this one
		return append(b, all[r.IntN(len(all))]...)
	case 1: // a byte less
		if at < len(b) {
			return append(b[:at], b[at+1:]...)
		}
	case 2: // a byte more
		return append(b[:at], append([]byte{byte(r.IntN(256))}, b[at:]...)...)
	case 3: // another byte
		if at < len(b) {
			b[at] = byte(r.IntN(256))
		}
	default: // one bit
		if at < len(b) {
			b[at] ^= 1 << r.IntN(8)
		}
	}
	return b
}

// TestUTF8 tries characters at the edges of what is valid, behind ASCII of every
// length that the short path of the SDK tells apart.
func TestUTF8(t *testing.T) {
	md := load(t, os.DirFS(vectorDir), schema.Names{}).State()
	leads := []byte{0x80, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff}
	edges := []byte{0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff}
	everywhere(t, "vector", func(t *testing.T, ask asker) {
		try := func(text []byte) {
			b := append([]byte{0x32}, byte(len(text)))
			agree(t, ask, md, append(b, text...), "nv_state")
		}
		for _, lead := range leads {
			try([]byte{lead})
			for _, second := range edges {
				try([]byte{lead, second})
				for _, third := range edges {
					try([]byte{lead, second, third})
					try([]byte{lead, second, third, 0x80})
				}
			}
		}
		for n := range 28 {
			for _, end := range []string{"", "é", "油", "🛢", "\xff", "\xc3", "\xed\xa0\x80"} {
				for at := range n + 1 {
					text := bytes.Repeat([]byte("a"), n)
					try(slices.Insert(text, at, []byte(end)...))
				}
			}
		}
	})
}
