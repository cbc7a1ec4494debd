// Package crudetrade holds the example line: the projects of its releases, ready
// to be built and published, and two hundred trades to record.
//
// The projects are folders with a novation.yaml, as a contract developer has
// them; [Open] gives one as a file system. They are embedded, so that the
// demonstration and the tests need no files beside the program.
//
// # Dependencies
//
// It imports registry for the condition of a missing project. Its tests and the
// commands below it use the plugin engine.
package crudetrade

import (
	"bytes"
	"embed"
	"encoding/csv"
	"fmt"
	"io/fs"
	"slices"

	"github.com/novation-dev/novation/registry"
)

// Line is the name of the line.
const Line = "crude-trade"

// Broken is the draft that calls a breaking change a patch.
const Broken = "1.1.1-broken"

//go:embed 1.0.0 1.1.0 1.1.1-broken 2.0.0
var projects embed.FS

//go:embed trades.csv
var trades []byte

// Versions returns the versions that are fit to be published, oldest first.
func Versions() []string { return []string{"1.0.0", "1.1.0", "2.0.0"} }

// Open returns the project of a version, or of [Broken]. It fails with
// [registry.ErrNotFound].
func Open(version string) (fs.FS, error) {
	if version != Broken && !slices.Contains(Versions(), version) {
		return nil, fmt.Errorf("no project of %s@%s: %w", Line, version, registry.ErrNotFound)
	}
	return fs.Sub(projects, version)
}

// TradesCSV returns the trades as they stand in trades.csv: the columns buyer
// and seller, then dotted paths of the command that records the recap.
func TradesCSV() []byte { return slices.Clone(trades) }

// Trades returns the rows of trades.csv by column name.
func Trades() ([]map[string]string, error) {
	rows, err := csv.NewReader(bytes.NewReader(trades)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("reading trades.csv: %w", err)
	}
	var out []map[string]string
	for _, row := range rows[1:] {
		t := map[string]string{}
		for i, name := range rows[0] {
			t[name] = row[i]
		}
		out = append(out, t)
	}
	return out, nil
}
