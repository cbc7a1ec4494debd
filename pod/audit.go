package pod

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"os"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/contracts/binding"
	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/pod/fleet"
	"github.com/novation-dev/novation/pod/ingest"
	"github.com/novation-dev/novation/pod/keys"
	"github.com/novation-dev/novation/pod/record"
	"github.com/novation-dev/novation/pod/releases"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/pod/store/boltstore"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/audit"
	"github.com/novation-dev/novation/registry/change"
	"github.com/novation-dev/novation/registry/evidence"
)

// Backup writes a consistent copy of the pod's database to a new file.
func (p *Pod) Backup(ctx context.Context, path string) (err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("making the file of the backup: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return p.store.Backup(ctx, f)
}

// An AuditSource reads a pod's database for an audit.
type AuditSource struct{ store *boltstore.Store }

// OpenAudit opens a pod's database, or a copy of it, for reading. Close it
// after use.
func OpenAudit(path string) (*AuditSource, error) {
	s, err := boltstore.Open(path, boltstore.Config{ReadOnly: true})
	if err != nil {
		return nil, err
	}
	return &AuditSource{s}, nil
}

// Close releases the file.
func (a *AuditSource) Close() error { return a.store.Close() }

// Records implements [audit.Source].
func (a *AuditSource) Records(ctx context.Context, fn func(audit.Record) error) error {
	return a.store.View(ctx, func(tx store.Tx) error {
		return record.Each(tx, func(r *record.Record) error {
			return fn(audit.Record{
				ID: r.ID, Key: r.Key, Salt: keys.RecordSalt(r.Key),
				Sequence: r.Sequence, Commitment: r.Commitment, Last: r.Last, State: r.State,
			})
		})
	})
}

// Decisions implements [audit.Source].
func (a *AuditSource) Decisions(ctx context.Context, id evidence.Hash, fn func(sequence uint64, stored []byte) error) error {
	return a.store.View(ctx, func(tx store.Tx) error { return record.Stored(tx, id, fn) })
}

// Bundle implements [audit.Source].
func (a *AuditSource) Bundle(ctx context.Context, release registry.Digest) (file []byte, err error) {
	err = a.store.View(ctx, func(tx store.Tx) (err error) {
		file, err = releases.GetBundle(tx, release)
		return err
	})
	return file, err
}

// Document implements [audit.Source].
func (a *AuditSource) Document(ctx context.Context, digest registry.Digest) (b []byte, err error) {
	err = a.store.View(ctx, func(tx store.Tx) (err error) {
		b, err = releases.GetDocument(tx, digest)
		return err
	})
	return b, err
}

// Block implements [audit.Source].
func (a *AuditSource) Block(ctx context.Context) (block uint64, err error) {
	err = a.store.View(ctx, func(tx store.Tx) error {
		at, err := ingest.ReadCursor(tx, chain.Cursor{})
		block = at.Number
		return err
	})
	return block, err
}

// Log implements [audit.Source].
func (a *AuditSource) Log(ctx context.Context) (entries [][]byte, signed []byte, err error) {
	if signed, err = (releases.Memory{Store: a.store}).Load(ctx); err != nil {
		return nil, nil, err
	}
	err = a.store.View(ctx, func(tx store.Tx) error {
		entries = nil
		return releases.Entries(tx, func(b []byte) error {
			entries = append(entries, b)
			return nil
		})
	})
	return entries, signed, err
}

// Retentions implements [audit.Source].
func (a *AuditSource) Retentions(ctx context.Context) (all []audit.Retention, err error) {
	err = a.store.View(ctx, func(tx store.Tx) error {
		all = nil
		kept, err := fleet.ReadRetentions(tx)
		for _, r := range kept {
			all = append(all, audit.Retention{Line: r.Line, Version: r.Version, Until: r.Until, Set: r.Set, Reason: r.Reason})
		}
		return err
	})
	return all, err
}

// Trust returns what an auditor needs to believe about a network.
func (n *Network) Trust() (audit.Trust, error) {
	keys, err := n.Keys()
	return audit.Trust{Log: n.LogPolicy(), Keys: keys, Salt: registry.Salt(n.Salt)}, err
}

// An AuditChain reads the chain for an audit. It trusts nothing that a pod
// stored.
type AuditChain struct {
	client  *chain.Client
	network *Network
}

// DialAudit connects to the node of a network.
func DialAudit(ctx context.Context, n *Network) (*AuditChain, error) {
	c, err := Dial(ctx, n)
	if err != nil {
		return nil, err
	}
	return &AuditChain{c, n}, nil
}

// Close ends the connection.
func (a *AuditChain) Close() { a.client.Close() }

// View implements [audit.Chain].
func (a *AuditChain) View(ctx context.Context) (*change.View, error) {
	head, err := a.client.Finalized(ctx)
	if err != nil {
		return nil, err
	}
	logs, err := a.client.FilterLogs(ctx, ethereum.FilterQuery{
		FromBlock: new(big.Int).SetUint64(a.network.Deployed.Number), ToBlock: new(big.Int).SetUint64(head.Number),
		Addresses: []common.Address{a.network.Consortium},
	})
	if err != nil {
		return nil, err
	}
	v := &change.View{}
	for i := range logs {
		b, err := a.client.BlockByNumber(ctx, logs[i].BlockNumber)
		if err != nil {
			return nil, err
		}
		v.Tick(b.Number, b.Time)
		if _, err := v.Apply(&logs[i]); err != nil {
			return nil, err
		}
	}
	v.Tick(head.Number, head.Time)
	return v, nil
}

// Code implements [audit.Chain].
func (a *AuditChain) Code(ctx context.Context, account common.Address) ([]byte, error) {
	return a.client.Code(ctx, account)
}

// Record implements [audit.Chain].
func (a *AuditChain) Record(ctx context.Context, book common.Address, id [32]byte, block uint64) (sequence uint64, commitment [32]byte, err error) {
	b := binding.NewBook()
	at := &bind.CallOpts{Context: ctx, BlockNumber: new(big.Int).SetUint64(block)}
	r, err := bind.Call(b.Instance(a.client, book), at, b.PackRecord(id), b.UnpackRecord)
	if errors.Is(err, bind.ErrNoCode) {
		return 0, commitment, nil
	}
	if err != nil {
		return 0, commitment, fmt.Errorf("reading record %x from Book %s: %w", id[:4], book.Hex(), err)
	}
	return r.Sequence, r.Commitment, nil
}
