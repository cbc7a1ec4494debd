package remap

import (
	"fmt"
	"slices"
	"strings"

	"github.com/novation-dev/novation/contracts/layout"
)

// A pairing is two patterns that hold the same value, before and after.
type pairing struct {
	from, to *place
	c        conversion
	keys     []conversion // one for each element on the way
	why      string
}

// A matcher works out what goes where.
type matcher struct {
	from, to *side
	pairs    []pairing
	// lengths are dynamic arrays of the target that were arrays of fixed length.
	lengths  []length
	problems []string
}

type length struct {
	at *place
	n  uint64
}

func (w *matcher) problem(format string, args ...any) {
	w.problems = append(w.problems, fmt.Sprintf(format, args...))
}

// variables finds a target for every variable that the map does not speak of, by
// one rule after the other, the surest first. A rule applies to what the rules
// before it left.
func (w *matcher) variables() {
	rest := func(s *side) []*root {
		return slices.DeleteFunc(slices.Clone(s.roots), func(r *root) bool { return s.claimed[r.pattern] || r.reserved() })
	}
	a, b := rest(w.from), rest(w.to)
	for _, rule := range rules() {
		a, b = w.apply(rule, a, b)
	}
}

// A rule pairs variables of which it says the same.
type rule struct {
	// from and to say under which name a variable goes; "" when the rule is not
	// about it.
	from, to func(*root) string
	// why is for people.
	why func(from, to *root) string
	// weak is true for a rule that is not followed where types do not fit.
	weak bool
	// named is true for a rule that says as much as a line of the map.
	named bool
}

func says(text string) func(_, _ *root) string {
	return func(_, _ *root) string { return text }
}

// rules are in the order in which they are followed.
func rules() (out []rule) {
	add := func(r rule, from, to func(*root) string) {
		r.from, r.to = from, to
		out = append(out, r)
	}
	label := func(r *root) string { return r.label }
	owned := func(r *root) string { return r.contract + "." + r.label }
	for _, f := range []func(*root) string{
		func(r *root) string { return r.source + ":" + owned(r) },
		owned,
		func(r *root) string { return base(r.contract) + "." + r.label },
	} {
		add(rule{why: func(a, b *root) string {
			if b.namespace != a.namespace {
				return fmt.Sprintf("%s of %s, now in a namespace", a.label, a.contract)
			}
			return fmt.Sprintf("%s of %s", a.label, a.contract)
		}}, f, f)
	}
	was := func(r *root) string {
		if r.renamed == "" {
			return ""
		}
		return base(r.contract) + "." + r.renamed
	}
	renamed := func(a, b *root) string {
		return fmt.Sprintf("%s says that it was %s", b.label, a.label)
	}
	add(rule{why: renamed}, func(r *root) string { return base(r.contract) + "." + r.label }, was)
	add(rule{why: renamed}, label, func(r *root) string { return r.renamed })
	for _, k := range knownVariables {
		add(rule{why: says(k.why), named: true}, only(k.contract, k.label), only(k.toContract, k.toLabel))
	}
	add(rule{why: says("the only variable of this name")}, label, label)
	norm := func(r *root) string { return base(r.contract) + "." + plain(r.label) }
	add(rule{weak: true, why: says("of the same contract, and the name differs only in case and underscores")}, norm, norm)
	norm = func(r *root) string { return plain(r.label) }
	add(rule{weak: true, why: says("the only variable whose name differs only in case and underscores")}, norm, norm)
	return out
}

func only(contract, label string) func(*root) string {
	return func(r *root) string {
		if base(r.contract) == contract && r.label == label {
			return "it"
		}
		return ""
	}
}

// apply follows one rule and returns what it left.
func (w *matcher) apply(r rule, from, to []*root) (a, b []*root) {
	taken := map[*root]bool{}
	targets := group(to, r.to)
	sources := group(from, r.from)
	for _, s := range from {
		name := r.from(s)
		ts := targets[name]
		if name == "" || taken[s] || len(ts) == 0 {
			continue
		}
		ss := sources[name]
		if r.weak {
			ts = slices.DeleteFunc(slices.Clone(ts), func(t *root) bool { return w.fit(&s.place, &t.place) != nil })
		}
		switch {
		case len(ts) == 0:
			continue
		case len(ts) == 1 && len(ss) == 1:
			named := r.named || knownNarrow[base(s.contract)+"."+s.label] || w.retyped(s, ts[0])
			w.pair(&s.place, &ts[0].place, r.why(s, ts[0]), named, nil)
		default:
			w.ambiguous(ss, ts)
		}
		for _, x := range append(slices.Clone(ss), ts...) {
			taken[x] = true
		}
	}
	left := func(rs []*root) []*root {
		return slices.DeleteFunc(slices.Clone(rs), func(r *root) bool { return taken[r] })
	}
	return left(from), left(to)
}

func group(roots []*root, name func(*root) string) map[string][]*root {
	out := map[string][]*root{}
	for _, r := range roots {
		if n := name(r); n != "" {
			out[n] = append(out[n], r)
		}
	}
	return out
}

