package exchange_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/novation-dev/novation/pod/exchange"
	"github.com/novation-dev/novation/registry"
)

// echo answers with the question.
func echo(_ context.Context, m exchange.Message) ([]byte, error) {
	return fmt.Appendf(nil, "%s of %s: %s", m.Kind, m.From, m.Body), nil
}

func TestAsk(t *testing.T) {
	d, alpha, bravo, _ := pair(t)
	var wire [2][]byte
	bravo.serve(t, d, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		wire[0], _ = io.ReadAll(r.Body)
		r.Body = io.NopCloser(bytes.NewReader(wire[0]))
		rec := httptest.NewRecorder()
		bravo.Answers(echo).ServeHTTP(rec, r)
		wire[1] = rec.Body.Bytes()
		w.WriteHeader(rec.Code)
		_, _ = w.Write(wire[1])
	}))
	got, err := alpha.Ask(t.Context(), "bravo", "riddle", about(1, 2), []byte("what is it"))
	if err != nil || string(got) != "riddle of alpha: what is it" {
		t.Fatalf("%q, %v", got, err)
	}
	for i, b := range wire {
		if bytes.Contains(b, []byte("what is it")) {
			t.Errorf("message %d can be read on the way", i)
		}
	}
}

// An answer is believed when it is the pod's own, and to this question.
func TestAnswersThatLie(t *testing.T) {
	d, alpha, bravo, _ := pair(t)
	var old []byte
	answer := func(p *pod, r *http.Request) []byte {
		rec := httptest.NewRecorder()
		p.Answers(echo).ServeHTTP(rec, r)
		return rec.Body.Bytes()
	}
	bravo.serve(t, d, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { old = answer(bravo, r); _, _ = w.Write(old) }))
	if _, err := alpha.Ask(t.Context(), "bravo", "riddle", about(1, 2), nil); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name   string
		answer func(w http.ResponseWriter, r *http.Request)
		want   error
	}{
		{"to another question", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(old) }, registry.ErrRefused},
		{"with one changed bit", func(w http.ResponseWriter, r *http.Request) {
			b := answer(bravo, r)
			b[len(b)-80] ^= 1
			_, _ = w.Write(b)
		}, registry.ErrNotAllowed},
		{"half of one", func(w http.ResponseWriter, r *http.Request) {
			b := answer(bravo, r)
			_, _ = w.Write(b[:len(b)/2])
		}, registry.ErrInvalid},
		{"the question itself", func(w http.ResponseWriter, r *http.Request) { _, _ = io.Copy(w, r.Body) }, registry.ErrRefused},
		{"without end", func(w http.ResponseWriter, _ *http.Request) {
			for err, b := error(nil), make([]byte, 1<<20); err == nil; {
				_, err = w.Write(b)
			}
		}, registry.ErrRefused},
		{"not as a pod", func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "go away", http.StatusForbidden) }, registry.ErrUnreachable},
		{"of an older pod", func(w http.ResponseWriter, r *http.Request) { bravo.Handler(nil).ServeHTTP(w, r) }, registry.ErrNotFound},
		{"that it does not know", func(w http.ResponseWriter, r *http.Request) {
			bravo.Answers(func(context.Context, exchange.Message) ([]byte, error) {
				return nil, fmt.Errorf("no: %w", registry.ErrNotFound)
			}).ServeHTTP(w, r)
		}, registry.ErrNotFound},
		{"that its store is damaged", func(w http.ResponseWriter, r *http.Request) {
			bravo.Answers(func(context.Context, exchange.Message) ([]byte, error) { return nil, errors.New("secret") }).ServeHTTP(w, r)
		}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			bravo.serve(t, d, http.HandlerFunc(c.answer))
			got, err := alpha.Ask(t.Context(), "bravo", "riddle", about(1, 2), nil)
			if err == nil || !errors.Is(registry.ConditionOf(err).Err, c.want) || strings.Contains(err.Error(), "secret") {
				t.Errorf("%q, %v; want %v", got, err, c.want)
			}
		})
	}
}

// Questions have a way of their own: what is none is not answered, and who does
// not answer is not waited for longer than asked.
func TestQuestionsAreApart(t *testing.T) {
	d, alpha, bravo, in := pair(t)
	envelope := sealed(t, d, alpha, bravo, about(1, 1))
	rec := httptest.NewRecorder()
	bravo.Answers(func(_ context.Context, m exchange.Message) ([]byte, error) {
		return nil, fmt.Errorf("kind %s: %w", m.Kind, registry.ErrNotFound)
	}).ServeHTTP(rec, httptest.NewRequest(http.MethodPost, exchange.QuestionsPath, bytes.NewReader(envelope)))
	if rec.Code != http.StatusNotFound || in.count() != 0 {
		t.Errorf("a message as a question: %d %s", rec.Code, rec.Body)
	}
	hang := make(chan struct{})
	s := bravo.serve(t, d, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-hang }))
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if _, err := alpha.Ask(ctx, "bravo", "riddle", about(1, 1), nil); !errors.Is(err, registry.ErrUnreachable) {
		t.Errorf("a pod that hangs: %v", err)
	}
	close(hang)
	s.Close()
	if _, err := alpha.Ask(t.Context(), "bravo", "riddle", about(1, 1), nil); !errors.Is(err, registry.ErrUnreachable) {
		t.Errorf("a pod that is down: %v", err)
	}
	for name, ask := range map[string]func() error{
		"a stranger": func() error { _, err := alpha.Ask(t.Context(), "zulu", "riddle", about(1, 1), nil); return err },
		"no kind":    func() error { _, err := alpha.Ask(t.Context(), "bravo", "a b", about(1, 1), nil); return err },
	} {
		if err := ask(); err == nil {
			t.Errorf("%s was asked", name)
		}
	}
}
