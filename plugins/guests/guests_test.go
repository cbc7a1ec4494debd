package guests_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/guests"
	"github.com/novation-dev/novation/plugins/guests/golang"
	"github.com/novation-dev/novation/registry"
)

// project makes a project in Go with the toolchain that runs the tests.
func project(t *testing.T) string {
	t.Helper()
	t.Setenv(golang.ToolchainVariable, "local")
	dir := filepath.Join(t.TempDir(), "iou")
	if _, err := guests.New(t.Context(), dir, "iou", golang.New()); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestLanguages(t *testing.T) {
	if !slices.Contains(guests.Names(), "go") {
		t.Errorf("the languages are %q", guests.Names())
	}
	for _, name := range guests.Names() {
		l, err := guests.Named(name)
		if err != nil || l.Name() != name {
			t.Errorf("Named(%q) = %v, %v", name, l, err)
		}
	}
	if _, err := guests.Named("cobol"); !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), "go") {
		t.Errorf("cobol: %v, want ErrInvalid that names the languages", err)
	}
}

// TestNewInEveryLanguage writes a project in each language, without building it.
func TestNewInEveryLanguage(t *testing.T) {
	for _, l := range guests.All() {
		t.Run(l.Name(), func(t *testing.T) {
			files, err := guests.New(t.Context(), t.TempDir(), "iou", l)
			if err != nil {
				t.Fatal(err)
			}
			for _, want := range []string{"novation.yaml", "README.md", ".gitignore", "proto/note/v1/note.proto", "cases/samples/paid.yaml", "cases/refused.yaml"} {
				if !slices.Contains(files, want) {
					t.Errorf("there is no %s", want)
				}
			}
			for _, folder := range []string{"rules/gen/", "rules/novation/"} {
				if !slices.ContainsFunc(files, func(f string) bool { return strings.HasPrefix(f, folder) }) {
					t.Errorf("nothing is in %s", folder)
				}
			}
			if i := slices.IndexFunc(files, func(f string) bool { return strings.HasSuffix(f, ".tmpl") }); i >= 0 {
				t.Errorf("%s was not filled in", files[i])
			}
		})
	}
}

