// Package guests makes and builds projects of rules, in every language there
// is.
//
// [New] writes a project that builds and passes its tests as it is; [Build]
// generates its codecs, compiles it, and tells in a [Record] how the module came
// about; [Reproduce] compiles it again elsewhere and compares the bytes.
//
// # Dependencies
//
// It imports registry, plugins/abi's neighbours plugins/schema and
// plugins/guests/source, and each language below plugins/guests. No language
// imports it.
package guests

import (
	"fmt"
	"strings"

	"github.com/novation-dev/novation/plugins/guests/assemblyscript"
	"github.com/novation-dev/novation/plugins/guests/c"
	"github.com/novation-dev/novation/plugins/guests/golang"
	"github.com/novation-dev/novation/plugins/guests/guest"
	"github.com/novation-dev/novation/plugins/guests/rust"
	"github.com/novation-dev/novation/registry"
)

// The folders of a project, below that of its sources.
const (
	// SDKFolder holds the copy of the SDK.
	SDKFolder = "novation"
	// CodecFolder holds what is generated from the schema.
	CodecFolder = "gen"
)

// CaseFolder holds the cases of a project.
const CaseFolder = "cases"

// All returns the languages, in the order in which people are offered them.
func All() []guest.Language {
	return []guest.Language{golang.New(), assemblyscript.New(), rust.New(), c.Language{}}
}

// Names returns the names of the languages, in the order of [All].
func Names() []string {
	var names []string
	for _, l := range All() {
		names = append(names, l.Name())
	}
	return names
}

// Named returns the language of that name. One that does not exist matches
// [registry.ErrInvalid].
func Named(name string) (guest.Language, error) {
	for _, l := range All() {
		if l.Name() == name {
			return l, nil
		}
	}
	return nil, fmt.Errorf("language %q is not known: rules are written in %s: %w", name, strings.Join(Names(), ", "), registry.ErrInvalid)
}
