// Package rules compiles the rules of a release project, when they are written
// in Go, to the WebAssembly module that the release carries.
//
// [Build] is reproducible: the same sources and the same toolchain give the same
// bytes in any folder on any machine. The module gets its custom section
// novation.abi, with the digest of the project's schema. Projects that
// `novation new` made, in any language, are built by package guests instead,
// which generates their codecs, too.
//
// # Dependencies
//
// It imports plugins/guests/golang and plugins/guests/source.
package rules

import (
	"context"

	"github.com/novation-dev/novation/plugins/guests/golang"
	"github.com/novation-dev/novation/plugins/guests/source"
)

// Toolchain compiles modules unless a [Config] names another.
const Toolchain = golang.Toolchain

// DefaultBuffer is the size of the shared buffer, in bytes.
const DefaultBuffer = source.DefaultBuffer

// A Config says how to compile. The zero value works.
type Config struct {
	// Toolchain is the Go toolchain, "go1.26.8". Empty means [Toolchain].
	Toolchain string
	// Buffer is the size of the shared buffer, in bytes. Zero means
	// [DefaultBuffer].
	Buffer uint32
}

// Build compiles the main package that rules.source of dir/novation.yaml names.
// It returns the module and where it belongs, rules.wasm below dir. Faults of
// the project match registry.ErrInvalid.
func Build(ctx context.Context, dir string, c Config) (path string, module []byte, err error) {
	p, err := source.Read(dir)
	if err != nil {
		return "", nil, err
	}
	folder, err := p.Folder()
	if err != nil {
		return "", nil, err
	}
	s, err := p.Compile(ctx)
	if err != nil {
		return "", nil, err
	}
	module, err = golang.Language{Toolchain: c.Toolchain}.Compile(ctx, folder)
	if err != nil {
		return "", nil, err
	}
	module, err = p.Seal(module, s, c.Buffer)
	return p.Wasm(), module, err
}
