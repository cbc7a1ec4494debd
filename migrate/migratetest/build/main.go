// Command build makes the artefacts of package migratetest from its sources, or
// checks that they are what the sources give:
//
//	go run ./migrate/migratetest/build          # from the module's folder
//	go run ./migrate/migratetest/build -check
//
// It needs npm ci in contracts (for the compiler) and in src/v4 and src/v5 (for
// OpenZeppelin's contracts).
//
// # Dependencies
//
// Of ours it imports contracts/artifact, contracts/solc and contracts/source.
package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/contracts/solc"
	"github.com/novation-dev/novation/contracts/source"
)

// A project is a folder below src, with the contracts that are kept.
type project struct {
	folder    string
	contracts []string
}

var projects = []project{
	{"v4", []string{"Token", "UUPSToken", "Vesting", "Timelock", "Club", "Items", "ProxyAdmin", "TransparentUpgradeableProxy", "ERC1967Proxy", "BeaconProxy", "UpgradeableBeacon"}},
	{"v5", []string{"Token", "UUPSToken", "Vesting", "TimelockV2", "Club", "Items"}},
	{"plain", []string{"Hidden", "HiddenV2", "Ledger", "LedgerV2"}},
	{"box", []string{"Box", "BoxV2", "BoxEager"}}, // on contracts/src/move
}

// include is the folder of our own contracts, from that of a project.
const include = "../../../../contracts"

// settings are what most projects use.
const settings = `{"evmVersion":"prague","metadata":{"bytecodeHash":"ipfs"},"optimizer":{"enabled":true,"runs":200},"viaIR":false}`

func main() {
	check := flag.Bool("check", false, "compare instead of writing")
	dir := flag.String("dir", "migrate/migratetest", "folder of the package")
	soljson := flag.String("soljson", "contracts/node_modules/solc/soljson.js", "compiler")
	flag.Parse()
	if err := run(context.Background(), *dir, *soljson, *check, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "build:", err)
		os.Exit(1)
	}
}

// run loads the compiler and makes or checks all artefacts.
func run(ctx context.Context, dir, soljson string, check bool, out io.Writer) error {
	c, err := load(ctx, soljson)
	if err != nil {
		return err
	}
	defer c.Close(ctx)
	return build(ctx, c, dir, projects, check, out)
}

func load(ctx context.Context, soljson string) (*solc.Compiler, error) {
	cache := ""
	if store, err := solc.UserStore(); err == nil {
		cache = store.CacheDir()
	}
	c, err := solc.Load(ctx, solc.Config{Path: soljson, CacheDir: cache})
	if err != nil {
		return nil, fmt.Errorf("%w\nThe compiler comes with npm ci in contracts", err)
	}
	return c, nil
}

// build makes or checks the artefacts of some projects.
func build(ctx context.Context, c *solc.Compiler, dir string, some []project, check bool, out io.Writer) error {
	different := 0
	for _, p := range some {
		b, err := compile(ctx, c, filepath.Join(dir, "src", p.folder))
		if err != nil {
			return fmt.Errorf("compiling %s: %w", p.folder, err)
		}
		for _, name := range p.contracts {
			want, err := artefact(b, name)
			if err != nil {
				return fmt.Errorf("making %s of %s: %w", name, p.folder, err)
			}
			same, err := put(filepath.Join(dir, "artifacts", p.folder+"-"+name+".json.gz"), want, check, out)
			if err != nil {
				return err
			}
			if !same {
				different++
			}
		}
	}
	if check && different > 0 {
		return fmt.Errorf("%d artefacts differ from their sources; run the command without -check, and commit", different)
	}
	return nil
}

// compile compiles all sources of a folder.
func compile(ctx context.Context, c *solc.Compiler, dir string) (*artifact.Build, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.sol"))
	if err != nil {
		return nil, err
	}
	for i := range names {
		names[i] = filepath.Base(names[i])
	}
	p, err := source.Open(dir, source.Options{Kind: source.Plain, Sources: names, Settings: []byte(settings), IncludePaths: []string{include}})
	if err != nil {
		return nil, fmt.Errorf("%w\nThe sources need npm ci in %s", err, dir)
	}
	input, err := p.Input(c.Version())
	if err != nil {
		return nil, err
	}
	output, err := c.Compile(ctx, input)
	if err != nil {
		return nil, err
	}
	if err := refuse(output); err != nil {
		return nil, err
	}
	return artifact.ReadStandard(output, input)
}

// refuse returns the compiler's errors. Its warnings are mostly those of
// OpenZeppelin's sources.
func refuse(output []byte) error {
	var o struct {
		Errors []struct {
			Severity  string `json:"severity"`
			Formatted string `json:"formattedMessage"`
		} `json:"errors"`
	}
	if err := json.Unmarshal(output, &o); err != nil {
		return err
	}
	var all []string
	for _, e := range o.Errors {
		if e.Severity == "error" {
			all = append(all, e.Formatted)
		}
	}
	if len(all) > 0 {
		return errors.New(strings.Join(all, "\n"))
	}
	return nil
}

func artefact(b *artifact.Build, name string) ([]byte, error) {
	a, err := b.Artifact(name)
	if err != nil {
		return nil, err
	}
	if err := a.Complete(); err != nil {
		return nil, err
	}
	return a.Encode()
}

// put writes a file, or says whether it is there as it should be. What counts is
// the content, not how it was packed.
func put(file string, want []byte, check bool, out io.Writer) (same bool, err error) {
	if have, err := os.ReadFile(file); err == nil {
		if z, err := gzip.NewReader(bytes.NewReader(have)); err == nil {
			if plain, err := io.ReadAll(z); err == nil && bytes.Equal(plain, want) {
				return true, nil
			}
		}
	}
	if check {
		fmt.Fprintln(out, file, "is not what its sources give")
		return false, nil
	}
	var packed bytes.Buffer
	z, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return false, err
	}
	if _, err := z.Write(want); err != nil {
		return false, err
	}
	if err := z.Close(); err != nil {
		return false, err
	}
	fmt.Fprintln(out, "wrote", file)
	return false, os.WriteFile(file, packed.Bytes(), 0o644)
}
