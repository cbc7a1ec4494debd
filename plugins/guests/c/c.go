// Package c is C as a language for rules: the SDK that projects copy, the
// template, a codec generator, and the way to compile a project with clang.
//
// The SDK is freestanding C11 without a C library, and a module built from it
// imports nothing. The generator writes structs with functions that read and
// write the canonical encoding field by field, in order, without tables. The
// same sources compile natively, so rules are tested under sanitizers before
// they are compiled for a pod. README.md says how to write rules with it.
//
// # Dependencies
//
// It imports registry, plugins/guests/guest, plugins/schema and protobuf's
// descriptors, and runs clang and wasm-ld.
package c

import (
	"embed"
	"io/fs"
)

var (
	//go:embed sdk
	sdk embed.FS
	//go:embed template
	template embed.FS
)

// A Language is C. The zero value works. It is a guest.Language.
type Language struct {
	// Clang and Linker are the programs to run. Empty means clang and wasm-ld
	// from the search path.
	Clang, Linker string
}

// Name returns "c".
func (Language) Name() string { return "c" }

// SDK returns the headers and sources of the SDK.
func (Language) SDK() fs.FS { return below(sdk, "sdk") }

// Template returns the note in C.
func (Language) Template() fs.FS { return below(template, "template") }

// below returns a folder of what is embedded.
func below(files embed.FS, dir string) fs.FS {
	sub, err := fs.Sub(files, dir)
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
