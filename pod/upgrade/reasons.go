package upgrade

import (
	"context"
	"time"

	"github.com/novation-dev/novation/pod/releases"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
)

// The pauses between two tries to fetch the words of a reason grow from one to
// the other: whoever gave it need not have published it.
const minWords, maxWords = 200 * time.Millisecond, time.Hour

// reasons fetches the words of votes, pauses and reverts whose digests stand on
// chain. Only RunLog calls it, which owns words.
func (u *Upgrader) reasons(ctx context.Context) {
	for _, d := range u.cfg.View().Reasons() {
		last := u.words[d]
		if time.Now().Before(last.next) {
			continue
		}
		pause := maxWords
		if !u.fetchWords(ctx, d) {
			pause = min(max(2*last.pause, minWords), maxWords)
		}
		u.words[d] = try{time.Now().Add(pause), pause}
	}
}

// fetchWords reports whether the words with a digest are here, having fetched them
// if they can be.
func (u *Upgrader) fetchWords(ctx context.Context, d registry.Digest) bool {
	here := false
	err := u.cfg.Store.View(ctx, func(tx store.Tx) error {
		b, err := releases.GetDocument(tx, d)
		here = b != nil
		return err
	})
	if err != nil || here {
		return here
	}
	b, err := u.cfg.Mirror.Document(ctx, d)
	if err != nil || !change.IsReason(b) {
		return false
	}
	return u.cfg.Store.Update(ctx, func(tx store.Tx) error { return releases.PutDocument(tx, b) }) == nil
}
