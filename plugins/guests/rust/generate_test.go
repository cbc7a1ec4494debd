package rust_test

import (
	"errors"
	"flag"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/plugins/guests/rust"
	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/registry"
)

var update = flag.Bool("update", false, "write the generated code and the modules that are committed")

// TestGenerated regenerates the codecs that are committed: that of the golden
// vectors, which has a field of every kind, and that of the recap.
func TestGenerated(t *testing.T) {
	for _, p := range []project{recapProject, conformanceProject} {
		s, gen := p.schema(t), filepath.Join(p.dir, "gen")
		for range 2 { // the second run must not differ from the first
			got, err := rust.New().Generate(s, p.files)
			if err != nil {
				t.Fatal(err)
			}
			if *update {
				write(t, gen, got)
			}
			if d := cmp.Diff(read(t, gen), texts(got)); d != "" {
				t.Errorf("%s is not what the generator writes (-committed +generated); run with -update:\n%s", gen, d)
			}
		}
	}
}

func write(t testing.TB, dir string, files map[string][]byte) {
	t.Helper()
	for name, b := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func read(t testing.TB, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, e := range entries {
		b, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		out[e.Name()] = string(b)
	}
	return out
}

func texts(files map[string][]byte) map[string]string {
	out := map[string]string{}
	for name, src := range files {
		out[name] = string(src)
	}
	return out
}

const head = "syntax = \"proto3\";\npackage a.v1;\n"

// odd is a schema with names and shapes that are easily got wrong.
func odd() map[string]string {
	return map[string]string{
		"a/state.proto": head + "import \"b/type.proto\";\n" +
			"message State { enum Kind { KIND_UNSPECIFIED = 0; KIND_1ST = 1; } message Part { int32 n = 1; } Kind kind = 1; Part part = 2;" +
			" b.type.Option type = 3; string self = 4; Loop loop = 5; oneof move { Nothing a = 7; Loop b = 6; } repeated Loop loops = 8; }\n" +
			"message Loop { Knot knot = 1; oneof only { State state = 2; } }\nmessage Knot { Loop loop = 3; uint32 n = 1; }",
		"a/command.proto": head + "import \"a/state.proto\";\nmessage Command { State.Kind kind = 1; repeated State.Part parts = 2; }\nmessage Nothing {}",
		"b/type.proto": "syntax = \"proto3\";\npackage b.type;\n" +
			"message Option { bytes fn = 1; Mood mood = 2; }\nenum Mood { MOOD_SELF = 0; MOOD_GOOD = -3; }",
	}
}

func compile(t testing.TB, sources map[string]string) *schema.Schema {
	t.Helper()
	files := map[string][]byte{}
	for name, src := range sources {
		files[name] = []byte(src)
	}
	set, err := schema.Compile(t.Context(), files)
	if err != nil {
		t.Fatal(err)
	}
	s, err := schema.Load(set, schema.Names{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestOddNames(t *testing.T) {
	sources := odd()
	sources["a/state.proto"] = strings.Replace(sources["a/state.proto"], "Nothing a = 7; ", "", 1) // no import of command.proto there
	got, err := rust.New().Generate(compile(t, sources), slices.Sorted(maps.Keys(sources)))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]string{
		"mod.rs": {"pub mod a_v1;\npub mod b_type;\n"},
		"a_v1.rs": {
			"pub struct State<'a> {", "KIND_1ST = 1,", "pub part: Option<State_Part>,", "pub r#type: Option<super::b_type::Option_<'a>>,",
			"pub self_: &'a str,", "pub r#loop: Option<Box<Loop<'a>>>,", "pub loops: Vec<Loop<'a>>,", "pub r#move: Option<State_Move<'a>>,",
			"B(Box<Loop<'a>>),", "pub struct Nothing {}", "&mut **self.r#loop.insert(Default::default())",
		},
		"b_type.rs": {"pub struct Option_<'a> {", "pub r#fn: &'a [u8],", "MOOD_SELF = 0,", "MOOD_GOOD = -3,", "-3 => Some(Self::MOOD_GOOD),"},
	} {
		for _, text := range want {
			if !strings.Contains(string(got[name]), text) {
				t.Errorf("%s has no %q:\n%s", name, text, got[name])
			}
		}
	}
	t.Run("formatted", func(t *testing.T) { formatted(t, got) })
}

// formatted checks generated code with rustfmt.
func formatted(t *testing.T, files map[string][]byte) {
	rustfmt, err := exec.LookPath("rustfmt")
	if err != nil {
		missing(t, "rustfmt is not installed")
	}
	dir := t.TempDir()
	write(t, dir, files)
	if out, err := exec.Command(rustfmt, "--edition", "2021", "--check", filepath.Join(dir, "mod.rs")).CombinedOutput(); err != nil {
		t.Errorf("rustfmt would change the code: %v\n%s", err, out)
	}
}

func TestRefused(t *testing.T) {
	options := "import \"novation/options.proto\";\n"
	for _, tc := range []struct {
		source string
		files  []string
		want   string
	}{
		{"message Command {} message State {}", nil, "name at least one .proto file"},
		{"message Command {} message State {}", []string{"c.proto"}, "c.proto is not in the schema"},
		{"message Command {} message State { b.v1.Other o = 1; }", []string{"a.proto"}, "package a.v1 uses b.v1.Other: name b.proto, too"},
		{"message Command {} message State {}", []string{"a.proto", "c/a.proto"}, "would both become a_v1.rs"},
		{"message Command {} message Aa_Bb {} message AaBb {} message State {}", []string{"a.proto"}, "would both become AaBb"},
		{"message Command {} message State { oneof o { Command a_b = 1; Command A_b = 2; } }", []string{"a.proto"}, "would both become State_O::AB"},
		{options + "message Command {} message State { string d = 1 [(novation.decimal) = {scale: 38}]; }", []string{"a.proto"}, "use at most 37"},
	} {
		source := head + "import \"b.proto\";\n" + tc.source
		s := compile(t, map[string]string{
			"a.proto": source, "b.proto": "syntax = \"proto3\";\npackage b.v1;\nmessage Other {}",
			"c/a.proto": "syntax = \"proto3\";\npackage a_v1;\nmessage Other {}",
		})
		_, err := rust.New().Generate(s, tc.files)
		if !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: %v, want %q", tc.source, err, tc.want)
		}
	}
}
