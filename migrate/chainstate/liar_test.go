package chainstate_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
)

// A message is a request or an answer of JSON-RPC.
type message struct {
	Version string            `json:"jsonrpc"`
	ID      json.RawMessage   `json:"id"`
	Method  string            `json:"method,omitempty"`
	Params  []json.RawMessage `json:"params,omitempty"`
	Result  json.RawMessage   `json:"result,omitempty"`
	Error   *failure          `json:"error,omitempty"`
}

type failure struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
}

// A liar stands in front of a real node and changes its answers.
type liar struct {
	url string
	// lies are what it tells now. Requests of a test before may still be under way.
	lies atomic.Pointer[lies]
	// asked counts requests.
	asked atomic.Int64
}

type lies struct {
	// answer changes one answer; it may return nil, which leaves it out.
	answer func(ask, answer *message) *message
	// refuse answers a whole request with a status; zero lets it pass.
	refuse func(asks []message) int
}

// tells sets the lies of the requests to come. A function that is nil lets pass.
func (l *liar) tells(answer func(ask, answer *message) *message, refuse func(asks []message) int) {
	l.lies.Store(&lies{answer, refuse})
}

func lie(tb testing.TB, target string) *liar {
	tb.Helper()
	l := &liar{}
	l.tells(nil, nil)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { l.serve(tb, target, w, r) }))
	tb.Cleanup(server.Close)
	l.url = server.URL
	return l
}

func (l *liar) serve(tb testing.TB, target string, w http.ResponseWriter, r *http.Request) {
	l.asked.Add(1)
	told := l.lies.Load()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	batch := bytes.HasPrefix(bytes.TrimSpace(body), []byte("["))
	asks := many(tb, body, batch)
	if told.refuse != nil {
		if status := told.refuse(asks); status != 0 {
			http.Error(w, "no", status)
			return
		}
	}
	resp, err := http.Post(target, "application/json", bytes.NewReader(body))
	if err != nil {
		tb.Error(err)
		return
	}
	defer resp.Body.Close()
	got, err := io.ReadAll(resp.Body)
	if err != nil {
		tb.Error(err)
		return
	}
	answers := many(tb, got, bytes.HasPrefix(bytes.TrimSpace(got), []byte("[")))
	var out []*message
	for i := range answers {
		a := &answers[i]
		for j := range asks {
			if told.answer != nil && a != nil && bytes.Equal(asks[j].ID, answers[i].ID) {
				a = told.answer(&asks[j], a)
			}
		}
		if a != nil {
			out = append(out, a)
		}
	}
	w.Header().Set("Content-Type", "application/json")
	if batch {
		_ = json.NewEncoder(w).Encode(out)
	} else if len(out) > 0 {
		_ = json.NewEncoder(w).Encode(out[0])
	}
}

func many(tb testing.TB, b []byte, batch bool) []message {
	out := make([]message, 1)
	var err error
	if batch {
		err = json.Unmarshal(b, &out)
	} else {
		err = json.Unmarshal(b, &out[0])
	}
	if err != nil {
		tb.Errorf("%s: %v", b, err)
	}
	return out
}

// object reads an answer that is an object.
func (m *message) object(tb testing.TB) map[string]any {
	var out map[string]any
	if err := json.Unmarshal(m.Result, &out); err != nil {
		tb.Errorf("%s: %v", m.Result, err)
	}
	return out
}

// with returns the answer with another result.
func (m *message) with(tb testing.TB, result any) *message {
	b, err := json.Marshal(result)
	if err != nil {
		tb.Error(err)
	}
	out := *m
	out.Result = b
	return &out
}

// no is an answer that refuses.
func (m *message) no(code int, text string) *message {
	return &message{Version: m.Version, ID: m.ID, Error: &failure{code, text}}
}
