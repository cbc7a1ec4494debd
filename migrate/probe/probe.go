// Package probe asks a contract's getters before and after, and compares.
//
// It asks every view and pure function of the old interface, whatever it takes:
// arguments come from the keys of the contract's own mappings, from the lengths
// of its arrays, and from a seeded generator, which also makes up accounts that
// have no entry. It asks as nobody, and as a few chosen callers. A function that
// the new interface lacks needs a [Spec], or is reported as gone.
//
// # Promises
//
// The same interfaces, keys and seed give the same questions. Nothing is left out
// silently: what is not asked is in the list, with the reason. Questions and
// answers are streamed in batches of bounded size; memory does not grow with
// their number.
//
// # Dependencies
//
// Of ours it imports registry, contracts/artifact, contracts/chain,
// contracts/layout and migrate/statetree. Of go-ethereum it uses accounts/abi,
// common and rpc.
package probe

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/abi"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/registry"
)

// A Getter is a function before, and what answers the same question after.
type Getter struct {
	Before, After abi.Method
	// args are those that the author wants asked too, in text.
	args [][]string
}

// Name is "f(uint256)", or "f() → g()" when the new function has another name.
func (g *Getter) Name() string {
	if g.Before.Sig == g.After.Sig {
		return g.Before.Sig
	}
	return g.Before.Sig + " → " + g.After.Sig
}

// A Spec is what the author of a migration says of a getter: what it is called
// after, what it is asked besides, or why it is not compared.
type Spec struct {
	// Before is the old signature, "beneficiary()".
	Before string `json:"before"`
	// After is the new one; "" means the same.
	After string `json:"after,omitempty"`
	// Args are asked too, as text.
	Args [][]string `json:"args,omitempty"`
	// Skip is the reason for leaving it out; "" means that it is asked.
	Skip string `json:"skip,omitempty"`
}

// A Skip is a getter that is not compared.
type Skip struct {
	Function string `json:"function"`
	Why      string `json:"why"`
}

// A List says what is asked.
type List struct {
	// Getters are in the order of their signatures.
	Getters []Getter
	// Skipped are left out because the author says so.
	Skipped []Skip
	// Gone are getters of the old interface that nothing answers any more, and
	// that no specification is about. New are those of the new one only.
	Gone, New []string
}

// New makes the list of two interfaces. A specification that names a function
// which is not there, or one that takes something else, is an error; all of them
// are told at once.
func New(from, to *artifact.Artifact, specs []Spec) (*List, error) {
	before, err := getters(from)
	if err != nil {
		return nil, err
	}
	after, err := getters(to)
	if err != nil {
		return nil, err
	}
	l := &List{}
	specified, errs := map[string]Spec{}, []error(nil)
	for _, s := range specs {
		if err := check(s, before, after); err != nil {
			errs = append(errs, err)
		}
		specified[s.Before] = s
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	answered := map[string]bool{}
	for _, sig := range slices.Sorted(maps.Keys(before)) {
		s := specified[sig]
		name := s.After
		if name == "" {
			name = sig
		}
		g, there := after[name]
		switch {
		case s.Skip != "":
			l.Skipped = append(l.Skipped, Skip{sig, s.Skip})
			answered[name] = true
		case there:
			l.Getters = append(l.Getters, Getter{Before: before[sig], After: g, args: s.Args})
			answered[name] = true
		default:
			l.Gone = append(l.Gone, sig)
		}
	}
	for _, sig := range slices.Sorted(maps.Keys(after)) {
		if !answered[sig] {
			l.New = append(l.New, sig)
		}
	}
	return l, nil
}

// getters returns the view and pure functions by signature.
func getters(a *artifact.Artifact) (map[string]abi.Method, error) {
	parsed, err := abi.JSON(bytes.NewReader(a.ABI))
	if err != nil {
		return nil, fmt.Errorf("reading the interface of %s: %v: %w", a.Name, err, registry.ErrInvalid)
	}
	out := map[string]abi.Method{}
	for _, m := range parsed.Methods {
		if m.IsConstant() {
			out[m.Sig] = m
		}
	}
	return out, nil
}

// check says what is wrong with a specification.
func check(s Spec, before, after map[string]abi.Method) error {
	b, ok := before[s.Before]
	if !ok {
		return fmt.Errorf("probe of %q: the old interface has no such view function; it has %s: %w",
			s.Before, list(before), registry.ErrNotFound)
	}
	if s.Skip != "" {
		return nil
	}
	name := s.After
	if name == "" {
		name = s.Before
	}
	a, ok := after[name]
	if !ok {
		return fmt.Errorf("probe of %q: the new interface has no view function %q; it has %s: %w", s.Before, name, list(after), registry.ErrNotFound)
	}
	if !slices.EqualFunc(b.Inputs, a.Inputs, alike) {
		return fmt.Errorf("probe of %q: %q takes other arguments: %w", s.Before, name, registry.ErrInvalid)
	}
	for _, args := range s.Args {
		if _, err := parseAll(b.Inputs, args); err != nil {
			return fmt.Errorf("probe of %q: arguments %q: %w", s.Before, args, err)
		}
	}
	return nil
}

// alike reports whether the same values are encoded in the same way for both.
func alike(a, b abi.Argument) bool { return class(&a.Type) == class(&b.Type) }

func list(m map[string]abi.Method) string {
	return strings.Join(slices.Sorted(maps.Keys(m)), ", ")
}
