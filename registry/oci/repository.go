package oci

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"

	"oras.land/oras-go/v2/content"
	"oras.land/oras-go/v2/errdef"
	orasregistry "oras.land/oras-go/v2/registry"
	"oras.land/oras-go/v2/registry/remote"
	"oras.land/oras-go/v2/registry/remote/auth"
	"oras.land/oras-go/v2/registry/remote/credentials"
	"oras.land/oras-go/v2/registry/remote/errcode"

	"github.com/novation-dev/novation/registry"
)

// maxMetadata bounds a list that a registry sends, in bytes.
const maxMetadata = 1 << 20

// maxPages bounds the pages of such a list.
const maxPages = 8

// dialTimeout and headerTimeout bound the parts of a request in which nothing
// can be read yet. The whole of it is bounded by the caller's context.
const (
	dialTimeout   = 10 * time.Second
	headerTimeout = 30 * time.Second
)

// A Repository is a place that holds releases. It is safe for concurrent use.
type Repository struct {
	name   string // for people
	target source
	// tag returns the tag of a release in this place.
	tag func(name, version string) string
	// line is the only line that may lie here, "" for any.
	line string
}

// source is what is needed of a place to read from it.
type source interface {
	content.Fetcher
	content.Resolver
	content.PredecessorFinder
}

// A Config says how a registry is reached. The zero value works.
type Config struct {
	// PlainHTTP speaks HTTP without TLS. It is always so with a registry on the
	// loopback interface.
	PlainHTTP bool
	// HTTP makes the requests. Nil means one with timeouts for the connection
	// and the headers; everything else is up to the context of a call.
	HTTP *http.Client
}

// Remote returns the repository of a registry, "registry.example/acme/crude-trade".
// Its last element is the name of the line. Credentials come from where docker
// login leaves them. No request is made.
func Remote(name string, cfg Config) (*Repository, error) {
	ref, err := orasregistry.ParseReference(name)
	if err != nil || ref.Reference != "" {
		return nil, fmt.Errorf("repository %q: want HOST/PATH/NAME, without a tag: %w", name, registry.ErrInvalid)
	}
	line := ref.Repository[strings.LastIndex(ref.Repository, "/")+1:]
	if err := registry.CheckName(line); err != nil {
		return nil, fmt.Errorf("repository %q: its last element names the line: %w", name, err)
	}
	r, err := remote.NewRepository(name)
	if err != nil {
		return nil, fmt.Errorf("repository %q: %v: %w", name, err, registry.ErrInvalid)
	}
	client := &auth.Client{Client: cfg.HTTP, Cache: auth.NewCache()}
	if client.Client == nil {
		client.Client = &http.Client{Transport: &http.Transport{
			Proxy: http.ProxyFromEnvironment, DialContext: (&net.Dialer{Timeout: dialTimeout}).DialContext,
			TLSHandshakeTimeout: dialTimeout, ResponseHeaderTimeout: headerTimeout, ForceAttemptHTTP2: true,
		}}
	}
	// A machine without a docker configuration has no credentials.
	if s, err := credentials.NewStoreFromDocker(credentials.StoreOptions{}); err == nil {
		client.Credential = credentials.Credential(s)
	}
	r.Client, r.PlainHTTP = client, cfg.PlainHTTP || loopback(ref.Host())
	r.MaxMetadataBytes, r.ReferrerListMaxPages, r.TagListMaxPages = maxMetadata, maxPages, maxPages
	r.SkipReferrersGC = true // what others wrote is not ours to delete
	return &Repository{name: name, target: r, line: line, tag: func(_, version string) string { return version }}, nil
}

func loopback(host string) bool {
	h, _, err := net.SplitHostPort(host)
	if err != nil {
		h = host
	}
	ip := net.ParseIP(h)
	return h == "localhost" || ip != nil && ip.IsLoopback()
}

// String returns where the repository is.
func (r *Repository) String() string { return r.name }

// failed says what went wrong with what a place was asked.
func (r *Repository) failed(ctx context.Context, doing string, err error) error {
	var answer *errcode.ErrorResponse
	var network net.Error
	why := registry.ErrRefused // it is not what was promised
	switch {
	case registry.ConditionOf(err).Err != nil:
		return fmt.Errorf("%s at %s: %w", doing, r.name, err)
	case ctx.Err() != nil && errors.Is(ctx.Err(), context.DeadlineExceeded):
		why = registry.ErrTimeout
	case ctx.Err() != nil:
		return fmt.Errorf("%s at %s: %w", doing, r.name, ctx.Err())
	case errors.Is(err, errdef.ErrNotFound):
		why = registry.ErrNotFound
	case errors.As(err, &answer) && (answer.StatusCode == http.StatusUnauthorized || answer.StatusCode == http.StatusForbidden):
		why = registry.ErrNotAllowed
	case errors.As(err, &answer) && answer.StatusCode == http.StatusNotFound:
		why = registry.ErrNotFound
	case errors.As(err, &answer), errors.As(err, &network), errors.Is(err, io.ErrUnexpectedEOF):
		why = registry.ErrUnreachable
	}
	return fmt.Errorf("%s at %s: %v: %w", doing, r.name, err, why)
}
