package exchange

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/registry"
)

// Handler answers what other pods ask: envelopes at [MessagesPath], the
// identity at [IdentityPath].
//
// receive is called with each message that was signed by the pod of a known
// member and sealed for this pod, unless it was marked as seen. It may be called
// with one message more than once, even at the same time. When it returns nil
// the sender forgets the message, so its effect must be durable by then. Its
// error is answered by its condition: [registry.ErrStale] and
// [registry.ErrUnreachable] ask to be tried again, other conditions are final.
// An error without a condition is answered as an internal failure, which is
// tried again and whose text the sender does not see; so is one with a method
// StoreFailure, like that of a damaged store, whatever its condition.
func (x *Exchange) Handler(receive func(context.Context, Message) error) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST "+MessagesPath, func(w http.ResponseWriter, r *http.Request) {
		err := x.receive(w, r, receive)
		if err == nil {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		x.answer(w, r, err)
	})
	mux.HandleFunc("GET "+IdentityPath, func(w http.ResponseWriter, r *http.Request) {
		b, err := x.Identity()
		if err != nil {
			x.answer(w, r, err)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(b) // who asked has gone
	})
	return mux
}

// envelopeLimit is the length of the longest envelope, in bytes.
func (x *Exchange) envelopeLimit() int64 {
	return int64(x.cfg.MaxBody + maxHeader + encSize + 4 + bindingSize + sealOverhead + signatureSize)
}

// read reads and opens the envelope in a request.
func (x *Exchange) read(w http.ResponseWriter, r *http.Request) (Message, error) {
	limit := x.envelopeLimit()
	b, err := io.ReadAll(http.MaxBytesReader(w, r.Body, limit))
	if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
		return Message{}, fmt.Errorf("the envelope has more than %d bytes: %w", limit, registry.ErrInvalid)
	}
	if err != nil {
		return Message{}, fmt.Errorf("reading the envelope: %v: %w", err, registry.ErrUnreachable)
	}
	e, err := parse(b)
	if err != nil {
		return Message{}, err
	}
	return x.open(e)
}

func (x *Exchange) receive(w http.ResponseWriter, r *http.Request, receive func(context.Context, Message) error) error {
	ctx := r.Context()
	m, err := x.read(w, r)
	if err != nil {
		return err
	}
	var seen bool
	err = x.cfg.Store.View(ctx, func(tx store.Tx) (err error) {
		seen, err = x.Seen(tx, m.ID)
		return err
	})
	if err != nil {
		return hidden(err)
	}
	if seen {
		return nil
	}
	err = receive(ctx, m)
	if own := (interface{ StoreFailure() })(nil); errors.As(err, &own) {
		return hidden(err)
	}
	return err
}

// hidden makes an error of this pod's own an internal failure: it must not be
// taken for a judgement of the message.
func hidden(err error) error { return fmt.Errorf("receiving: %v", err) }

// answer writes err in the form that post reads.
func (x *Exchange) answer(w http.ResponseWriter, r *http.Request, err error) {
	c := registry.ConditionOf(err)
	var a answer
	a.Error.Code = c.Code
	a.Error.Message, a.Error.Hint, _ = strings.Cut(err.Error(), "\n")
	switch {
	case errors.Is(err, context.Canceled): // the sender went away, or this pod does
	case c.Err == nil:
		x.cfg.Log.ErrorContext(r.Context(), "receiving a message failed", "error", err)
		a.Error.Message, a.Error.Hint = "the pod could not handle the message", ""
	default:
		x.cfg.Log.DebugContext(r.Context(), "a message was not taken", "error", err)
	}
	a.Error.Message, a.Error.Hint = short(a.Error.Message), short(a.Error.Hint)
	b, err := json.Marshal(a)
	if err != nil {
		b = nil // cannot happen: strings can always be encoded
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(c.HTTP)
	_, _ = w.Write(b) // who asked has gone
}

// short cuts what is too long for an answer.
func short(s string) string {
	const most = 4000
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "..."
}
