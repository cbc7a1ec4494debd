// Command refdoc writes the reference: docs/cli from the help texts of the
// commands, docs/findings from the rules of compatibility.
//
//	go run ./cmd/novation/internal/refdoc          # write
//	go run ./cmd/novation/internal/refdoc -check   # compare
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"github.com/novation-dev/novation/cmd/novation/command"
	"github.com/novation-dev/novation/registry/compat"
)

func main() {
	dir := flag.String("dir", "docs", "folder of the reference")
	check := flag.Bool("check", false, "compare, and write nothing")
	flag.Parse()
	if err := run(*dir, *check); err != nil {
		fmt.Fprintln(os.Stderr, "refdoc:", err)
		os.Exit(1)
	}
}

func run(dir string, check bool) error {
	// Defaults that come from the environment do not belong into the reference.
	if err := os.Unsetenv("NOVATION_DIR"); err != nil {
		return err
	}
	all, err := reference()
	if err != nil {
		return err
	}
	do := write
	if check {
		do = compare
	}
	for folder, pages := range all {
		err = errors.Join(err, do(filepath.Join(dir, folder), pages))
	}
	return err
}

// reference returns every page by folder and file name.
func reference() (map[string]map[string][]byte, error) {
	cli, err := commands(command.Root())
	return map[string]map[string][]byte{"cli": cli, "findings": findings(compat.Rules())}, err
}

// commands returns one page for each command.
func commands(root *cobra.Command) (map[string][]byte, error) {
	all := map[string][]byte{}
	var walk func(cmd *cobra.Command) error
	walk = func(cmd *cobra.Command) error {
		cmd.DisableAutoGenTag = true // it has the date
		var b bytes.Buffer
		if err := doc.GenMarkdown(cmd, &b); err != nil {
			return err
		}
		all[strings.ReplaceAll(cmd.CommandPath(), " ", "_")+".md"] = append(bytes.TrimSpace(b.Bytes()), '\n')
		for _, sub := range cmd.Commands() {
			if err := walk(sub); err != nil {
				return err
			}
		}
		return nil
	}
	if err := walk(root); err != nil {
		return nil, err
	}
	return all, nil
}

// write makes dir hold the pages and nothing else.
func write(dir string, pages map[string][]byte) error {
	old, err := filepath.Glob(filepath.Join(dir, "*.md"))
	if err != nil {
		return err
	}
	for _, path := range old {
		if err := os.Remove(path); err != nil {
			return fmt.Errorf("removing an old page: %w", err)
		}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("making the folder: %w", err)
	}
	for name, page := range pages {
		if err := os.WriteFile(filepath.Join(dir, name), page, 0o644); err != nil {
			return fmt.Errorf("writing a page: %w", err)
		}
	}
	return nil
}

// compare fails when dir does not hold the pages.
func compare(dir string, pages map[string][]byte) error {
	files, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("reading the reference: %w", err)
	}
	var wrong []string
	for _, f := range files {
		if pages[f.Name()] == nil {
			wrong = append(wrong, f.Name()+" is not written by this program")
		}
	}
	for name, want := range pages {
		if got, err := os.ReadFile(filepath.Join(dir, name)); err != nil || !bytes.Equal(got, want) {
			wrong = append(wrong, name+" is not what the source of the reference says")
		}
	}
	if wrong == nil {
		return nil
	}
	slices.Sort(wrong)
	return errors.New(strings.Join(wrong, "\n") + "\nrun go run ./cmd/novation/internal/refdoc and commit the result")
}
