// Command build makes the committed artefacts of our contracts, and of the proxies
// that are put before contracts of others, from their sources, with the compiler that npm ci has fetched, or checks that they are
// what the sources give:
//
//	go run ./contracts/build          # from the module's folder
//	go run ./contracts/build -check
//
// The same sources give the same bytes on every machine.
//
// # Dependencies
//
// Of ours it imports contracts/artifact, contracts/solc and contracts/source; not package
// contracts, which embeds what is made here.
package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/novation-dev/novation/contracts/solc"
)

func main() {
	check := flag.Bool("check", false, "compare instead of writing")
	dir := flag.String("dir", "contracts", "folder of the contracts")
	soljson := flag.String("soljson", "", "compiler (default: node_modules/solc/soljson.js in the folder)")
	flag.Parse()
	if *soljson == "" {
		*soljson = filepath.Join(*dir, "node_modules", "solc", "soljson.js")
	}
	if err := run(context.Background(), *dir, *soljson, *check, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "build:", err)
		os.Exit(1)
	}
}

// run loads the compiler and makes or checks the artefacts.
func run(ctx context.Context, dir, soljson string, check bool, out io.Writer) error {
	c, err := solc.Load(ctx, solc.Config{Path: soljson, CacheDir: cache()})
	if err != nil {
		return fmt.Errorf("%w\nThe compiler comes with npm ci", err)
	}
	defer c.Close(ctx)
	return build(ctx, c, dir, contracts, check, out)
}

// cache is where the program keeps machine code too; "" when the user has no
// place for it.
func cache() string {
	store, err := solc.UserStore()
	if err != nil {
		return ""
	}
	return store.CacheDir()
}

// build makes or checks the artefacts of contracts.
func build(ctx context.Context, c compiler, dir string, all []contract, check bool, out io.Writer) error {
	different := 0
	for _, each := range all {
		want, err := artefact(ctx, c, dir, each)
		if err != nil {
			return err
		}
		file := filepath.Join(dir, "artifacts", each.name+".json")
		have, err := os.ReadFile(file)
		switch same := err == nil && bytes.Equal(have, want); {
		case same:
			fmt.Fprintf(out, "%s is what src gives\n", file)
		case check:
			different++
			fmt.Fprintf(out, "%s is not what src gives: run go run ./contracts/build, then commit it\n", file)
		default:
			if err := write(file, want); err != nil {
				return err
			}
			fmt.Fprintf(out, "wrote %s\n", file)
		}
	}
	if different > 0 {
		return fmt.Errorf("%d of %d artefacts differ", different, len(all))
	}
	return nil
}

func write(file string, content []byte) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, content, 0o644)
}
