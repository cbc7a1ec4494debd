package story

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"github.com/novation-dev/novation/plugins"
	"github.com/novation-dev/novation/pod"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/audit"
)

// backup copies the database of a member's pod.
func (t *Teller) backup(ctx context.Context, member, name string) (string, error) {
	path := filepath.Join(t.net.Dir(), name)
	return path, t.clients[member].Backup(ctx, path)
}

func (t *Teller) verify(ctx context.Context, f facts) (string, error) {
	trust, err := t.net.Network().Trust()
	if err != nil {
		return "", err
	}
	chain, err := pod.DialAudit(ctx, t.net.Network())
	if err != nil {
		return "", err
	}
	defer chain.Close()
	checks := 0
	for _, m := range t.members {
		path, err := t.backup(ctx, m, "audit-"+m+".db")
		if err != nil {
			return "", err
		}
		err = withSource(path, func(src *pod.AuditSource) error {
			r, err := audit.Verify(ctx, src, trust, chain)
			if err != nil {
				return err
			}
			checks += len(r.Checks)
			return failed(m, r)
		})
		if err != nil {
			return "", err
		}
	}
	f["checks"], f["failed"] = checks, 0
	return fmt.Sprintf("%d checks on 3 pods, all exact", checks), nil
}

// withSource opens a copied database for an audit.
func withSource(path string, fn func(*pod.AuditSource) error) error {
	src, err := pod.OpenAudit(path)
	if err != nil {
		return err
	}
	return errors.Join(fn(src), src.Close())
}

// failed returns the first failed check of a report.
func failed(who string, r *audit.Report) error {
	for _, c := range r.Checks {
		if c.Word == audit.None {
			return fmt.Errorf("audit of %s: %s: %s: %w", who, c.Name, c.Detail, registry.ErrRefused)
		}
	}
	return nil
}

func (t *Teller) replay(ctx context.Context, f facts) (string, error) {
	var err error
	if t.auditor, err = plugins.NewEngine(ctx, plugins.Config{}); err != nil {
		return "", err
	}
	var decisions atomic.Int64
	g, gctx := errgroup.WithContext(ctx)
	for _, m := range t.members {
		g.Go(func() error {
			return withSource(filepath.Join(t.net.Dir(), "audit-"+m+".db"), func(src *pod.AuditSource) error {
				r, err := audit.Replay(gctx, src, t.auditor, nil)
				if err != nil {
					return err
				}
				decisions.Add(int64(r.Decisions))
				return failed(m, r)
			})
		})
	}
	if err := g.Wait(); err != nil {
		return "", err
	}
	f["decisions"], f["failed"] = decisions.Load(), 0
	return fmt.Sprintf("%d decisions replayed, same bytes each", decisions.Load()), nil
}

// tamper changes one byte of a copy and audits it.
func (t *Teller) tamper(ctx context.Context, f facts) (string, error) {
	path := filepath.Join(t.net.Dir(), "audit-"+t.members[0]+".db")
	id, at, err := t.flip(ctx, path)
	if err != nil {
		return "", err
	}
	var found error
	err = withSource(path, func(src *pod.AuditSource) error {
		r, err := audit.Replay(ctx, src, t.auditor, nil)
		if err == nil {
			found = failed(t.members[0], r)
		}
		return err
	})
	if err != nil {
		return "", err
	}
	if found == nil {
		return "", fmt.Errorf("the audit did not see the changed byte at offset %d", at)
	}
	f["record"], f["offset"], f["exit"] = id, at, registry.ConditionOf(found).Exit
	return fmt.Sprintf("red: %v", found), nil
}

// flip changes one byte of a stored state in the file at path, where the pod
// will not notice by itself.
func (t *Teller) flip(ctx context.Context, path string) (record string, at int, err error) {
	var stored []byte
	err = withSource(path, func(src *pod.AuditSource) error {
		return src.Records(ctx, func(r audit.Record) error {
			return src.Decisions(ctx, r.ID, func(_ uint64, b []byte) error {
				stored, record = b, r.ID.String()
				return nil
			})
		})
	})
	if err != nil {
		return "", 0, err
	}
	file, err := os.ReadFile(path)
	if err != nil {
		return "", 0, err
	}
	at = bytes.Index(file, stored)
	field := bytes.Index(stored, []byte(`"state":"`))
	if at < 0 || field < 0 {
		return "", 0, fmt.Errorf("the decision is not in the file")
	}
	at += field + len(`"state":"`) + 10
	spoilt := bytes.Clone(stored)
	b := &spoilt[field+len(`"state":"`)+10]
	if *b == 'A' {
		*b = 'B'
	} else {
		*b = 'A'
	}
	// Pages that are free may still have a copy, which nobody reads.
	file = bytes.ReplaceAll(file, stored, spoilt)
	return record, at, os.WriteFile(path, file, 0o600)
}
