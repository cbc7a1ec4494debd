package main

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/novation-dev/novation/plugins/nvgen"
	"github.com/novation-dev/novation/plugins/schema"
)

const (
	projects = "testnet/crudetrade"
	examples = "plugins/sdk/examples/crudetrade"
	v1Path   = "github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/crudev1"
)

// A codec is one generated Go package.
type codec struct {
	release string // whose .proto files are read
	names   schema.Names
	dir     string // below examples
	config  nvgen.Config
}

var (
	namesV1   = schema.Names{State: "crude.v1.Trade", Command: "crude.v1.Command"}
	importsV1 = map[string]string{
		"crude/v1/trade.proto": v1Path, "crude/v1/steps.proto": v1Path, "crude/v1/amend.proto": v1Path,
	}
)

// codecs are the generated packages. State and steps of schema 1 are generated
// once, from the later of the releases that share them; each release has its own
// Command, so that 1.0.0 does not know the steps of 1.1.0.
var codecs = []codec{
	{"1.1.0", namesV1, "crudev1", nvgen.Config{
		Package: "crudev1",
		Files:   []string{"crude/v1/trade.proto", "crude/v1/steps.proto", "crude/v1/amend.proto"},
	}},
	{"1.0.0", namesV1, "crudev1/command100", nvgen.Config{
		Package: "command100", Files: []string{"crude/v1/command.proto"}, Imports: importsV1,
	}},
	{"1.1.0", namesV1, "crudev1/command110", nvgen.Config{
		Package: "command110", Files: []string{"crude/v1/command.proto"}, Imports: importsV1,
	}},
	{"2.0.0", schema.Names{State: "crude.v2.Trade", Command: "crude.v2.Command"}, "crudev2", nvgen.Config{
		Package: "crudev2",
		Files: []string{
			"crude/v2/trade.proto", "crude/v2/price.proto", "crude/v2/cargo.proto", "crude/v2/steps.proto",
			"crude/v2/amend.proto", "crude/v2/perform.proto", "crude/v2/command.proto",
		},
	}},
}

func (o *output) codec(ctx context.Context, c codec) error {
	dir := os.DirFS(filepath.Join(o.root, projects, c.release))
	set, err := schema.CompileDir(ctx, dir)
	if err != nil {
		return fmt.Errorf("compiling the schema of %s: %w", c.release, err)
	}
	s, err := schema.Load(set, c.names)
	if err != nil {
		return fmt.Errorf("reading the schema of %s: %w", c.release, err)
	}
	files, err := nvgen.Generate(s, c.config)
	if err != nil {
		return fmt.Errorf("generating package %s: %w", c.config.Package, err)
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := o.put(filepath.Join(examples, c.dir, name), files[name]); err != nil {
			return err
		}
	}
	return nil
}
