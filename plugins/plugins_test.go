package plugins_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/novation-dev/novation/plugins"
	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/registry"
)

// cacheDir keeps what is compiled for the tests of one run.
var cacheDir string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "plugins-test")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	cacheDir = filepath.Join(dir, "cache")
	code := m.Run()
	_ = os.RemoveAll(dir)
	os.Exit(code)
}

const schemaSource = `syntax = "proto3";
package t.v2;
message State { uint64 count = 1; string note = 2; }
message Command { string do = 1; }
`

const previousSource = `syntax = "proto3";
package t.v1;
message State { string title = 1; }
message Command { string do = 1; }
`

func load(t testing.TB, source string) *schema.Schema {
	t.Helper()
	s, err := loadSchema(source)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func loadSchema(source string) (*schema.Schema, error) {
	set, err := schema.Compile(context.Background(), map[string][]byte{"t.proto": []byte(source)})
	if err != nil {
		return nil, err
	}
	return schema.Load(set, schema.Names{})
}

// sectionOf returns the section of modules written for s.
func sectionOf(s *schema.Schema) *abi.Section {
	return &abi.Section{Version: abi.Version, Descriptor: s.Digest(), Buffer: 1024, MemoryPages: 4}
}

// noted is a reply whose state has the note "ok".
var noted = []byte{0x0a, 4, 0x12, 2, 'o', 'k'}

// goodAsm returns a rule that always answers with noted.
func goodAsm(s *schema.Schema) asm {
	return asm{
		section: sectionOf(s), data: noted,
		funcs: []asmFunc{
			{abi.Buffer, typeI32I32, i32c(bufferAt)},
			{string(abi.Apply), typeI32I64, at(dataAt, uint32(len(noted)))},
		},
	}
}

func engine(t testing.TB, c plugins.Config) *plugins.Engine {
	t.Helper()
	e, err := plugins.NewEngine(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return e
}

// open loads a module that must be accepted.
func open(t testing.TB, e *plugins.Engine, module []byte, s plugins.Spec) plugins.Rules {
	t.Helper()
	s.Digest = registry.DigestOf(module)
	r, err := e.Load(t.Context(), module, s)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	return r
}

// engines runs a test on both engines.
func engines(t *testing.T, test func(*testing.T, *plugins.Engine)) {
	t.Run("compiler", func(t *testing.T) { test(t, engine(t, plugins.Config{})) })
	t.Run("interpreter", func(t *testing.T) { test(t, engine(t, plugins.Config{Interpreter: true})) })
}

func wantInvalid(t *testing.T, err error) {
	t.Helper()
	if !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("%v, want ErrInvalid", err)
	}
}
