package schema_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/registry"
)

const head = "syntax = \"proto3\";\npackage t.v1;\nimport \"novation/options.proto\";\n"

// good is a schema of one file: lines 4 and later are the body.
func good(body string) map[string][]byte {
	return map[string][]byte{"t.proto": []byte(head + "message State { string x = 1 [(novation.decimal) = {scale: 2}]; }\nmessage Command { int32 n = 1; }\n" + body)}
}

func compile(t testing.TB, sources map[string][]byte) []byte {
	t.Helper()
	set, err := schema.Compile(context.Background(), sources)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func TestCompileAndLoad(t *testing.T) {
	set := compile(t, good(""))
	s, err := schema.Load(set, schema.Names{})
	if err != nil {
		t.Fatal(err)
	}
	if s.Digest() != registry.DigestOf(set) || !bytes.Equal(s.Bytes(), set) {
		t.Error("the digest is not that of the bytes")
	}
	if got, want := s.Names(), (schema.Names{State: "t.v1.State", Command: "t.v1.Command"}); got != want {
		t.Errorf("names %v, want %v", got, want)
	}
	d, ok := schema.DecimalOf(s.State().Fields().ByName("x"))
	if !ok || d.Scale != 2 {
		t.Errorf("decimal %+v, %v, want scale 2", d, ok)
	}
	if _, ok := schema.DecimalOf(s.Command().Fields().ByName("n")); ok {
		t.Error("an int32 is a decimal")
	}
	named, err := schema.Load(set, schema.Names{State: "t.v1.Command", Command: "t.v1.State"})
	if err != nil || named.State().Name() != "Command" {
		t.Errorf("names were not followed: %v", err)
	}
}

func TestLoadNames(t *testing.T) {
	set := compile(t, good("message Other { message State {} }\n"))
	for _, names := range []schema.Names{{State: "t.v1.Missing"}, {Command: "State"}, {State: "t.v1.Other.State"}} {
		if _, err := schema.Load(set, names); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%+v: %v, want ErrInvalid", names, err)
		}
	}
	two := good("")
	two["u.proto"] = []byte("syntax = \"proto3\"; package u.v1; message State {}")
	set = compile(t, two)
	if _, err := schema.Load(set, schema.Names{}); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("two messages called State: %v, want ErrInvalid", err)
	}
	if _, err := schema.Load(set, schema.Names{State: "u.v1.State"}); err != nil {
		t.Error(err)
	}
}

// The digest of a schema is part of its releases: these bytes must never
// change, whatever compiler makes them.
func TestDescriptorSetIsFrozen(t *testing.T) {
	src, err := os.ReadFile("../testdata/wire/vector.proto")
	if err != nil {
		t.Fatal(err)
	}
	const want = "sha256:802114dd93237f749ae5c6e0566b264bd7782111ade5f34065e37ebf3c2929a2"
	for range 3 {
		if got := registry.DigestOf(compile(t, map[string][]byte{"vector.proto": src})).String(); got != want {
			t.Fatalf("%s, want %s", got, want)
		}
	}
}

func TestImports(t *testing.T) {
	dir := fstest.MapFS{
		"a/z.proto":              {Data: []byte("syntax = \"proto3\"; package a; import \"b/y.proto\"; message State { b.Y y = 1; }")},
		"b/y.proto":              {Data: []byte("syntax = \"proto3\"; package b; message Y {} message Command {}")},
		"novation/options.proto": {Data: schema.OptionsSource()},
		"README.md":              {Data: []byte("not a schema")},
	}
	set, err := schema.CompileDir(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	s, err := schema.Load(set, schema.Names{})
	if err != nil {
		t.Fatal(err)
	}
	var order []string
	for _, f := range s.Files() {
		order = append(order, f.Path())
	}
	if got := strings.Join(order, " "); got != "b/y.proto a/z.proto" {
		t.Errorf("files %s, want imports first", got)
	}
	dir["novation/options.proto"] = &fstest.MapFile{Data: []byte("syntax = \"proto3\";")}
	if _, err := schema.CompileDir(context.Background(), dir); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("other options: %v, want ErrInvalid", err)
	}
}

