package rules_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/nvgen/rules"
	"github.com/novation-dev/novation/registry"
)

const sdk = "../../sdk"

// TestReproducible builds the README's example where it is and in a copy of the
// SDK elsewhere, with settings that must not matter.
func TestReproducible(t *testing.T) {
	c := rules.Config{Toolchain: "local"}
	path, here, err := rules.Build(t.Context(), filepath.Join(sdk, "examples", "note"), c)
	if err != nil {
		t.Fatal(err)
	}
	if want := filepath.Join(sdk, "examples", "note", "rules.wasm"); path != want {
		t.Errorf("path %s, want %s", path, want)
	}
	section, err := abi.ReadSection(here)
	if err != nil || section.Buffer != rules.DefaultBuffer || section.MemoryPages != 256 || section.Descriptor.IsZero() {
		t.Errorf("section %+v, %v", section, err)
	}
	elsewhere := t.TempDir()
	if err := os.CopyFS(elsewhere, os.DirFS(sdk)); err != nil {
		t.Fatal(err)
	}
	t.Setenv("GOFLAGS", "-tags=other")
	t.Setenv("GODEBUG", "asyncpreemptoff=1")
	_, there, err := rules.Build(t.Context(), filepath.Join(elsewhere, "examples", "note"), c)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(here, there) {
		t.Error("the same sources give other bytes in another folder")
	}
}

func TestFaults(t *testing.T) {
	const schema = "schema: {files: [a.proto], state: a.v1.State, command: a.v1.Command}\n"
	const proto = "syntax = \"proto3\";\npackage a.v1;\nmessage State { int32 n = 1; }\nmessage Command {}\n"
	for _, tc := range []struct {
		name, yaml, proto, source string
		want                      error // nil: any
	}{
		{"no project", "", "", "", fs.ErrNotExist},
		{"not YAML", "rules: [", proto, "", registry.ErrInvalid},
		{"no source", "rules: {wasm: rules.wasm}\n" + schema, proto, "", registry.ErrInvalid},
		{"module outside", "rules: {wasm: ../rules.wasm, source: src}\n" + schema, proto, "", registry.ErrInvalid},
		{"no schema", "rules: {wasm: rules.wasm, source: src}\n" + schema, "", "", fs.ErrNotExist},
		{"not a schema", "rules: {wasm: rules.wasm, source: src}\n" + schema, "message", "", registry.ErrInvalid},
		{"not Go", "rules: {wasm: rules.wasm, source: src}\n" + schema, proto, "package", nil},
	} {
		dir := t.TempDir()
		for name, content := range map[string]string{
			"novation.yaml": tc.yaml, "a.proto": tc.proto, "src/main.go": tc.source, "src/go.mod": "module a\n",
		} {
			if content == "" {
				continue
			}
			path := filepath.Join(dir, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		_, _, err := rules.Build(t.Context(), dir, rules.Config{Toolchain: "local"})
		if err == nil || tc.want != nil && !errors.Is(err, tc.want) {
			t.Errorf("%s: %v, want %v", tc.name, err, tc.want)
		}
	}
}
