package compat

import (
	"fmt"
	"slices"
	"strings"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/contracts/safety"
	"github.com/novation-dev/novation/registry"
)

// safetyCodes are the codes of facts that OpenZeppelin's tool finds, too.
var safetyCodes = map[safety.Kind]string{
	safety.Delegatecall: "NOV-0601", safety.Selfdestruct: "NOV-0602", safety.Constructor: "NOV-0603",
	safety.Assignment: "NOV-0604", safety.Immutable: "NOV-0605", safety.Linking: "NOV-0606",
	safety.InternalFunction: "NOV-0607", safety.MissingUpgrade: "NOV-0608", safety.MissingInit: "NOV-0609",
	safety.MissingInitCall: "NOV-0610", safety.DuplicateInitCall: "NOV-0611", safety.InitOrder: "NOV-0612",
	safety.NoReason: "NOV-0616", safety.OpenInit: "NOV-0617",
}

// beyondCodes are those of facts that it does not find.
var beyondCodes = map[safety.Kind]string{
	safety.Delegatecall: "NOV-0613", safety.Selfdestruct: "NOV-0614", safety.InternalFunction: "NOV-0615",
}

// checkSafety says what makes next unsafe behind a proxy.
func checkSafety(old, next *artifact.Artifact, proxy registry.Proxy, allow allowances) ([]Finding, error) {
	facts := next.Safety
	switch {
	case facts == nil:
		return nil, missing(next, "safety facts", "safety")
	case facts.Abstract:
		return nil, fmt.Errorf("%s:%s is abstract and cannot be deployed: nothing is known of how it is initialised; check a contract that inherits from it: %w",
			next.Source, next.Name, registry.ErrInvalid)
	case old != nil && old.Safety == nil:
		return nil, missing(old, "safety facts", "safety")
	}
	var out []Finding
	for _, f := range linked(next) {
		finding, err := ofFact(f)
		if err != nil {
			return nil, fmt.Errorf("%s:%s: %w", next.Source, next.Name, err)
		}
		out = append(out, allow.apply(finding))
	}
	upgraded := proxy == registry.UUPS || proxy == registry.NoProxy && old != nil && old.Safety.UUPS
	if upgraded && !facts.UUPS {
		f := found("NOV-0608", next.Source+":"+next.Name, "there is no public upgradeTo(address) or upgradeToAndCall(address,bytes)")
		f.Label, f.Place.Source = next.Name, next.Source
		out = append(out, allow.apply(f))
	}
	return out, nil
}

func ofFact(f safety.Fact) (Finding, error) {
	codes := safetyCodes
	if f.Way != safety.Ordinary {
		codes = beyondCodes
	}
	code, ok := codes[f.Kind]
	if !ok {
		return Finding{}, fmt.Errorf("%q, found %q, is no fact that this version of novation knows: %w", f.Kind, f.Way, registry.ErrInvalid)
	}
	out := found(code, f.Contract, describe(f))
	out.Kind, out.Label, out.Place = string(f.Kind), f.Label, f.Place
	if f.Allowed != nil {
		out = out.allowed(Allowance{By: f.Allowed.By, Reason: f.Allowed.Reason})
	}
	return out, nil
}

// describe says a fact in words.
func describe(f safety.Fact) string {
	switch f.Kind {
	case safety.Delegatecall, safety.Selfdestruct:
		return map[safety.Way]string{
			safety.Ordinary: f.Label, safety.Assembly: f.Label + " in assembly",
			safety.Inherited: f.Label + " in an internal function that a base contract calls",
			safety.Referred:  f.Label + " in a function that is referred to by its value, or by an old kind of call",
		}[f.Way]
	case safety.Constructor:
		return f.Label + " has a constructor that does something"
	case safety.Assignment:
		return f.Label + " has an initial value"
	case safety.Immutable:
		return f.Label + " is immutable"
	case safety.Linking:
		return "the code calls " + f.Label + " at an address that is linked into it"
	case safety.InternalFunction:
		return f.Label + " holds an internal function"
	case safety.MissingInit:
		return f.Label + " has no initialiser and its bases need one"
	case safety.MissingInitCall:
		return f.Label + " does not initialise " + f.Detail
	case safety.DuplicateInitCall:
		return f.Label + " " + f.Detail + " is called twice"
	case safety.InitOrder:
		return "bases are initialised in another order: " + f.Detail
	case safety.NoReason:
		return "@custom:novation-allow " + f.Detail + " has no reason"
	case safety.OpenInit:
		return f.Label + " can be called from outside and nothing in its head stops a second call"
	default:
		return f.Label
	}
}

// linked returns the facts of a contract, with the libraries that are really
// linked into its code in place of those that its source calls. Where there is
// no code, the source has to do.
func linked(a *artifact.Artifact) []safety.Fact {
	self := a.Source + ":" + a.Name
	facts := slices.Clone(a.Safety.Facts)
	if len(a.Creation.Object) == 0 {
		return facts
	}
	var known []safety.Fact
	facts = slices.DeleteFunc(facts, func(f safety.Fact) bool {
		own := f.Kind == safety.Linking && f.Contract == self
		if own {
			known = append(known, f)
		}
		return own
	})
	for _, library := range sortedKeys(a.Creation.Links) {
		f := safety.Fact{Kind: safety.Linking, Contract: self, Label: library, Allowed: a.Safety.Linking}
		f.Place.Source, _, _ = strings.Cut(library, ":")
		for _, k := range known {
			if k.Label == library {
				f.Place = k.Place
			}
		}
		facts = append(facts, f)
	}
	return facts
}

func sortedKeys[V any](m map[string]V) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
