package command

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/cmd/novation/internal/watch"
	"github.com/novation-dev/novation/pod/api"
	"github.com/novation-dev/novation/pod/upgrade"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/testnet"
)

// glance is the pause between two looks at a change that is followed.
const glance = 250 * time.Millisecond

// A follower follows a change.
type follower struct {
	cmd    *cobra.Command
	target *target
	client *api.Client
	hash   string
	wait   *waitFlags
}

// run shows how the change goes on, until it is over or is what is waited for.
func (f follower) run(ctx context.Context) error {
	out := f.printer()
	var last *watch.Snapshot
	for {
		now, err := f.look(ctx, last)
		if err != nil {
			return f.ended(ctx, err)
		}
		if err := out(last, now); err != nil {
			return err
		}
		last = now
		if done, err := f.done(now); done || err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return f.ended(ctx, ctx.Err())
		case <-time.After(glance):
		}
	}
}

// ended says why following ended before the change was over. Somebody who has
// seen enough has not failed.
func (f follower) ended(ctx context.Context, err error) error {
	switch {
	case f.cmd.Context().Err() != nil:
		return nil //nolint:nilerr // being stopped is not a failure here
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return fmt.Errorf("following change %s for %s: %w", f.hash, f.target.wait, registry.ErrTimeout)
	}
	return err
}

// done reports whether the change is what is waited for, or is over.
func (f follower) done(s *watch.Snapshot) (bool, error) {
	if f.wait.until != "" {
		done, err := testnet.Reached(&s.Change, f.wait.until)
		if done && f.wait.all {
			for _, p := range s.Pods {
				done = done && (f.wait.until != "activated" || p.Stage == upgrade.Switched)
			}
		}
		return done, err
	}
	return s.Over(), nil
}

// look asks the pods. One that does not answer is shown as that, once the
// member's own has answered.
func (f follower) look(ctx context.Context, last *watch.Snapshot) (*watch.Snapshot, error) {
	ch, err := f.client.Change(ctx, f.hash)
	if err != nil {
		if last == nil || !errors.Is(err, registry.ErrUnreachable) {
			return nil, err
		}
		now := *last
		now.Silent = err.Error()
		return &now, nil
	}
	n, err := f.target.network()
	if err != nil {
		return nil, err
	}
	s := &watch.Snapshot{Change: ch, Pods: map[string]upgrade.Progress{f.target.member: ch.Progress}}
	for _, m := range n.Members {
		s.Members = append(s.Members, watch.Member{ID: m.ID, Approver: m.Approver})
		c, err := testnet.Client(f.target.dir, n, m.ID)
		if err != nil || m.ID == f.target.member {
			continue // other members' pods answer those who have their tokens
		}
		if other, err := c.Change(ctx, f.hash); err == nil {
			s.Pods[m.ID] = other.Progress
		}
	}
	return s, ctx.Err()
}

// printer returns what shows a snapshot after another.
func (f follower) printer() func(last, now *watch.Snapshot) error {
	out := f.cmd.OutOrStdout()
	format, _ := f.cmd.Flags().GetString("output")
	if format == "ndjson" {
		e := json.NewEncoder(out)
		return events(func(v watch.Event) error { return e.Encode(v) })
	}
	file, ok := out.(*os.File)
	if !ok || !term.IsTerminal(file.Fd()) {
		return events(func(v watch.Event) error {
			_, err := fmt.Fprintln(out, v)
			return err
		})
	}
	live := &watch.Live{W: out}
	return func(_, now *watch.Snapshot) error {
		width, height, err := term.GetSize(file.Fd())
		if err != nil {
			width, height = 0, 0
		}
		live.Height = height
		return live.Draw(now.Tree(time.Now(), watch.Style{Width: width, Colour: isTerminal(out)}))
	}
}

// events prints what happened between snapshots.
func events(print func(watch.Event) error) func(last, now *watch.Snapshot) error {
	return func(last, now *watch.Snapshot) error {
		for _, e := range watch.Events(last, now, time.Now()) {
			if err := print(e); err != nil {
				return err
			}
		}
		return nil
	}
}
