package command

import (
	"context"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/migrate/chainstate"
	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/registry"
)

func migrationCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "migration", GroupID: "release",
		Short: "Move the state of a contract to its next version, and back",
		Long: `Migration moves the state of any contract, also of one that knows nothing of this
program. A plan says what each variable becomes, where keys of mappings come from, in
which way the state moves and what it costs; it is refused unless it explains every slot
that holds something. A rehearsal carries it out on a fork of the live state, with
crashes, and back. Then it is started: every step may be interrupted and resumed.

The ways: in place (a proxy gets new code, its slots rewritten if need be), stepped copy
(a new proxy is filled while the old one only answers reads), deferred materialisation
(the new proxy opens at once, and each entry is proven when it is first touched).`,
		Example: `  novation migration plan --from v4.json#Token --to v5.json#Token --address 0x5FbD… --rpc http://127.0.0.1:8545
  novation migration rehearse --from v4.json#Token --to v5.json#Token --address 0x5FbD… --rpc http://127.0.0.1:8545`,
	}
	cmd.AddCommand(migrationPlan(), migrationRehearse(), migrationStart(), migrationJoin(), migrationView(), migrationVerify(), migrationResume(), migrationPause(), migrationSettle(), migrationAbort())
	return cmd
}

// planFlags say what is to be moved and where it is.
type planFlags struct {
	from, to, address string
	keys, mapFile     string
	way, rules        string
	logsFrom          uint64
	nodeFlags
}

// nodeFlags say how a node is reached.
type nodeFlags struct {
	rpc, finality string
	witnesses     []string
	timeout       time.Duration
}

func (f *nodeFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.rpc, "rpc", "", "URL of a node's JSON-RPC")
	cmd.Flags().StringVar(&f.finality, "finality", "", `which blocks are final: "finalized" (the node's tag), "latest", or a number of blocks on top`)
	cmd.Flags().StringSliceVar(&f.witnesses, "witness", nil, "URL of another node that must tell the same block (may be repeated)")
	cmd.Flags().DurationVar(&f.timeout, "rpc-timeout", 30*time.Second, "how long to wait for one answer of the node")
}

// dial reaches the node and the witnesses.
func (f *nodeFlags) dial(ctx context.Context) (*chain.Client, []*chain.Client, func(), error) {
	var open []*chain.Client
	hangUp := func() {
		for _, c := range open {
			c.Close()
		}
	}
	for _, url := range append([]string{f.rpc}, f.witnesses...) {
		c, err := chain.Dial(ctx, chain.Config{URL: url, Finality: f.finality, Timeout: f.timeout})
		if err != nil {
			hangUp()
			return nil, nil, nil, err
		}
		open = append(open, c)
	}
	return open[0], open[1:], hangUp, nil
}

func (f *planFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.from, "from", "", "artefact of the code that is on chain: FILE#SOURCE:NAME")
	cmd.Flags().StringVar(&f.to, "to", "", "artefact of the code that it shall become: FILE#SOURCE:NAME")
	cmd.Flags().StringVar(&f.address, "address", "", "address of the contract, or of its proxy")
	cmd.Flags().StringVar(&f.keys, "keys", "", "file with keys of mappings (see the description)")
	cmd.Flags().StringVar(&f.mapFile, "map", "", "file that says what names and types do not (YAML or JSON)")
	cmd.Flags().StringVar(&f.way, "way", "", "way to move: in-place, stepped-copy or deferred-materialisation (default: chosen, with the reason)")
	cmd.Flags().Uint64Var(&f.logsFrom, "logs-from", 0, "block from which events are searched for keys")
	f.nodeFlags.add(cmd)
}

// input reads what the flags name. The caller calls done when it is finished.
func (f *planFlags) input(cmd *cobra.Command) (in contract.Input, done func(), err error) {
	for flag, v := range map[string]string{"from": f.from, "to": f.to, "address": f.address, "rpc": f.rpc} {
		if v == "" {
			return in, nil, usage(cmd, "--%s is missing", flag)
		}
	}
	if !common.IsHexAddress(f.address) {
		return in, nil, usage(cmd, "--address %q is no address: want 0x and 40 hex digits", f.address)
	}
	in = contract.Input{Address: common.HexToAddress(f.address), LogsFrom: f.logsFrom}
	from, err := openContract(f.from)
	if err != nil {
		return in, nil, err
	}
	to, err := openContract(f.to)
	if err != nil {
		return in, nil, err
	}
	in.From, in.To = from.Artifact, to.Artifact
	if in.Keys, err = optionalFile(f.keys, "keys"); err != nil {
		return in, nil, err
	}
	text, err := optionalFile(f.mapFile, "map")
	if err != nil {
		return in, nil, err
	}
	if text != nil {
		if in.Map, err = contract.ParseMap(text); err != nil {
			return in, nil, fmt.Errorf("%s: %w", f.mapFile, err)
		}
	}
	if f.way != "" {
		in.Map.Way = contract.Way(f.way)
	}
	client, witnesses, hangUp, err := f.dial(cmd.Context())
	if err != nil {
		return in, nil, err
	}
	in.Chain, in.Read = client, chainstate.Config{Witnesses: witnesses}
	bars := newBars(cmd.ErrOrStderr())
	in.Progress = bars.set
	return in, func() { bars.close(); hangUp() }, nil
}

// maxSide bounds a file of keys or of a map, in bytes.
const maxSide = 1 << 30

// optionalFile reads a file that a flag names, nil when it names none.
func optionalFile(name, what string) ([]byte, error) {
	if name == "" {
		return nil, nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("reading the %s: %v: %w", what, err, registry.ErrNotFound)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxSide+1))
	if err != nil {
		return nil, fmt.Errorf("reading the %s: %w", what, err)
	}
	if len(b) > maxSide {
		return nil, fmt.Errorf("the %s in %s are over %d bytes: %w", what, name, maxSide, registry.ErrInvalid)
	}
	return b, nil
}
