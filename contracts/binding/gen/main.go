// Command gen writes the bindings of Consortium and Book from their committed
// artefacts, one file for each. It is run by go generate in package binding.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/ethereum/go-ethereum/accounts/abi/abigen"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/novation-dev/novation/contracts"
	"github.com/novation-dev/novation/contracts/artifact"
)

func main() {
	dir := flag.String("dir", ".", "folder to write to")
	flag.Parse()
	if err := run(*dir); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(dir string) error {
	files, err := generate()
	if err != nil {
		return err
	}
	for name, code := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(code), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// generate returns the source of the bindings by file name. Constructor code
// is part of them, so that a contract can be deployed with package binding
// alone.
func generate() (map[string]string, error) {
	files := make(map[string]string)
	for file, a := range map[string]*artifact.Artifact{
		"book.go":       contracts.Book(),
		"consortium.go": contracts.Consortium(),
	} {
		// Both contracts describe their domain with the same function, whose
		// result would otherwise get the same Go name twice.
		aliases := map[string]string{"eip712Domain": a.Name + "Domain"}
		code, err := abigen.BindV2([]string{a.Name}, []string{string(a.ABI)},
			[]string{hexutil.Encode(a.Creation.Object)}, "binding", nil, aliases)
		if err != nil {
			return nil, fmt.Errorf("binding %s: %w", a.Name, err)
		}
		files[file] = code
	}
	return files, nil
}