func TestProfile(t *testing.T) {
	tests := []struct{ name, body, want string }{
		{"float", "message M {\n  float f = 1;\n}", "t.proto:7:"},
		{"double", "message M { double f = 1; }", "double is not allowed"},
		{"fixed", "message M { fixed64 f = 1; }", "fixed64 is not allowed"},
		{"zigzag", "message M { sint32 f = 1; }", "sint32 is not allowed"},
		{"map", "message M { map<string, int32> f = 1; }", "maps are not allowed"},
		{"optional", "message M { optional int32 f = 1; }", "`optional` is not allowed"},
		{"oneof of a scalar", "message M { oneof o { int32 f = 1; } }", "message members only"},
		{"not packed", "message M { repeated int32 f = 1 [packed = false]; }", "always packed"},
		{"json_name", "message M { int32 f = 1 [json_name = \"g\"]; }", "json_name"},
		{"jstype", "message M { int64 f = 1 [jstype = JS_STRING]; }", "field options"},
		{"alias", "enum E { option allow_alias = true; A = 0; B = 0; }", "aliases"},
		{"service", "service S { rpc R (State) returns (State); }", "services"},
		{"extension", "import \"google/protobuf/descriptor.proto\"; extend google.protobuf.FieldOptions { string o = 50000; }", "extensions"},
		{"well-known type", "import \"google/protobuf/timestamp.proto\"; message M { google.protobuf.Timestamp t = 1; }", "well-known"},
		{"decimal on a number", "message M { int32 f = 1 [(novation.decimal) = {scale: 2}]; }", "string fields"},
		{"decimal scale", "message M { string f = 1 [(novation.decimal) = {scale: 39}]; }", "at most 38"},
		{"unknown option", "message M { string f = 1 [(novation.other) = 1]; }", "t.proto:6:"},
		{"missing type", "message M {\n\n  Missing f = 1; }", "t.proto:8:"},
		{"syntax error", "message M {", "t.proto:"},
		{"option used as a type", "message M { novation.Decimal d = 1; }", "is for options"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := schema.Compile(context.Background(), good(tt.body))
			if !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%v: want ErrInvalid with %q", err, tt.want)
			}
		})
	}
	for name, src := range map[string]string{
		"proto2":         "syntax = \"proto2\"; package t; message State {} message Command {}",
		"editions":       "edition = \"2023\"; package t; message State {} message Command {}",
		"no syntax":      "package t; message State {}",
		"no package":     "syntax = \"proto3\"; message State {}",
		"our package":    "syntax = \"proto3\"; package novation; message State {}",
		"google package": "syntax = \"proto3\"; package google.protobuf; message State {}",
		"public import":  "syntax = \"proto3\"; package t; import public \"novation/options.proto\"; message State {}",
		"nothing":        "",
	} {
		if _, err := schema.Compile(context.Background(), map[string][]byte{"t.proto": []byte(src)}); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s: %v, want ErrInvalid", name, err)
		}
	}
	if _, err := schema.Compile(context.Background(), nil); !errors.Is(err, registry.ErrInvalid) {
		t.Error("no sources were accepted")
	}
}

