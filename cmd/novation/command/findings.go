package command

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"sync"

	"charm.land/lipgloss/v2"

	"github.com/novation-dev/novation/registry/compat"
)

// width is how far the text of a finding goes before it is broken.
const width = 100

// titles are those of the rules, by code.
var titles = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for _, r := range compat.Rules() {
		m[r.Code] = r.Title
	}
	return m
})

// A printer prints findings for people, the way compilers do.
type printer struct {
	w      io.Writer
	colour bool
	// text returns a source, nil when it is not known. It may be nil itself.
	text func(source string) []byte
}

func newPrinter(w io.Writer, text func(string) []byte) *printer {
	return &printer{w: w, colour: isTerminal(w), text: text}
}

func (p *printer) style(s lipgloss.Style, text string) string {
	if !p.colour {
		return text
	}
	return s.Render(text)
}

var warn = lipgloss.NewStyle().Foreground(lipgloss.Color("3")).Bold(true)

// findings prints all of a list, a blank line after each.
func (p *printer) findings(list []compat.Finding) {
	for _, f := range list {
		p.finding(f)
		fmt.Fprintln(p.w)
	}
}

func (p *printer) finding(f compat.Finding) {
	style := faint
	switch {
	case f.Level >= compat.Major:
		style = bad
	case f.Level == compat.Minor:
		style = warn
	}
	fmt.Fprintf(p.w, "%s: %s\n", p.style(style, fmt.Sprintf("%s[%s]", f.Level, f.Code)), p.style(lipgloss.NewStyle().Bold(true), titles()[f.Code]))
	if f.Place.Source != "" {
		fmt.Fprintf(p.w, "  %s %s  %s\n", p.style(faint, "-->"), f.Place, p.style(faint, f.Where))
	} else {
		fmt.Fprintf(p.w, "  %s %s\n", p.style(faint, "-->"), f.Where)
	}
	p.excerpt(f)
	p.note("what", f.What)
	if f.Level > compat.None {
		p.note("why", f.Why)
		p.note("do", f.Do)
	}
}

// excerpt prints the line a finding is about, and marks where it begins.
func (p *printer) excerpt(f compat.Finding) {
	if p.text == nil || f.Place.Line == 0 {
		return
	}
	lines := bytes.Split(p.text(f.Place.Source), []byte("\n"))
	if f.Place.Line > len(lines) {
		return
	}
	line := strings.TrimRight(strings.ReplaceAll(string(lines[f.Place.Line-1]), "\t", " "), " \r")
	if f.Place.Column > len(line) {
		return
	}
	number := fmt.Sprint(f.Place.Line)
	margin := strings.Repeat(" ", len(number))
	fmt.Fprintf(p.w, " %s |\n %s | %s\n", margin, number, line)
	fmt.Fprintf(p.w, " %s | %s%s\n", margin, strings.Repeat(" ", f.Place.Column-1), p.style(bad, strings.Repeat("^", len(line)-f.Place.Column+1)))
}

// note prints a paragraph with a word before it.
func (p *printer) note(word, text string) {
	if text == "" {
		return
	}
	lead := fmt.Sprintf("   = %-5s", word+":")
	at := len(lead)
	fmt.Fprint(p.w, p.style(faint, lead))
	for part := range strings.FieldsSeq(text) {
		if at+1+len(part) > width {
			fmt.Fprintf(p.w, "\n%10s", "")
			at = 10
		}
		fmt.Fprint(p.w, " "+part)
		at += 1 + len(part)
	}
	fmt.Fprintln(p.w)
}
