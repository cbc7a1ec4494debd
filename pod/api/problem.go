package api

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/novation-dev/novation/registry"
)

// inForm gives the errors that do not come from an operation the form that all
// errors have: a body that is not what the description says, a path that does
// not exist.
func inForm(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f := &former{ResponseWriter: w}
		next.ServeHTTP(f, r)
		f.finish(r)
	})
}

// A former holds back the body of an error that has another form.
type former struct {
	http.ResponseWriter
	status int // zero while nothing is held back
	held   bytes.Buffer
}

// WriteHeader passes everything on but errors in another form.
func (f *former) WriteHeader(status int) {
	if status >= 400 && f.Header().Get("Content-Type") != "application/json" {
		f.status = status
		return
	}
	f.ResponseWriter.WriteHeader(status)
}

// Write passes the body on, or holds it back.
func (f *former) Write(b []byte) (int, error) {
	if f.status != 0 {
		return f.held.Write(b)
	}
	return f.ResponseWriter.Write(b)
}

// Unwrap lets [http.ResponseController] reach what lies below.
func (f *former) Unwrap() http.ResponseWriter { return f.ResponseWriter }

// finish writes what was held back, as this API says it.
func (f *former) finish(r *http.Request) {
	if f.status == 0 {
		return
	}
	c := registry.ConditionOf(registry.ErrInvalid)
	switch {
	case f.status == http.StatusNotFound:
		c = registry.ConditionOf(registry.ErrNotFound)
	case f.status >= 500:
		c = registry.ConditionOf(nil)
	}
	p := problem(c.Code, f.message(), fmt.Sprintf("see /openapi.json for %s %s", r.Method, r.URL.Path))
	f.Header().Del("Content-Length")
	f.Header().Set("Content-Type", "application/json")
	f.ResponseWriter.WriteHeader(c.HTTP)
	_ = json.NewEncoder(f.ResponseWriter).Encode(p) // the client went away
}

// message is what the held back body says.
func (f *former) message() string {
	var m huma.ErrorModel
	if err := json.Unmarshal(f.held.Bytes(), &m); err != nil || m.Detail == "" {
		return strings.TrimSpace(f.held.String())
	}
	for _, e := range m.Errors {
		m.Detail += fmt.Sprintf("; %s: %s", e.Location, e.Message)
	}
	return m.Detail
}
