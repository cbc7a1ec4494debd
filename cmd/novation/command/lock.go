package command

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/plugins/guests"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/lock"
	"github.com/novation-dev/novation/registry/project"
)

// lockFlag is the flag of commands that hold a project against its lock.
type lockFlag struct{ locked bool }

func (f *lockFlag) add(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&f.locked, "locked", false, "refuse whatever is not as "+lock.File+" of the project says")
}

// readLock returns the lock of a project; nil when it has none.
func readLock(folder string) (*lock.Lock, error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, fmt.Errorf("opening the project: %w", missing(err))
	}
	defer root.Close()
	l, err := lock.Read(root.FS())
	if errors.Is(err, registry.ErrNotFound) {
		return nil, nil
	}
	return l, err
}

// open returns the lock of a project; nil when it has none and need not.
func (f *lockFlag) open(folder string) (*lock.Lock, error) {
	l, err := readLock(folder)
	if errors.Is(err, registry.ErrNotFound) {
		l, err = nil, nil // there is no project: whoever needs one says so better
	}
	if err == nil && l == nil && f.locked {
		err = fmt.Errorf("%s has no %s, and nothing is to be changed\nRun novation build without --locked, and commit what it writes: %w",
			folder, lock.File, registry.ErrRefused)
	}
	return l, err
}

// settle puts lines into the lock of a project, and writes it when that changes
// it. What --locked forbids fails with [registry.ErrRefused].
func (f *lockFlag) settle(cmd *cobra.Command, folder string, l *lock.Lock, kinds []lock.Kind, with []lock.Entry) error {
	changes, err := l.Replace(kinds, with)
	switch {
	case err != nil:
		return err
	case len(changes) == 0:
		return nil
	case f.locked:
		return fmt.Errorf("%s would change: %s\nInstall what it names, or run without --locked and commit the change: %w",
			filepath.Join(folder, lock.File), strings.Join(changes, ", "), registry.ErrRefused)
	}
	for _, c := range changes {
		fmt.Fprintf(cmd.ErrOrStderr(), "%s: %s\n", lock.File, c)
	}
	return writeLock(folder, l)
}

func writeLock(folder string, l *lock.Lock) error {
	return replaceFile(filepath.Join(folder, lock.File), l.Encode())
}

// ruleKinds are the lines that compiling rules decides.
var ruleKinds = []lock.Kind{lock.Tool, lock.Component}

// ruleLines are what the rules of a project are compiled with.
func ruleLines(r *guests.Record) (lines []lock.Entry) {
	for _, t := range r.Toolchain {
		name, version, _ := strings.Cut(t, " ")
		lines = append(lines, lock.Entry{Kind: lock.Tool, Name: name, Version: version})
	}
	for _, c := range r.Components {
		lines = append(lines, lock.Entry{Kind: lock.Component, Name: c.Name, Version: c.Version, Checksum: c.Digest})
	}
	return lines
}

// rules holds what compiled the rules of a project against its lock, which is nil
// when it has none yet.
func (f *lockFlag) rules(cmd *cobra.Command, folder string, l *lock.Lock, r *guests.Record) error {
	if l == nil {
		l = &lock.Lock{}
		if _, err := l.Replace(ruleKinds, ruleLines(r)); err != nil {
			return err
		}
		return writeLock(folder, l)
	}
	return f.settle(cmd, folder, l, ruleKinds, ruleLines(r))
}

// contractKinds are the lines that the contracts of a release decide.
var contractKinds = []lock.Kind{lock.Book, lock.Compiler}

// contractLines are what the contracts of a release in a project's folder come
// from: the Book when it is not of the project, and the compilers.
func contractLines(folder string, b *bundle.Bundle) (lines []lock.Entry, err error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, fmt.Errorf("opening the project: %w", missing(err))
	}
	defer root.Close()
	name, err := project.Book(root.FS())
	if err != nil {
		return nil, err
	}
	if strings.HasPrefix(name, project.Builtin) {
		lines = append(lines, lock.Entry{Kind: lock.Book, Name: name, Digest: b.Manifest.Book.Artifact.Digest})
	}
	all := [][]byte{b.Artifact}
	for _, c := range b.Contracts {
		all = append(all, c.Artifact)
	}
	for _, raw := range all {
		a, err := artifact.Parse(raw)
		if err != nil {
			return nil, err
		}
		if a.Compiler != "" {
			lines = append(lines, lock.Entry{Kind: lock.Compiler, Name: "solc", Version: a.Compiler})
		}
	}
	return lines, nil
}

// contracts holds the contracts of a release against the lock of its project.
func (f *lockFlag) contracts(cmd *cobra.Command, folder string, b *bundle.Bundle) error {
	l, err := f.open(folder)
	if err != nil || l == nil {
		return err
	}
	lines, err := contractLines(folder, b)
	if err != nil {
		return err
	}
	return f.settle(cmd, folder, l, contractKinds, lines)
}

// same holds what a release was built with against the lock of its project, if
// --locked asks for that. It writes nothing. r is nil when no rules were compiled.
func (f *lockFlag) same(cmd *cobra.Command, folder string, b *bundle.Bundle, r *guests.Record) error {
	if !f.locked {
		return nil
	}
	l, err := f.open(folder)
	if err != nil {
		return err
	}
	lines, err := contractLines(folder, b)
	if err != nil {
		return err
	}
	if r != nil {
		if err := f.settle(cmd, folder, l, ruleKinds, ruleLines(r)); err != nil {
			return err
		}
	}
	return f.settle(cmd, folder, l, contractKinds, lines)
}

// releases holds releases against the lock of a project: each must be the one that
// it has and, with --locked, it must have each.
func (f *lockFlag) releases(folder string, used []*bundle.Bundle) error {
	l, err := f.open(folder)
	if err != nil || l == nil {
		return err
	}
	for _, b := range used {
		d, err := b.Digest()
		if err != nil {
			return err
		}
		err = l.CheckRelease(b.Manifest.Name, b.Manifest.Version, d)
		if errors.Is(err, registry.ErrNotFound) {
			if !f.locked {
				continue
			}
			err = fmt.Errorf("%v: %w", err, registry.ErrRefused)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// lockRelease adds a release to the lock of a project, which it makes when there
// is none; before is called when nothing speaks against it.
func lockRelease(folder string, b *bundle.Bundle, at *lock.Place, before func() error) error {
	if folder == "" {
		return before()
	}
	l, err := readLock(folder)
	if err != nil {
		return err
	}
	if l == nil {
		l = &lock.Lock{}
	}
	d, err := b.Digest()
	if err != nil {
		return err
	}
	if err := l.AddRelease(lock.ReleaseEntry(&b.Manifest, d, at)); err != nil {
		return err
	}
	if err := before(); err != nil {
		return err
	}
	return writeLock(folder, l)
}
