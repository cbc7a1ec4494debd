package exchange

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/novation-dev/novation/registry"
)

// QuestionsPath takes questions by POST: envelopes that are answered at once,
// by an envelope.
const QuestionsPath = "/exchange/v1/questions"

// answerKind is the kind of every answer. Its body begins with the id of the
// question.
const answerKind = "answer"

// Ask asks the pod of a member something and returns what it answered. Nothing
// of it is durable, and it is not tried again: ctx says how long to wait.
//
// Question and answer are envelopes: sealed, signed by the pods, and about b. An
// answer belongs to one question. Ask fails with [registry.ErrUnreachable] when
// nobody answers who speaks for the pod, with [registry.ErrNotFound] when the pod
// does not know such questions, as an older one, and with
// [registry.ErrNotAllowed] or [registry.ErrRefused] when the answer is not the
// pod's own or not to this question.
func (x *Exchange) Ask(ctx context.Context, to, kind string, b Binding, body []byte) ([]byte, error) {
	peer, err := x.cfg.Peers(to)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(checkName(to), checkName(kind)); err != nil {
		return nil, fmt.Errorf("asking the pod of %s: %w", to, err)
	}
	question, err := x.seal(peer, kind, b, body)
	if err != nil {
		return nil, err
	}
	reply, err := x.carry(ctx, peer.URL, question)
	if err != nil {
		return nil, fmt.Errorf("asking the pod of %s: %w", to, err)
	}
	e, err := parse(reply)
	var m Message
	if err == nil {
		m, err = x.open(e)
	}
	switch {
	case err != nil:
		return nil, fmt.Errorf("the answer of the pod of %s: %w", to, err)
	case m.From != to:
		return nil, fmt.Errorf("the answer of the pod of %s is signed by the pod of %s: %w", to, m.From, registry.ErrNotAllowed)
	}
	id := envelopeID(question[:len(question)-signatureSize])
	said, ok := bytes.CutPrefix(m.Body, id[:])
	if m.Kind != answerKind || m.Binding != b || !ok {
		return nil, fmt.Errorf("the answer of the pod of %s is one to another question: %w", to, registry.ErrRefused)
	}
	return said, nil
}

// carry posts a question and returns the envelope that answers it.
func (x *Exchange) carry(ctx context.Context, url string, question []byte) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, strings.TrimSuffix(url, "/")+QuestionsPath, bytes.NewReader(question))
	if err != nil {
		return nil, fmt.Errorf("the URL of the peer: %v: %w", err, registry.ErrUnreachable)
	}
	req.Header.Set("Content-Type", envelopeType)
	r, err := x.client.Do(req)
	if err != nil {
		return nil, fmt.Errorf("%v: %w", err, registry.ErrUnreachable)
	}
	defer r.Body.Close()
	b, err := io.ReadAll(io.LimitReader(r.Body, x.envelopeLimit()+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("reading the answer: %v: %w", err, registry.ErrUnreachable)
	case int64(len(b)) > x.envelopeLimit():
		return nil, fmt.Errorf("the answer has more than %d bytes: %w", x.envelopeLimit(), registry.ErrRefused)
	case r.StatusCode == http.StatusOK:
		return b, nil
	}
	err = said(url, r, b)
	if r.StatusCode == http.StatusNotFound && !errors.Is(err, registry.ErrNotFound) {
		return nil, fmt.Errorf("%s takes no questions, as a pod of an older version: %w", url, registry.ErrNotFound)
	}
	return nil, err
}

// Answers answers questions at [QuestionsPath]. answer is called with each one
// that was signed by the pod of a known member and sealed for this pod; what it
// returns goes back sealed for that pod alone. It must change nothing: a question
// may come more than once. Its errors are answered as those of [Exchange.Handler]
// are; [registry.ErrNotFound] says that this pod does not know such questions.
func (x *Exchange) Answers(answer func(context.Context, Message) ([]byte, error)) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST "+QuestionsPath, func(w http.ResponseWriter, r *http.Request) {
		b, err := x.reply(w, r, answer)
		if err != nil {
			x.answer(w, r, err)
			return
		}
		w.Header().Set("Content-Type", envelopeType)
		_, _ = w.Write(b) // who asked has gone
	})
	return mux
}

// reply returns the envelope that answers a question.
func (x *Exchange) reply(w http.ResponseWriter, r *http.Request, answer func(context.Context, Message) ([]byte, error)) ([]byte, error) {
	m, err := x.read(w, r)
	if err != nil {
		return nil, err
	}
	peer, err := x.cfg.Peers(m.From)
	if err != nil {
		return nil, err
	}
	body, err := answer(r.Context(), m)
	if own := (interface{ StoreFailure() })(nil); errors.As(err, &own) {
		return nil, hidden(err)
	}
	if err != nil {
		return nil, err
	}
	return x.seal(peer, answerKind, m.Binding, append(m.ID[:], body...))
}
