package chain

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/novation-dev/novation/registry"
)

// A ReorgError reports that a block that was final is so no more: the node is
// of another chain, was reset, or finality was configured too short. What was
// decided from the old blocks cannot be trusted, so whoever follows the chain
// stops and quarantines itself. It is a registry.ErrConflict.
type ReorgError struct {
	// Number of the block at which the chains differ.
	Number uint64
	// Want is the hash that was final, Got the one that the node tells now.
	Want, Got common.Hash
}

// Error says which block changed.
func (e *ReorgError) Error() string {
	return fmt.Sprintf("finalised chain changed: block %d was %s and is now %s; check that the node is of the same chain", e.Number, e.Want, e.Got)
}

// Unwrap returns registry.ErrConflict.
func (e *ReorgError) Unwrap() error { return registry.ErrConflict }

// wrap sorts what can go wrong with a request. ctx is the caller's: when that
// ended, it is the reason, and nothing is said of the node.
func (c *Client) wrap(ctx context.Context, err error) error {
	var answered rpc.Error
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	case overdue(ctx, err):
		<-ctx.Done()
		return ctx.Err()
	case errors.Is(err, ethereum.NotFound):
		return registry.ErrNotFound
	case errors.As(err, &answered):
		return err
	}
	return fmt.Errorf("node %s does not answer (%v); check that it runs and that the URL is right: %w",
		c.name, shorten(err), registry.ErrUnreachable)
}

// overdue reports whether err is the caller's own deadline, which a connection
// that was given it can notice a moment before the context does.
func overdue(ctx context.Context, err error) bool {
	at, ok := ctx.Deadline()
	timeout, is := errors.AsType[interface {
		error
		Timeout() bool
	}](err)
	return ok && is && timeout.Timeout() && time.Until(at) < 10*time.Millisecond
}

// shorten leaves out the URL, which may hold a key, and all but the first line.
func shorten(err error) string {
	text := err.Error()
	if i := strings.Index(text, `": `); strings.Contains(text, "://") && i >= 0 {
		text = text[i+3:] // net/url says: Post "http://…": the reason
	}
	text, _, _ = strings.Cut(text, "\n")
	return text[:min(len(text), 200)]
}
