package story

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/novation-dev/novation/pod/api"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/testnet"
	"github.com/novation-dev/novation/testnet/crudetrade"
)

// Figures are what [Bench] measures.
type Figures struct {
	// ReadyMS is the time until three pods answer and know each other.
	ReadyMS int64 `json:"readyMs"`
	// Decisions were finalised in DecisionsMS: two for each record.
	Decisions   int     `json:"decisions"`
	DecisionsMS int64   `json:"decisionsMs"`
	PerSecond   float64 `json:"perSecond"`
	// SwitchMS is the time from the activation on chain until the last of
	// three pods had switched.
	SwitchMS int64 `json:"switchMs"`
	// SystemMiB is what the process has from the system, ResidentMiB the most
	// that was resident (zero where the system does not tell).
	SystemMiB   uint64 `json:"systemMiB"`
	ResidentMiB uint64 `json:"residentMiB"`
}

// Bench runs a network of three pods, in memory when dir is empty, and measures
// it.
func Bench(ctx context.Context, dir string, records int) (f *Figures, err error) {
	f = &Figures{}
	began := time.Now()
	n, err := testnet.Start(ctx, testnet.Config{Dir: dir, NoFinisher: true})
	if err != nil {
		return nil, err
	}
	f.ReadyMS = time.Since(began).Milliseconds()
	cfg := Config{Begin: func(string) {}, Emit: func(Step) {}}
	t := &Teller{
		cfg: cfg, net: n, members: n.Members(), trades: map[int]string{},
		bundles: map[string]*bundle.Bundle{}, digests: map[string]registry.Digest{},
	}
	defer func() { err = errors.Join(err, t.Close()) }()
	if t.clients, err = testnet.Clients(n.Dir(), n.Network()); err != nil {
		return nil, err
	}
	rows, err := api.ReadRows(bytes.NewReader(crudetrade.TradesCSV()))
	if err != nil {
		return nil, err
	}
	if err := t.release(ctx, "1.0.0"); err != nil {
		return nil, err
	}
	for len(rows) < records {
		rows = append(rows, rows...)
	}
	began = time.Now()
	in, err := testnet.Import(ctx, t.clients, crudetrade.Line, rows[:records], "confirm")
	if err != nil {
		return nil, err
	}
	if len(in.Failed) > 0 {
		return nil, fmt.Errorf("%d records failed, the first: %s", len(in.Failed), in.Failed[0].Why)
	}
	took := time.Since(began)
	f.Decisions, f.DecisionsMS = in.Created+in.Answered, took.Milliseconds()
	f.PerSecond = float64(f.Decisions) / took.Seconds()
	if f.SwitchMS, err = t.switched(ctx); err != nil {
		return nil, err
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	f.SystemMiB, f.ResidentMiB = m.Sys>>20, resident()
	return f, nil
}

// release publishes and activates a version.
func (t *Teller) release(ctx context.Context, version string) error {
	if _, err := t.publish(version)(ctx, facts{}); err != nil {
		return err
	}
	_, err := t.activate(version, "bench", "alpha", "beta")(ctx, facts{})
	return err
}

// switched activates 1.1.0 and measures from the last approval, after which
// nothing is waited for but the activation itself.
func (t *Teller) switched(ctx context.Context) (int64, error) {
	if _, err := t.publish("1.1.0")(ctx, facts{}); err != nil {
		return 0, err
	}
	c, err := t.clients["alpha"].Propose(ctx, api.Proposal{Line: crudetrade.Line, Version: "1.1.0", Reason: "bench"})
	if err != nil {
		return 0, err
	}
	if err := t.net.Approve(ctx, c.Hash, "alpha"); err != nil {
		return 0, err
	}
	for ready := 0; ready < len(t.members); {
		if c, err = t.clients["alpha"].Change(ctx, c.Hash); err != nil {
			return 0, err
		}
		ready = len(c.Vetted)
		time.Sleep(5 * time.Millisecond)
	}
	began := time.Now()
	if err := t.net.Approve(ctx, c.Hash, "beta"); err != nil {
		return 0, err
	}
	for _, m := range t.members {
		if _, err := testnet.AwaitChange(ctx, t.clients[m], c.Hash, "activated"); err != nil {
			return 0, err
		}
	}
	return time.Since(began).Milliseconds(), nil
}

// resident reads the most memory that was resident, in MiB.
func resident() uint64 {
	b, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.SplitSeq(string(b), "\n") {
		if kb, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			n, err := strconv.ParseUint(strings.TrimSuffix(strings.TrimSpace(kb), " kB"), 10, 64)
			if err == nil {
				return n >> 10
			}
		}
	}
	return 0
}
