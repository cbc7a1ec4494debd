package source_test

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/novation-dev/novation/contracts/source"
)

// folder writes the files of a txtar archive to a new folder.
func folder(t testing.TB, archive string) string {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, archive)
	return dir
}

func write(t testing.TB, dir, archive string) {
	t.Helper()
	if err := txtar.Write(txtar.Parse([]byte(archive)), dir); err != nil {
		t.Fatal(err)
	}
}

// an input as the compiler reads it.
type input struct {
	Language string `json:"language"`
	Sources  map[string]struct {
		Content string `json:"content"`
	} `json:"sources"`
	Settings map[string]any `json:"settings"`
}

func inputOf(t testing.TB, dir string, o source.Options) input {
	t.Helper()
	p, err := source.Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	b, err := p.Input("0.8.34")
	if err != nil {
		t.Fatal(err)
	}
	var in input
	if err := json.Unmarshal(b, &in); err != nil {
		t.Fatal(err)
	}
	return in
}

// remappingsOf are the remappings in the input of a project.
func remappingsOf(t testing.TB, dir string) (out []string) {
	t.Helper()
	list, _ := inputOf(t, dir, source.Options{}).Settings["remappings"].([]any)
	for _, r := range list {
		out = append(out, r.(string))
	}
	return out
}

// forge returns the program of the npm package, which the tests of the contracts
// use, too.
func forge(t testing.TB) string {
	t.Helper()
	arch := map[string]string{"amd64": "amd64", "arm64": "arm64"}[runtime.GOARCH]
	path, err := filepath.Abs(filepath.Join("..", "node_modules", "@foundry-rs", "forge-"+runtime.GOOS+"-"+arch, "bin", "forge"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		if os.Getenv("NOVATION_TOOLCHAINS") == "required" {
			t.Fatal("NOVATION_TOOLCHAINS=required, but forge is missing: run npm ci in contracts")
		}
		t.Skip("forge is missing: run npm ci in contracts")
	}
	return path
}