// retyped reports whether the author says in a comment that the type was the old
// one.
func (w *matcher) retyped(a, b *root) bool {
	squeeze := func(s string) string { return strings.Join(strings.Fields(s), "") }
	return b.retyped != "" && squeeze(b.retyped) == squeeze(w.from.l.Types[a.typ].Label)
}

func (w *matcher) ambiguous(from, to []*root) {
	names := func(rs []*root) string {
		var out []string
		for _, r := range rs {
			out = append(out, r.pattern)
		}
		return strings.Join(out, " and ")
	}
	w.problem(`%s of the old contract could each be %s of the new one: write a line like "move": {%q: %q} for each, or "drop": {%q: "reason"}`,
		names(from), names(to), from[0].pattern, to[0].pattern, from[0].pattern)
}

// pair makes the value at one place that at another, and all below it.
func (w *matcher) pair(a, b *place, why string, named bool, keys []conversion) {
	if !w.from.known[a.pattern] || !w.to.known[b.pattern] {
		return // inside of itself too deep to be followed
	}
	ka, kb := a.kind(), b.kind()
	switch {
	case ka == layout.Struct && kb == layout.Struct:
		w.members(a, b, why, named, keys)
	case ka == layout.Struct && len(a.members()) == 1:
		w.below(a.members()[0], b, why+"; a struct with one member is that member", named, keys)
	case kb == layout.Struct && len(b.members()) == 1:
		w.below(a, b.members()[0], why+"; a struct with one member is that member", named, keys)
	case ka == layout.Mapping && kb == layout.Mapping, ka == layout.Array && (kb == layout.Array || kb == layout.Dynamic), ka == layout.Dynamic && kb == layout.Dynamic:
		w.elements(a, b, why, named, keys)
	default:
		c, err := w.elementary(a, b, named)
		if err != nil {
			w.misfit(a, b, err)
			return
		}
		w.pairs = append(w.pairs, pairing{from: a, to: b, c: c, keys: keys, why: because(why, c.why)})
	}
}

func because(why, more string) string {
	if more == "" {
		return why
	}
	return why + "; " + more
}

func (w *matcher) misfit(a, b *place, err error) {
	w.problem(`%s and %s: %v: write "move": {%q: %q} if they belong together, or "drop": {%q: "reason"}`, a.pattern, b.pattern, err, a.pattern, b.pattern, a.pattern)
}

func (w *matcher) elementary(a, b *place, named bool) (conversion, error) {
	ta, tb := elementary(w.from.l, a.typ), elementary(w.to.l, b.typ)
	if nested(ta.Kind) || nested(tb.Kind) {
		return conversion{}, fmt.Errorf("%s cannot become %s", ta.Label, tb.Label)
	}
	return between(ta, tb, named)
}

func nested(k layout.Kind) bool {
	return k == layout.Array || k == layout.Dynamic || k == layout.Mapping || k == layout.Struct
}

// below is pair for a part of what is paired, which the map may speak of.
func (w *matcher) below(a, b *place, why string, named bool, keys []conversion) {
	if w.from.claimed[a.pattern] || w.to.claimed[b.pattern] {
		return
	}
	w.pair(a, b, why, named, keys)
}

// elements pairs those of mappings and of arrays.
func (w *matcher) elements(a, b *place, why string, named bool, keys []conversion) {
	ta, tb := w.from.l.Types[a.typ], w.to.l.Types[b.typ]
	key := same
	switch {
	case ta.Kind == layout.Mapping:
		c, err := between(elementary(w.from.l, ta.Key), elementary(w.to.l, tb.Key), named)
		if err != nil {
			w.misfit(a, b, fmt.Errorf("their keys: %v", err))
			return
		}
		key = c
		why = because(why, c.why)
	case ta.Kind == layout.Dynamic:
		w.pairs = append(w.pairs, pairing{from: a, to: b, c: same, keys: keys, why: why})
	case tb.Kind == layout.Dynamic:
		if !named || !b.fixed() || !ta.Length.IsUint64() {
			w.misfit(a, b, fmt.Errorf("an array of fixed length becomes one of any length only if the map says so, and only outside of mappings and arrays"))
			return
		}
		w.lengths = append(w.lengths, length{b, ta.Length.Uint64()})
	case ta.Length.Gt(&tb.Length):
		w.misfit(a, b, fmt.Errorf("%d elements do not fit into %d", &ta.Length, &tb.Length))
		return
	}
	w.below(a.element(), b.element(), why, named, append(slices.Clone(keys), key))
}

// fit says why two places cannot hold the same, without looking at the members
// of structs.
func (w *matcher) fit(a, b *place) error {
	probe := &matcher{from: w.from, to: w.to}
	probe.pair(a, b, "", false, nil)
	if len(probe.problems) > 0 {
		return fmt.Errorf("%s", probe.problems[0])
	}
	return nil
}
