package command

import (
	"cmp"
	"context"
	"encoding/hex"
	"fmt"
	"io"
	"maps"
	"math/big"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/contracts/match"
	"github.com/novation-dev/novation/registry"
)

// matchFlags are the flags of match.
type matchFlags struct {
	code, rpc string
	timeout   time.Duration
}

// maxCode bounds a file of code, in bytes: more than any chain takes, as hex.
const maxCode = 4 << 20

func contractMatch() *cobra.Command {
	var f matchFlags
	cmd := &cobra.Command{
		Use:   "match (--code FILE | --rpc URL ADDRESS) FILE#SOURCE:NAME",
		Short: "Tell whether code on chain is that of an artefact",
		Long: `Match compares the runtime code of an account with what a compiler made, and says
"exact" (every byte, once addresses of libraries and immutables are filled in from the
chain), "match" (all but the compiler's metadata, which nothing executes) or "none", with
the first difference. Exit status 3 means none.

It tells the values of immutables and the addresses of libraries that it found. An account
that is a proxy is followed when its own code is not the artefact's. A release keeps the
JSON: name the file as match beside the contract in novation.yaml.`,
		Example: "  novation contract match --rpc http://127.0.0.1:8545 0x5FbDB2315678afecb367f032d93F642f64180aa3 build.json#Token\n" +
			"  novation contract match --code runtime.hex build.json#Token -o json",
		Args: cobra.RangeArgs(1, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case (f.code == "") == (f.rpc == ""):
				return usage(cmd, "give either --code FILE or --rpc URL ADDRESS")
			case f.code != "" && len(args) != 1, f.rpc != "" && len(args) != 2:
				return usage(cmd, "want %s", cmd.UseLine())
			}
			c, err := openContract(args[len(args)-1])
			if err != nil {
				return err
			}
			var r *match.Report
			if f.code != "" {
				r, err = matchFile(f.code, cmd.InOrStdin(), c.Artifact)
			} else {
				r, err = f.chain(cmd.Context(), args[0], c.Artifact)
			}
			if err != nil {
				return err
			}
			if err := show(cmd, r, func(w io.Writer) { viewMatch(w, r) }); err != nil {
				return err
			}
			if r.Verdict == match.None {
				return fmt.Errorf("the code is not that of %s: %w", c.ref(), registry.ErrRefused)
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&f.code, "code", "", `file with the code as hex, "-" for standard input`)
	cmd.Flags().StringVar(&f.rpc, "rpc", "", "URL of a node's JSON-RPC")
	cmd.Flags().DurationVar(&f.timeout, "timeout", 30*time.Second, "how long to wait for the node")
	return cmd
}

// matchFile compares code in a file.
func matchFile(name string, in io.Reader, a *artifact.Artifact) (*match.Report, error) {
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, fmt.Errorf("reading the code: %v: %w", err, registry.ErrNotFound)
		}
		defer f.Close()
		in = f
	}
	text, err := io.ReadAll(io.LimitReader(in, maxCode+1))
	if err != nil {
		return nil, fmt.Errorf("reading the code: %w", err)
	}
	code, err := hex.DecodeString(strings.TrimPrefix(strings.TrimSpace(string(text)), "0x"))
	if err != nil || len(text) > maxCode {
		return nil, fmt.Errorf("the code in %s is not hex, or longer than %d digits: %w", name, maxCode, registry.ErrInvalid)
	}
	return match.NewReport(code, a), nil
}

// chain compares the code of an account, or of the one that it stands for.
func (f *matchFlags) chain(ctx context.Context, account string, a *artifact.Artifact) (*match.Report, error) {
	if !common.IsHexAddress(account) {
		return nil, fmt.Errorf("%q is no address: want 0x and 40 hex digits: %w", account, registry.ErrInvalid)
	}
	ctx, cancel := context.WithTimeout(ctx, f.timeout)
	defer cancel()
	node, err := ethclient.DialContext(ctx, f.rpc)
	if err != nil {
		return nil, fmt.Errorf("reaching the node: %v: %w", err, registry.ErrUnreachable)
	}
	defer node.Close()
	chain, err := node.ChainID(ctx)
	if err != nil {
		return nil, fmt.Errorf("asking the node for its chain: %v: %w", err, registry.ErrUnreachable)
	}
	// Everything is read as of one block.
	block, err := node.BlockNumber(ctx)
	if err != nil {
		return nil, fmt.Errorf("asking the node for its last block: %v: %w", err, registry.ErrUnreachable)
	}
	return match.Find(ctx, node, common.HexToAddress(account), chain, new(big.Int).SetUint64(block), a)
}

func viewMatch(w io.Writer, m *match.Report) {
	p := newPrinter(w, nil)
	style := good
	if m.Verdict == match.None {
		style = bad
	}
	for _, x := range m.Proxies {
		fmt.Fprintf(w, "%s is a proxy (%s) for %s\n", x.Address, x.Kind, x.Implementation)
	}
	where := "the code"
	if m.Address != nil {
		where = m.Address.Hex()
	}
	fmt.Fprintf(w, "%s: %s (%s)\n", p.style(style, string(m.Verdict)), m.Contract, where)
	fmt.Fprintf(w, "  code hash %s\n", m.CodeHash)
	for _, name := range slices.Sorted(maps.Keys(m.Libraries)) {
		fmt.Fprintf(w, "  library %s at %s\n", name, m.Libraries[name])
	}
	for _, i := range m.Immutables {
		fmt.Fprintf(w, "  immutable %s %s = %s\n", i.Type, i.Name, cmp.Or(i.Decoded, i.Value.String()))
	}
	for _, r := range m.Ignored {
		fmt.Fprintf(w, "  other metadata in bytes %d to %d\n", r.Start, r.Start+r.Length-1)
	}
	if d := m.Difference; d != nil {
		fmt.Fprintf(w, "  byte %d (%s): %s\n  the artefact has %s, the chain %s\n", d.Offset, d.Part, d.Reason, d.Artifact, d.Chain)
	}
}
