package picture

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"

	"github.com/holiman/uint256"
)

// The measures of a picture, in pixels of its own scale.
const (
	perByte = 18
	panel   = 32 * perByte
	row     = 30
	numbers = 96  // width of the slot numbers beside a panel
	between = 150 // where the lines run
	top     = 74
	letter  = 6.8 // width of a letter of the labels
)

// look is the style of every picture. Black on white, and a pattern for each
// change, so that it prints.
const look = `text{font:12px ui-monospace,Menlo,Consolas,monospace;fill:#111}
.h{font-weight:bold;font-size:14px}.n{fill:#444;text-anchor:end}.a{fill:#666;font-size:10px}
.f{fill:#fff;stroke:#111}.added{fill:url(#added)}.removed{fill:url(#removed);stroke-dasharray:5 3}
.moved{fill:url(#moved);stroke-width:2}.renamed,.gap{fill:#f2f2f2}.type{fill:url(#type);stroke-width:2.5}
.free{fill:#fafafa;stroke:#bbb;stroke-dasharray:2 3}.l{fill:none;stroke:#111;stroke-width:1.6}.l.renamed,.l.gap,.l.type{fill:none;stroke-dasharray:4 3;stroke-width:1.2}
.bg{fill:#fff}.t{paint-order:stroke;stroke:#fff;stroke-width:4px;stroke-linejoin:round}`

const patterns = `<defs><pattern id="added" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="8" height="8" fill="#e3f4e3"/><path d="M0 0V8" stroke="#4a4" stroke-width="2"/></pattern>` +
	`<pattern id="removed" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><rect width="8" height="8" fill="#fbe6e6"/><path d="M0 0V8M0 4H8" stroke="#c66" stroke-width="1.2"/></pattern>` +
	`<pattern id="moved" width="7" height="7" patternUnits="userSpaceOnUse"><rect width="7" height="7" fill="#e8f0fb"/><circle cx="2" cy="2" r="1.1" fill="#36a"/></pattern>` +
	`<pattern id="type" width="10" height="10" patternUnits="userSpaceOnUse"><rect width="10" height="10" fill="#fdf1dc"/><path d="M0 5H10" stroke="#b70" stroke-width="1.4"/></pattern>` +
	`<marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8Z" fill="#111"/></marker></defs>`

// A drawing is an SVG document being written.
type drawing struct {
	bytes.Buffer
	r *Region
	// at is the top of each field, by version.
	at [2][]int
}

// SVG draws a region. Names are what the versions are called, old first; one
// name is enough when there is one version.
func (r *Region) SVG(names ...string) []byte {
	d := &drawing{r: r}
	var body drawing
	body.r = r
	versions := [][]Field{r.New}
	if len(names) > 1 {
		versions = [][]Field{r.Old, r.New}
	}
	height := 0
	for i, fields := range versions {
		height = max(height, body.panel(i, left(i), names[i], fields))
	}
	if len(versions) > 1 {
		body.lines()
	}
	width := left(len(versions)-1) + panel + 24
	height += 26
	d.printf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" aria-labelledby="%s">`, width, height, width, height, "t-"+slug(r.Title)+" d-"+slug(r.Title))
	d.printf(`<title id="t-%[4]s">%[1]s</title><desc id="d-%[4]s">%[2]s</desc><style>%[3]s</style>%[5]s`, escape(r.Title), escape(r.Summary()), look, slug(r.Title), patterns)
	d.printf(`<rect class="bg" width="%d" height="%d"/><text class="h" x="12" y="24">%s</text><text class="a" x="12" y="40">%s</text>`,
		width, height, escape(r.Title), escape(r.Summary()))
	d.Write(body.Bytes())
	d.printf("</svg>\n")
	return d.Bytes()
}

func (d *drawing) printf(format string, a ...any) { fmt.Fprintf(d, format, a...) }

// left is where the panel of a version begins.
func left(version int) int { return numbers + version*(panel+between+numbers-60) }

// panel draws one version and returns how far down it goes.
func (d *drawing) panel(version, x int, name string, fields []Field) int {
	d.printf(`<g role="list" aria-label="%s"><text class="h" x="%d" y="60">%s</text>`, escape(name), x, escape(name))
	for b := 31; b >= 0; b -= 31 {
		d.printf(`<text class="a" x="%d" y="71">%d</text>`, x+(31-b)*perByte+2, b)
	}
	y, free := top, 0 // free is the first byte of the current slot that nothing took yet
	var slot uint256.Int
	for i, f := range fields {
		switch {
		case i == 0:
		case f.Slot == slot:
			y -= row
		default:
			d.free(x, y-row, free, 32)
			free = 0
		}
		if i == 0 || f.Slot != slot {
			y += d.skipped(x, y, i, slot, fields)
			d.printf(`<text class="n" x="%d" y="%d">%s</text>`, x-8, y+row/2+4, escape(d.r.slot(f.Slot)))
		}
		d.free(x, y, free, f.Offset)
		d.field(x, y, i, f)
		d.at[version] = append(d.at[version], y)
		free = f.Offset + f.Size
		slot.Add(&f.Slot, &f.Slots)
		slot.SubUint64(&slot, 1)
		y += row
	}
	if len(fields) > 0 {
		d.free(x, y-row, free, 32)
	} else {
		d.printf(`<text x="%d" y="%d">nothing</text>`, x, y+row/2+4)
		y += row
	}
	d.printf("</g>")
	return y
}

