// Command gen writes the bindings of our contracts from their committed
// artefacts. It is run by go generate in package binding.
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
	for file, all := range map[string][]*artifact.Artifact{
		"book.go":       {contracts.Book()},
		"consortium.go": {contracts.Consortium()},
		// Together, since they share structs.
		"move.go": {contracts.Migration(), contracts.StandIn(), contracts.Gate(), contracts.ERC1967Proxy(), contracts.TransparentProxy()},
	} {
		code, err := bind(all)
		if err != nil {
			return nil, fmt.Errorf("binding %s: %w", file, err)
		}
		files[file] = code
	}
	return files, nil
}

func bind(all []*artifact.Artifact) (string, error) {
	var names, abis, codes []string
	// Book and Consortium describe their domain with the same function, whose
	// result would otherwise get the same Go name twice.
	aliases := map[string]string{"eip712Domain": all[0].Name + "Domain"}
	for _, a := range all {
		names, abis = append(names, a.Name), append(abis, string(a.ABI))
		codes = append(codes, hexutil.Encode(a.Creation.Object))
	}
	return abigen.BindV2(names, abis, codes, "binding", nil, aliases)
}
