// Command samples writes the made-up data of the example line: trades.csv, and
// the table of quotes that release 2.0.0 pins.
//
//	go run ./testnet/crudetrade/samples          # write
//	go run ./testnet/crudetrade/samples -check   # compare, fail on a difference
//
// Nothing in it comes from a market: see the README beside the files. The seed
// is fixed, so the files are the same wherever they are made.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	dir := flag.String("dir", "testnet/crudetrade", "folder to write to")
	check := flag.Bool("check", false, "write nothing; fail when a committed file differs")
	flag.Parse()
	if err := run(*dir, *check); err != nil {
		fmt.Fprintln(os.Stderr, "samples:", err)
		os.Exit(1)
	}
}

func run(dir string, check bool) error {
	series := benchmarks()
	for name, content := range map[string][]byte{
		"2.0.0/quotes.csv": quotesCSV(series),
		"trades.csv":       tradesCSV(series),
	} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if !check {
			if err := os.WriteFile(path, content, 0o644); err != nil {
				return err
			}
			continue
		}
		committed, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if !bytes.Equal(committed, content) {
			return fmt.Errorf("%s is not what the generator writes: run `go run ./testnet/crudetrade/samples`", name)
		}
	}
	return nil
}
