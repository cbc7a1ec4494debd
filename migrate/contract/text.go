package contract

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"github.com/novation-dev/novation/migrate/remap"
	"github.com/novation-dev/novation/registry"
)

// The widths of the columns of a table; with the blanks between them 120.
const (
	wideName = 35
	wideSlot = 13
	wideHow  = 8
	wideKeys = 8
)

// width is how long a line gets.
const width = 120

// Text writes a plan for people, in lines of at most 120 characters where names
// allow it.
func (p *Plan) Text(to io.Writer) error {
	w := &lines{bufio.NewWriter(to)}
	w.head(p)
	w.table(p)
	w.foot(p)
	if err := w.Flush(); err != nil {
		return fmt.Errorf("writing a plan: %w", err)
	}
	return nil
}

type lines struct{ *bufio.Writer }

// line writes a line that begins with what it is about.
func (w *lines) line(what, format string, args ...any) {
	w.wrapped(fit(what, wideHow, false)+" ", fmt.Sprintf(format, args...))
}

// wrapped writes a text in lines, the second and later ones indented.
func (w *lines) wrapped(first, text string) {
	line, n := first, utf8.RuneCountInString(first)
	indent, begun := strings.Repeat(" ", wideHow+1), false
	for word := range strings.FieldsSeq(text) {
		m := utf8.RuneCountInString(word)
		if begun && n+1+m > width {
			fmt.Fprintln(w, line)
			line, n, begun = indent, utf8.RuneCountInString(indent), false
		}
		if begun {
			line, n = line+" ", n+1
		}
		line, n, begun = line+word, n+m, true
	}
	fmt.Fprintln(w, strings.TrimRight(line, " "))
}

func (w *lines) head(p *Plan) {
	w.line("plan", "%s", p.Digest())
	w.line("account", "%s on chain %d", p.Address, p.ChainID)
	w.line("from", "%s%s", p.From.Name, deployed(p.From))
	w.line("to", "%s%s", p.To.Name, deployed(p.To))
	switch {
	case p.Movable:
		w.line("proxy", "none; it freezes itself for %s", p.Owner)
	case p.Proxy == registry.NoProxy:
		w.line("proxy", "none")
	case p.Proxy == registry.Beacon:
		w.line("proxy", "beacon %s, upgraded by %s, for this proxy and %d others", p.Beacon, p.Owner, len(p.Siblings))
	case p.Owner == (common.Address{}):
		w.line("proxy", "%s, nobody found who may upgrade it", p.Proxy)
	case p.Admin != (common.Address{}):
		w.line("proxy", "%s, upgraded by %s through %s", p.Proxy, p.Owner, p.Admin)
	default:
		w.line("proxy", "%s, upgraded by %s", p.Proxy, p.Owner)
	}
	w.line("way", "%s: %s", p.way(), p.Why)
	w.line("state", "%s", p.Snapshot.text())
	fmt.Fprintln(w)
}

func deployed(e End) string {
	if e.Implementation == (common.Address{}) {
		return ""
	}
	return fmt.Sprintf(" at %s (code: %s)", e.Implementation, e.Match)
}

func (p *Plan) way() string {
	if p.Way == InPlace && p.Rewrite {
		return string(p.Way) + ", slots rewritten"
	}
	return string(p.Way)
}

func (s *Seen) text() string {
	at := fmt.Sprintf("block %d: %d slots", s.Block, s.Slots)
	switch c := s.Completeness; {
	case c == nil:
		return at
	case c.Complete:
		return at + ", all explained; their root is the account's storage root"
	case len(c.Wrong) > 0:
		return fmt.Sprintf("%s, and the node contradicts its own proof in %d", at, len(c.Wrong))
	case c.More:
		return fmt.Sprintf("%s, and more than %d that are NOT EXPLAINED", at, len(c.Unexplained))
	default:
		return fmt.Sprintf("%s, and %d that are NOT EXPLAINED", at, len(c.Unexplained))
	}
}

