package command

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/goccy/go-yaml"
	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/execute"
	"github.com/novation-dev/novation/migrate/remap/rules"
	"github.com/novation-dev/novation/plugins"
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
	way, rules, after string
	logsFrom          uint64
	module            []byte // what rules names
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
	cmd.Flags().StringVar(&f.rules, "rules", "", "module that works out the values that the map computes (see migrate/remap/rules)")
	cmd.Flags().StringVar(&f.way, "way", "", "way to move: in-place, stepped-copy or deferred-materialisation (default: chosen, with the reason)")
	cmd.Flags().StringVar(&f.after, "after", "", "folder of the migration that brought the state here and has not drained yet")
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
		if !bytes.HasPrefix(bytes.TrimSpace(text), []byte("{")) {
			if text, err = yaml.YAMLToJSON(text); err != nil {
				return in, nil, fmt.Errorf("%s: %v: %w", f.mapFile, err, registry.ErrInvalid)
			}
		}
		if in.Map, err = contract.ParseMap(text); err != nil {
			return in, nil, fmt.Errorf("%s: %w", f.mapFile, err)
		}
	}
	if f.way != "" {
		in.Map.Way = contract.Way(f.way)
	}
	if f.module, err = optionalFile(f.rules, "rules"); err != nil {
		return in, nil, err
	}
	done, err = f.connect(cmd, &in)
	return in, done, err
}

// connect reaches the node and opens what else the input needs.
func (f *planFlags) connect(cmd *cobra.Command, in *contract.Input) (done func(), err error) {
	var open []func()
	done = func() {
		for _, end := range slices.Backward(open) {
			end()
		}
	}
	for _, step := range []func() (func(), error){
		func() (end func(), err error) {
			in.Chain, in.Read.Witnesses, end, err = f.dial(cmd.Context())
			return end, err
		},
		func() (func(), error) { return loadRules(cmd.Context(), in, f.module) },
		func() (func(), error) { return f.overlay(cmd, in) },
	} {
		end, err := step()
		if err != nil {
			done()
			return nil, err
		}
		open = append(open, end)
	}
	bars := newBars(cmd.ErrOrStderr())
	in.Progress = bars.set
	open = append(open, bars.close)
	return done, nil
}

// overlay makes what an earlier migration has not written yet part of the input.
// The caller calls release when it is finished.
func (f *planFlags) overlay(cmd *cobra.Command, in *contract.Input) (release func(), err error) {
	if f.after == "" {
		return func() {}, nil
	}
	opened, err := openFolder(cmd, f.after, nodeFlags{timeout: f.timeout})
	if err != nil {
		return nil, err
	}
	scratch, err := os.MkdirTemp("", "novation-overlay-")
	if err != nil {
		opened.done()
		return nil, fmt.Errorf("making a folder for what is not written yet: %w", err)
	}
	var closers []io.Closer
	release = func() {
		for _, c := range slices.Backward(closers) {
			_ = c.Close()
		}
		_ = os.RemoveAll(scratch)
		opened.done()
	}
	err = func() error {
		m, err := execute.Open(cmd.Context(), opened.config(nil))
		if err != nil {
			return err
		}
		closers = append(closers, m)
		final, err := in.Chain.Finalized(cmd.Context())
		if err != nil {
			return err
		}
		l, err := m.Logical(cmd.Context(), final.Number, filepath.Join(scratch, "pending"))
		if err != nil {
			return err
		}
		closers = append(closers, l)
		in.Overlay, in.Read.Block, in.Formerly = l, &final.Number, append(in.Formerly, opened.plan.Address)
		return nil
	}()
	if err != nil {
		release()
		return nil, err
	}
	return release, nil
}

// loadRules makes the module that computes values ready; nil is none. The caller
// calls unload when it is finished.
func loadRules(ctx context.Context, in *contract.Input, module []byte) (unload func(), err error) {
	if len(module) == 0 {
		return func() {}, nil
	}
	e, err := plugins.NewEngine(ctx, plugins.Config{CacheDir: moduleCache()})
	if err != nil {
		return nil, err
	}
	c, err := rules.Load(ctx, e, module, in.From.Layout, in.To.Layout)
	if err != nil {
		return nil, errors.Join(err, e.Close(ctx))
	}
	in.Computer = c
	return func() { _ = c.Close(); _ = e.Close(context.WithoutCancel(ctx)) }, nil
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