func TestNewRefuses(t *testing.T) {
	full := t.TempDir()
	if err := os.WriteFile(filepath.Join(full, "precious"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := guests.New(t.Context(), full, "iou", golang.New()); !errors.Is(err, registry.ErrConflict) || !strings.Contains(err.Error(), "precious") {
		t.Errorf("a folder that is not empty: %v, want ErrConflict that names the file", err)
	}
	if _, err := guests.New(t.Context(), t.TempDir(), "IOU", golang.New()); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("a name that no line can have: %v, want ErrInvalid", err)
	}
}

func TestBuild(t *testing.T) {
	dir := project(t)
	if current, err := guests.Current(dir); current || err != nil {
		t.Errorf("before it is built: current %v, %v", current, err)
	}
	p, err := guests.Build(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Write(); err != nil {
		t.Fatal(err)
	}
	if len(p.Generated) != 0 {
		t.Errorf("a new project has old codecs: %q", p.Generated)
	}
	section, err := abi.ReadSection(p.Module)
	if err != nil || section.Descriptor != p.Record.Schema || section.MemoryPages != 256 {
		t.Errorf("section %+v, %v", section, err)
	}
	r := p.Record
	if r.Language != "go" || len(r.Toolchain) != 1 || r.Module != registry.DigestOf(p.Module) || r.Inputs.IsZero() || len(r.Flags) == 0 {
		t.Errorf("record %+v", r)
	}
	var parts []string
	for _, c := range r.Components {
		parts = append(parts, c.Name)
	}
	if diff := cmp.Diff([]string{"std", "github.com/novation-dev/novation/plugins/sdk"}, parts); diff != "" {
		t.Errorf("components (-want +got):\n%s", diff)
	}
	bill, err := os.ReadFile(filepath.Join(dir, "rules.cdx.json"))
	if err != nil || !strings.Contains(string(bill), strings.TrimPrefix(r.Module.String(), "sha256:")) ||
		!strings.Contains(string(bill), "pkg:golang/std@") {
		t.Errorf("bill %s, %v", bill, err)
	}
	if err := guests.Reproduce(t.Context(), dir, p); err != nil {
		t.Error(err)
	}
	p.Module = append(p.Module, 0) // the broken variant
	if err := guests.Reproduce(t.Context(), dir, p); !errors.Is(err, registry.ErrRefused) {
		t.Errorf("bytes that differ: %v, want ErrRefused", err)
	}
	if current, err := guests.Current(dir); !current || err != nil {
		t.Errorf("after it is built: current %v, %v", current, err)
	}
	for _, name := range []string{"novation.yaml", "proto/note/v1/note.proto", "rules/rules.go", "rules/gen/note.nv.go", "rules/novation/sdk.go", "rules.wasm"} {
		path := filepath.Join(dir, name)
		old, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		write(t, path, string(old)+"\n")
		if current, err := guests.Current(dir); current || err != nil {
			t.Errorf("after a change of %s: current %v, %v", name, current, err)
		}
		write(t, path, string(old))
	}
}

// TestCodecsFollowTheSchema builds after a change of the schema.
func TestCodecsFollowTheSchema(t *testing.T) {
	dir := project(t)
	schema := filepath.Join(dir, "proto/note/v1/note.proto")
	old, err := os.ReadFile(schema)
	if err != nil {
		t.Fatal(err)
	}
	write(t, schema, strings.Replace(string(old), "string debtor = 1;", "string debtor = 1;\n  string remark = 4;", 1))
	write(t, filepath.Join(dir, "rules/gen/old.nv.go"), "// Code generated. DO NOT EDIT.\n\npackage gen\n")
	write(t, filepath.Join(dir, "rules/gen/mine.go"), "package gen\n")
	p, err := guests.Build(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"rules/gen/note.nv.go", "rules/gen/old.nv.go"}, p.Generated); diff != "" {
		t.Errorf("codecs that changed (-want +got):\n%s", diff)
	}
	if _, err := os.Stat(filepath.Join(dir, "rules/gen/mine.go")); err != nil {
		t.Errorf("a file that was not generated: %v", err)
	}
}

func TestBuildRefuses(t *testing.T) {
	for _, tc := range []struct {
		name, file, old, with string
		want                  error
		says                  string
	}{
		{"no language", "novation.yaml", "  language: go\n", "", registry.ErrInvalid, "add rules.language"},
		{"no such language", "novation.yaml", "language: go", "language: cobol", registry.ErrInvalid, "cobol"},
		{"module outside", "novation.yaml", "wasm: rules.wasm", "wasm: ../rules.wasm", registry.ErrInvalid, "rules.wasm"},
		{"no source", "novation.yaml", "  source: rules\n", "", registry.ErrInvalid, "rules.source"},
		{"schema outside", "novation.yaml", "proto/note/v1/note.proto", "../note.proto", registry.ErrInvalid, "inside the project"},
		{"schema that is none", "proto/note/v1/note.proto", "message Note", "massage Note", registry.ErrInvalid, "note.proto:"},
		{"rules that are no Go", "rules/rules.go", "func apply(", "func apply{", registry.ErrInvalid, "rules.go:"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			dir := project(t)
			path := filepath.Join(dir, tc.file)
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			write(t, path, strings.Replace(string(b), tc.old, tc.with, 1))
			_, err = guests.Build(t.Context(), dir)
			if !errors.Is(err, tc.want) || !strings.Contains(err.Error(), tc.says) {
				t.Errorf("%v: want %v with %q", err, tc.want, tc.says)
			}
		})
	}
	if _, err := guests.Build(t.Context(), t.TempDir()); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("no project: %v, want ErrNotFound", err)
	}
}

// TestNoGo builds on a machine without Go.
func TestNoGo(t *testing.T) {
	dir := project(t)
	t.Setenv("PATH", t.TempDir())
	_, err := guests.Build(t.Context(), dir)
	if !errors.Is(err, registry.ErrNotFound) || !strings.Contains(err.Error(), "golang-go") {
		t.Errorf("%v: want ErrNotFound that says what to install", err)
	}
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}