// Load checks the profile again, because a set may come from anywhere.
func TestLoadChecksProfile(t *testing.T) {
	edit := func(change func(*descriptorpb.FileDescriptorProto)) []byte {
		var set descriptorpb.FileDescriptorSet
		if err := proto.Unmarshal(compile(t, good("")), &set); err != nil {
			t.Fatal(err)
		}
		change(set.File[0])
		b, err := proto.Marshal(&set)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	if _, err := schema.Load(edit(func(*descriptorpb.FileDescriptorProto) {}), schema.Names{}); err != nil {
		t.Fatal(err)
	}
	for name, set := range map[string][]byte{
		"float": edit(func(f *descriptorpb.FileDescriptorProto) {
			f.MessageType[1].Field[0].Type = descriptorpb.FieldDescriptorProto_TYPE_FLOAT.Enum()
		}),
		"lowerCamel": edit(func(f *descriptorpb.FileDescriptorProto) { f.MessageType[0].Field[0].JsonName = new("y") }),
		"reserved":   edit(func(f *descriptorpb.FileDescriptorProto) { f.Name = new("novation/options.proto") }),
		"dangling":   edit(func(f *descriptorpb.FileDescriptorProto) { f.Dependency = append(f.Dependency, "gone.proto") }),
		"same number": edit(func(f *descriptorpb.FileDescriptorProto) {
			f.MessageType[0].Field = append(f.MessageType[0].Field, f.MessageType[0].Field[0])
		}),
		"empty":     nil,
		"malformed": []byte("\x0a\xff"),
	} {
		if _, err := schema.Load(set, schema.Names{}); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s: %v, want ErrInvalid", name, err)
		}
	}
}

func TestCompileStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := schema.Compile(ctx, good("")); !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want context.Canceled", err)
	}
}

func TestDecimalCheck(t *testing.T) {
	two, whole := schema.Decimal{Scale: 2}, schema.Decimal{}
	for _, s := range []string{"0.00", "1.50", "-0.01", "12345.67"} {
		if err := two.Check(s); err != nil {
			t.Error(err)
		}
	}
	for _, s := range []string{"", "-", ".", "0", "-0.00", "00.00", "1.5", "1.500", "1,50", " 1.50", "1.5０", "--1.00", "1.-0"} {
		if two.Check(s) == nil {
			t.Errorf("%q was accepted for scale 2", s)
		}
	}
	for _, s := range []string{"0", "-7", strings.Repeat("9", schema.MaxDigits)} {
		if err := whole.Check(s); err != nil {
			t.Error(err)
		}
	}
	for _, s := range []string{"", "-0", "01", "1.", "1.0", strings.Repeat("9", schema.MaxDigits+1)} {
		if whole.Check(s) == nil {
			t.Errorf("%q was accepted for scale 0", s)
		}
	}
}

func FuzzCompile(f *testing.F) {
	f.Add(string(good("")["t.proto"]))
	f.Add(head + "message State { map<string, int32> f = 1; oneof o { State s = 2; } }")
	f.Fuzz(func(t *testing.T, src string) {
		set, err := schema.Compile(context.Background(), map[string][]byte{"t.proto": []byte(src)})
		if err != nil {
			if !errors.Is(err, registry.ErrInvalid) {
				t.Fatalf("%v is not ErrInvalid", err)
			}
			return
		}
		if _, err := schema.Load(set, schema.Names{}); err != nil && !strings.Contains(err.Error(), "message") {
			t.Fatalf("what was compiled does not load: %v", err)
		}
	})
}

func FuzzLoad(f *testing.F) {
	f.Add(compile(f, good("enum E { A = 0; } message M { repeated E e = 1; oneof o { State s = 2; Command c = 3; } }")))
	f.Fuzz(func(t *testing.T, set []byte) {
		s, err := schema.Load(set, schema.Names{})
		if err != nil {
			if !errors.Is(err, registry.ErrInvalid) {
				t.Fatalf("%v is not ErrInvalid", err)
			}
			return
		}
		visit(s.State(), map[protoreflect.FullName]bool{})
	})
}

// visit touches every field, so that a descriptor that links but is broken
// shows itself.
func visit(md protoreflect.MessageDescriptor, seen map[protoreflect.FullName]bool) {
	if md.IsPlaceholder() || seen[md.FullName()] {
		return
	}
	seen[md.FullName()] = true
	for i := range md.Fields().Len() {
		fd := md.Fields().Get(i)
		schema.DecimalOf(fd)
		if fd.Message() != nil {
			visit(fd.Message(), seen)
		}
	}
}
