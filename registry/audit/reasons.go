package audit

import (
	"context"
	"fmt"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
)

// verifyReasons says what words the pod has for the votes on a change and for its
// revert, of which the chain has the digests.
func verifyReasons(ctx context.Context, r *Report, src Source, view *change.View, c *change.Change) error {
	of := map[registry.Digest]string{registry.Digest(c.RevertReason): "the revert"}
	for _, v := range c.Votes {
		d := registry.Digest(v.Reason)
		if of[d] != "" {
			of[d] += " and "
		}
		of[d] += fmt.Sprintf("vote %d of %s (%s)", v.Number, v.Approver, v.Stance)
	}
	for _, d := range view.ReasonsOf(c) {
		if of[d] == "" {
			continue // of a pause, which may hold up others too
		}
		name := fmt.Sprintf("reason of %s on change %s", of[d], c.Hash.Hex()[:10])
		words, err := src.Document(ctx, d)
		switch {
		case err != nil:
			return err
		case words == nil:
			r.skip(name, fmt.Sprintf("reason withheld: digest %#x", d[:]))
			continue
		case registry.DigestOf(words) != d:
			err = fmt.Errorf("its words have another digest than the one on chain: %w", registry.ErrRefused)
		case !change.IsReason(words):
			err = fmt.Errorf("what has its digest is no text: %w", registry.ErrRefused)
		}
		r.add(name, err, "%q", words)
	}
	return nil
}
