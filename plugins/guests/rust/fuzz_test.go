package rust_test

import (
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/wire"
)

// FuzzDecode gives bytes to the decoder in the module and to the host's: both
// must accept them or neither, and what is accepted must be written back.
func FuzzDecode(f *testing.F) {
	for _, name := range []string{"state.json", "state.reject.json", "request.json", "request.reject.json", "reply.json", "reply.reject.json"} {
		v := readVectors(f, name)
		kind := slices.Index(kinds, v.Message)
		for _, tc := range v.Vectors {
			f.Add(byte(kind), unhex(f, tc.Hex))
		}
	}
	md := conformanceProject.schema(f).State()
	g := start(f, readFile(f, conformanceProject.module))
	f.Fuzz(func(t *testing.T, kind byte, b []byte) {
		var err error
		name := kinds[int(kind)%len(kinds)]
		switch name {
		case "novation.rules.v1.Request":
			_, err = abi.DecodeRequest(b)
		case "novation.rules.v1.Reply":
			_, err = abi.DecodeReply(abi.Apply, b)
		default:
			_, err = wire.Decode(md, b)
		}
		g.t = t
		got := g.asking("message", name, string(b))
		if (got[0] == "ok") != (err == nil) {
			t.Fatalf("%s %x: the module says %q, the host %v", name, b, got[:2], err)
		}
		if err == nil && got[1] != string(b) {
			t.Errorf("%s %x is written as %x", name, b, got[1])
		}
	})
}

// kinds are the messages that the module knows.
var kinds = []string{"novation.vector.v1.State", "novation.rules.v1.Request", "novation.rules.v1.Reply"}

// FuzzDecimal compares products, quotients and sums with math/big.
func FuzzDecimal(f *testing.F) {
	f.Add("81.2575", "600000.000", uint8(2))
	f.Add("-"+strings.Repeat("9", 38), "0."+strings.Repeat("0", 36)+"7", uint8(37))
	f.Add("18446744073709551616.5", "-4294967296.4294967295", uint8(0))
	g := start(f, readFile(f, conformanceProject.module))
	f.Fuzz(func(t *testing.T, a, b string, scale uint8) {
		g.t = t
		x, okX := canonical(a)
		y, okY := canonical(b)
		if !okX || !okY || scale > 37 {
			return
		}
		n := max(places(a), places(b))
		same(t, g, "add", a, b, n, new(big.Rat).Add(x, y))
		same(t, g, "sub", a, b, n, new(big.Rat).Sub(x, y))
		same(t, g, "mul", a, b, int(scale), new(big.Rat).Mul(x, y))
		if y.Sign() != 0 {
			same(t, g, "quo", a, b, int(scale), new(big.Rat).Quo(x, y))
		}
	})
}

// same asks for an operation that rounds half to even and compares.
func same(t *testing.T, g *instance, op, a, b string, scale int, exact *big.Rat) {
	t.Helper()
	got := g.asking("decimal", op, a, b, itoa(scale), "half-even")
	want := halfEven(exact, scale)
	digits := len(strings.TrimLeft(strings.Map(onlyDigits, want), "0"))
	if digits > 38 {
		want = "overflow"
	}
	if got[1] != want {
		t.Errorf("%s %s %s at %d: %q, want %s", op, a, b, scale, got, want)
	}
}

func itoa(n int) string { return big.NewInt(int64(n)).String() }

func onlyDigits(r rune) rune {
	if r < '0' || r > '9' {
		return -1
	}
	return r
}

// halfEven returns the text of r with scale digits after the point.
func halfEven(r *big.Rat, scale int) string {
	power := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(scale)), nil)
	n := new(big.Int).Mul(new(big.Int).Abs(r.Num()), power)
	q, rest := n.QuoRem(n, r.Denom(), new(big.Int))
	if half := rest.Lsh(rest, 1).Cmp(r.Denom()); half > 0 || half == 0 && q.Bit(0) == 1 {
		q.Add(q, big.NewInt(1))
	}
	text := q.String()
	if len(text) <= scale {
		text = strings.Repeat("0", scale+1-len(text)) + text
	}
	if scale > 0 {
		text = text[:len(text)-scale] + "." + text[len(text)-scale:]
	}
	if r.Sign() < 0 && q.Sign() != 0 {
		text = "-" + text
	}
	return text
}

// canonical reads a decimal that the SDK accepts.
func canonical(text string) (*big.Rat, bool) {
	digits := strings.TrimPrefix(text, "-")
	whole, fraction, point := strings.Cut(digits, ".")
	if whole == "" || len(whole) > 1 && whole[0] == '0' || point && fraction == "" || len(whole)+len(fraction) > 38 ||
		strings.Map(onlyDigits, whole) != whole || strings.Map(onlyDigits, fraction) != fraction {
		return nil, false
	}
	r, ok := new(big.Rat).SetString(text)
	return r, ok && (r.Sign() != 0 || !strings.HasPrefix(text, "-"))
}

func places(text string) int {
	_, fraction, _ := strings.Cut(text, ".")
	return len(fraction)
}
