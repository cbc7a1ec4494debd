// Package assemblyscript is AssemblyScript as a language for rules: the SDK that
// projects copy, the template, the codec generator, and the compiler.
//
// AssemblyScript is the TypeScript that compiles to WebAssembly. Its compiler
// asc comes from npm; the version is fixed by the package-lock.json of a project
// (that of the template is a copy of the one in this folder), and needs Node.js
// 20. Without them everything but [Language.Build] works.
//
// # Dependencies
//
// It imports registry, plugins/guests/guest, plugins/schema and protobuf's
// descriptors, and runs node.
package assemblyscript

import (
	"embed"
	"fmt"
	"io/fs"
	"os"

	"github.com/novation-dev/novation/registry"
)

// Version is that of the compiler in package-lock.json. Another one gives other
// bytes, and so another release.
const Version = "0.28.20"

// CompilerVariable is the environment variable that names the compiler for
// projects without a node_modules: the folder of the npm package assemblyscript,
// or its command asc.
const CompilerVariable = "NOVATION_ASC"

//go:embed all:sdk all:template
var files embed.FS

// A Language is AssemblyScript. It is a [guest.Language].
type Language struct {
	// Compiler is where the compiler is when a project has no node_modules: see
	// [CompilerVariable]. Empty means nowhere.
	Compiler string
	// Node is the command node. Empty means the one on the PATH.
	Node string
}

// New returns AssemblyScript with the compiler that the environment names.
func New() Language { return Language{Compiler: os.Getenv(CompilerVariable)} }

// Name returns "assemblyscript".
func (Language) Name() string { return "assemblyscript" }

// SDK returns the sources of rules/novation/.
func (Language) SDK() fs.FS { return sub("sdk") }

// Template returns the note in AssemblyScript.
func (Language) Template() fs.FS { return sub("template") }

// sub returns a folder that is embedded.
func sub(name string) fs.FS {
	f, err := fs.Sub(files, name)
	if err != nil {
		panic(err) // the name is a constant, and fs.Sub looks at nothing else
	}
	return f
}

func invalid(format string, a ...any) error {
	return fmt.Errorf("assemblyscript: %s: %w", fmt.Sprintf(format, a...), registry.ErrInvalid)
}
