package story

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/novation-dev/novation/pod/api"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/compat"
	"github.com/novation-dev/novation/testnet"
	"github.com/novation-dev/novation/testnet/crudetrade"
)

func (t *Teller) publish(version string) func(context.Context, facts) (string, error) {
	return func(ctx context.Context, f facts) (string, error) {
		b, err := t.build(ctx, version)
		if err != nil {
			return "", err
		}
		d, err := t.net.Publish(ctx, b)
		if err != nil {
			return "", err
		}
		t.digests[version] = d
		f["digest"], f["rulesBytes"] = d, len(b.Rules)
		return fmt.Sprintf("digest %s", d.Short()), nil
	}
}

func (t *Teller) activate(version, reason string, approvers ...string) func(context.Context, facts) (string, error) {
	return func(ctx context.Context, f facts) (string, error) {
		c, err := t.clients["alpha"].Propose(ctx, api.Proposal{Line: crudetrade.Line, Version: version, Reason: reason})
		if err != nil {
			return "", err
		}
		t.change = c.Hash
		if err := t.net.Approve(ctx, c.Hash, approvers...); err != nil {
			return "", err
		}
		for _, m := range t.members {
			if c, err = testnet.AwaitChange(ctx, t.clients[m], c.Hash, "activated"); err != nil {
				return "", fmt.Errorf("pod of %s: %w", m, err)
			}
		}
		f["change"], f["epoch"], f["way"] = c.Hash, c.Epoch, c.Document.Plan.Way
		f["release"], f["book"] = c.Document.Plan.To.Release, c.Document.Book.Hex()
		f["approved"], f["vetted"], f["rehearsed"] = len(c.Approved), len(c.Vetted), c.Progress.Records
		return fmt.Sprintf("change %s, %d approvals, %d pods ready; the line is at epoch %d; way: %s",
			short(c.Hash), len(c.Approved), len(c.Vetted), c.Epoch, c.Document.Plan.Way), nil
	}
}

// refusePatch is what `novation check` does, with its exit code.
func (t *Teller) refusePatch(ctx context.Context, f facts) (string, error) {
	from, err := t.build(ctx, "1.1.0")
	if err != nil {
		return "", err
	}
	to, err := t.build(ctx, crudetrade.Broken)
	if err != nil {
		return "", err
	}
	findings, err := compat.Compare(from, to)
	if err != nil {
		return "", err
	}
	err = compat.Check(from.Manifest.Semver(), to.Manifest.Semver(), findings)
	var bump *compat.BumpError
	if !errors.As(err, &bump) || bump.Need != compat.Major {
		return "", fmt.Errorf("a breaking change passed as %s: %v", to.Manifest.Version, err)
	}
	exit := registry.ConditionOf(err).Exit
	f["exit"], f["needs"], f["findings"] = exit, bump.Need, len(findings)
	return fmt.Sprintf("refused (exit %d): %s at %s: %s; it needs %s", exit, bump.Findings[0].Code, bump.Findings[0].Where,
		bump.Findings[0].What, bump.Next()), nil
}

// tampered offers a bundle whose rules have one changed byte.
func (t *Teller) tampered(ctx context.Context, f facts) (string, error) {
	b, err := t.build(ctx, "2.0.0")
	if err != nil {
		return "", err
	}
	file, err := bundle.Pack(b)
	if err != nil {
		return "", err
	}
	at := bytes.Index(file, b.Rules[len(b.Rules)/2:len(b.Rules)/2+64])
	if at < 0 {
		return "", fmt.Errorf("the rules are not in the bundle")
	}
	file[at] ^= 1
	r, err := testnet.Registry(t.net.Dir(), t.net.Network())
	if err != nil {
		return "", err
	}
	_, err = r.Publish(ctx, file, "")
	if err == nil {
		return "", fmt.Errorf("the registry took a bundle with a changed byte at offset %d", at)
	}
	f["exit"], f["offset"] = registry.ConditionOf(err).Exit, at
	if _, err := bundle.Open(file); err != nil {
		return fmt.Sprintf("refused: %v", err), nil
	}
	return "", fmt.Errorf("the changed bundle opens")
}

func (t *Teller) revertPlan(ctx context.Context, f facts) (string, error) {
	back, losses, taint, untouched := 0, 0, 0, 0
	example := ""
	for _, m := range t.members {
		r, err := t.clients[m].ReviewRevert(ctx, t.change, revertReason)
		if err != nil {
			return "", err
		}
		p := r.Preview
		back, losses, taint, untouched = back+p.Return, losses+len(p.Losses), taint+len(p.Taint), untouched+p.Untouched
		if len(p.Losses) > 0 {
			example = p.Losses[0].Reasons[0].Field + ": " + p.Losses[0].Reasons[0].Message
		}
	}
	if losses == 0 || taint == 0 {
		return "", fmt.Errorf("the plan names %d losses and %d tainted documents; both must be there", losses, taint)
	}
	// Every record has two parties, so each is counted by two pods.
	f["return"], f["losses"], f["taint"], f["untouched"] = back/2, losses/2, taint/2, untouched/2
	return fmt.Sprintf("%d records come back, %d never left, %d cannot come back (%s), %d documents went out",
		back/2, untouched/2, losses/2, example, taint/2), nil
}

const revertReason = "demurrage is computed on the wrong day count"

func (t *Teller) revert(ctx context.Context, f facts) (string, error) {
	if err := t.net.Revert(ctx, t.change, revertReason, "alpha", "beta"); err != nil {
		return "", err
	}
	var c api.Change
	var err error
	for _, m := range t.members {
		if c, err = testnet.AwaitChange(ctx, t.clients[m], t.change, "reverted"); err != nil {
			return "", err
		}
	}
	old, stay, err := t.settle(ctx, "1.1.0")
	if err != nil {
		return "", err
	}
	f["epoch"], f["returned"], f["stayed"] = c.RevertEpoch, old, stay
	return fmt.Sprintf("epoch %d; %d records are under 1.1.0 again, %d wait for the line to roll forward, as the plan said", c.RevertEpoch, old, stay), nil
}

func (t *Teller) forward(ctx context.Context, f facts) (string, error) {
	text, err := t.activate("2.0.0", "day count mended in the port data", "alpha", "beta")(ctx, f)
	if err != nil {
		return "", err
	}
	now, left, err := t.settle(ctx, "2.0.0")
	f["moved"], f["left"] = now, left
	return fmt.Sprintf("%s; %d records are under 2.0.0, %d stay under 1.1.0 because they are pinned or closed", text, now, left), err
}
