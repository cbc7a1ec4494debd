// Package pod puts the parts of a pod together: one member's store, keys,
// exchange, decider, upgrader and API, against one node of the chain.
//
// It holds no logic of its own; each part is a package below it.
//
// # Dependencies
//
// The package may import everything below pod, registry, contracts, plugins and
// migrate. Only testnet and cmd import it.
package pod

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"golang.org/x/sync/errgroup"

	"github.com/novation-dev/novation/contracts"
	"github.com/novation-dev/novation/contracts/binding"
	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/plugins"
	"github.com/novation-dev/novation/pod/api"
	"github.com/novation-dev/novation/pod/decision"
	"github.com/novation-dev/novation/pod/exchange"
	"github.com/novation-dev/novation/pod/fleet"
	"github.com/novation-dev/novation/pod/governance"
	"github.com/novation-dev/novation/pod/ingest"
	"github.com/novation-dev/novation/pod/keys"
	"github.com/novation-dev/novation/pod/moving"
	"github.com/novation-dev/novation/pod/record"
	"github.com/novation-dev/novation/pod/releases"
	"github.com/novation-dev/novation/pod/signer"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/pod/store/boltstore"
	"github.com/novation-dev/novation/pod/submit"
	"github.com/novation-dev/novation/pod/upgrade"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
	"github.com/novation-dev/novation/registry/evidence"
	"github.com/novation-dev/novation/registry/mirror"
	"github.com/novation-dev/novation/registry/witness"
)

// Config says which pod to run.
type Config struct {
	Network *Network
	// Member is the id of the member whose pod this is.
	Member string
	// Dir holds the pod's database and its folder keys, which Passphrase
	// opens.
	Dir        string
	Passphrase string
	// Account signs the transactions of the pod itself; nil means the pod key.
	// The pod closes it.
	Account signer.Signer
	// Token is the bearer token of the API.
	Token string
	// Registry is the bearer token with which the pod publishes change
	// documents.
	RegistryToken string
	// Mirrors are asked for releases beside the registry, those that the network
	// names, and the pods of the other members (see Network.Mirrors).
	Mirrors []string
	// Engine runs the rules. Pods in one process may share one.
	Engine *plugins.Engine
	// Volatile gives up durability for speed: for networks that live in
	// memory.
	Volatile bool
	// Anchors makes this pod put the log's checkpoints on chain.
	Anchors bool
	// NoFinisher starts the pod without novating records in the background.
	NoFinisher bool
	// VerifyCalls says whether the calls of a change that brings no migrations may
	// be made; nil means that none may. Those that follow from migrations the pod
	// works out by itself.
	VerifyCalls func(ctx context.Context, d *change.Document) error
	// Wrap replaces the rules of every release, and Point is called where a
	// crash must be harmless: for tests of faults. Both may be nil.
	Wrap  func(plugins.Rules) plugins.Rules
	Point func(name string)
	Log   *slog.Logger
}

// A Pod is one member's pod. Run makes it live.
type Pod struct {
	cfg   Config
	self  Member
	store *boltstore.Store
	keys  *keys.Keys
	// account signs the pod's own transactions.
	account signer.Signer
	chain   *chain.Client
	peers   *peers
	// moves is another client of the node, which knows what contracts that are
	// being moved answer.
	moves *chain.Client

	loader   *releases.Loader
	exchange *exchange.Exchange
	submit   *submit.Submitter
	decider  *decision.Decider
	ingest   *ingest.Ingest
	upgrader *upgrade.Upgrader
	governor *governance.Governor
	fleet    *fleet.Fleet
	witness  *witness.Witness
	mover    *moving.Mover
	// mirror writes to the registry; sources are where this pod reads.
	mirror  *mirror.Client
	sources *mirror.Sources

	quarantine atomic.Pointer[string]
	finisher   atomic.Bool
}

// DatabaseFile is the name of a pod's database in its folder.
const DatabaseFile = "pod.db"

