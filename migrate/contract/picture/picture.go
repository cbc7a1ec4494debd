// Package picture draws what a migration does to the variables of a contract:
// the old ones on the left, the new ones on the right, and what becomes of them
// between.
//
// The picture is an SVG file that prints without colours, has no scripts and
// needs no fonts of its own. The same plan gives the same bytes.
//
// # Dependencies
//
// Of ours it imports migrate/contract and migrate/remap.
package picture

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"

	"github.com/holiman/uint256"

	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/remap"
)

// The measures of a picture, in pixels of its own scale.
const (
	box     = 430
	between = 190
	row     = 26
	edge    = 16
	top     = 92
	letters = 56 // that fit into a box
	width   = 2*edge + 2*box + between
)

// look is the style. Lines tell what happens by how they are drawn, not by
// colour alone.
const look = `text{font:12px ui-monospace,Menlo,Consolas,monospace;fill:#111}.h{font-weight:bold;font-size:14px}` +
	`.a{fill:#555;font-size:10px}.g{font-weight:bold;font-size:11px}.bg{fill:#fff}.b{fill:#fff;stroke:#111}` +
	`.fresh,.given{fill:#e3f4e3}.dropped{fill:#fbe6e6;stroke-dasharray:5 3}.empty{fill:#fafafa;stroke:#bbb;stroke-dasharray:2 3}` +
	`.l{fill:none;stroke:#111;stroke-width:1.4}.l.widened{stroke-width:2.6}.l.narrowed{stroke:#a00;stroke-width:2.6;stroke-dasharray:8 3}` +
	`.l.retyped{stroke:#b70;stroke-dasharray:5 3}.l.computed{stroke:#36a;stroke-dasharray:2 3}` +
	`.t{font-size:10px;text-anchor:middle;paint-order:stroke;stroke:#fff;stroke-width:4px;stroke-linejoin:round}`

// SVG draws a plan. Variables that are reserved and hold nothing are left out.
func SVG(p *contract.Plan) []byte {
	d := &drawing{at: [2]map[string]int{{}, {}}}
	heights := [2]int{d.column(0, olds(p)), d.column(1, news(p))}
	for _, r := range p.Variables {
		d.link(r)
	}
	height := top + max(heights[0], heights[1])*row + edge
	var out bytes.Buffer
	title := fmt.Sprintf("%s becomes %s", p.From.Name, p.To.Name)
	says := summary(p)
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" aria-labelledby="t d">`, width, height, width, height)
	fmt.Fprintf(&out, `<title id="t">%s</title><desc id="d">%s</desc><style>%s</style>`, escape(title), escape(says), look)
	out.WriteString(`<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8Z" fill="#111"/></marker></defs>`)
	fmt.Fprintf(&out, `<rect class="bg" width="%d" height="%d"/><text class="h" x="%d" y="26">%s</text><text class="a" x="%d" y="44">%s</text>`,
		width, height, edge, escape(title), edge, escape(says))
	fmt.Fprintf(&out, `<text class="g" x="%d" y="74">%s</text><text class="g" x="%d" y="74">%s</text>`, edge, "old", edge+box+between, "new")
	out.Write(d.lines.Bytes())
	out.Write(d.boxes.Bytes())
	out.WriteString("</svg>\n")
	return out.Bytes()
}

// summary says in words what the picture shows.
func summary(p *contract.Plan) string {
	n := map[remap.How]int{}
	for _, r := range p.Variables {
		if !hidden(r) {
			n[r.How]++
		}
	}
	var parts []string
	for _, h := range []remap.How{remap.Same, remap.Widened, remap.Narrowed, remap.Retyped, remap.Computed, remap.Summed, remap.Given, remap.Fresh, remap.Dropped, remap.Empty} {
		if n[h] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n[h], h))
		}
	}
	return fmt.Sprintf("%s, %d slots: %s", p.Way, p.Snapshot.Slots, strings.Join(parts, ", "))
}

// hidden tells a row that is about nothing.
func hidden(r contract.Row) bool {
	gap := func(s *contract.Spot) bool { return s == nil || strings.Contains(s.Pattern, "__gap") }
	return gap(r.Source) && gap(r.Target) && r.Entries == 0
}

// An entry of a column is a heading or a variable.
type entry struct {
	heading string
	spot    *contract.Spot
	row     contract.Row
}

