// Package guest says what a language is that rules can be written in.
//
// A [Language] brings four things: the sources that every project copies (the
// SDK), the files of a new project (the template), a generator that writes the
// codecs of a schema, and a way to compile a project to a module. Package
// guests knows the languages there are; the commands know none.
//
// # Dependencies
//
// It imports plugins/schema, and nothing else but the standard library, so that
// every language can import it.
package guest

import (
	"context"
	"io/fs"

	"github.com/novation-dev/novation/plugins/schema"
)

// A Component is something that was built into a module: a line of its bill of
// materials.
type Component struct {
	// Name is what the language's own people call it: an import path, a package
	// name.
	Name string
	// Version is empty when the component has none.
	Version string
	// Digest is as the language's tools write it, with its algorithm, such as
	// "sha256:4f…" or "h1:…". Empty when there is none.
	Digest string
}

// Built is a module that has been compiled.
type Built struct {
	// Module has no section novation.abi yet; whoever asked for it adds that.
	Module []byte
	// Toolchain lists what it was made with, name and version, such as
	// "clang 14.0.6". A different one may give different bytes.
	Toolchain []string
	// Flags are the options of the compiler that shape the module.
	Flags []string
	// Components lists what is in it besides the project's own sources.
	Components []Component
}

// A Language is one that rules can be written in. Its methods may be called at
// the same time.
type Language interface {
	// Name is what novation.yaml and the commands call it, such as "go".
	Name() string
	// SDK holds the sources that a project copies to rules/novation/.
	SDK() fs.FS
	// Template holds the files of rules/ in a new project, whose example is a
	// promissory note. A name that ends in ".tmpl" loses that ending, and the
	// file goes through text/template with the field .Name, the project's name.
	Template() fs.FS
	// Generate writes codecs for the messages of the .proto files named, and
	// returns the files of rules/gen/ by name, with slashes. The same schema and
	// the same files give the same bytes.
	Generate(s *schema.Schema, files []string) (map[string][]byte, error)
	// Build compiles the rules in folder dir, which holds their sources with
	// novation/ and gen/ below it. Built is the same in any folder on any
	// machine with the same toolchain. A missing tool is an error that says how
	// to get it.
	Build(ctx context.Context, dir string) (Built, error)
}
