// Command build regenerates what the example line commits beside its sources:
// the codecs of its rules, and the rules of each release as WebAssembly.
//
//	go run ./testnet/crudetrade/build          # write
//	go run ./testnet/crudetrade/build -check   # compare, fail on a difference
//
// Both run anywhere inside the repository. The modules are reproducible: the
// toolchain is pinned, paths, build ids and version control stay out, and no
// setting of the caller's environment counts.
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	check := flag.Bool("check", false, "write nothing; fail when a committed file differs")
	flag.Parse()
	if err := run(context.Background(), *check, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "build:", err)
		os.Exit(1)
	}
}

// run builds the named releases, or all of them.
func run(ctx context.Context, check bool, only []string) error {
	root, err := repository()
	if err != nil {
		return err
	}
	out := output{root: root, check: check}
	for _, c := range codecs {
		if err := out.codec(ctx, c); err != nil {
			return err
		}
	}
	for _, version := range versions {
		if len(only) > 0 && !slices.Contains(only, version) {
			continue
		}
		if err := out.rules(ctx, version); err != nil {
			return err
		}
	}
	if len(out.different) > 0 {
		return fmt.Errorf("these files are not what their sources give: %s: run `go run ./testnet/crudetrade/build`",
			strings.Join(out.different, ", "))
	}
	return nil
}

// An output writes files below root, or compares them.
type output struct {
	root      string
	check     bool
	different []string // paths whose content differs; only when check
}

// put writes or compares one file. Path is relative to the root.
func (o *output) put(path string, content []byte) error {
	full := filepath.Join(o.root, path)
	if o.check {
		committed, err := os.ReadFile(full)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
		if err != nil || !bytes.Equal(committed, content) {
			o.different = append(o.different, path)
		}
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		return err
	}
	return os.WriteFile(full, content, 0o644)
}

// repository returns the folder of the module, looking upwards.
func repository() (string, error) {
	dir, err := os.Getwd()
	for err == nil {
		b, readErr := os.ReadFile(filepath.Join(dir, "go.mod"))
		if readErr == nil && bytes.HasPrefix(b, []byte("module github.com/novation-dev/novation\n")) {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return "", fmt.Errorf("run this inside the repository: %w", os.ErrNotExist)
		}
		dir = filepath.Dir(dir)
	}
	return "", err
}
