package assemblyscript_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/plugins/guests/assemblyscript"
	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/registry"
)

// TestGenerated compares the codecs that are committed with what the generator
// writes.
func TestGenerated(t *testing.T) {
	for _, p := range []project{recap, vectors} {
		s := p.schema(t)
		first := generate(t, s, p.file)
		if diff := cmp.Diff(first, generate(t, s, p.file)); diff != "" {
			t.Errorf("%s: a second run differs:\n%s", p.file, diff)
		}
		for name, src := range first {
			to := filepath.Join(p.sources, "gen", name)
			if *update {
				write(t, to, src)
			}
			there, err := os.ReadFile(to)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(there), string(src)); diff != "" {
				t.Errorf("%s is not what the generator writes (-committed +generated); run this test with -update:\n%s", to, diff)
			}
		}
	}
}

// compileSchema compiles sources, all of which need a State and a Command.
func compileSchema(t *testing.T, sources map[string]string) *schema.Schema {
	t.Helper()
	files := map[string][]byte{}
	for name, src := range sources {
		files[name] = []byte(src)
	}
	set, err := schema.Compile(context.Background(), files)
	if err != nil {
		t.Fatal(err)
	}
	s, err := schema.Load(set, schema.Names{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

const head = "syntax = \"proto3\";\npackage a.v1;\n"

// words are names that mean something to the compiler, or are types of the
// standard library or the SDK.
var words = strings.Fields(`abstract any as async await bool boolean break case catch class const constructor continue debugger declare default
	delete do else enum export extends f32 false final finally for from function get i32 if implements import in instanceof interface is keyof
	let module namespace new null number of override package private protected prototype public read readonly return set static string
	super switch symbol tag this throw true try type typeof undefined unique usize v128 var void while with write yield
	length state name load store nv i m n v p1`)

// TestNamesCompile compiles codecs of a schema whose names collide with
// everything that could be thought of, over two files.
func TestNamesCompile(t *testing.T) {
	l := language(t)
	long(t)
	state, values := head+"import \"b/x.proto\";\nmessage State {\n", "enum Word {\n  WORD_NONE = 0;\n"
	for i, w := range words {
		state += "  string " + w + " = " + itoa(2*i+1) + ";\n  int32 x_" + w + "_2 = " + itoa(2*i+2) + ";\n"
		values += "  WORD_" + strings.ToUpper(w) + " = " + itoa(i+1) + ";\n"
	}
	state += "  b.v1.Outer.Date date = 1001;\n  repeated b.v1.Outer.Date dates = 1002;\n  b.v1.Outer.Map map = 1003;\n" +
		"  repeated b.v1.Outer.Map maps = 1004;\n  Word word = 1005;\n  Text text = 1006;\n" +
		"  message Array { int32 a = 1; }\n  Array array = 1007;\n  oneof one { Array only = 1008; }\n}\n" +
		values + "  WORD_1 = 500;\n}\nmessage Text {}\nmessage Command { State s = 1; }\n"
	s := compileSchema(t, map[string]string{
		"a/x.proto": state,
		"b/x.proto": "syntax = \"proto3\";\npackage b.v1;\nmessage Outer { message Date { int64 d = 1; } enum Map { NO = 0; YES = 1; } }",
	})
	codecs, err := l.Generate(s, []string{"a/x.proto", "b/x.proto"})
	if err != nil {
		t.Fatal(err)
	}
	dir := assemble(t, "testdata/empty", codecs)
	write(t, filepath.Join(dir, "index.ts"), []byte(`import { apply } from "./novation";
import { Command, State } from "./gen/a/v1/x";
export { nv_buffer } from "./novation";
export function nv_apply(n: i32): i64 { return apply<State, Command>(n, (c, s, d) => null); }
`))
	if _, err := l.Build(t.Context(), dir); err != nil {
		t.Error(err)
	}
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + itoa(n%10)
}

func TestGenerateRefuses(t *testing.T) {
	s := compileSchema(t, map[string]string{
		"a/x.proto": head + "import \"b/x.proto\";\nmessage State { b.v1.Other other = 1; }\nmessage Command {}",
		"b/x.proto": "syntax = \"proto3\";\npackage b.v1;\nimport \"novation/options.proto\";\n" +
			"message Other { string d = 1 [(novation.decimal) = {scale: 38}]; }",
		"c/x.proto":     head + "message C {}",
		"d/type.proto":  "syntax = \"proto3\"; package d.v1; message A_B {} message AB {}",
		"f/field.proto": "syntax = \"proto3\"; package f.v1; message A { string Ab = 1; string ab = 2; }",
	})
	for _, tt := range []struct {
		files []string
		want  string
	}{
		{nil, "at least one .proto file"},
		{[]string{"z.proto"}, "z.proto is not in the schema"},
		{[]string{"a/x.proto"}, "generate b/x.proto as well"},
		{[]string{"b/x.proto"}, "use at most 37"},
		{[]string{"c/x.proto", "c/x.proto"}, "two files would become a/v1/x.ts"},
		{[]string{"d/type.proto"}, "would both be called AB"},
		{[]string{"f/field.proto"}, "two fields would be called ab"},
	} {
		_, err := assemblyscript.Language{}.Generate(s, tt.files)
		if !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: %v, want %q", tt.files, err, tt.want)
		}
	}
}
