package migratetest

import (
	"bytes"
	"compress/gzip"
	"embed"
	"fmt"
	"io"
	"sync"

	"github.com/novation-dev/novation/contracts/artifact"
)

//go:embed artifacts/*.json.gz
var files embed.FS

// kept has the artefacts that were asked for, by file.
var kept sync.Map

// Artifact returns a committed artefact: the folder below src that it was
// compiled in ("v4", "v5", "plain") and the contract's name. The caller must not
// change it. An artefact that is not there is a mistake of the test, and panics.
func Artifact(folder, name string) *artifact.Artifact {
	file := folder + "-" + name
	if a, ok := kept.Load(file); ok {
		return a.(*artifact.Artifact)
	}
	a, err := artifact.Parse(File(folder, name))
	if err != nil {
		panic(fmt.Sprintf("migratetest: reading %s: %v", file, err))
	}
	kept.Store(file, a)
	return a
}

// File returns the bytes of a committed artefact, as a command line takes them.
func File(folder, name string) []byte {
	packed, err := files.ReadFile("artifacts/" + folder + "-" + name + ".json.gz")
	if err != nil {
		panic(fmt.Sprintf("migratetest: %v", err))
	}
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		panic(fmt.Sprintf("migratetest: %v", err))
	}
	plain, err := io.ReadAll(z)
	if err != nil {
		panic(fmt.Sprintf("migratetest: %v", err))
	}
	return plain
}
