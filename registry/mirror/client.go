package mirror

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/merklelog"
	"github.com/novation-dev/novation/registry/shelf"
)

// maxAnswer bounds an answer that is neither a bundle nor a document, in bytes.
const maxAnswer = 4 << 20

// ErrFalse means that the source sent something that is not what was asked for
// or does not prove itself. Do not ask it again; take another source.
var ErrFalse = fmt.Errorf("the source sent something false: %w", registry.ErrRefused)

// A Memory keeps the last checkpoint that its owner has acted on. Without it a
// reader could be shown a different history each time.
type Memory interface {
	// Load returns what was last saved, or nothing at all on first use.
	Load(ctx context.Context) (signed []byte, err error)
	// Save replaces it. It must be durable when Save returns.
	Save(ctx context.Context, signed []byte) error
}

// A ClientConfig says where to read and what to believe.
type ClientConfig struct {
	// URL of the server: that of its log, without "/checkpoint".
	URL string
	// VerifierKey is the public key of the log. It must come from somewhere
	// else than the server.
	VerifierKey string
	// Witnesses and Quorum say who must have cosigned a checkpoint (see
	// [merklelog.Policy]). A quorum of 0 asks for nobody.
	Witnesses []string
	Quorum    int
	// Memory keeps the last checkpoint. Nil means that every call is the first:
	// signatures and proofs are verified, but not that the history is the one
	// that was seen before.
	Memory Memory
	// HTTP makes the requests. Nil means a client that gives up after a minute.
	HTTP *http.Client
	// Authorize adds credentials to a write. Nil adds none.
	Authorize func(*http.Request)
}

// A Client reads a registry and verifies what it reads. It is safe for
// concurrent use if its Memory is.
type Client struct{ cfg ClientConfig }

// NewClient returns a client. It makes no request.
func NewClient(cfg ClientConfig) (*Client, error) {
	u, err := url.Parse(cfg.URL)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.RawQuery != "" {
		return nil, fmt.Errorf("URL %q of a registry: want http://host or https://host: %w", cfg.URL, registry.ErrInvalid)
	}
	policy := merklelog.Policy{Log: cfg.VerifierKey, Witnesses: cfg.Witnesses, Quorum: cfg.Quorum}
	if err := policy.Check(); err != nil && cfg.VerifierKey != "" {
		return nil, err
	}
	cfg.URL = strings.TrimSuffix(cfg.URL, "/")
	if cfg.HTTP == nil {
		cfg.HTTP = &http.Client{Timeout: time.Minute}
	}
	return &Client{cfg}, nil
}

// Bundle fetches the release with the given digest. It returns the file as
// well, to be kept.
func (c *Client) Bundle(ctx context.Context, digest registry.Digest) (*bundle.Bundle, []byte, error) {
	file, err := c.get(ctx, "v1/bundles/"+digest.String(), bundle.MaxSize)
	if err != nil {
		return nil, nil, err
	}
	b, got, err := bundle.OpenRelease(file)
	if err != nil {
		return nil, nil, fmt.Errorf("fetching bundle %s: %v: %w", digest, err, ErrFalse)
	}
	if got != digest {
		return nil, nil, fmt.Errorf("fetching bundle %s: got that of %s: %w", digest, got, ErrFalse)
	}
	return b, file, nil
}

// Document fetches the contents of a document.
func (c *Client) Document(ctx context.Context, digest registry.Digest) ([]byte, error) {
	contents, err := c.get(ctx, "v1/documents/"+digest.String(), shelf.MaxDocument)
	if err != nil {
		return nil, err
	}
	if got := registry.DigestOf(contents); got != digest {
		return nil, fmt.Errorf("fetching document %s: got %s: %w", digest, got, ErrFalse)
	}
	return contents, nil
}

// Publish puts a bundle on the server's shelf.
func (c *Client) Publish(ctx context.Context, file []byte, note string) (shelf.Release, error) {
	return write[shelf.Release](ctx, c, "bundles", url.Values{"note": {note}}, file)
}

