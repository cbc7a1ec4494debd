package testnet

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/pod"
	"github.com/novation-dev/novation/pod/api"
	"github.com/novation-dev/novation/pod/upgrade"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/change"
)

// Clients returns a client for every member whose token is in the folder.
func Clients(dir string, network *pod.Network) (map[string]*api.Client, error) {
	out := map[string]*api.Client{}
	for _, m := range network.Members {
		c, err := Client(dir, network, m.ID)
		if err != nil {
			return nil, err
		}
		out[m.ID] = c
	}
	return out, nil
}

// Publish signs a release with the network's publisher key and puts it into
// the registry.
func (n *Net) Publish(ctx context.Context, b *bundle.Bundle) (registry.Digest, error) {
	key, err := Publisher(n.dir)
	if err != nil {
		return registry.Digest{}, err
	}
	if err := b.Sign(key); err != nil {
		return registry.Digest{}, err
	}
	file, err := bundle.Pack(b)
	if err != nil {
		return registry.Digest{}, err
	}
	r, err := Registry(n.dir, n.network)
	if err != nil {
		return registry.Digest{}, err
	}
	if _, err := r.Publish(ctx, file, ""); err != nil {
		return registry.Digest{}, err
	}
	return b.Digest()
}

// Approve has members review a change with their pods and sign it with their
// approval keys, and carries the signatures onto the chain together.
func (n *Net) Approve(ctx context.Context, hash string, members ...string) error {
	var sigs []api.Signature
	for _, m := range members {
		c := n.Client(m)
		if _, err := AwaitChange(ctx, c, hash, ""); err != nil {
			return err
		}
		r, err := c.Review(ctx, hash)
		if err != nil {
			return err
		}
		s, _, err := r.Struct()
		if err != nil {
			return err
		}
		digest := common.Hash(s.Digest(r.Chain, n.network.Consortium))
		if digest.Hex() != hash {
			return fmt.Errorf("what %s fetched adds up to change %s, not %s: %w", m, digest.Hex(), hash, registry.ErrRefused)
		}
		sig, k, err := n.sign(m, digest)
		if err != nil {
			return err
		}
		sigs = append(sigs, api.Signature{Approver: k.Hex(), Signature: sig})
	}
	if err := n.Client(members[0]).Approve(ctx, hash, sigs...); err != nil {
		return fmt.Errorf("approving as %v: %w", members, err)
	}
	return nil
}

// Revert signs the revert of a change with the keys of members and executes it.
func (n *Net) Revert(ctx context.Context, hash, reason string, members ...string) error {
	c := n.Client(members[0])
	r, err := c.ReviewRevert(ctx, hash, reason)
	if err != nil {
		return err
	}
	req := api.RevertRequest{Reason: reason}
	for _, m := range members {
		sig, k, err := n.sign(m, common.HexToHash(r.Digest))
		if err != nil {
			return err
		}
		req.Signatures = append(req.Signatures, api.Signature{Approver: k.Hex(), Signature: sig})
	}
	return c.Revert(ctx, hash, req)
}

func (n *Net) sign(member string, digest common.Hash) ([]byte, common.Address, error) {
	k, err := ApprovalKey(n.dir, member)
	if err != nil {
		return nil, common.Address{}, err
	}
	sig, err := typed.Sign(k, digest)
	return sig, crypto.PubkeyToAddress(k.PublicKey), err
}

// ChangeStates are the states of a change that can be waited for, in the order in
// which they can occur: its statuses, and what it comes to before them.
func ChangeStates() []string {
	return []string{
		string(change.Proposed), stateApproved, stateReady, string(change.Prepared), string(change.Activated), string(change.Reverted),
		string(change.Withdrawn), string(change.Rejected),
	}
}

// A change is approved when nothing is missing of its approvals, and ready when
// as many pods have vetted as it asks for.
const stateApproved, stateReady = "approved", "ready"

// Reached reports whether a change is in a state, one of [ChangeStates]. A change
// that was activated is activated for a pod that has switched. It fails with
// [registry.ErrStale] when the change can never be so any more.
func Reached(c *api.Change, state string) (bool, error) {
	open := c.Status == change.Proposed || c.Status == change.Prepared
	had := c.Status == change.Activated || c.Status == change.Reverted
	done := false
	switch state {
	case "", string(change.Proposed):
		return true, nil // it is there
	case stateApproved:
		missing := slices.ContainsFunc(c.Required, func(m string) bool { return !slices.Contains(c.Approved, m) })
		done = had || open && len(c.Approved) >= int(c.Needed) && !missing
	case stateReady:
		done = had || open && len(c.Vetted) >= int(c.Readiness)
	case string(change.Activated):
		if done = string(c.Status) == state; done {
			return c.Progress.Stage == upgrade.Switched, nil
		}
	default:
		done = string(c.Status) == state
	}
	if done || open || had && state == string(change.Reverted) {
		return done, nil
	}
	return false, fmt.Errorf("the change is %s: %w", c.Status, registry.ErrStale)
}

