package main

import "testing"

// TestCodecs compares the committed codecs with what the schemas give. The
// modules are compared by `build -check`, which needs the pinned toolchain.
func TestCodecs(t *testing.T) {
	root, err := repository()
	if err != nil {
		t.Fatal(err)
	}
	out := output{root: root, check: true}
	for _, c := range codecs {
		if err := out.codec(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	if len(out.different) > 0 {
		t.Errorf("run `go run ./testnet/crudetrade/build`: %q differ", out.different)
	}
}

// TestDifferenceIsSeen is the broken variant.
func TestDifferenceIsSeen(t *testing.T) {
	out := output{root: t.TempDir()}
	if err := out.put("a/b", []byte("one")); err != nil {
		t.Fatal(err)
	}
	out.check = true
	for _, tc := range []struct{ path, content string }{{"a/b", "one"}, {"a/b", "two"}, {"a/c", "one"}} {
		if err := out.put(tc.path, []byte(tc.content)); err != nil {
			t.Fatal(err)
		}
	}
	if len(out.different) != 2 {
		t.Errorf("different: %q, want the changed and the missing file", out.different)
	}
}
