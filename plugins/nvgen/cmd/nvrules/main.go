// Command nvrules compiles the rules of release projects, when they are written
// in Go with plugins/sdk, and writes the module that novation.yaml names.
//
//	nvrules ./my-project
//	nvrules -check ./my-project   # compare with the module that is there
package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"

	"github.com/novation-dev/novation/plugins/nvgen/rules"
)

func main() {
	var c rules.Config
	flag.StringVar(&c.Toolchain, "toolchain", rules.Toolchain, "Go toolchain to compile with")
	check := flag.Bool("check", false, "write nothing; fail when the module differs")
	flag.Parse()
	if flag.NArg() == 0 {
		fmt.Fprintln(os.Stderr, "nvrules: name a folder with a novation.yaml")
		os.Exit(2)
	}
	for _, dir := range flag.Args() {
		if err := run(context.Background(), dir, *check, c); err != nil {
			fmt.Fprintln(os.Stderr, "nvrules:", err)
			os.Exit(1)
		}
	}
}

func run(ctx context.Context, dir string, check bool, c rules.Config) error {
	path, module, err := rules.Build(ctx, dir, c)
	if err != nil {
		return err
	}
	if !check {
		return os.WriteFile(path, module, 0o644)
	}
	there, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if !bytes.Equal(there, module) {
		return fmt.Errorf("%s is not what its sources give", path)
	}
	return nil
}
