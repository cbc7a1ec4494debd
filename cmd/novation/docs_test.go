package main_test

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// TestLinks follows every link from one document to another file.
func TestLinks(t *testing.T) {
	dead, err := deadLinks(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string(nil), dead); diff != "" {
		t.Errorf("links that lead nowhere (+):\n%s", diff)
	}
}

// TestDeadLinks shows that a link that leads nowhere is found.
func TestDeadLinks(t *testing.T) {
	got, err := deadLinks(fstest.MapFS{
		"README.md":     {Data: []byte("[a](doc/a.md#top) [gone](doc/gone.md) [out](https://example.com/x.md) [here](#here)")},
		"doc/a.md":      {Data: []byte("[up](../README.md) [down](b.md)")},
		"doc/x/gone.md": {Data: []byte("")},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"README.md: doc/gone.md", "doc/a.md: b.md"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("dead links (-want +got):\n%s", diff)
	}
}

// TestFolders asks for a README in every top-level folder.
func TestFolders(t *testing.T) {
	for folder := range layer {
		if _, err := os.Stat(path.Join("../..", folder, "README.md")); err != nil {
			t.Errorf("%s has no README.md: say what it is, why, and how to change it", folder)
		}
	}
}

// link is a link of Markdown.
var link = regexp.MustCompile(`\]\(([^)\s]+)\)`)

// deadLinks returns the links in the Markdown files of tree to files that are
// not there.
func deadLinks(tree fs.FS) (dead []string, err error) {
	err = fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "node_modules" || d.Name() == ".git"):
			return fs.SkipDir
		case d.IsDir() || path.Ext(name) != ".md":
			return nil
		}
		text, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		for _, m := range link.FindAllSubmatch(text, -1) {
			to, _, _ := strings.Cut(string(m[1]), "#")
			if to == "" || strings.Contains(to, "://") {
				continue
			}
			if _, err := fs.Stat(tree, path.Join(path.Dir(name), to)); err != nil {
				dead = append(dead, fmt.Sprintf("%s: %s", name, to))
			}
		}
		return nil
	})
	return dead, err
}
