package compat

import (
	"fmt"
	"slices"
	"strings"

	"github.com/novation-dev/novation/contracts/safety"
	"github.com/novation-dev/novation/registry"
)

// kindSkip allows everything in the storage.
const kindSkip = "skip-storage-check"

// aliases are the names that OpenZeppelin's tool has for some options.
var aliases = map[string][]string{
	"unsafeAllowRenames":         {opRename},
	"unsafeSkipStorageCheck":     {kindSkip},
	"unsafeAllowLinkedLibraries": {string(safety.Linking)},
	"unsafeAllowCustomTypes":     {string(safety.StructDefinition), string(safety.EnumDefinition)},
}

// AllowedKinds returns what [Options.Allow] takes, in alphabetical order.
func AllowedKinds() []string {
	out := []string{opRename, kindSkip, kindRecursive, kindUnderlying, kindByPosition, kindName}
	for _, k := range safety.Kinds() {
		out = append(out, string(k))
	}
	slices.Sort(out)
	return out
}

// An Allowance says who wants what was found, and why. The zero value stands
// for nobody.
type Allowance struct {
	// By is an annotation in the source, such as "oz-upgrades-unsafe-allow", or
	// "unsafe-allow" for an option.
	By string `json:"by"`
	// Reason is what its author says. It may be empty.
	Reason string `json:"reason,omitempty"`
}

// allowances are reasons by kind.
type allowances map[string]string

// parseAllow reads "KIND" and "KIND, KIND: reason".
func parseAllow(list []string) (allowances, error) {
	out := allowances{}
	for _, text := range list {
		list, reason, _ := strings.Cut(text, ":")
		for kind := range strings.SplitSeq(list, ",") {
			kind = strings.TrimSpace(kind)
			kinds := aliases[kind]
			if kinds == nil {
				kinds = []string{kind}
			}
			for _, k := range kinds {
				if !slices.Contains(AllowedKinds(), k) {
					return nil, fmt.Errorf("%q cannot be allowed; these can: %s: %w", kind, strings.Join(AllowedKinds(), ", "), registry.ErrInvalid)
				}
				out[k] = strings.TrimSpace(reason)
			}
		}
	}
	return out, nil
}

func (a allowances) has(kind string) bool {
	_, ok := a[kind]
	return ok
}

// apply marks a finding that is allowed. An allowed one needs no bump.
func (a allowances) apply(f Finding) Finding {
	reason, ok := a[f.Kind]
	if !ok && f.Area == AreaStorage {
		reason, ok = a[kindSkip]
	}
	if ok {
		f = f.allowed(Allowance{By: "unsafe-allow", Reason: reason})
	}
	return f
}

func (f Finding) allowed(by Allowance) Finding {
	f.Allowed, f.Level = by, None
	return f
}
