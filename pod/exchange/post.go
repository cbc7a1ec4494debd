package exchange

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/novation-dev/novation/registry"
)

// Where a pod listens.
const (
	// MessagesPath takes envelopes by POST.
	MessagesPath = "/exchange/v1/messages"
	// IdentityPath answers GET with the pod's identity.
	IdentityPath = "/exchange/v1/identity"
)

const (
	envelopeType = "application/vnd.novation.envelope"
	// maxAnswer bounds what is read of an answer, in bytes.
	maxAnswer = 64 << 10
)

// An answer is the JSON form of an error.
type answer struct {
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
		Hint    string `json:"hint"`
	} `json:"error"`
}

// A refusal is a pod's answer other than success. It matches the condition that
// the pod named.
type refusal struct {
	condition registry.Condition
	message   string
}

func (r *refusal) Error() string { return r.message }

func (r *refusal) Unwrap() error { return r.condition.Err }

// final reports whether asking again could not help.
func (r *refusal) final() bool {
	for _, err := range []error{
		registry.ErrInvalid, registry.ErrRefused, registry.ErrNotAllowed, registry.ErrNotFound, registry.ErrConflict,
	} {
		if errors.Is(r.condition.Err, err) {
			return true
		}
	}
	return false
}

// post delivers an envelope. Its error is a refusal when the pod answered, and
// matches [registry.ErrUnreachable] when nobody did who speaks for it.
func (x *Exchange) post(ctx context.Context, url string, sealed []byte) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, strings.TrimSuffix(url, "/")+MessagesPath, bytes.NewReader(sealed))
	if err != nil {
		return fmt.Errorf("the URL of the peer: %v: %w", err, registry.ErrUnreachable)
	}
	req.Header.Set("Content-Type", envelopeType)
	r, err := x.client.Do(req)
	if err != nil {
		return fmt.Errorf("%v: %w", err, registry.ErrUnreachable)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(io.LimitReader(r.Body, maxAnswer))
	if r.StatusCode == http.StatusNoContent {
		return nil
	}
	if err != nil {
		return fmt.Errorf("reading the answer: %v: %w", err, registry.ErrUnreachable)
	}
	return said(url, r, body)
}

// said returns what an answer other than success says: a refusal when a pod
// gave it.
func said(url string, r *http.Response, body []byte) error {
	// A proxy on the way may say 403, too. Only a pod says why, in this form.
	var a answer
	if err := json.Unmarshal(body, &a); err != nil || a.Error.Code == "" {
		return fmt.Errorf("%s answered %s, and not as a pod does: %w", url, r.Status, registry.ErrUnreachable)
	}
	c := registry.ConditionNamed(a.Error.Code)
	if c.HTTP != r.StatusCode {
		return fmt.Errorf("%s answered %s with code %q, which contradict each other: %w", url, r.Status, a.Error.Code, registry.ErrUnreachable)
	}
	message := a.Error.Message
	if a.Error.Hint != "" {
		message += "\n" + a.Error.Hint
	}
	return &refusal{condition: c, message: message}
}
