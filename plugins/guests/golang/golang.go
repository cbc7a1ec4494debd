// Package golang is Go as a language for rules: the SDK that projects copy, the
// template, the codec generator of package nvgen, and the compiler.
//
// A project in Go is a Go module of its own that requires nothing but the copy
// of the SDK in its folder novation/, so it builds without a network. The SDK is
// a module of its own and cannot be embedded from its folder: sdk.zip is an
// archive of it, which `go run ./plugins/guests/golang/pack` writes and a test
// compares with plugins/sdk.
//
// # Dependencies
//
// It imports registry, plugins/guests/guest, plugins/nvgen and plugins/schema,
// and runs the go command.
package golang

import (
	"archive/zip"
	"bytes"
	"context"
	"embed"
	"fmt"
	"io/fs"
	"os"

	"github.com/novation-dev/novation/plugins/guests/guest"
	"github.com/novation-dev/novation/plugins/nvgen"
	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/registry"
)

// Toolchain compiles modules unless a [Language] names another. A different one
// gives different bytes, and so another release.
const Toolchain = "go1.26.8"

// ToolchainVariable is the environment variable that names another toolchain
// than [Toolchain] for [New], such as "local".
const ToolchainVariable = "NOVATION_GOTOOLCHAIN"

var (
	//go:embed sdk.zip
	sdk []byte
	//go:embed template
	template embed.FS
)

// A Language is Go with one of its toolchains. It is a [guest.Language].
type Language struct {
	// Toolchain is the Go toolchain, "go1.26.8", or "local" for the one that is
	// installed. Empty means [Toolchain].
	Toolchain string
}

// New returns Go with the toolchain of this program, or the one that the
// environment names.
func New() Language { return Language{Toolchain: os.Getenv(ToolchainVariable)} }

// Name returns "go".
func (Language) Name() string { return "go" }

// SDK returns the packages of plugins/sdk, without examples and tests.
func (Language) SDK() fs.FS {
	r, err := zip.NewReader(bytes.NewReader(sdk), int64(len(sdk)))
	if err != nil {
		return broken{err}
	}
	return r
}

// Template returns the note in Go.
func (Language) Template() fs.FS {
	sub, err := fs.Sub(template, "template")
	if err != nil {
		return broken{err}
	}
	return sub
}

// Generate writes package gen with the messages of files.
func (Language) Generate(s *schema.Schema, files []string) (map[string][]byte, error) {
	return nvgen.Generate(s, nvgen.Config{Package: "gen", Files: files})
}

// Build compiles the main package in dir.
func (l Language) Build(ctx context.Context, dir string) (guest.Built, error) {
	module, err := l.Compile(ctx, dir)
	if err != nil {
		return guest.Built{}, err
	}
	version, err := l.version(ctx, dir)
	if err != nil {
		return guest.Built{}, err
	}
	parts, err := components(module, version)
	if err != nil {
		return guest.Built{}, fmt.Errorf("reading what the module was built from: %v: %w", err, registry.ErrInvalid)
	}
	return guest.Built{Module: module, Toolchain: []string{"go " + version}, Flags: flags(), Components: parts}, nil
}

// broken is a file system that says why it is none.
type broken struct{ err error }

func (b broken) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: b.err}
}
