// Command nvgen generates the Go codecs of a schema's messages, for rules
// written with plugins/sdk.
//
//	nvgen -dir . -package crudev1 -out ../rules/crudev1 crude/v1/trade.proto
//
// It reads every .proto file below -dir, as the release will, and writes one
// Go file for each file named. A file that is generated into another package is
// named with -import crude/v1/trade.proto=example.com/rules/crudev1.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/novation-dev/novation/plugins/nvgen"
	"github.com/novation-dev/novation/plugins/schema"
)

func main() {
	if err := run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, "nvgen:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	c := nvgen.Config{Imports: map[string]string{}}
	var names schema.Names
	dir := flag.String("dir", ".", "folder whose .proto files make the schema")
	out := flag.String("out", ".", "folder to write to")
	flag.StringVar(&c.Package, "package", "", "name of the Go package")
	flag.StringVar(&names.State, "state", "", "full name of the state message (default: the one called State)")
	flag.StringVar(&names.Command, "command", "", "full name of the command message (default: the one called Command)")
	flag.Func("import", "file.proto=Go import path of the package generated from it; may be repeated", func(v string) error {
		file, path, ok := strings.Cut(v, "=")
		if !ok {
			return fmt.Errorf("want file.proto=import/path")
		}
		c.Imports[file] = path
		return nil
	})
	flag.Parse()
	c.Files = flag.Args()

	set, err := schema.CompileDir(ctx, os.DirFS(*dir))
	if err != nil {
		return err
	}
	s, err := schema.Load(set, names)
	if err != nil {
		return err
	}
	files, err := nvgen.Generate(s, c)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(*out, 0o755); err != nil {
		return err
	}
	for name, src := range files {
		if err := os.WriteFile(filepath.Join(*out, name), src, 0o644); err != nil {
			return err
		}
	}
	return nil
}
