// Command clidoc writes the reference of the command line, docs/cli, from the
// help texts of the commands.
//
//	go run ./cmd/novation/internal/clidoc          # write
//	go run ./cmd/novation/internal/clidoc -check   # compare
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
)

func main() {
	dir := flag.String("dir", filepath.Join("docs", "cli"), "folder of the reference")
	check := flag.Bool("check", false, "compare, and write nothing")
	flag.Parse()
	// Defaults that come from the environment do not belong into the reference.
	err := os.Unsetenv("NOVATION_DIR")
	if err == nil && *check {
		err = compare(*dir, command.Root())
	} else if err == nil {
		err = write(*dir, command.Root())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "clidoc:", err)
		os.Exit(1)
	}
}

// pages returns the reference: one page for each command, by file name.
func pages(root *cobra.Command) (map[string][]byte, error) {
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

// write makes dir hold the reference and nothing else.
func write(dir string, root *cobra.Command) error {
	all, err := pages(root)
	if err != nil {
		return err
	}
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
	for name, page := range all {
		if err := os.WriteFile(filepath.Join(dir, name), page, 0o644); err != nil {
			return fmt.Errorf("writing a page: %w", err)
		}
	}
	return nil
}

// compare fails when dir does not hold the reference.
func compare(dir string, root *cobra.Command) error {
	all, err := pages(root)
	if err != nil {
		return err
	}
	files, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("reading the reference: %w", err)
	}
	var wrong []string
	for _, f := range files {
		if all[f.Name()] == nil {
			wrong = append(wrong, f.Name()+" is not written by this program")
		}
	}
	for name, want := range all {
		if got, err := os.ReadFile(filepath.Join(dir, name)); err != nil || !bytes.Equal(got, want) {
			wrong = append(wrong, name+" is not what the help texts say")
		}
	}
	if wrong == nil {
		return nil
	}
	slices.Sort(wrong)
	return errors.New(strings.Join(wrong, "\n") + "\nrun go run ./cmd/novation/internal/clidoc and commit the result")
}