// table writes a row for each variable but those that are reserved and empty.
func (w *lines) table(p *Plan) {
	w.row("old variable", "slot", "new variable", "slot", "how", "entries")
	reservedRows := 0
	for _, r := range p.Variables {
		if (r.Source == nil || reserved(r.Source.Pattern)) && (r.Target == nil || reserved(r.Target.Pattern)) && r.Entries == 0 && r.How != remap.Given && r.How != remap.Summed {
			if r.Source != nil && reserved(r.Source.Pattern) || r.Target != nil && reserved(r.Target.Pattern) {
				reservedRows++
				continue
			}
		}
		entries := fmt.Sprint(r.Entries)
		if r.Source == nil {
			entries = ""
		}
		w.row(r.Source.name(), r.Source.place(), r.Target.name(), r.Target.place(), string(r.How), entries)
		for _, detail := range r.details() {
			w.wrapped("    ", detail)
		}
	}
	if reservedRows > 0 {
		fmt.Fprintf(w, "%d reserved variables, which hold nothing, are not shown\n", reservedRows)
	}
	fmt.Fprintln(w)
}

// details are what a row needs besides: types that differ, where keys are from,
// and why there is no target.
func (r *Row) details() (out []string) {
	if r.Source != nil && r.Target != nil && r.Source.Type != r.Target.Type {
		out = append(out, fmt.Sprintf("%s becomes %s", r.Source.Type, r.Target.Type))
	}
	switch r.How {
	case remap.Same, remap.Widened, remap.Fresh:
	case remap.Narrowed, remap.Retyped, remap.Computed, remap.Summed, remap.Given, remap.Dropped, remap.Empty:
		out = append(out, r.Why)
	}
	if len(r.Keys) > 0 {
		out = append(out, fmt.Sprintf("%d keys: %s", r.Candidates, strings.Join(r.Keys, ", ")))
	}
	return out
}

func (w *lines) row(a, slotA, b, slotB, how, entries string) {
	fmt.Fprintln(w, strings.TrimRight(fmt.Sprintf("%s %s  %s %s  %s %s",
		fit(a, wideName, false), fit(slotA, wideSlot, true), fit(b, wideName, false), fit(slotB, wideSlot, true), fit(how, wideHow, false), fit(entries, wideKeys, true)), " "))
}

// fit cuts the beginning off what is too long, and fills up what is too short.
func fit(s string, n int, right bool) string {
	r := []rune(s)
	if len(r) > n {
		return "…" + string(r[len(r)-n+1:])
	}
	if right {
		return strings.Repeat(" ", n-len(r)) + s
	}
	return s + strings.Repeat(" ", n-len(r))
}

func (s *Spot) name() string {
	if s == nil {
		return "-"
	}
	return s.Pattern
}

// place is where a variable is, as short as it can be told.
func (s *Spot) place() string {
	if s == nil {
		return ""
	}
	n := new(uint256.Int).SetBytes32(s.Slot[:])
	at := n.Dec()
	if !n.IsUint64() {
		at = s.Slot.Hex()[:6] + "…" + s.Slot.Hex()[62:]
	}
	if s.Offset > 0 {
		at += fmt.Sprintf("+%d", s.Offset)
	}
	return at
}

func (w *lines) foot(p *Plan) {
	c := p.Cost
	w.line("cost", "%d transactions, %d gas, %d slots written, writers refused for about %.0f s", c.Transactions, c.Gas, c.Writes, c.RefusedSeconds)
	w.wrapped("         ", c.Basis)
	w.line("revert", "%s", strings.Join(p.Revert.Steps, "; "))
	for _, l := range p.Revert.Loses {
		w.wrapped("         may lose ", l)
	}
	for _, e := range p.Events {
		w.line("event", "%s, %d times, for %s", e.Event, e.Logs, e.For)
	}
	for _, u := range p.unexplained() {
		w.wrapped("  NOT EXPLAINED ", u)
	}
	for _, n := range p.Notes {
		w.wrapped("note     ", n)
	}
}

// unexplained are the slots of a plan that was refused.
func (p *Plan) unexplained() (out []string) {
	c := p.Snapshot.Completeness
	if c == nil {
		return nil
	}
	for _, u := range slices.All(c.Unexplained) {
		at := "hash " + u.Hashed.Hex()
		if u.Slot != nil {
			at = u.Slot.Hex()
		}
		out = append(out, fmt.Sprintf("%s = %s %s", at, u.Value.Hex(), u.Guess))
	}
	return out
}
