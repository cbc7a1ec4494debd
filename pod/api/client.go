package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"

	"github.com/novation-dev/novation/pod/decision"
	"github.com/novation-dev/novation/pod/fleet"
	"github.com/novation-dev/novation/registry"
)

// maxAnswer bounds what a client reads, in bytes: two bundles in base64.
const maxAnswer = 256 << 20

// A Client calls one pod.
type Client struct {
	// URL is the base of the pod's API, "http://127.0.0.1:8701".
	URL string
	// Token is the pod's bearer token.
	Token string
}

// Status returns how the pod is.
func (c *Client) Status(ctx context.Context) (Status, error) {
	return call[Status](ctx, c, http.MethodGet, "/v1/status", nil)
}

// Releases returns the releases of the log.
func (c *Client) Releases(ctx context.Context) ([]Release, error) {
	l, err := call[List[Release]](ctx, c, http.MethodGet, "/v1/releases", nil)
	return l.Items, err
}

// Changes returns every change.
func (c *Client) Changes(ctx context.Context) ([]Change, error) {
	l, err := call[List[Change]](ctx, c, http.MethodGet, "/v1/changes", nil)
	return l.Items, err
}

// Change returns one change.
func (c *Client) Change(ctx context.Context, hash string) (Change, error) {
	return call[Change](ctx, c, http.MethodGet, "/v1/changes/"+url.PathEscape(hash), nil)
}

// Propose proposes a change.
func (c *Client) Propose(ctx context.Context, p Proposal) (Change, error) {
	return call[Change](ctx, c, http.MethodPost, "/v1/changes", p)
}

// Review fetches what a member rebuilds before it signs.
func (c *Client) Review(ctx context.Context, hash string) (Review, error) {
	return call[Review](ctx, c, http.MethodGet, "/v1/changes/"+url.PathEscape(hash)+"/review", nil)
}

// Approve carries signatures onto the chain, all of them or none.
func (c *Client) Approve(ctx context.Context, hash string, s ...Signature) error {
	_, err := call[none](ctx, c, http.MethodPost, "/v1/changes/"+url.PathEscape(hash)+"/approvals", Approvals{s})
	return err
}

// Withdraw takes a change back.
func (c *Client) Withdraw(ctx context.Context, hash string) error {
	_, err := call[none](ctx, c, http.MethodPost, "/v1/changes/"+url.PathEscape(hash)+"/withdraw", nil)
	return err
}

// Vote carries a vote onto the chain.
func (c *Client) Vote(ctx context.Context, hash string, r VoteRequest) error {
	_, err := call[none](ctx, c, http.MethodPost, "/v1/changes/"+url.PathEscape(hash)+"/votes", r)
	return err
}

// Postpone lets a change wait until a second, in unix seconds.
func (c *Client) Postpone(ctx context.Context, hash string, until uint64) error {
	_, err := call[none](ctx, c, http.MethodPost, "/v1/changes/"+url.PathEscape(hash)+"/postpone", PostponeRequest{until})
	return err
}

// Pause pauses activations.
func (c *Client) Pause(ctx context.Context, r PauseRequest) error {
	_, err := call[none](ctx, c, http.MethodPost, "/v1/pauses", r)
	return err
}

// ReviewLift shows what members sign to lift a pause.
func (c *Client) ReviewLift(ctx context.Context, line, reason string) (ResolutionReview, error) {
	return call[ResolutionReview](ctx, c, http.MethodGet, "/v1/pauses/lift?line="+url.QueryEscape(line)+"&reason="+url.QueryEscape(reason), nil)
}

// ReviewRetire shows what all members sign to retire a release, "name@version".
func (c *Client) ReviewRetire(ctx context.Context, release, reason string) (ResolutionReview, error) {
	q := url.Values{"release": {release}, "reason": {reason}}
	return call[ResolutionReview](ctx, c, http.MethodGet, "/v1/resolutions/retire?"+q.Encode(), nil)
}

