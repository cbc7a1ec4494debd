package pod

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"maps"
	"sync"
	"time"

	"github.com/novation-dev/novation/pod/exchange"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/registry"
)

const peerBucket = "peer"

// peers knows the pods of all members. A member's keys are fetched from its pod
// once, and believed because the pod's account, which the network names, signed
// them. They are kept in the store: a pod that is down must not keep this one
// from applying what the chain says.
type peers struct {
	network *Network
	store   store.Store
	log     *slog.Logger

	// mu protects known.
	mu    sync.Mutex
	known map[string]exchange.Peer
}

// openPeers reads the peers that were reached before.
func openPeers(ctx context.Context, n *Network, s store.Store, log *slog.Logger) (*peers, error) {
	p := &peers{network: n, store: s, log: log, known: map[string]exchange.Peer{}}
	err := s.View(ctx, func(tx store.Tx) error {
		return tx.Scan(peerBucket, nil, nil, func(id, v []byte) error {
			var peer exchange.Peer
			if err := json.Unmarshal(v, &peer); err != nil {
				return fmt.Errorf("what is stored about member %s is damaged: %v: %w", id, err, registry.ErrInvalid)
			}
			if m, err := n.Member(string(id)); err == nil {
				peer.URL = m.URL
				p.known[string(id)] = peer
			}
			return nil
		})
	})
	return p, err
}

// get returns a member's pod. It fails with [registry.ErrUnreachable] while the
// pod was never reached.
func (p *peers) get(id string) (exchange.Peer, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if known, ok := p.known[id]; ok {
		return known, nil
	}
	if _, err := p.network.Member(id); err != nil {
		return exchange.Peer{}, err
	}
	return exchange.Peer{}, fmt.Errorf("the pod of %s was never reached, so its keys are not known here: %w", id, registry.ErrUnreachable)
}

// run fetches the identities that are missing, until ctx ends.
func (p *peers) run(ctx context.Context) error {
	for pause := 2 * time.Millisecond; ; pause = min(2*pause, 2*time.Second) {
		missing := 0
		for _, m := range p.network.Members {
			if _, err := p.get(m.ID); err == nil {
				continue
			}
			if err := p.fetch(ctx, m); err != nil {
				missing++
				p.log.DebugContext(ctx, "fetching the identity of a pod", "member", m.ID, "error", err)
			}
		}
		if missing == 0 {
			return nil
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(pause):
		}
	}
}

func (p *peers) fetch(ctx context.Context, m Member) error {
	peer, err := exchange.FetchIdentity(ctx, m.URL, m.ID, m.Pod)
	if err != nil {
		return err
	}
	b, err := json.Marshal(peer)
	if err != nil {
		return err
	}
	if err := p.store.Update(ctx, func(tx store.Tx) error { return tx.Put(peerBucket, []byte(m.ID), b) }); err != nil {
		return err
	}
	p.mu.Lock()
	p.known[m.ID] = peer
	p.mu.Unlock()
	return nil
}

// Knows reports whether the pods of all given members were reached.
func (p *Pod) Knows(members []string) bool {
	p.peers.mu.Lock()
	known := maps.Clone(p.peers.known)
	p.peers.mu.Unlock()
	for _, m := range members {
		if _, ok := known[m]; !ok {
			return false
		}
	}
	return true
}
