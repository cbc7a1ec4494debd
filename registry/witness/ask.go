package witness

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/merklelog"
)

// A Peer is a witness as others know it.
type Peer struct {
	// URL is what stands before "/add-checkpoint".
	URL string
	// Key is its verifier key.
	Key string
}

// Name returns the name of the witness.
func (p Peer) Name() string {
	name, _, _ := strings.Cut(p.Key, "+")
	return name
}

// Ask asks the witness for its cosignature and returns the line with it. It
// fails with a [*SizeError] when the witness has cosigned another checkpoint
// last. The line is not verified yet.
func (p Peer) Ask(ctx context.Context, hc *http.Client, r *Request) ([]byte, error) {
	return p.do(ctx, hc, http.MethodPost, p.URL+"/add-checkpoint", r.Encode())
}

// Last returns the checkpoint of a log that the witness has cosigned last,
// verified. It fails with [registry.ErrNotFound] when it has cosigned none.
func (p Peer) Last(ctx context.Context, hc *http.Client, logKey string) (merklelog.Checkpoint, error) {
	origin, _, _ := strings.Cut(logKey, "+")
	b, err := p.do(ctx, hc, http.MethodGet, p.URL+"/checkpoint?origin="+url.QueryEscape(origin), nil)
	if err != nil {
		return merklelog.Checkpoint{}, err
	}
	return merklelog.Policy{Log: logKey, Witnesses: []string{p.Key}, Quorum: 1}.Open(b)
}

func (p Peer) do(ctx context.Context, hc *http.Client, method, target string, body []byte) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, method, target, bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("asking witness %s: %v: %w", p.Name(), err, registry.ErrInvalid)
	}
	resp, err := hc.Do(req)
	if err != nil {
		return nil, fmt.Errorf("asking witness %s: %v: %w", p.Name(), err, registry.ErrUnreachable)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(io.LimitReader(resp.Body, maxRequest))
	if err != nil {
		return nil, fmt.Errorf("asking witness %s: %v: %w", p.Name(), err, registry.ErrUnreachable)
	}
	if resp.StatusCode == http.StatusOK {
		return b, nil
	}
	if resp.StatusCode == http.StatusConflict && resp.Header.Get("Content-Type") == sizeType {
		if size, err := strconv.ParseInt(strings.TrimSuffix(string(b), "\n"), 10, 64); err == nil && size >= 0 {
			return nil, &SizeError{Size: size}
		}
	}
	what := registry.ErrUnreachable
	switch resp.StatusCode {
	case http.StatusNotFound:
		what = registry.ErrNotFound
	case http.StatusBadRequest, http.StatusForbidden, http.StatusConflict, http.StatusUnprocessableEntity:
		what = registry.ErrRefused
	}
	return nil, fmt.Errorf("witness %s answers %d, %s: %w", p.Name(), resp.StatusCode, strconv.QuoteToGraphic(string(b[:min(len(b), 300)])), what)
}
