// Package rust is Rust as a language for rules: the SDK crate that projects
// copy, the template, the codec generator, and the compiler.
//
// A project in Rust is a crate that depends on nothing but the copy of the SDK
// in its folder novation/, so it builds without a network. The SDK needs Rust
// 1.63 or later with the target wasm32-unknown-unknown, and no standard library
// in the module: what has no clock cannot read one.
//
// # Dependencies
//
// It imports registry, plugins/guests/guest and plugins/schema, and protobuf's
// descriptors; it runs cargo and rustc.
package rust

import (
	"embed"
	"fmt"
	"io/fs"

	"github.com/novation-dev/novation/registry"
)

var (
	//go:embed sdk/Cargo.toml sdk/rustfmt.toml sdk/src
	sdk embed.FS
	//go:embed template
	template embed.FS
)

// A Language is Rust with one of its toolchains. It is a guest.Language.
type Language struct {
	// Rustc is the compiler, a path or a name on PATH. Empty means the first on
	// PATH, or in the folders where systems and rustup put it, that has the
	// target wasm32-unknown-unknown.
	Rustc string
}

// New returns Rust with the compiler that the environment names with
// [CompilerVariable], if it does.
func New() Language { return Language{Rustc: compilerFromEnvironment()} }

// Name returns "rust".
func (Language) Name() string { return "rust" }

// SDK returns the crate novation.
func (Language) SDK() fs.FS { return below(sdk, "sdk") }

// Template returns the note in Rust.
func (Language) Template() fs.FS { return below(template, "template") }

func below(files fs.FS, folder string) fs.FS {
	sub, err := fs.Sub(files, folder)
	if err != nil {
		return broken{err}
	}
	return sub
}

// broken is a file system that says why it is none.
type broken struct{ err error }

func (b broken) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: b.err}
}

func invalid(format string, a ...any) error {
	return fmt.Errorf("rust: %s: %w", fmt.Sprintf(format, a...), registry.ErrInvalid)
}
