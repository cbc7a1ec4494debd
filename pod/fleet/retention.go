package fleet

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"time"

	"github.com/novation-dev/novation/pod/releases"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/registry"
)

const retentionBucket = "retention"

// A Retention keeps a release, or all of a line, from being retired until a
// second: an auditor of the member wants to find its records where they are. The
// last one set for a release counts. None is ever removed: an audit sees them all.
type Retention struct {
	Line string `json:"line"`
	// Version is "" for all releases of the line.
	Version string `json:"version,omitempty"`
	// Until is the first second, in unix seconds, in which it holds no more. One
	// that is past ends what was set before.
	Until  int64  `json:"until"`
	Reason string `json:"reason"`
	// Set is when it was set, in unix seconds by the clock of the pod, which had
	// followed the chain to Block.
	Set   int64  `json:"set"`
	Block uint64 `json:"block"`
}

// Of returns what is kept: "name@version", or "name" for all of a line.
func (r *Retention) Of() string {
	if r.Version == "" {
		return r.Line
	}
	return r.Line + "@" + r.Version
}

// Retain sets a retention. It fails with [registry.ErrNotFound] when the log, as
// this pod has followed it, has no such line or release.
func (f *Fleet) Retain(ctx context.Context, r Retention) error {
	if r.Reason == "" || !plain(r.Reason) {
		return fmt.Errorf("a retention needs a reason of one line, for the auditor: %w", registry.ErrInvalid)
	}
	if r.Until <= 0 {
		return fmt.Errorf("a retention needs a second until which it holds, in unix seconds: %w", registry.ErrInvalid)
	}
	r.Set, r.Block = time.Now().Unix(), f.cfg.View().Block
	return f.cfg.Store.Update(ctx, func(tx store.Tx) error {
		_, err := releases.FindKnown(tx, func(k releases.Known) bool {
			return k.Name == r.Line && (r.Version == "" || k.Version == r.Version)
		}, r.Of())
		if err != nil {
			return err
		}
		all, err := ReadRetentions(tx)
		if err != nil {
			return err
		}
		b, err := json.Marshal(r)
		if err != nil {
			return err
		}
		return tx.Put(retentionBucket, binary.BigEndian.AppendUint64(nil, uint64(len(all))), b)
	})
}

// Retentions returns everything that was set, in order.
func (f *Fleet) Retentions(ctx context.Context) (all []Retention, err error) {
	err = f.cfg.Store.View(ctx, func(tx store.Tx) (err error) {
		all, err = ReadRetentions(tx)
		return err
	})
	return all, err
}

// ReadRetentions returns everything that was set in a pod's store, in order.
func ReadRetentions(tx store.Tx) ([]Retention, error) {
	all := []Retention{}
	err := tx.Scan(retentionBucket, nil, nil, func(_, b []byte) error {
		var r Retention
		if err := json.Unmarshal(b, &r); err != nil {
			return fmt.Errorf("a retention is damaged in the store: %v: %w", err, registry.ErrInvalid)
		}
		all = append(all, r)
		return nil
	})
	return all, err
}

// inForce returns until when a release is kept: by the last retention of its own
// or by the last of its line, whichever holds longer.
func inForce(all []Retention, line, version string) int64 {
	var ofLine, ofRelease int64
	for _, r := range all {
		switch {
		case r.Line != line:
		case r.Version == "":
			ofLine = r.Until
		case r.Version == version:
			ofRelease = r.Until
		}
	}
	return max(ofLine, ofRelease)
}

// now is the clock by which a retention ends. A chain that makes blocks only when
// something is sent has a clock that stands still.
func (f *Fleet) now() int64 { return max(int64(f.cfg.View().Time), time.Now().Unix()) }
