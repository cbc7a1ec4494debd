package bench

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/novation-dev/novation/migrate/contract"
)

// The measures of the plot, in pixels of its own scale.
const (
	panelWidth  = 300
	panelHeight = 190
	gapX        = 70
	gapY        = 70
	marginLeft  = 64
	marginTop   = 92
)

// plotLook tells lines apart by how they are drawn, not by colour alone.
const plotLook = `text{font:11px ui-monospace,Menlo,Consolas,monospace;fill:#111}.h{font-weight:bold;font-size:14px}.g{font-weight:bold;font-size:12px}` +
	`.a{fill:#555}.e{text-anchor:end}.m{text-anchor:middle}.bg{fill:#fff}.x{stroke:#ddd}.l{fill:none;stroke-width:1.8}` +
	`.s0{stroke:#b70;fill:#b70}.s1{stroke:#36a;fill:#36a;stroke-dasharray:7 3}.s2{stroke:#161;fill:#161;stroke-dasharray:2 3}` +
	`.s3{stroke:#777;fill:#777;stroke-dasharray:1 4}.l.s0,.l.s1,.l.s2,.l.s3{fill:none}.d{stroke-dasharray:none}`

// A panel is one diagram, over the number of entries.
type panel struct {
	title string
	log   bool
	lines []line
}

// A line has one value for each number of entries.
type line struct {
	name  string
	style int
	x, y  []float64
}

// panels are the diagrams of some results.
func panels(r *results) []panel {
	by := func(title string, log bool, of func(*measure) float64, floor func(*measure) float64) panel {
		p := panel{title: title, log: log}
		for i, way := range order {
			p.lines = append(p.lines, lineOf(r, string(way), i, func(m *measure) bool { return m.Way == way }, of))
		}
		if floor != nil {
			p.lines = append(p.lines, lineOf(r, "floor", 3, deferred, floor))
		}
		return p
	}
	return []panel{
		by("gas per entry", false, func(m *measure) float64 { return m.GasPerEntry }, func(m *measure) float64 { return m.Bare }),
		by("gas of the switch", false, func(m *measure) float64 { return float64(m.Switch) }, nil),
		by("writers refused, seconds", true, func(m *measure) float64 { return m.Refused }, nil),
		by("until the switch, seconds", true, func(m *measure) float64 { return m.Wall }, (*measure).floor),
		{"entries per second", true, []line{
			lineOf(r, "convert", 0, deferred, func(m *measure) float64 { return m.Convert }),
			lineOf(r, "read", 1, deferred, func(m *measure) float64 { return m.Read }),
		}},
		by("growth of the heap, MiB", false, func(m *measure) float64 { return m.Heap }, nil),
		by("own processor time, seconds", true, func(m *measure) float64 { return m.OwnCPU }, nil),
		by("the node's processor time, seconds", true, func(m *measure) float64 { return m.NodeCPU }, nil),
	}
}

// deferred tells the way whose measures stand for what all ways share.
func deferred(m *measure) bool { return m.Way == contract.Deferred }

func lineOf(r *results, name string, style int, is func(*measure) bool, of func(*measure) float64) line {
	l := line{name: name, style: style}
	for i := range r.Measures {
		if m := &r.Measures[i]; is(m) {
			l.x, l.y = append(l.x, float64(m.Entries)), append(l.y, of(m))
		}
	}
	return l
}

// draw is the plot as SVG: the same results give the same bytes.
func draw(r *results) []byte {
	var out bytes.Buffer
	all := panels(r)
	width, height := marginLeft+3*(panelWidth+gapX), marginTop+(len(all)+2)/3*(panelHeight+gapY)
	title := "Moving a contract's state: cost by the number of entries"
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" aria-labelledby="t">`, width, height, width, height)
	fmt.Fprintf(&out, `<title id="t">%s</title><style>%s</style><rect class="bg" width="%d" height="%d"/>`, title, plotLook, width, height)
	fmt.Fprintf(&out, `<text class="h" x="16" y="26">%s</text><text class="a" x="16" y="44">%s</text>`, title, escaped(r.Machine))
	for i, p := range all {
		p.draw(&out, marginLeft+i%3*(panelWidth+gapX), marginTop+i/3*(panelHeight+gapY))
	}
	out.WriteString("</svg>\n")
	return out.Bytes()
}

// A scale leads from values to pixels.
type scale struct {
	low, high float64
	log       bool
}

