// Command pack writes the archive of plugins/sdk that package golang embeds.
//
//	go run ./plugins/guests/golang/pack    # in the root of the repository
//
// The archive holds the packages that rules import, and their tests' harness,
// without examples and tests. The same sources give the same bytes.
package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

func main() {
	archive, err := pack(os.DirFS(filepath.Join("plugins", "sdk")))
	if err == nil {
		err = os.WriteFile(filepath.Join("plugins", "guests", "golang", "sdk.zip"), archive, 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "pack:", err)
		os.Exit(1)
	}
}

// pack returns the archive of an SDK. Nothing is compressed, so that the bytes
// depend on no version of a compressor.
func pack(sdk fs.FS) ([]byte, error) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	err := fs.WalkDir(sdk, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (name == "examples" || name == "internal"):
			return fs.SkipDir
		case d.IsDir() || strings.HasSuffix(name, "_test.go") || path.Ext(name) != ".go" && name != "go.mod":
			return nil
		}
		content, err := fs.ReadFile(sdk, name)
		if err != nil {
			return err
		}
		f, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err != nil {
			return err
		}
		_, err = f.Write(content)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading the SDK: %w", err)
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("writing the archive: %w", err)
	}
	return b.Bytes(), nil
}