// Open reads a pod's folder and connects its parts. Close it when Run was not
// called or has returned.
func Open(ctx context.Context, cfg Config) (_ *Pod, err error) {
	p := &Pod{cfg: cfg}
	if p.cfg.Point == nil {
		p.cfg.Point = func(string) {}
	}
	p.finisher.Store(!cfg.NoFinisher)
	if p.self, err = cfg.Network.Member(cfg.Member); err != nil {
		return nil, err
	}
	if p.keys, err = keys.Open(filepath.Join(cfg.Dir, "keys"), cfg.Passphrase); err != nil {
		return nil, err
	}
	if p.keys.Pod() != p.self.Pod {
		return nil, fmt.Errorf("the keys in %s are not those of member %s: %w", cfg.Dir, cfg.Member, registry.ErrInvalid)
	}
	if p.account, err = p.openAccount(ctx); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, p.account.Close())
		}
	}()
	if p.chain, err = Dial(ctx, cfg.Network); err != nil {
		return nil, err
	}
	if p.moves, err = dialMoves(ctx, cfg.Network); err != nil {
		return nil, err
	}
	p.store, err = boltstore.Open(filepath.Join(cfg.Dir, DatabaseFile), boltstore.Config{NoSync: cfg.Volatile})
	if err != nil {
		return nil, err
	}
	if err := p.assemble(ctx); err != nil {
		return nil, errors.Join(err, p.store.Close())
	}
	return p, nil
}

// Dial connects to the node of a network.
func Dial(ctx context.Context, n *Network) (*chain.Client, error) {
	return chain.Dial(ctx, chain.Config{
		URL: n.Node, ChainID: n.Chain, Finality: n.Finality,
		ABIs: []abi.ABI{binding.NewConsortium().GetABI(), binding.NewBook().GetABI()}, Conditions: contracts.Conditions(),
	})
}

// dialMoves connects to the node of a network for migrations of contracts.
func dialMoves(ctx context.Context, n *Network) (*chain.Client, error) {
	migration, err := abi.JSON(bytes.NewReader(contracts.Migration().ABI))
	if err != nil {
		return nil, fmt.Errorf("reading the interface of Migration: %v: %w", err, registry.ErrInvalid)
	}
	return chain.Dial(ctx, chain.Config{
		URL: n.Node, ChainID: n.Chain, Finality: n.Finality, ABIs: []abi.ABI{migration}, Conditions: contracts.MoveConditions(),
	})
}