// AwaitChange waits until a pod sees a change in the given state, one of
// [ChangeStates] ("" for any). A pod sees a change activated when it has
// switched.
func AwaitChange(ctx context.Context, c *api.Client, hash, state string) (api.Change, error) {
	if state != "" && !slices.Contains(ChangeStates(), state) {
		return api.Change{}, fmt.Errorf("state %q: want one of %s: %w", state, strings.Join(ChangeStates(), ", "), registry.ErrInvalid)
	}
	var last api.Change
	err := poll(ctx, func() (bool, error) {
		ch, err := c.Change(ctx, hash)
		if errors.Is(registry.ConditionOf(err).Err, registry.ErrNotFound) && state == "" || errors.Is(registry.ConditionOf(err).Err, registry.ErrUnreachable) {
			return false, nil // the pod has not followed the chain that far
		}
		if err != nil {
			return false, err
		}
		last = ch
		return Reached(&ch, state)
	})
	if err != nil {
		why := last.Waits
		if last.Progress.Error != "" {
			why = append(why, "this pod, which stopped: "+last.Progress.Error)
		}
		if len(why) > 0 {
			err = fmt.Errorf("it waits for %s: %w", strings.Join(why, "; "), err)
		}
		return last, fmt.Errorf("waiting for change %s to be %s: %w", hash, cmp.Or(state, "seen"), err)
	}
	return last, nil
}

// poll calls done until it says so.
func poll(ctx context.Context, done func() (bool, error)) error {
	for pause := 2 * time.Millisecond; ; pause = min(2*pause, 50*time.Millisecond) {
		ok, err := done()
		if ok || err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return registry.ErrTimeout
		case <-time.After(pause):
		}
	}
}

// Imported says how an import went.
type Imported struct {
	// Created and Answered count decisions that are final.
	Created  int      `json:"created"`
	Answered int      `json:"answered"`
	Failed   []Failed `json:"failed"`
	// Records are the ids of the created records, by line of the table.
	Records map[int]string `json:"records"`
}

// Failed is a line of a table that became no record, or was not answered.
type Failed struct {
	Line int    `json:"line"`
	Why  string `json:"why"`
}

// importers bounds how many lines are imported at once.
const importers = 24

// Import creates a record for every row with the pod of its first party and,
// when answer is not empty, has the other parties answer with that command. A
// row that fails does not stop the others. It fails as a whole only when no
// pod can be called for a row.
func Import(ctx context.Context, clients map[string]*api.Client, line string, rows []api.Row, answer string) (*Imported, error) {
	out := &Imported{Failed: []Failed{}, Records: map[int]string{}}
	for _, r := range rows {
		for _, p := range r.Parties {
			if clients[p] == nil {
				return nil, fmt.Errorf("line %d: no pod of %q can be called: %w", r.Number, p, registry.ErrNotFound)
			}
		}
	}
	var mu sync.Mutex // protects out
	var wg sync.WaitGroup
	slots := make(chan struct{}, importers)
	for _, r := range rows {
		slots <- struct{}{}
		wg.Go(func() {
			defer func() { <-slots }()
			id, answered, err := importRow(ctx, clients, line, r, answer)
			mu.Lock()
			defer mu.Unlock()
			if id != "" {
				out.Created++
				out.Records[r.Number] = id
			}
			out.Answered += answered
			if err != nil {
				out.Failed = append(out.Failed, Failed{r.Number, err.Error()})
			}
		})
	}
	wg.Wait()
	slices.SortFunc(out.Failed, func(a, b Failed) int { return a.Line - b.Line })
	return out, nil
}

func importRow(ctx context.Context, clients map[string]*api.Client, line string, r api.Row, answer string) (id string, answered int, err error) {
	t, err := clients[r.Parties[0]].Create(ctx, api.NewRecord{Line: line, Parties: r.Parties, Command: r.Command})
	if err != nil || answer == "" {
		return idOf(t.Record.String(), err), 0, err
	}
	id = t.Record.String()
	for _, p := range r.Parties[1:] {
		if t, err = clients[p].Command(ctx, id, t.Sequence, r.Answer(answer)); err != nil {
			return id, answered, err
		}
		answered++
	}
	return id, answered, nil
}

func idOf(id string, err error) string {
	if err != nil {
		return ""
	}
	return id
}
