package wire_test

import (
	"bytes"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/plugins/wire"
)

// agree fails when checker and decoder judge b differently.
func agree(t *testing.T, md protoreflect.MessageDescriptor, c *wire.Checker, b []byte) (accepted bool) {
	t.Helper()
	_, want := wire.Decode(md, b)
	if got := c.Check(b); (got == nil) != (want == nil) || got != nil && got.Error() != want.Error() {
		t.Fatalf("%x: the checker says %v, the decoder %v", b, got, want)
	}
	return want == nil
}

// TestCheckerAgrees holds the checker to the decoder on the golden vectors, and
// on each of them with a byte changed, left out or put in.
func TestCheckerAgrees(t *testing.T) {
	md := stateOf(t)
	c := wire.NewChecker(md)
	random := rand.New(rand.NewPCG(1, 1))
	accepted, refused := 0, 0
	count := func(b []byte) {
		if agree(t, md, c, b) {
			accepted++
		} else {
			refused++
		}
	}
	for _, name := range []string{"state.json", "state.reject.json"} {
		for _, v := range vectors(t, name).Vectors {
			b := unhex(t, v.Hex)
			count(b)
			for range min(300, 20*len(b)) {
				i, edit := random.IntN(len(b)), bytes.Clone(b)
				switch random.IntN(3) {
				case 0:
					edit[i] = byte(random.Uint32())
				case 1:
					edit = append(edit[:i], edit[i+1:]...)
				default:
					edit = append(edit[:i], append([]byte{byte(random.Uint32())}, edit[i:]...)...)
				}
				count(edit)
			}
		}
	}
	if accepted < 100 || refused < 1000 {
		t.Errorf("%d accepted and %d refused: too few to compare", accepted, refused)
	}
}

// BenchmarkCheck compares the two ways to judge bytes, on a state of one
// kilobyte:
//
//	go test ./plugins/wire -run '^$' -bench Check
func BenchmarkCheck(b *testing.B) {
	md, state := recap(b)
	c := wire.NewChecker(md)
	b.Run("checker", func(b *testing.B) {
		b.SetBytes(int64(len(state)))
		for b.Loop() {
			if err := c.Check(state); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("decoder", func(b *testing.B) {
		b.SetBytes(int64(len(state)))
		for b.Loop() {
			if _, err := wire.Decode(md, state); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// recap returns a recap with five clauses.
func recap(b *testing.B) (protoreflect.MessageDescriptor, []byte) {
	set, err := schema.CompileDir(b.Context(), os.DirFS("../testdata/recap"))
	if err != nil {
		b.Fatal(err)
	}
	s, err := schema.Load(set, schema.Names{State: "recap.v1.Recap", Command: "recap.v1.Command"})
	if err != nil {
		b.Fatal(err)
	}
	clause := `{"id": "c", "title": "Title", "text": "` + strings.Repeat("Both sides agree on this. ", 7) + `"}`
	m, err := wire.FromJSON(s.State(), []byte(`{"reference": "R-1", "seller": "alpha", "buyer": "beta", "grade": "Brent", "quantity": "600000.000", "price": "81.2575",
		"value": "48754500.00", "laycan_from": "1700000000", "laycan_to": "1700090000", "load_port": "Sullom Voe", "discharge_port": "Rotterdam",
		"clauses": [`+strings.Repeat(clause+",", 4)+clause+`], "confirmed": ["alpha"], "status": "STATUS_DRAFT", "revision": 3}`))
	if err != nil {
		b.Fatal(err)
	}
	state, err := wire.Encode(m)
	if err != nil {
		b.Fatal(err)
	}
	return s.State(), state
}
