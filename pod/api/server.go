package api

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"path"
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/pod/decision"
	"github.com/novation-dev/novation/pod/exchange"
	"github.com/novation-dev/novation/pod/fleet"
	"github.com/novation-dev/novation/pod/governance"
	"github.com/novation-dev/novation/pod/releases"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/pod/upgrade"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
)

// maxBody bounds a request, in bytes.
const maxBody = 4 << 20

// Config is what the API works with.
type Config struct {
	// Token is the bearer token of the pod's operator. It must not be empty.
	Token  string
	Member string
	// Members are the ids in the order of the view's approvers and pods.
	Members    []string
	Chain      uint64
	Consortium common.Address
	Salt       registry.Salt

	Store    store.Store
	Decider  *decision.Decider
	Governor *governance.Governor
	Upgrader *upgrade.Upgrader
	Releases *releases.Loader
	Exchange *exchange.Exchange
	Fleet    *fleet.Fleet
	View     func() *change.View
	// Quarantined returns why the pod decides nothing, "" when it does.
	Quarantined func() string
	// Sources say how it went with those that this pod reads log and releases of.
	// Nil means that there are none.
	Sources func() []Source
	// Backup writes a consistent copy of the pod's database.
	Backup func(ctx context.Context, w io.Writer) error
	// Finisher reads and sets whether records are novated in the background.
	Finisher    func() bool
	SetFinisher func(bool)
}

// A server holds the handlers.
type server struct{ cfg Config }

// Handler returns the API.
func Handler(cfg Config) http.Handler {
	mux := http.NewServeMux()
	hc := huma.DefaultConfig("Novation pod", "1.0.0")
	hc.DocsPath = ""     // it would load a script from elsewhere
	hc.CreateHooks = nil // no $schema links in bodies
	hc.Components.Schemas = huma.NewMapRegistry("#/components/schemas/", schemaName)
	hc.Components.SecuritySchemes = map[string]*huma.SecurityScheme{"token": {Type: "http", Scheme: "bearer"}}
	a := humago.New(mux, hc)
	s := &server{cfg}
	s.records(a)
	s.changes(a)
	s.status(a)
	s.fleet(a)
	mux.HandleFunc("GET /v1/backup", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/octet-stream")
		if cfg.Backup(r.Context(), w) != nil {
			panic(http.ErrAbortHandler) // half a copy must not look like a whole one
		}
	})
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	return http.MaxBytesHandler(s.guard(inForm(mux)), maxBody)
}

// schemaName names a type in the OpenAPI document after its package and itself:
// two packages have a Document.
func schemaName(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if pkg := path.Base(t.PkgPath()); t.Name() != "" && pkg != "api" && pkg != "." {
		return strings.ToUpper(pkg[:1]) + pkg[1:] + name
	}
	return name
}

// guard asks for the token.
func (s *server) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		given, bearer := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
		if r.URL.Path != "/healthz" && (!bearer || s.cfg.Token == "" || subtle.ConstantTimeCompare([]byte(given), []byte(s.cfg.Token)) != 1) {
			w.Header().Set("WWW-Authenticate", "Bearer")
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(http.StatusUnauthorized)
			body := problem("not_allowed", "the request has no valid token", "send the pod's token: Authorization: Bearer …")
			_ = json.NewEncoder(w).Encode(body) // the client went away
			return
		}
		next.ServeHTTP(w, r)
	})
}

// A Problem is the body of every error.
type Problem struct {
	Err struct {
		Code    string `json:"code"`
		Message string `json:"message"`
		Hint    string `json:"hint"`
	} `json:"error"`
	status int
}

func problem(code, message, hint string) *Problem {
	p := &Problem{}
	p.Err.Code, p.Err.Message, p.Err.Hint = code, message, hint
	return p
}

// Error returns the message.
func (p *Problem) Error() string { return p.Err.Message }

// GetStatus returns the HTTP status.
func (p *Problem) GetStatus() int { return p.status }

// fail turns an error of the pod into an answer.
func fail(err error) error {
	c := registry.ConditionOf(err)
	message, hint, _ := strings.Cut(err.Error(), "\n")
	p := problem(c.Code, message, hint)
	p.status = c.HTTP
	return p
}

// get, post register an operation whose errors are answers.
func get[I, O any](a huma.API, path, summary string, fn func(context.Context, *I) (*O, error)) {
	register(a, http.MethodGet, path, summary, fn)
}

func post[I, O any](a huma.API, path, summary string, fn func(context.Context, *I) (*O, error)) {
	register(a, http.MethodPost, path, summary, fn)
}

func register[I, O any](a huma.API, method, path, summary string, fn func(context.Context, *I) (*O, error)) {
	op := huma.Operation{
		OperationID: strings.ToLower(method) + strings.NewReplacer("/", "-", "{", "", "}", "").Replace(path),
		Method:      method, Path: path, Summary: summary, Security: []map[string][]string{{"token": {}}},
		MaxBodyBytes: maxBody,
	}
	huma.Register(a, op, func(ctx context.Context, in *I) (*O, error) {
		out, err := fn(ctx, in)
		if err == nil {
			return out, nil
		}
		if _, ok := errors.AsType[huma.StatusError](err); ok {
			return nil, err
		}
		return nil, fail(err)
	})
}

// A body wraps what an operation answers.
type body[T any] struct{ Body T }

func reply[T any](v T, err error) (*body[T], error) {
	if err != nil {
		return nil, err
	}
	return &body[T]{v}, nil
}

// none is the answer of operations that have nothing to say.
type none struct{}

type empty struct{}
