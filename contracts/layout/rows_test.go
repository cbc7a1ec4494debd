package layout_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts/layout"
)

func TestRows(t *testing.T) {
	r := open(t, compiled("0.8.34"))[0]
	p := r.program(t)
	l, err := layout.Of(p, "pack.sol", "Structs", layout.Reported{})
	if err != nil {
		t.Fatal(err)
	}
	want := `
0 +1: a@0+1 -@1+31
1 +1: b@0+32
2 +1: c@0+1 -@1+31
3 +1: d@0+32
4 +2: e@0+32
6 +3: f@0+32
9 +1: g@0+1 -@1+31
10 +10: h@0+32
20 +40: i@0+32
60 +5: j@0+32
65 +1: k@0+16 -@16+16
66 +2: l@0+32
68 +4: m@0+32
72 +1: n@0+32
`
	if diff := cmp.Diff(strings.TrimSpace(want), draw(l.Rows(l.Storage))); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff("0 +1: a@0+1 b@1+1 -@2+30", draw(l.Rows(l.Types["struct pack.sol:Structs.Two"].Members))); diff != "" {
		t.Error(diff)
	}
	if slots, size := l.SizeOf("no such type"); !slots.IsZero() || size != 0 {
		t.Errorf("a type that is not there takes %s slots and %d bytes", slots.Dec(), size)
	}
	small, err := layout.Of(p, "pack.sol", "Small", layout.Reported{})
	if err != nil {
		t.Fatal(err)
	}
	if got := draw(small.Rows(small.Storage[:6])); got != "0 +1: a@0+1 b@1+1 c@2+2 d@4+3 e@7+4 f@11+20 -@31+1" {
		t.Errorf("got %s", got)
	}
}

// draw writes the rows in words, the bytes that nobody uses as "-".
func draw(rows []layout.Row) string {
	var out []string
	for _, r := range rows {
		s := fmt.Sprintf("%s +%s:", r.Slot.Dec(), r.Slots.Dec())
		for _, c := range r.Cells {
			label := "-"
			if c.Variable != nil {
				label = c.Variable.Label
			}
			s += fmt.Sprintf(" %s@%d+%d", label, c.Offset, c.Size)
		}
		out = append(out, s)
	}
	return strings.Join(out, "\n")
}