// assemble builds the parts in the order in which they need each other.
func (p *Pod) assemble(ctx context.Context) error {
	n, cfg := p.cfg.Network, p.cfg
	salt := registry.Salt(n.Salt)
	publishers, err := n.Keys()
	if err != nil {
		return err
	}
	if err := p.openWitness(); err != nil {
		return err
	}
	if p.peers, err = openPeers(ctx, n, p.store, cfg.Log); err != nil {
		return err
	}
	p.loader = releases.NewLoader(p.store, cfg.Engine)
	p.loader.Wrap = cfg.Wrap
	if err := p.openSources(); err != nil {
		return err
	}
	p.exchange, err = exchange.New(exchange.Config{
		Member: cfg.Member, Store: p.store, Keys: p.keys, Peers: p.peers.get, Refused: p.undeliverable, Log: cfg.Log,
	})
	if err != nil {
		return err
	}
	p.submit = submit.New(submit.Config{
		Store: p.store, Chain: p.chain, Key: p.key, Reached: p.reached, Moved: p.moved, Settled: p.settled, After: p.after, Log: cfg.Log,
	})
	p.fleet, err = fleet.Open(ctx, fleet.Config{
		Member: cfg.Member, Members: n.ids(), Chain: n.Chain, Consortium: n.Consortium, Salt: salt, Build: build(),
		Store: p.store, Exchange: p.exchange, Releases: p.loader, View: p.view, Quarantined: p.Quarantined, Log: cfg.Log,
	})
	if err != nil {
		return err
	}
	p.decider = decision.New(decision.Config{
		Member: cfg.Member, Chain: n.Chain, Salt: salt, Store: p.store, Keys: p.keys, Exchange: p.exchange,
		Submit: p.submit, Releases: p.loader, Peers: p.peers.get, View: p.view, Admit: p.fleet.Admit, Quarantined: p.Quarantined,
		Point: p.cfg.Point, Log: cfg.Log,
	})
	p.upgrader = upgrade.New(upgrade.Config{
		Store: p.store, Chain: p.chain, Consortium: n.Consortium, Salt: salt, Member: cfg.Member,
		Pod: evidence.Address(p.self.Sender()), Keys: publishers, Mirror: p.sources, Releases: p.loader,
		Decider: p.decider, Submit: p.submit, View: p.view, Quarantine: p.enterQuarantine,
		Stopped: p.witness.Forked, Forked: p.witness.SaveFork,
		VerifyCalls: p.verifyCalls, Moved: p.settledMoves, Finish: p.finisher.Load, Point: p.cfg.Point, Log: cfg.Log,
	})
	p.mover = moving.New(moving.Config{
		Dir: filepath.Join(cfg.Dir, "moves"), Store: p.store, Chain: p.moves, Consortium: n.Consortium, Member: cfg.Member, Pod: p.self.Sender(),
		Send: p.send, Bundle: p.upgrader.Bundle, Bytes: p.upgrader.Bytes, Document: p.upgrader.Document, View: p.view,
		Fork: moving.Fork, Quarantine: p.enterQuarantine, Point: p.cfg.Point, Log: cfg.Log,
	})
	p.governor = governance.New(governance.Config{
		Member: cfg.Member, Pod: evidence.Address(p.self.Sender()), Chain: n.Chain, Consortium: n.Consortium, Salt: salt,
		LogKey: n.LogKey, Store: p.store, Submit: p.submit, Upgrader: p.upgrader, Mirror: p.mirror, Releases: p.loader, View: p.view,
		Document: p.upgrader.Document, Holds: p.fleet.Holds, Moved: p.moved, Mover: p.mover, Log: cfg.Log,
	})
	p.ingest, err = ingest.Open(ctx, ingest.Config{
		Store: p.store, Chain: p.chain, Consortium: n.Consortium, Deployed: n.Deployed,
		Apply: p.decider.Apply, Applied: p.decider.Applied, Ours: p.ours,
		Changed: p.changed, Point: p.cfg.Point,
	})
	return err
}

// Run serves until ctx ends. It returns nil then, and an error when the pod
// cannot go on.
func (p *Pod) Run(ctx context.Context) error {
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return p.serve(ctx) })
	g.Go(func() error { return p.peers.run(ctx) })
	g.Go(func() error { return p.follow(ctx) })
	g.Go(func() error { return p.exchange.Run(ctx) })
	g.Go(func() error { return p.submit.Run(ctx) })
	g.Go(func() error { return p.upgrader.Run(ctx) })
	g.Go(func() error { return p.upgrader.RunLog(ctx) })
	g.Go(func() error { return p.mover.Run(ctx) })
	g.Go(func() error { return p.governor.RunReasons(ctx) })
	if p.cfg.Anchors {
		g.Go(func() error { return p.governor.RunAnchor(ctx) })
	}
	return g.Wait()
}

// Close releases the store.
func (p *Pod) Close() error {
	p.chain.Close()
	p.moves.Close()
	return errors.Join(p.store.Close(), p.account.Close())
}

// follow follows the chain. When the chain says what cannot be, the pod stays
// up in quarantine, so that people can see why.
func (p *Pod) follow(ctx context.Context) error {
	for {
		err := p.ingest.Run(ctx)
		switch {
		case err == nil, ctx.Err() != nil:
			return nil //nolint:nilerr // being stopped is how Run ends
		case errors.Is(err, registry.ErrUnreachable):
			p.cfg.Log.WarnContext(ctx, "following the chain; it will be tried again", "error", err)
			select {
			case <-ctx.Done():
				return nil
			case <-time.After(time.Second):
			}
		default:
			p.enterQuarantine(ctx, err.Error())
			<-ctx.Done()
			return nil
		}
	}
}