func (s scale) at(v float64) float64 {
	if s.log {
		v = max(v, s.low)
		return (math.Log10(v) - math.Log10(s.low)) / (math.Log10(s.high) - math.Log10(s.low))
	}
	return (v - s.low) / (s.high - s.low)
}

// ticks are round values.
func (s scale) ticks() (out []float64) {
	if s.log {
		for v := s.low; v <= s.high*1.001; v *= 10 {
			out = append(out, v)
		}
		return out
	}
	for i := range 5 {
		out = append(out, s.high*float64(i)/4)
	}
	return out
}

// fit is the scale of a panel's values.
func (p *panel) fit() scale {
	low, high := math.Inf(1), 0.0
	for _, l := range p.lines {
		for _, y := range l.y {
			low, high = min(low, y), max(high, y)
		}
	}
	if high == 0 {
		return scale{0, 1, false}
	}
	if p.log {
		low = math.Pow(10, math.Floor(math.Log10(max(low, high/1e6))))
		return scale{low, max(10*low, math.Pow(10, math.Ceil(math.Log10(high)))), true}
	}
	unit := math.Pow(10, math.Floor(math.Log10(high)))
	return scale{0, math.Ceil(high/unit*2) / 2 * unit, false}
}

func (p *panel) draw(out *bytes.Buffer, left, top int) {
	xs, ys := scale{1_000, 1_000_000, true}, p.fit()
	px := func(v float64) float64 { return float64(left) + xs.at(v)*panelWidth }
	py := func(v float64) float64 { return float64(top) + (1-ys.at(v))*panelHeight }
	fmt.Fprintf(out, `<text class="g" x="%d" y="%d">%s</text>`, left, top-24, escaped(p.title))
	for _, v := range ys.ticks() {
		fmt.Fprintf(out, `<path class="x" d="M%d %.1fh%d"/><text class="a e" x="%d" y="%.1f">%s</text>`, left, py(v), panelWidth, left-6, py(v)+4, short(v))
	}
	for _, v := range xs.ticks() {
		fmt.Fprintf(out, `<text class="a m" x="%.1f" y="%d">%s</text>`, px(v), top+panelHeight+16, short(v))
	}
	at := left
	for _, l := range p.lines {
		fmt.Fprintf(out, `<path class="l s%d" d="M%d %dh16"/><text class="a" x="%d" y="%d">%s</text>`, l.style, at, top-12, at+20, top-8, legend(l.name))
		at += 30 + 7*len(legend(l.name))
		var d strings.Builder
		for i := range l.x {
			fmt.Fprintf(&d, "%c%.1f %.1f", "ML"[min(i, 1)], px(l.x[i]), py(l.y[i]))
			fmt.Fprintf(out, `<circle class="s%d d" cx="%.1f" cy="%.1f" r="2.6"/>`, l.style, px(l.x[i]), py(l.y[i]))
		}
		fmt.Fprintf(out, `<path class="l s%d" d="%s"/>`, l.style, d.String())
	}
}

// legend is a name as it fits.
func legend(name string) string { return strings.Split(name, "-mat")[0] }

// short writes a round number: 25k, 1M.
func short(v float64) string {
	switch {
	case v >= 1e6:
		return fmt.Sprintf("%gM", v/1e6)
	case v >= 1e3:
		return fmt.Sprintf("%gk", v/1e3)
	}
	return fmt.Sprintf("%.4g", v)
}

func escaped(s string) string {
	var out bytes.Buffer
	_ = xml.EscapeText(&out, []byte(s)) // a buffer does not fail
	return out.String()
}

// TestPlotIsXML: any results give a picture, none too.
func TestPlotIsXML(t *testing.T) {
	some := []measure{{Way: contract.InPlace, Entries: 1_000, GasPerEntry: 30_000, Bare: 23_000, Speed: 300, Wall: 1, Refused: 0.5, Read: 10, Convert: 20}}
	for _, r := range []*results{{}, {Machine: "a < b & c", Measures: some}} {
		if err := xml.Unmarshal(draw(r), new(struct{})); err != nil {
			t.Error(err)
		}
	}
	if s := string(draw(&results{Measures: some})); !strings.Contains(s, "<circle") || strings.Contains(s, "NaN") || strings.Contains(s, "Inf") {
		t.Errorf("no point, or a place that is none: %s", s)
	}
}