// ReviewAgree shows what members sign to agree that changes of a class need that
// many approvals, until a second, in unix seconds.
func (c *Client) ReviewAgree(ctx context.Context, class, approvals uint32, until uint64, reason string) (ResolutionReview, error) {
	q := url.Values{
		"class": {strconv.FormatUint(uint64(class), 10)}, "approvals": {strconv.FormatUint(uint64(approvals), 10)},
		"until": {strconv.FormatUint(until, 10)}, "reason": {reason},
	}
	return call[ResolutionReview](ctx, c, http.MethodGet, "/v1/resolutions/agree?"+q.Encode(), nil)
}

// Consent asks whether the member can sign a resolution, and what that means.
func (c *Client) Consent(ctx context.Context, resolution json.RawMessage) (ResolutionReview, error) {
	return call[ResolutionReview](ctx, c, http.MethodPost, "/v1/resolutions/consent", ResolutionRequest{Resolution: resolution})
}

// Resolve carries out what members have signed.
func (c *Client) Resolve(ctx context.Context, r ResolutionRequest) error {
	_, err := call[none](ctx, c, http.MethodPost, "/v1/resolutions", r)
	return err
}

// ReviewRevert shows what a revert would do.
func (c *Client) ReviewRevert(ctx context.Context, hash, reason string) (RevertReview, error) {
	return call[RevertReview](ctx, c, http.MethodGet,
		"/v1/changes/"+url.PathEscape(hash)+"/revert?reason="+url.QueryEscape(reason), nil)
}

// Revert reverts a change.
func (c *Client) Revert(ctx context.Context, hash string, r RevertRequest) error {
	_, err := call[none](ctx, c, http.MethodPost, "/v1/changes/"+url.PathEscape(hash)+"/revert", r)
	return err
}

// Create creates a record and waits until it is final.
func (c *Client) Create(ctx context.Context, n NewRecord) (decision.Ticket, error) {
	return call[decision.Ticket](ctx, c, http.MethodPost, "/v1/records", n)
}

// Command gives a command and waits until its outcome is final. When after is
// not zero, id must be whole, and the pod first waits until it has applied that
// sequence of the record: what another pod has seen final.
func (c *Client) Command(ctx context.Context, id string, after uint64, command json.RawMessage) (decision.Ticket, error) {
	path := "/v1/records/" + url.PathEscape(id) + "/commands"
	if after > 0 {
		path += "?after=" + strconv.FormatUint(after, 10)
	}
	return call[decision.Ticket](ctx, c, http.MethodPost, path, command)
}

// Novate moves a record to where its line is.
func (c *Client) Novate(ctx context.Context, id string) (decision.Ticket, error) {
	return call[decision.Ticket](ctx, c, http.MethodPost, "/v1/records/"+url.PathEscape(id)+"/novate", nil)
}

// Pin keeps a record where it is, or lets it go.
func (c *Client) Pin(ctx context.Context, id string, pinned bool) error {
	_, err := call[none](ctx, c, http.MethodPost, "/v1/records/"+url.PathEscape(id)+"/pin", map[string]bool{"pinned": pinned})
	return err
}

// Records returns the pod's records of a line, without their states; "" means
// of all lines.
func (c *Client) Records(ctx context.Context, line string) ([]Record, error) {
	l, err := call[List[Record]](ctx, c, http.MethodGet, "/v1/records?line="+url.QueryEscape(line), nil)
	return l.Items, err
}

// Record returns one record with its state.
func (c *Client) Record(ctx context.Context, id string) (Record, error) {
	return call[Record](ctx, c, http.MethodGet, "/v1/records/"+url.PathEscape(id), nil)
}

// History returns the decisions of a record.
func (c *Client) History(ctx context.Context, id string) ([]Step, error) {
	l, err := call[List[Step]](ctx, c, http.MethodGet, "/v1/records/"+url.PathEscape(id)+"/history", nil)
	return l.Items, err
}

// Fleet asks all pods what they have, vet and run.
func (c *Client) Fleet(ctx context.Context) (fleet.Report, error) {
	return call[fleet.Report](ctx, c, http.MethodGet, "/v1/fleet", nil)
}

// SetTells says whether other members are told under which releases the pod has
// open records.
func (c *Client) SetTells(ctx context.Context, open bool) error {
	_, err := call[none](ctx, c, http.MethodPost, "/v1/fleet/tells", map[string]bool{"open": open})
	return err
}

