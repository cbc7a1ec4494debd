package chainstate

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/rpc"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/registry"
)

const (
	// attempts bounds how often a request is made that fails for a moment; the
	// pauses between them double.
	attempts   = 5
	firstPause = 50 * time.Millisecond
)

// What is done about a failure depends on its kind. These are never returned to
// callers of the package alone; a condition of registry stands beside them.
var (
	errNoMethod = errors.New("the node does not offer the method")
	errTooMuch  = errors.New("the node refuses the size of the request")
	errSlow     = errors.New("the answer took too long")
	errMoment   = errors.New("failed for a moment")
)

// A node is a client with patience.
type node struct {
	*chain.Client
	log *slog.Logger
}

// call makes one request, again when it fails for a moment.
func (n *node) call(ctx context.Context, result any, method string, args ...any) error {
	return n.patiently(ctx, method, func(ctx context.Context) error {
		return n.RPC().CallContext(ctx, result, method, args...)
	})
}

// batch makes several requests in one. An answer that is missing or refused
// fails all of them.
func (n *node) batch(ctx context.Context, elems []rpc.BatchElem) error {
	return n.patiently(ctx, "a batch of "+elems[0].Method, func(ctx context.Context) error {
		if err := n.RPC().BatchCallContext(ctx, elems); err != nil {
			return err
		}
		for _, e := range elems {
			if e.Error != nil {
				return e.Error
			}
		}
		return nil
	})
}

func (n *node) patiently(ctx context.Context, what string, do func(context.Context) error) error {
	pause := firstPause
	for try := 1; ; try++ {
		bounded, cancel := context.WithTimeout(ctx, chain.DefaultTimeout)
		err := do(bounded)
		cancel()
		if err == nil {
			return nil
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		err = sorted(err)
		if try == attempts || !errors.Is(err, errMoment) {
			return fmt.Errorf("asking for %s: %w", what, err)
		}
		n.log.DebugContext(ctx, "asking again", "method", what, "err", err)
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
		pause *= 2
	}
}

// sorted finds out what a failure means. Nodes agree on few codes, so the words
// count too.
func sorted(err error) error {
	var status rpc.HTTPError
	var answered rpc.Error
	switch {
	case errors.As(err, &status):
		return byStatus(status)
	case errors.Is(err, rpc.ErrMissingBatchResponse), errors.Is(err, rpc.ErrNoResult):
		return fmt.Errorf("the node left out answers: %w: %w", errTooMuch, registry.ErrUnreachable)
	case errors.As(err, &answered):
		return byWords(answered)
	}
	if timeout, is := errors.AsType[net.Error](err); errors.Is(err, context.DeadlineExceeded) || is && timeout.Timeout() {
		return fmt.Errorf("no answer within %s: %w: %w", chain.DefaultTimeout, errSlow, registry.ErrUnreachable)
	}
	return fmt.Errorf("the node does not answer (%s); check that it runs: %w: %w", line(err.Error()), errMoment, registry.ErrUnreachable)
}

func byStatus(e rpc.HTTPError) error {
	var kind error
	switch {
	case e.StatusCode == http.StatusRequestEntityTooLarge:
		kind = errTooMuch
	case e.StatusCode == http.StatusUnauthorized, e.StatusCode == http.StatusForbidden:
		return fmt.Errorf("the node answers %s; check the credentials in its URL: %w", line(e.Status), registry.ErrNotAllowed)
	case e.StatusCode == http.StatusTooManyRequests, e.StatusCode >= 500:
		kind = errMoment
	default:
		return fmt.Errorf("the node answers %s: %w", line(e.Status), registry.ErrUnreachable)
	}
	return fmt.Errorf("the node answers %s: %w: %w", line(e.Status), kind, registry.ErrUnreachable)
}

// kinds are what nodes say, in lower case, in the order of looking.
var kinds = []struct {
	words []string
	hint  string
	kinds []error
}{
	{
		[]string{"method not found", "does not exist/is not", "not supported", "unsupported method", "method not allowed", "method is not"},
		"",
		[]error{errNoMethod, registry.ErrRefused},
	},
	{
		[]string{"not currently canonical"},
		"the block was replaced; start again at a block that is final",
		[]error{registry.ErrConflict},
	},
	{
		[]string{
			"header not found", "unknown block", "block not found", "header for hash not found", "missing trie node",
			"is not available", "state not", "resource not found", "pruned",
		},
		"the node has no state of this block (any more); use a newer block, or a node that keeps old state",
		[]error{registry.ErrStale},
	},
	{
		[]string{"too many", "too large", "too big", "limit", "exceed", "timed out", "timeout", "block range", "max range", "response size"},
		"",
		[]error{errTooMuch, registry.ErrRefused},
	},
}

func byWords(e rpc.Error) error {
	said := strings.ToLower(e.Error())
	if e.ErrorCode() == -32601 {
		said = "method not found"
	}
	for _, k := range kinds {
		for _, w := range k.words {
			if strings.Contains(said, w) {
				return &refusal{text: line(e.Error()), hint: k.hint, kinds: k.kinds}
			}
		}
	}
	return &refusal{text: line(e.Error()), kinds: []error{registry.ErrRefused}}
}

// A refusal is a no that the node put into words.
type refusal struct {
	text, hint string
	kinds      []error
}

func (r *refusal) Error() string {
	if r.hint == "" {
		return "the node says: " + r.text
	}
	return "the node says: " + r.text + " (" + r.hint + ")"
}

func (r *refusal) Unwrap() []error { return r.kinds }

// line leaves out URLs, which may hold a key, and all but the first line.
func line(text string) string {
	if i := strings.Index(text, `": `); strings.Contains(text, "://") && i >= 0 {
		text = text[i+3:] // net/url says: Post "http://…": the reason
	}
	text, _, _ = strings.Cut(text, "\n")
	return text[:min(len(text), 200)]
}
