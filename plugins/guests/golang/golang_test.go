package golang_test

import (
	"go/format"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/plugins/guests/golang"
	"github.com/novation-dev/novation/plugins/guests/guest"
)

var _ guest.Language = golang.Language{}

// TestSDK compares the archive with the SDK: run `go run
// ./plugins/guests/golang/pack` in the root of the repository when it fails.
func TestSDK(t *testing.T) {
	if diff := cmp.Diff(text(t, os.DirFS("../../sdk")), text(t, golang.New().SDK())); diff != "" {
		t.Errorf("sdk.zip is not plugins/sdk (-want +got):\n%s", diff)
	}
	other := fstest.MapFS{"go.mod": {Data: []byte("module x\n")}, "examples/x.go": {}, "x_test.go": {}}
	if diff := cmp.Diff(map[string]string{"go.mod": "module x\n"}, text(t, other)); diff != "" {
		t.Errorf("the packages of an SDK (-want +got):\n%s", diff)
	}
}

// text returns the files of an SDK that rules can import.
func text(t *testing.T, sdk fs.FS) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := fs.WalkDir(sdk, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if first, _, _ := strings.Cut(name, "/"); first == "examples" || first == "internal" || strings.HasSuffix(name, "_test.go") ||
			path.Ext(name) != ".go" && name != "go.mod" {
			return nil
		}
		b, err := fs.ReadFile(sdk, name)
		out[name] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestTemplateIsFormatted holds the Go files of a new project to gofmt.
func TestTemplateIsFormatted(t *testing.T) {
	tree := golang.New().Template()
	names, err := fs.Glob(tree, "*.go.tmpl")
	if err != nil || len(names) == 0 {
		t.Fatalf("files %q, %v", names, err)
	}
	for _, name := range names {
		b, err := fs.ReadFile(tree, name)
		if err != nil {
			t.Fatal(err)
		}
		src := strings.ReplaceAll(string(b), "{{.Name}}", "iou")
		got, err := format.Source([]byte(src))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff(src, string(got)); diff != "" {
			t.Errorf("%s: gofmt changes it (-want +got):\n%s", name, diff)
		}
	}
}