// serve answers the API and the exchange on the address of the member's URL.
func (p *Pod) serve(ctx context.Context) error {
	address := strings.TrimPrefix(p.self.URL, "http://")
	l, err := net.Listen("tcp", address)
	if err != nil {
		return fmt.Errorf("listening on %s for the pod of %s: %v: %w", address, p.cfg.Member, err, registry.ErrConflict)
	}
	mux := http.NewServeMux()
	mux.Handle(witnessPath+"/", p.witness.Handler(witnessPath, p.cfg.Log))
	mux.Handle(mirrorPath+"/", p.mirrorHandler())
	mux.Handle("/exchange/", p.exchange.Handler(p.decider.Receive))
	mux.Handle(exchange.QuestionsPath, p.exchange.Answers(p.fleet.Answer))
	mux.Handle("/", api.Handler(api.Config{
		Token: p.cfg.Token, Member: p.cfg.Member, Members: p.cfg.Network.ids(), Chain: p.cfg.Network.Chain,
		Consortium: p.cfg.Network.Consortium, Salt: registry.Salt(p.cfg.Network.Salt), Store: p.store,
		Decider: p.decider, Governor: p.governor, Upgrader: p.upgrader, Releases: p.loader, Exchange: p.exchange, Fleet: p.fleet,
		View: p.view, Quarantined: p.Quarantined, Sources: p.sourceStates, Backup: p.store.Backup, Finisher: p.finisher.Load, SetFinisher: p.finisher.Store,
	}))
	s := &http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second}
	stop := context.AfterFunc(ctx, func() { _ = s.Close() })
	defer stop()
	if err := s.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serving the API of %s: %w", p.cfg.Member, err)
	}
	return nil
}

// Quarantined returns why the pod decides nothing, "" when it does.
func (p *Pod) Quarantined() string {
	if why := p.quarantine.Load(); why != nil {
		return *why
	}
	return ""
}

func (p *Pod) enterQuarantine(ctx context.Context, why string) {
	if p.quarantine.CompareAndSwap(nil, &why) {
		p.cfg.Log.ErrorContext(ctx, "this pod puts itself into quarantine", "why", why)
	}
}

// key finds the key that a queued transaction signs with.
func (p *Pod) key(ctx context.Context, name string) (signer.Signer, error) {
	if name == upgrade.PodKey {
		return p.account, nil
	}
	k, err := p.decider.Key(ctx, name)
	if err != nil {
		return nil, err
	}
	return signer.Local(k), nil
}

// settled and after hand the end of a transaction to the part that began it.
func (p *Pod) settled(tx store.Tx, e submit.Entry, r submit.Result) error {
	if decision.Mine(e.Key) {
		return p.decider.Settled(tx, e, r)
	}
	return nil
}

func (p *Pod) after(e submit.Entry, r submit.Result) {
	if decision.Mine(e.Key) {
		p.decider.AfterSettled(e, r)
		return
	}
	p.governor.AfterSettled(e, r)
}

// undeliverable hands a message that a peer refused for good to the part that
// waits for the answer.
func (p *Pod) undeliverable(tx store.Tx, l exchange.DeadLetter) error {
	return p.decider.Undeliverable(tx, l)
}

// ours reports whether an event is about a record of this pod.
func (p *Pod) ours(ctx context.Context, e decision.Event) (bool, error) {
	ours := false
	err := p.store.View(ctx, func(tx store.Tx) error {
		_, err := record.Get(tx, e.Record)
		if errors.Is(err, registry.ErrNotFound) {
			return nil
		}
		ours = err == nil
		return err
	})
	return ours, err
}
