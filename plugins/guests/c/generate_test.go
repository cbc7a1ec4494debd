package c_test

import (
	"errors"
	"flag"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/plugins/guests/c"
	"github.com/novation-dev/novation/plugins/guests/guest"
	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/registry"
)

var _ guest.Language = c.Language{}

var update = flag.Bool("update", false, "write the generated files and modules that are committed")

// load compiles the .proto files of a folder.
func load(t testing.TB, dir fs.FS, names schema.Names) *schema.Schema {
	t.Helper()
	set, err := schema.CompileDir(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	s, err := schema.Load(set, names)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Schemas that the tests use.
var (
	noteNames  = schema.Names{State: "note.v1.Note", Command: "note.v1.Command"}
	recapNames = schema.Names{State: "recap.v1.Recap", Command: "recap.v1.Command"}
)

const (
	noteDir   = "../../sdk/examples/note"
	recapDir  = "../../testdata/recap"
	vectorDir = "../../testdata/wire"
)

// TestCommitted regenerates the codecs that are committed; run it with -update
// after a change of the generator.
func TestCommitted(t *testing.T) {
	plain := func(file string) func(*schema.Schema) (map[string][]byte, error) {
		return func(s *schema.Schema) (map[string][]byte, error) { return c.Language{}.Generate(s, []string{file}) }
	}
	for _, tc := range []struct {
		dir      string
		names    schema.Names
		to       string
		generate func(*schema.Schema) (map[string][]byte, error)
	}{
		{"../../abi", schema.Names{State: "novation.rules.v1.Request", Command: "novation.rules.v1.Reply"}, "sdk", c.Envelopes},
		{vectorDir, schema.Names{}, "testdata/vector/gen", plain("vector.proto")},
		{recapDir, recapNames, "examples/recap/gen", plain("recap/v1/recap.proto")},
	} {
		s := load(t, os.DirFS(tc.dir), tc.names)
		for range 2 { // the second run must not differ from the first
			files, err := tc.generate(s)
			if err != nil {
				t.Fatal(err)
			}
			for _, name := range slices.Sorted(maps.Keys(files)) {
				path := filepath.Join(tc.to, name)
				if *update {
					if err := os.WriteFile(path, files[name], 0o600); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				if d := cmp.Diff(string(want), string(files[name])); d != "" {
					t.Errorf("%s is not what the generator writes (-committed +generated):\n%s", path, d)
				}
			}
		}
	}
}

const head = "syntax = \"proto3\";\npackage a.v1;\n"

// both generates the two files of a schema.
func both(t *testing.T, state, command string, files ...string) (map[string][]byte, error) {
	t.Helper()
	dir := t.TempDir()
	for name, src := range map[string]string{"state.proto": state, "command.proto": command} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(src), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return c.Language{}.Generate(load(t, os.DirFS(dir), schema.Names{}), files)
}

func TestTwoFiles(t *testing.T) {
	got, err := both(t,
		head+"message State { enum Kind { KIND_UNSPECIFIED = 0; NEW = 1; } message PartOf { int32 int = 1; } Kind kind = 1; PartOf part = 2; }",
		head+"import \"state.proto\";\nmessage Command { State.Kind kind = 1; repeated State.PartOf parts = 2; Nothing nothing = 70000; }\nmessage Nothing {}",
		"state.proto", "command.proto")
	if err != nil {
		t.Fatal(err)
	}
	for file, parts := range map[string][]string{
		"a_v1_state.nv.h":   {"DO NOT EDIT", "A_V1_STATE_KIND_NEW = 1,", "typedef struct a_v1_state_part_of a_v1_state_part_of;", "int32_t int_;"},
		"a_v1_command.nv.h": {`#include "a_v1_state.nv.h"`, "a_v1_state_part_of_list parts;", "char nothing_;"},
		"a_v1_command.nv.c": {"nv_tag5(p, end)"},
	} {
		for _, want := range parts {
			if !strings.Contains(string(got[file]), want) {
				t.Errorf("%s has no %q:\n%s", file, want, got[file])
			}
		}
	}
}

func TestGenerateRefuses(t *testing.T) {
	const state = head + "message State { string a = 1; }\n"
	for _, tc := range []struct {
		name, state, command string
		files                []string
		want                 string
	}{
		{"nothing named", state, head + "message Command {}", nil, "at least one"},
		{"not there", state, head + "message Command {}", []string{"other.proto"}, "other.proto is not in the schema"},
		{"import missing", state, head + "import \"state.proto\"; message Command { State s = 1; }", []string{"command.proto"}, "generate both together"},
		{"twice", state, head + "message Command {}", []string{"command.proto", "command.proto"}, "a.v1.Command become a_v1_command"},
		{"names that meet", state, head + "message Command { message Part {} } message CommandPart {}", []string{"command.proto"}, "a_v1_command_part in C: rename one"},
		{"names that meet a list", state, head + "message Command {} message CommandList {}", []string{"command.proto"}, "a_v1_command_list in C"},
		{
			"scale 38", state,
			head + "import \"novation/options.proto\"; message Command { string d = 1 [(novation.decimal) = {scale: 38}]; }",
			[]string{"command.proto"},
			"use at most 37",
		},
	} {
		_, err := both(t, tc.state, tc.command, tc.files...)
		if !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: %v, want ErrInvalid with %q", tc.name, err, tc.want)
		}
	}
}