// skipped leaves a thin space where slots between two fields are unused.
func (d *drawing) skipped(x, y, i int, last uint256.Int, fields []Field) int {
	var next uint256.Int
	if i == 0 || next.AddUint64(&last, 1) == nil || next == fields[i].Slot {
		return 0
	}
	d.printf(`<text class="a" x="%d" y="%d">unused slots</text>`, x+4, y+11)
	return 16
}

// free draws bytes of a slot that nothing uses, from offset from up to to.
func (d *drawing) free(x, y, from, to int) {
	if from < to {
		d.printf(`<rect class="free" x="%d" y="%d" width="%d" height="%d"/>`, x+(32-to)*perByte, y, (to-from)*perByte, row)
	}
}

func (d *drawing) field(x, y, i int, f Field) {
	w := f.Size * perByte
	fx := x + (32-f.Offset-f.Size)*perByte
	title := fmt.Sprintf("%d: %s, %s, %s", i+1, f.Label, f.Type, d.r.Where(f))
	if f.Change != Same {
		title += ", " + string(f.Change)
	}
	class, _, _ := strings.Cut(string(f.Change), " ")
	d.printf(`<g role="listitem"><title>%s</title><rect class="f %s" x="%d" y="%d" width="%d" height="%d"/>`, escape(title), class, fx, y, w, row)
	text := sign[f.Change] + f.Label + "  " + f.Type
	if f.Slots.GtUint64(1) {
		text += fmt.Sprintf("  (%s slots)", f.Slots.Dec())
		d.printf(`<path d="M%d %dh%d" stroke="#111" stroke-dasharray="1 3"/>`, fx, y+row-4, w)
	}
	d.printf(`<text class="t" x="%d" y="%d">%s</text></g>`, fx+4, y+row/2+4, escape(fit(text, sign[f.Change]+f.Label, i, w)))
}

// fit returns as much of a text as there is room for; at least the number of
// the field in the table.
func fit(text, short string, i, width int) string {
	room := int(float64(width-6) / letter)
	for _, s := range []string{text, short} {
		if len([]rune(s)) <= room {
			return s
		}
	}
	if room >= 5 {
		return string([]rune(short)[:room-1]) + "…"
	}
	return fmt.Sprint(i + 1)
}

// lines connects what is the same variable in both versions and changed.
func (d *drawing) lines() {
	from, to := left(0)+panel, left(1)-numbers+44
	for i, f := range d.r.Old {
		if f.Other < 0 || f.Change == Same || f.Other >= len(d.at[1]) {
			continue
		}
		class, _, _ := strings.Cut(string(f.Change), " ")
		y, z := d.at[0][i]+row/2, d.at[1][f.Other]+row/2
		mid := (from + to) / 2
		d.printf(`<path class="l %s" marker-end="url(#tip)" d="M%d %dC%d %d %d %d %d %d"><title>%s</title></path>`,
			class, from+2, y, mid, y, mid, z, to, z, escape(f.Label+" "+string(f.Change)))
	}
}

// Summary says in a sentence how many fields there are and what changed.
func (r *Region) Summary() string {
	s := fmt.Sprintf("%d fields", len(r.New))
	if len(r.New) == 1 {
		s = "1 field"
	}
	counts := map[Change]int{}
	for _, f := range r.New {
		counts[f.Change]++
	}
	for _, f := range r.Old {
		if f.Change == Removed {
			counts[Removed]++
		}
	}
	for _, c := range []Change{Added, Removed, Moved, Renamed, Retyped, Resized} {
		if n := counts[c]; n > 0 {
			s += fmt.Sprintf(", %s%d %s", sign[c], n, c)
		}
	}
	if r.Hidden > 0 {
		s += fmt.Sprintf("; %d more are not shown", r.Hidden)
	}
	if !r.Base.IsUint64() {
		s += "; base is slot " + r.Base.Hex()
	}
	return s + ". Slots of 32 bytes, the low-order byte at the right; long fields are shortened to one row."
}

func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a strings.Builder takes everything
	return b.String()
}
