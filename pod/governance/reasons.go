package governance

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/novation-dev/novation/pod/releases"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
	"github.com/novation-dev/novation/registry/merklelog"
)

// wordsBucket holds the digests of reasons that are yet to be published, with
// the lines they are about.
const wordsBucket = "reason"

// allLines is the name under which words are published that are about no one
// line.
const allLines = "consortium"

// The pauses between two tries to publish grow from one to the other.
const minPublish, maxPublish = 200 * time.Millisecond, 30 * time.Second

// checkReason reports what no reason may be: members and auditors read it.
func checkReason(reason string) error {
	if reason != "" && !change.IsReason([]byte(reason)) {
		return fmt.Errorf("the reason is longer than %d bytes, or no text: %w", change.MaxReason, registry.ErrInvalid)
	}
	return nil
}

// keepReason returns what keeps the words of a reason in the transaction that
// queues what they were given for: the chain holds their digest only. They are
// published afterwards, since a vote or a pause must not wait for the registry.
func keepReason(line, reason string) func(store.Tx) error {
	return func(tx store.Tx) error {
		if reason == "" {
			return nil
		}
		if line == "" {
			line = allLines
		}
		if err := releases.PutDocument(tx, []byte(reason)); err != nil {
			return err
		}
		digest := registry.DigestOf([]byte(reason))
		return tx.Put(wordsBucket, digest[:], []byte(line))
	}
}

// RunReasons publishes the words of this member's votes, pauses and reverts
// until ctx ends.
func (g *Governor) RunReasons(ctx context.Context) error {
	for pause := minPublish; ; pause = min(2*pause, maxPublish) {
		err := g.publishReasons(ctx)
		if ctx.Err() != nil {
			return nil //nolint:nilerr // being stopped is how Run ends
		}
		var again <-chan time.Time
		if err == nil {
			pause = minPublish / 2
		} else {
			g.cfg.Log.WarnContext(ctx, "publishing a reason; it will be tried again", "error", err)
			again = time.After(pause)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-g.words:
		case <-again:
		}
	}
}

// publishReasons publishes what waits for it.
func (g *Governor) publishReasons(ctx context.Context) error {
	waiting := map[registry.Digest]string{}
	err := g.cfg.Store.View(ctx, func(tx store.Tx) error {
		return tx.Scan(wordsBucket, nil, nil, func(k, line []byte) error {
			var d registry.Digest
			if copy(d[:], k) != len(k) || len(k) != len(d) {
				return fmt.Errorf("the digest %x of a reason is damaged in the store: %w", k, registry.ErrInvalid)
			}
			waiting[d] = string(line)
			return nil
		})
	})
	for d, line := range waiting {
		err = errors.Join(err, g.publishReason(ctx, d, line))
	}
	return err
}

func (g *Governor) publishReason(ctx context.Context, d registry.Digest, line string) error {
	var words []byte
	err := g.cfg.Store.View(ctx, func(tx store.Tx) (err error) {
		words, err = releases.GetDocument(tx, d)
		return err
	})
	if err != nil {
		return err
	}
	_, err = g.cfg.Mirror.PutDocument(ctx, merklelog.KindReason, line, "words of a vote, a pause or a revert", words)
	if err != nil && !errors.Is(err, registry.ErrConflict) { // in conflict with the same words for something else
		return fmt.Errorf("publishing reason %s: %w", d.Short(), err)
	}
	return g.cfg.Store.Update(ctx, func(tx store.Tx) error { return tx.Delete(wordsBucket, d[:]) })
}
