package pod

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/novation-dev/novation/pod/api"
	"github.com/novation-dev/novation/pod/exchange"
	"github.com/novation-dev/novation/pod/releases"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/mirror"
	"github.com/novation-dev/novation/registry/oci"
)

// mirrorPath is where a pod hands out what it has of log and releases.
const mirrorPath = "/mirror"

// sourceTimeout bounds what one of several sources is asked.
const sourceTimeout = 20 * time.Second

// logReader is how a client reads the log at a URL. The token of the registry
// goes to the registry only.
func (p *Pod) logReader(url string, hc *http.Client) (*mirror.Client, error) {
	n, token := p.cfg.Network, p.cfg.RegistryToken
	cfg := mirror.ClientConfig{
		URL: url, VerifierKey: n.LogKey, Witnesses: n.LogPolicy().Witnesses, Quorum: n.WitnessQuorum, Memory: releases.Memory{Store: p.store}, HTTP: hc,
	}
	if url == n.Registry {
		cfg.Authorize = func(r *http.Request) { r.Header.Set("Authorization", "Bearer "+token) }
	}
	return mirror.NewClient(cfg)
}

// openSources connects to the registry, to the mirrors that the network and this
// pod name, and to the pods of the other members, in that order.
func (p *Pod) openSources() (err error) {
	n := p.cfg.Network
	if p.mirror, err = p.logReader(n.Registry, nil); err != nil {
		return err
	}
	p.sources = &mirror.Sources{
		List: []mirror.Place{{Name: "registry " + n.Registry, Source: p.mirror}}, Timeout: sourceTimeout, Log: p.cfg.Log,
	}
	for _, where := range append(append([]string{}, n.Mirrors...), p.cfg.Mirrors...) {
		s, err := p.openMirror(where)
		if err != nil {
			return fmt.Errorf("mirror %q: %w", where, err)
		}
		p.sources.List = append(p.sources.List, mirror.Place{Name: "mirror " + where, Source: s})
	}
	for _, m := range n.Members {
		if m.ID == p.cfg.Member {
			continue
		}
		s, err := p.logReader(m.URL+mirrorPath, &http.Client{
			Timeout:   sourceTimeout,
			Transport: &exchange.Reader{Keys: p.keys, Member: p.cfg.Member, To: m.ID},
			// A pod does not redirect.
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		})
		if err != nil {
			return fmt.Errorf("the pod of %s: %w", m.ID, err)
		}
		p.sources.List = append(p.sources.List, mirror.Place{Name: "pod of " + m.ID, Source: s})
	}
	return nil
}

// openMirror returns what a mirror's name stands for: "https://…" is another
// registry with the same log, "oci://HOST/PATH/LINE" a repository of an OCI
// registry, and "folder:PATH" an OCI image layout. The latter two have bundles
// only.
func (p *Pod) openMirror(where string) (mirror.Source, error) {
	if name, ok := strings.CutPrefix(where, "oci://"); ok {
		return oci.Remote(name, oci.Config{})
	}
	if path, ok := strings.CutPrefix(where, "folder:"); ok {
		return folder(path), nil
	}
	if u, err := url.Parse(where); err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return nil, fmt.Errorf("want https://…, oci://HOST/PATH/LINE or folder:PATH: %w", registry.ErrInvalid)
	}
	return p.logReader(where, nil)
}

// folder is an OCI image layout. It is opened when it is asked: somebody may fill
// it while the pod runs.
type folder string

// Bundle implements [mirror.Source].
func (f folder) Bundle(ctx context.Context, digest registry.Digest) (*bundle.Bundle, []byte, error) {
	r, closer, err := oci.OpenFolder(string(f))
	if err != nil {
		return nil, nil, err
	}
	defer closer.Close()
	return r.Bundle(ctx, digest)
}

// sourceStates says how it went with the sources.
func (p *Pod) sourceStates() (out []api.Source) {
	for _, s := range p.sources.States() {
		out = append(out, api.Source{Name: s.Name, Failures: s.Failures, Error: s.Error})
	}
	return out
}

// mirrorHandler hands what this pod has to the pods of other members: the log
// names releases, and nobody else is to know of them.
func (p *Pod) mirrorHandler() http.Handler {
	return http.StripPrefix(mirrorPath, mirror.NewReader(releases.Held{Store: p.store}, func(r *http.Request) error {
		_, err := exchange.VerifyReader(r, p.cfg.Member, time.Now(), func(id string) ([20]byte, error) {
			m, err := p.cfg.Network.Member(id)
			return m.Pod, err
		})
		return err
	}, p.cfg.Log))
}