// Preflight asks the parties of a new record under which releases they could
// decide it.
func (c *Client) Preflight(ctx context.Context, line string, parties []string) (fleet.Preflight, error) {
	q := url.Values{"line": {line}, "parties": {strings.Join(parties, ",")}}
	return call[fleet.Preflight](ctx, c, http.MethodGet, "/v1/preflight?"+q.Encode(), nil)
}

// Retentions returns the retentions that were set, in order.
func (c *Client) Retentions(ctx context.Context) ([]fleet.Retention, error) {
	l, err := call[List[fleet.Retention]](ctx, c, http.MethodGet, "/v1/retentions", nil)
	return l.Items, err
}

// Retain keeps a release from being retired.
func (c *Client) Retain(ctx context.Context, r RetentionRequest) error {
	_, err := call[none](ctx, c, http.MethodPost, "/v1/retentions", r)
	return err
}

// SetFinisher begins or ends the novation of records in the background.
func (c *Client) SetFinisher(ctx context.Context, enabled bool) error {
	_, err := call[none](ctx, c, http.MethodPost, "/v1/finisher", map[string]bool{"enabled": enabled})
	return err
}

// Backup writes a consistent copy of the pod's database to a new file.
func (c *Client) Backup(ctx context.Context, path string) (err error) {
	resp, err := c.send(ctx, http.MethodGet, "/v1/backup", nil)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("making the file of the backup: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if _, err := io.Copy(f, resp.Body); err != nil {
		return fmt.Errorf("reading the backup of %s: %v: %w", c.URL, err, registry.ErrUnreachable)
	}
	return nil
}

// An AnswerError is an error that a pod answered.
type AnswerError struct {
	Message string
	Hint    string
	kind    error
}

func (e *AnswerError) Error() string {
	if e.Hint == "" {
		return e.Message
	}
	return e.Message + "\n" + e.Hint
}

// Unwrap returns the condition.
func (e *AnswerError) Unwrap() error { return e.kind }

// call sends in as JSON and decodes the answer.
func call[O any](ctx context.Context, c *Client, method, path string, in any) (out O, err error) {
	resp, err := c.send(ctx, method, path, in)
	if err != nil {
		return out, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	if err != nil {
		return out, fmt.Errorf("reading the answer of %s: %v: %w", c.URL, err, registry.ErrUnreachable)
	}
	if len(b) == 0 {
		return out, nil
	}
	if err := json.Unmarshal(b, &out); err != nil {
		return out, fmt.Errorf("reading the answer of %s: %w", c.URL, err)
	}
	return out, nil
}

// send sends a request and returns the response of a pod that said yes.
func (c *Client) send(ctx context.Context, method, path string, in any) (*http.Response, error) {
	var body io.Reader
	if in != nil {
		b, err := json.Marshal(in)
		if err != nil {
			return nil, fmt.Errorf("encoding the request: %w", err)
		}
		body = bytes.NewReader(b)
	}
	req, err := http.NewRequestWithContext(ctx, method, c.URL+path, body)
	if err != nil {
		return nil, fmt.Errorf("building the request to %s: %v: %w", c.URL, err, registry.ErrInvalid)
	}
	req.Header.Set("Authorization", "Bearer "+c.Token)
	if in != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	resp, err := http.DefaultClient.Do(req)
	switch {
	case ctx.Err() != nil:
		return nil, fmt.Errorf("waiting for the pod at %s: %w", c.URL, registry.ErrTimeout)
	case err != nil:
		return nil, fmt.Errorf("calling the pod at %s: %v\nIs it running? Begin with novation testnet up: %w", c.URL, err, registry.ErrUnreachable)
	case resp.StatusCode < 300:
		return resp, nil
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	if err != nil {
		return nil, fmt.Errorf("reading the answer of %s: %v: %w", c.URL, err, registry.ErrUnreachable)
	}
	return nil, answer(resp.StatusCode, b)
}

func answer(status int, b []byte) error {
	var p Problem
	if err := json.Unmarshal(b, &p); err != nil || p.Err.Message == "" {
		return fmt.Errorf("the pod answered with status %d: %s", status, bytes.TrimSpace(b[:min(len(b), 500)]))
	}
	return &AnswerError{Message: p.Err.Message, Hint: p.Err.Hint, kind: registry.ConditionNamed(p.Err.Code).Err}
}
