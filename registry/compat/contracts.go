package compat

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/registry"
)

// Options say what of two contracts is compared, and how strictly. The zero
// value compares everything and allows nothing.
type Options struct {
	// Only restricts the comparison to some of [AreaStorage], [AreaSafety] and [AreaABI].
	// Empty means all three.
	Only []Area
	// Allow has kinds of findings that are wanted, each with a reason if there
	// is one: "delegatecall" or "delegatecall, constructor: the target is
	// fixed". See [AllowedKinds].
	Allow []string
	// Proxy is what the contract stands behind. It decides whether the contract
	// must bring the function by which it is upgraded. Zero takes UUPS when
	// either version has the function, and otherwise a proxy that is upgraded
	// from outside.
	Proxy registry.Proxy
	// Errors is how a removed or changed custom error counts. Zero means as
	// the rule has it.
	Errors Level
}

// looks reports whether an area is to be compared.
func (o Options) looks(a Area) bool { return len(o.Only) == 0 || slices.Contains(o.Only, a) }

func (o Options) check() error {
	for _, a := range o.Only {
		if a != AreaStorage && a != AreaSafety && a != AreaABI {
			return fmt.Errorf("%q is no area of a contract: want %s, %s or %s: %w", a, AreaStorage, AreaSafety, AreaABI, registry.ErrInvalid)
		}
	}
	_, err := registry.ParseProxy(string(o.Proxy))
	return err
}

// CompareContracts returns what hurts when a contract takes the place of
// another behind the same proxy, in the order of codes and then of places.
// Findings that are allowed are in the list, at level [None]; [Verdict] sums
// up.
//
// Old may be nil when only [AreaSafety] is asked for: that is a matter of the new
// contract alone.
//
// It fails with [registry.ErrInvalid] when an artefact does not have what the
// comparison needs. What is not known is never taken for compatible.
func CompareContracts(old, next *artifact.Artifact, opt Options) ([]Finding, error) {
	allow, err := parseAllow(opt.Allow)
	if err == nil {
		err = opt.check()
	}
	if err != nil {
		return nil, err
	}
	if next == nil || old == nil && !slices.Equal(opt.Only, []Area{AreaSafety}) {
		return nil, fmt.Errorf("comparing contracts: there is only one: %w", registry.ErrInvalid)
	}
	var out []Finding
	if opt.looks(AreaStorage) && !allow.has(kindSkip) {
		for _, a := range []*artifact.Artifact{old, next} {
			if a.Layout == nil {
				return nil, missing(a, "storage layout", "layout")
			}
		}
		found, err := compareStorage(old.Layout, next.Layout, allow)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	if opt.looks(AreaSafety) {
		found, err := checkSafety(old, next, opt.Proxy, allow)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	if opt.looks(AreaABI) {
		found, err := compareInterfaces(old, next, opt.Errors)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	slices.SortStableFunc(out, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Code, b.Code), a.Place.Compare(b.Place), cmp.Compare(a.Where, b.Where), cmp.Compare(a.What, b.What))
	})
	return slices.Compact(out), nil
}

// missing says what an artefact lacks, and why it does if it says so. Part is
// what the artefact calls it.
func missing(a *artifact.Artifact, what, part string) error {
	why := "import it from an output that has the syntax trees of its compilation"
	if said := a.Missing[part]; said != "" {
		why = said
	}
	return fmt.Errorf("%s:%s has no %s: %s: %w", a.Source, a.Name, what, why, registry.ErrInvalid)
}

// The verdicts.
const (
	Compatible   = "compatible"
	Incompatible = "incompatible"
)

// Verdict sums up findings of [CompareContracts] in one word: may the new
// contract take the old one's place behind a proxy? Storage and safety decide.
// A change of the interface decides only when that was asked for by name, in
// Only: a major version may make it. Findings that are allowed do not count.
func Verdict(findings []Finding, opt Options) string {
	limit := Unsafe
	if slices.Contains(opt.Only, AreaABI) {
		limit = Major
	}
	if Need(findings) >= limit {
		return Incompatible
	}
	return Compatible
}

// compareInterfaces compares two ABIs. Errors is the level of a custom error
// that is gone, zero for the rule's.
func compareInterfaces(old, next *artifact.Artifact, errors Level) ([]Finding, error) {
	var both [2]abi
	for i, a := range []*artifact.Artifact{old, next} {
		if len(a.ABI) == 0 || strings.TrimSpace(string(a.ABI)) == "null" {
			return nil, missing(a, "ABI", "abi")
		}
		var err error
		if both[i], err = readABI(a.ABI, a.Source+":"+a.Name); err != nil {
			return nil, err
		}
	}
	out := compareABIs(both[0], both[1])
	for i := range out {
		if errors != None && out[i].Code == "NOV-0309" {
			out[i].Level = errors
		}
	}
	return out, nil
}
