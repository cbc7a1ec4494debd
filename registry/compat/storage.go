package compat

import (
	"fmt"
	"slices"

	"github.com/holiman/uint256"

	"github.com/novation-dev/novation/contracts/ast"
	"github.com/novation-dev/novation/contracts/layout"
)

// Kinds of storage findings that OpenZeppelin's tool does not have. Like
// "rename", they can be allowed.
const (
	kindRecursive  = "recursive-type"
	kindUnderlying = "underlying-type"
	kindByPosition = "namespace-position"
	kindName       = "type-name"
)

// compareStorage returns what of the old state the new code would misread.
func compareStorage(old, next *layout.Layout, allow allowances) ([]Finding, error) {
	for _, l := range []*layout.Layout{old, next} {
		if err := checkLayout(l); err != nil {
			return nil, err
		}
	}
	s := &storage{old: old, next: next, allow: allow, cells: maxCells}
	placed, plain := s.comparer(true), s.comparer(false)
	plain.inOld, plain.inNext = reached(old), reached(next)
	ops := placed.fields(fieldsOf(old.Storage, old.Types), fieldsOf(next.Storage, next.Types), true)
	s.add("storage", s.base(ops), "")
	for _, n := range old.Namespaces {
		i := slices.IndexFunc(next.Namespaces, func(m layout.Namespace) bool { return m.ID == n.ID })
		was := fieldsOf(old.Types[n.Type].Members, old.Types)
		if i < 0 {
			if len(was) > 0 {
				s.found("NOV-0510", opNoNamespace, n.ID, n.ID, "the namespace is gone", n.Place)
			}
			continue
		}
		is := fieldsOf(next.Types[next.Namespaces[i].Type].Members, next.Types)
		if ops := placed.fields(was, is, true); len(ops) > 0 {
			s.add(n.ID, ops, "")
		} else {
			s.add(n.ID, plain.fields(was, is, true), "NOV-0513")
		}
	}
	for _, c := range []*comparer{placed, plain} {
		if c.err != nil {
			return nil, c.err
		}
	}
	return s.out, nil
}

// A storage comparison makes findings of operations.
type storage struct {
	old, next *layout.Layout
	allow     allowances
	cells     int
	out       []Finding
}

func (s *storage) comparer(placed bool) *comparer {
	return &comparer{
		old: s.old.Types, next: s.next.Types, placed: placed, anyName: s.allow.has(opRename),
		trusting: s.allow.has, done: map[pair]*retype{}, busy: map[pair]bool{}, cells: &s.cells,
	}
}

// base makes one finding of all variables that moved because the storage begins
// elsewhere, and returns the other operations.
func (s *storage) base(ops []operation) []operation {
	if s.old.Base.Eq(&s.next.Base) {
		return ops
	}
	var by, moved uint256.Int
	by.Sub(&s.next.Base, &s.old.Base)
	rest := slices.DeleteFunc(slices.Clone(ops), func(o operation) bool {
		return o.kind == opLayout && moved.Sub(&o.next.Slot, &o.old.Slot).Eq(&by) && o.old.Offset == o.next.Offset
	})
	if n := len(ops) - len(rest); n > 0 {
		s.found("NOV-0514", opLayout, "storage", "", fmt.Sprintf("the storage begins at slot %s and began at %s: %d variables moved",
			s.next.Base.Hex(), s.old.Base.Hex(), n), ast.Place{})
	}
	return rest
}

// add makes findings of the operations in one space. Code is that of all of
// them, or "". What only moved because of what stands before it is told with
// that.
func (s *storage) add(where string, ops []operation, code string) {
	first := len(s.out)
	behind := 0
	for _, o := range ops {
		if o.kind == opLayout && len(s.out) > first {
			behind++
			continue
		}
		f := o.next
		if f == nil {
			f = o.old
		}
		c, kind := code, kindByPosition
		if c == "" {
			c, kind = o.code()
		}
		what := o.String()
		if c == "NOV-0507" {
			what += o.gapAdvice()
		}
		s.found(c, kind, where+"."+f.Label, f.Label, what, f.Place)
	}
	if behind > 0 {
		last := &s.out[len(s.out)-1]
		last.What += fmt.Sprintf("; %d more moved with it", behind)
	}
}

func (s *storage) found(code, kind, where, label, what string, at ast.Place) {
	f := found(code, where, what)
	f.Kind, f.Label, f.Place = kind, label, at
	s.out = append(s.out, s.allow.apply(f))
}

// code returns the code of an operation on variables, and its kind.
func (o operation) code() (code, kind string) {
	switch o.kind {
	case opDelete:
		return "NOV-0501", o.kind
	case opInsert, opAppend:
		return "NOV-0502", o.kind
	case opRename:
		return "NOV-0503", o.kind
	case opReplace:
		return "NOV-0505", o.kind
	case opLayout:
		return "NOV-0506", o.kind
	}
	bottom := o.change.bottom()
	switch {
	case o.change.only(recursive):
		return "NOV-0511", kindRecursive
	case o.change.only(otherUnderside):
		return "NOV-0512", kindUnderlying
	case o.change.only(misreadName):
		return "NOV-0515", kindName
	case o.old.isGap() && o.change.how == arrayShorter:
		return "NOV-0507", o.kind
	case bottom.how == otherMembers:
		return "NOV-0508", o.kind
	case bottom.how == otherValues, bottom.how == otherSize && bottom.old.Kind == layout.Enum:
		return "NOV-0509", o.kind
	}
	return "NOV-0504", o.kind
}

// gapAdvice says how long a gap would have to be.
func (o operation) gapAdvice() string {
	elements := uint256.NewInt(1)
	if o.old.t.Length.IsZero() || o.old.t.Slots.IsZero() {
		return ""
	}
	elements.Div(&o.old.t.Length, &o.old.t.Slots)
	var left uint256.Int
	slot, _ := o.old.last()
	if elements.IsZero() || slot.Lt(&o.next.Slot) {
		return ""
	}
	left.AddUint64(left.Sub(&slot, &o.next.Slot), 1)
	return fmt.Sprintf("; to end where the old one did it would have to have %s elements", left.Mul(&left, elements).Dec())
}

// reached returns the types that the state variables lead to.
func reached(l *layout.Layout) map[string]bool {
	out := map[string]bool{}
	var visit func(key string)
	visit = func(key string) {
		if key == "" || out[key] {
			return
		}
		out[key] = true
		t := l.Types[key]
		visit(t.Key)
		if t.Kind != layout.UserDefined {
			visit(t.Value)
		}
		for _, m := range t.Members {
			visit(m.Type)
		}
	}
	for _, v := range l.Storage {
		visit(v.Type)
	}
	return out
}
