package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/pod/api"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/testnet"
)

// forever is the --timeout of what waits as long as it takes.
const forever = time.Duration(math.MaxInt64)

// waitFlags say until when a command about a change waits. All commands that
// wait have them, with the same meaning: exit status 7 means that --timeout
// passed, 6 that the change can never come to be so.
type waitFlags struct {
	until string
	all   bool
}

func (f *waitFlags) add(cmd *cobra.Command) {
	states := strings.Join(testnet.ChangeStates(), ", ")
	cmd.Flags().StringVar(&f.until, "wait", "", "wait, at most --timeout, until the pod sees the change so: "+states)
	cmd.Flags().BoolVar(&f.all, "all", false, "with --wait: until all pods of the network do")
	// It fails only for a flag that does not exist.
	_ = cmd.RegisterFlagCompletionFunc("wait", cobra.FixedCompletions(testnet.ChangeStates(), cobra.ShellCompDirectiveNoFileComp))
	if cmd.PreRunE == nil {
		cmd.PreRunE = func(cmd *cobra.Command, _ []string) error { return f.check(cmd) }
	}
}

// check refuses what cannot be waited for, before anything is done.
func (f *waitFlags) check(cmd *cobra.Command) error {
	switch {
	case f.all && f.until == "":
		return usage(cmd, "--all says for whom to wait: say for what with --wait")
	case f.until != "" && !slices.Contains(testnet.ChangeStates(), f.until):
		return usage(cmd, "--wait %q: want one of %s", f.until, strings.Join(testnet.ChangeStates(), ", "))
	}
	return nil
}

// then waits, if that was asked for, and returns the change as it is then.
func (f *waitFlags) then(ctx context.Context, c *api.Client, t *target, ch api.Change) (api.Change, error) {
	if f.until == "" {
		return ch, nil
	}
	ch, err := testnet.AwaitChange(ctx, c, ch.Hash, f.until)
	if err == nil && f.all {
		err = awaitAll(ctx, t, ch.Hash, f.until)
	}
	return ch, err
}

// show waits, if that was asked for, and prints the change then; otherwise it
// prints what was done.
func (f *waitFlags) show(ctx context.Context, cmd *cobra.Command, c *api.Client, t *target, hash string, v any, text func(io.Writer)) error {
	if f.until == "" {
		return show(cmd, v, text)
	}
	ch, err := f.then(ctx, c, t, api.Change{Hash: hash})
	if err != nil {
		return err
	}
	return show(cmd, ch, func(w io.Writer) { viewChange(w, &ch) })
}

// awaitAll waits until every pod of the network has seen a change so.
func awaitAll(ctx context.Context, t *target, hash, until string) error {
	n, err := t.network()
	if err != nil {
		return err
	}
	clients, err := testnet.Clients(t.dir, n)
	if err != nil {
		return err
	}
	for _, m := range sortedKeys(clients) {
		if _, err := find(ctx, clients[m], hash); err != nil && !errors.Is(err, registry.ErrUnreachable) {
			return fmt.Errorf("pod of %s: %w", m, err)
		}
		if _, err := testnet.AwaitChange(ctx, clients[m], hash, until); err != nil {
			return fmt.Errorf("pod of %s: %w", m, err)
		}
	}
	return nil
}