func olds(p *contract.Plan) []entry {
	return column(p, func(r contract.Row) *contract.Spot { return r.Source })
}

func news(p *contract.Plan) []entry {
	return column(p, func(r contract.Row) *contract.Spot { return r.Target })
}

// column lists the variables of one side, in the order of the plan, under the
// namespaces that they are in.
func column(p *contract.Plan, of func(contract.Row) *contract.Spot) (out []entry) {
	last := ""
	for _, r := range p.Variables {
		s := of(r)
		if s == nil || hidden(r) {
			continue
		}
		if ns := namespace(s); ns != last {
			last = ns
			if ns == "" {
				ns = "slots in sequence"
			}
			out = append(out, entry{heading: ns})
		}
		out = append(out, entry{spot: s, row: r})
	}
	return out
}

// namespace is the part of a variable's name before its label; "" for one in
// sequential storage.
func namespace(s *contract.Spot) string {
	if i := strings.LastIndexByte(s.Variable, '.'); i >= 0 && strings.HasPrefix(s.Variable, "erc7201:") {
		return s.Variable[:i]
	}
	return ""
}

// A drawing is a picture in the making.
type drawing struct {
	boxes, lines bytes.Buffer
	// at is where each pattern is, by side.
	at [2]map[string]int
}

// column draws one side and returns how many lines it takes.
func (d *drawing) column(side int, entries []entry) int {
	x := edge + side*(box+between)
	for i, e := range entries {
		y := top + i*row
		if e.heading != "" {
			fmt.Fprintf(&d.boxes, `<text class="a" x="%d" y="%d">%s</text>`, x, y+17, escape(shorten(e.heading)))
			continue
		}
		d.at[side][e.spot.Pattern] = y + row/2 - 2
		name := strings.TrimPrefix(strings.TrimPrefix(e.spot.Pattern, namespace(e.spot)), ".")
		fmt.Fprintf(&d.boxes, `<rect class="b %s" x="%d" y="%d" width="%d" height="%d"><title>%s</title></rect>`,
			class(e, side), x, y, box, row-4, escape(hover(e)))
		fmt.Fprintf(&d.boxes, `<text x="%d" y="%d">%s</text>`, x+6, y+15, escape(shorten(name+" "+e.spot.Type)))
		fmt.Fprintf(&d.boxes, `<text class="a" text-anchor="end" x="%d" y="%d">%s</text>`, x+box-6, y+15, escape(place(e.spot)))
	}
	return len(entries)
}

// class tells a box without a line.
func class(e entry, side int) string {
	if side == 0 && e.row.Target == nil || side == 1 && e.row.Source == nil {
		return string(e.row.How)
	}
	return ""
}

func hover(e entry) string {
	return fmt.Sprintf("%s, slot %s: %s; %s", e.spot.Pattern, e.spot.Slot.Hex(), e.row.How, e.row.Why)
}

func place(s *contract.Spot) string {
	n := new(uint256.Int).SetBytes32(s.Slot[:])
	at := n.Dec()
	if !n.IsUint64() {
		at = s.Slot.Hex()[:8] + "…"
	}
	if s.Offset > 0 {
		at += fmt.Sprintf("+%d", s.Offset)
	}
	return at
}

// link draws the line of a variable that has both ends.
func (d *drawing) link(r contract.Row) {
	if r.Source == nil || r.Target == nil || hidden(r) {
		return
	}
	y, z := d.at[0][r.Source.Pattern], d.at[1][r.Target.Pattern]
	left, right := edge+box, edge+box+between
	fmt.Fprintf(&d.lines, `<path class="l %s" marker-end="url(#tip)" d="M%d %dC%d %d %d %d %d %d"/>`,
		r.How, left, y, left+between/2, y, right-between/2, z, right-1, z)
	if r.How != remap.Same {
		fmt.Fprintf(&d.lines, `<text class="t" x="%d" y="%d">%s</text>`, left+between/2, (y+z)/2+4, escape(string(r.How)))
	}
}

// shorten cuts off what does not fit.
func shorten(s string) string {
	r := []rune(s)
	if len(r) <= letters {
		return s
	}
	return string(r[:letters-1]) + "…"
}

func escape(s string) string {
	var out bytes.Buffer
	if err := xml.EscapeText(&out, []byte(s)); err != nil {
		return ""
	}
	return out.String()
}
