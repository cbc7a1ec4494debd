package provenance

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"runtime/debug"
	"unicode/utf8"

	"github.com/novation-dev/novation/plugins/wasm"
	"github.com/novation-dev/novation/registry"
)

// maxNames bounds the entries of a producers section, and the bytes of each.
const (
	maxNames = 1000
	maxName  = 1024
)

// maxBuildInfo bounds the build information of Go in a module, in bytes.
const maxBuildInfo = 1 << 20

// A Tool is a language, or a program that worked on a module, with its version.
type Tool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// A Package is a Go module that is compiled into the rules.
type Package struct {
	Path    string `json:"path"`
	Version string `json:"version"`
	// Sum is the checksum of go.sum, empty when Go did not note it.
	Sum string `json:"sum,omitempty"`
}

// Contents is what a module says of itself.
type Contents struct {
	// Languages, Tools and SDKs are those of its producers section.
	Languages []Tool `json:"languages"`
	Tools     []Tool `json:"tools"`
	SDKs      []Tool `json:"sdks"`
	// Main is the path of the main package of Go, "" when it is not known.
	Main string `json:"main,omitempty"`
	// Packages are the Go modules in it, the main one first. They are known when
	// Main is.
	Packages []Package `json:"packages"`
	// Settings are those of the Go build, "GOOS=wasip1".
	Settings []string `json:"settings"`
}

// Read returns what a module says of itself. It fails with
// [registry.ErrInvalid] when the module is none, or what it says is damaged.
func Read(module []byte) (Contents, error) {
	c := Contents{Languages: []Tool{}, Tools: []Tool{}, SDKs: []Tool{}, Packages: []Package{}, Settings: []string{}}
	err := wasm.Sections(module, func(s wasm.Section) error {
		name, rest, ok := custom(s)
		if !ok || name != "producers" {
			return nil
		}
		return c.producers(rest)
	})
	if err != nil {
		return Contents{}, fmt.Errorf("reading what the module was made with: %w", err)
	}
	return c, c.buildInfo(module)
}

// custom returns the name and contents of a custom section.
func custom(s wasm.Section) (string, []byte, bool) {
	if s.ID != wasm.CustomSection {
		return "", nil, false
	}
	name, rest, err := text(s.Content)
	return name, rest, err == nil
}

var errProducers = fmt.Errorf("its section producers is damaged: %w", registry.ErrInvalid)

// producers reads the section that the tool conventions of WebAssembly define.
func (c *Contents) producers(b []byte) error {
	fields, b, err := count(b)
	if err != nil {
		return err
	}
	for range fields {
		var field string
		var n int
		if field, b, err = text(b); err != nil {
			return err
		}
		if n, b, err = count(b); err != nil {
			return err
		}
		var list []Tool
		for range n {
			var t Tool
			if t.Name, b, err = text(b); err != nil {
				return err
			}
			if t.Version, b, err = text(b); err != nil {
				return err
			}
			list = append(list, t)
		}
		switch field {
		case "language":
			c.Languages = append(c.Languages, list...)
		case "processed-by":
			c.Tools = append(c.Tools, list...)
		case "sdk":
			c.SDKs = append(c.SDKs, list...)
		}
	}
	if len(b) > 0 {
		return errProducers
	}
	return nil
}

func count(b []byte) (int, []byte, error) {
	n, size := binary.Uvarint(b)
	if size <= 0 || n > maxNames {
		return 0, nil, errProducers
	}
	return int(n), b[size:], nil
}

func text(b []byte) (string, []byte, error) {
	n, size := binary.Uvarint(b)
	if size <= 0 || n > maxName || n > uint64(len(b)-size) || !utf8.Valid(b[size:size+int(n)]) {
		return "", nil, errProducers
	}
	return string(b[size : size+int(n)]), b[size+int(n):], nil
}

// Between these, the linker of Go puts its build information (cmd/go/internal/modload).
var infoStart, infoEnd = mustHex("3077af0c9274080241e1c107e6d618e6"), mustHex("f932433186182072008242104116d8f2")

func mustHex(s string) []byte {
	b, err := hex.DecodeString(s)
	if err != nil {
		panic(err) // it stands above
	}
	return b
}

// buildInfo reads the build information of Go. A module without it, or in which
// it is not in one piece, leaves Main empty.
func (c *Contents) buildInfo(module []byte) error {
	_, rest, ok := bytes.Cut(module, infoStart)
	if !ok {
		return nil
	}
	raw, _, ok := bytes.Cut(rest[:min(len(rest), maxBuildInfo)], infoEnd)
	if !ok {
		return nil
	}
	info, err := debug.ParseBuildInfo(string(raw))
	if err != nil || !utf8.Valid(raw) {
		return fmt.Errorf("reading the build information of Go in the module: %v: %w", err, registry.ErrInvalid)
	}
	c.Main = info.Path
	for _, m := range append([]*debug.Module{&info.Main}, info.Deps...) {
		for m.Replace != nil {
			m = m.Replace
		}
		c.Packages = append(c.Packages, Package{Path: m.Path, Version: m.Version, Sum: m.Sum})
	}
	for _, s := range info.Settings {
		c.Settings = append(c.Settings, s.Key+"="+s.Value)
	}
	return nil
}