// Yank ends new use of a release.
func (c *Client) Yank(ctx context.Context, name, version, reason string) (shelf.Release, error) {
	path := "releases/" + url.PathEscape(name) + "/" + url.PathEscape(version) + "/yank"
	return write[shelf.Release](ctx, c, path, url.Values{"reason": {reason}}, nil)
}

// Withdraw ends all use of a release.
func (c *Client) Withdraw(ctx context.Context, name, version, reason string) (shelf.Release, error) {
	path := "releases/" + url.PathEscape(name) + "/" + url.PathEscape(version) + "/withdraw"
	return write[shelf.Release](ctx, c, path, url.Values{"reason": {reason}}, nil)
}

// PutDocument puts a document on the server's shelf.
func (c *Client) PutDocument(ctx context.Context, kind merklelog.Kind, line, note string, contents []byte) (shelf.Document, error) {
	q := url.Values{"kind": {string(kind)}, "line": {line}, "note": {note}}
	d, err := write[shelf.Document](ctx, c, "documents", q, contents)
	d.Contents = contents
	return d, err
}

func write[T any](ctx context.Context, c *Client, path string, q url.Values, body []byte) (T, error) {
	var out T
	b, err := c.do(ctx, http.MethodPost, "v1/"+path, q, body, maxAnswer)
	if err == nil {
		err = decode(path, b, &out)
	}
	return out, err
}

func (c *Client) get(ctx context.Context, path string, limit int64) ([]byte, error) {
	return c.do(ctx, http.MethodGet, path, nil, nil, limit)
}

func (c *Client) do(ctx context.Context, method, path string, q url.Values, body []byte, limit int64) ([]byte, error) {
	target := c.cfg.URL + "/" + path
	if len(q) > 0 {
		target += "?" + q.Encode()
	}
	req, err := http.NewRequestWithContext(ctx, method, target, bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("asking %s: %v: %w", target, err, registry.ErrInvalid)
	}
	if method != http.MethodGet && c.cfg.Authorize != nil {
		c.cfg.Authorize(req)
	}
	resp, err := c.cfg.HTTP.Do(req)
	if err != nil {
		return nil, unreachable(ctx, target, err)
	}
	defer resp.Body.Close()
	if resp.ContentLength > limit {
		return nil, fmt.Errorf("asking %s: it announces %d bytes, at most %d are possible: %w", target, resp.ContentLength, limit, ErrFalse)
	}
	b, err := io.ReadAll(io.LimitReader(resp.Body, limit+1))
	switch {
	case err != nil:
		return nil, unreachable(ctx, target, err)
	case int64(len(b)) > limit:
		return nil, fmt.Errorf("asking %s: it sends more than the possible %d bytes: %w", target, limit, ErrFalse)
	case resp.StatusCode != http.StatusOK:
		return nil, refusal(target, resp.StatusCode, b)
	}
	return b, nil
}

func unreachable(ctx context.Context, target string, err error) error {
	if ctx.Err() != nil {
		return fmt.Errorf("asking %s: %w", target, ctx.Err())
	}
	return fmt.Errorf("asking %s: %v: %w", target, err, registry.ErrUnreachable)
}

// refusal turns an answer with another status than 200 into an error.
func refusal(target string, status int, body []byte) error {
	var p problem
	if json.Unmarshal(body, &p) == nil {
		if c := registry.ConditionNamed(p.Code); c.Err != nil && c.HTTP == status {
			detail := strings.TrimSuffix(p.Detail[:min(len(p.Detail), 1000)], ": "+c.Err.Error())
			return fmt.Errorf("asking %s: it says %s: %w", target, strconv.QuoteToGraphic(detail), c.Err)
		}
	}
	return fmt.Errorf("asking %s: status %d: %w", target, status, registry.ErrUnreachable)
}

func decode(path string, b []byte, v any) error {
	if err := json.Unmarshal(b, v); err != nil {
		return fmt.Errorf("reading the answer for %s: %v: %w", path, err, ErrFalse)
	}
	return nil
}
