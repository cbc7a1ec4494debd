// Package story tells what Novation is for, with real work behind every line:
// three pods on a chain move live trades from release 1.0.0 to 1.1.0 to 2.0.0
// and back, and an auditor looks at the result.
//
// # Dependencies
//
// The package may import testnet and everything below it. Only cmd imports it.
package story

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/plugins"
	"github.com/novation-dev/novation/pod"
	"github.com/novation-dev/novation/pod/api"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/project"
	"github.com/novation-dev/novation/testnet"
	"github.com/novation-dev/novation/testnet/crudetrade"
)

// A Step is one stage of the story, when it is over.
type Step struct {
	// Stage names it for programs.
	Stage string `json:"stage"`
	OK    bool   `json:"ok"`
	// MS is how long it took, in milliseconds.
	MS int64 `json:"ms"`
	// Text says for people what happened.
	Text string `json:"text"`
	// Facts are the digests, epochs, counts and gas of the stage.
	Facts map[string]any `json:"facts"`
}

// Config says how to tell the story.
type Config struct {
	// Net is the network to run it on; Node and Dir as in [testnet.Config].
	Dir      string
	Node     string
	Finality string
	// Trades is how many trades to create; zero means 200.
	Trades int
	// Begin is told the name of a stage that begins, Emit that it ended.
	// Neither may be nil.
	Begin func(text string)
	Emit  func(Step)
	// Log gets what the parts have to say. Nil discards it.
	Log *slog.Logger
}

// Tell runs the whole story. It returns an error when a stage did not go as it
// should; the stage was emitted then, with OK false.
func Tell(ctx context.Context, cfg Config) error {
	n, err := Open(ctx, &cfg)
	if err != nil {
		return err
	}
	return errors.Join(n.tell(ctx), n.Close())
}

// A Teller is a story that is being told.
type Teller struct {
	cfg   Config
	net   *testnet.Net
	chain *chain.Client
	start time.Time

	clients map[string]*api.Client
	members []string
	rows    []api.Row
	// trades are the records by line of the table.
	trades map[int]string
	// disagree makes the last member's pod compute something else.
	disagree *fault

	bundles map[string]*bundle.Bundle
	digests map[string]registry.Digest
	// auditor is an engine of its own: an auditor does not borrow the pods'.
	auditor *plugins.Engine
	// change is the hash of the last proposed change.
	change string
	gas    uint64
	steps  int
}

// Open starts the network of a story, as its first stage.
func Open(ctx context.Context, cfg *Config) (*Teller, error) {
	if cfg.Trades == 0 {
		cfg.Trades = 200
	}
	t := &Teller{
		cfg: *cfg, start: time.Now(), trades: map[int]string{}, disagree: &fault{},
		bundles: map[string]*bundle.Bundle{}, digests: map[string]registry.Digest{},
	}
	err := t.stage(ctx, "network", "Three members start their pods on one chain", t.open)
	if err != nil {
		return nil, errors.Join(err, t.Close())
	}
	return t, nil
}

func (t *Teller) open(ctx context.Context, f facts) (string, error) {
	var err error
	t.net, err = testnet.Start(ctx, testnet.Config{
		Dir: t.cfg.Dir, Node: t.cfg.Node, Finality: t.cfg.Finality, NoFinisher: true, Log: t.cfg.Log,
		Faults: map[string]testnet.Fault{"gamma": {Disagree: t.disagree.on}},
	})
	if err != nil {
		return "", err
	}
	if t.chain, err = pod.Dial(ctx, t.net.Network()); err != nil {
		return "", err
	}
	t.members = t.net.Members()
	if t.clients, err = testnet.Clients(t.net.Dir(), t.net.Network()); err != nil {
		return "", err
	}
	if t.rows, err = api.ReadRows(bytes.NewReader(crudetrade.TradesCSV())); err != nil {
		return "", err
	}
	if l, err := t.clients[t.members[0]].Changes(ctx); err == nil && len(l) > 0 {
		return "", fmt.Errorf("the network in %s has a history already: give an empty folder: %w", t.cfg.Dir, registry.ErrConflict)
	}
	t.rows = t.rows[:min(t.cfg.Trades, len(t.rows))]
	f["chain"], f["consortium"], f["pods"] = t.net.Network().Chain, t.net.Network().Consortium.Hex(), t.members
	return fmt.Sprintf("%v are up; changes need 2 of 3 approvals", t.members), nil
}

// Continue tells the rest of the story.
func (t *Teller) Continue(ctx context.Context) error { return t.tell(ctx) }

// Close stops the network.
func (t *Teller) Close() error {
	if t.chain != nil {
		t.chain.Close()
	}
	var err error
	if t.auditor != nil {
		err = t.auditor.Close(context.Background())
	}
	if t.net != nil {
		err = errors.Join(err, t.net.Close())
	}
	return err
}

// Net returns the network of the story.
func (t *Teller) Net() *testnet.Net { return t.net }

// facts are what a stage has to say to programs.
type facts map[string]any

// stage runs one stage and emits it.
func (t *Teller) stage(ctx context.Context, name, begin string, run func(context.Context, facts) (string, error)) error {
	t.cfg.Begin(begin)
	s := Step{Stage: name, OK: true, Facts: facts{}}
	from, began := t.height(ctx), time.Now()
	text, err := run(ctx, s.Facts)
	s.MS, s.Text = time.Since(began).Milliseconds(), begin+": "+text
	if gas, blocks := t.used(ctx, from); blocks > 0 {
		s.Facts["gas"], s.Facts["blocks"] = gas, blocks
		t.gas += gas
	}
	if err != nil {
		s.OK, s.Text = false, fmt.Sprintf("%s: %v", begin, err)
		err = fmt.Errorf("stage %s: %w", name, err)
	}
	t.steps++
	t.cfg.Emit(s)
	return err
}

// height is the number of the last final block, zero when there is no node yet.
func (t *Teller) height(ctx context.Context) uint64 {
	if t.chain == nil {
		return 0
	}
	b, err := t.chain.Finalized(ctx)
	if err != nil {
		return 0
	}
	return b.Number
}

// used adds up the gas of the final blocks after from.
func (t *Teller) used(ctx context.Context, from uint64) (gas, blocks uint64) {
	to := t.height(ctx)
	for n := from + 1; n <= to; n++ {
		h, err := t.chain.HeaderByNumber(ctx, new(big.Int).SetUint64(n))
		if err != nil {
			return gas, blocks
		}
		gas, blocks = gas+h.GasUsed, blocks+1
	}
	return gas, blocks
}

// build builds one of the example's releases.
func (t *Teller) build(ctx context.Context, version string) (*bundle.Bundle, error) {
	if b := t.bundles[version]; b != nil {
		return b, nil
	}
	dir, err := crudetrade.Open(version)
	if err != nil {
		return nil, err
	}
	b, err := project.Build(ctx, dir)
	if err != nil {
		return nil, err
	}
	t.bundles[version] = b
	return b, nil
}

// short renders a hash for people.
func short(h string) string { return common.HexToHash(h).Hex()[:10] }
