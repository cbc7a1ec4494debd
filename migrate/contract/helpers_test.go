package contract_test

import (
	"context"
	"flag"
	"iter"
	"maps"
	"math/big"
	"os"
	"path/filepath"
	"testing"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/migratetest"
	"github.com/novation-dev/novation/migrate/slotset"
	"github.com/novation-dev/novation/pod/node"
	"github.com/novation-dev/novation/pod/node/nodetest"
)

var update = flag.Bool("update", false, "write the golden files")

// start runs a chain with some accounts, and those that tests send from.
func start(tb testing.TB, alloc types.GenesisAlloc) *chain.Client {
	tb.Helper()
	all := migratetest.Alloc()
	maps.Copy(all, alloc)
	c, err := chain.Dial(tb.Context(), chain.Config{URL: nodetest.Start(tb, node.Config{Alloc: all}).HTTPURL()})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(c.Close)
	return c
}

// input is what a plan for a subject is made from, with the keys and the map
// that come with it.
func input(tb testing.TB, c *chain.Client, s *migratetest.Subject) contract.Input {
	tb.Helper()
	m, err := contract.ParseMap(s.Map)
	if err != nil {
		tb.Fatal(err)
	}
	return contract.Input{From: s.From, To: s.To, Address: s.Address, Chain: c, Keys: s.Keys, Map: m, Dir: tb.TempDir()}
}

// without returns an artefact whose layout lacks a variable.
func without(a *artifact.Artifact, label string) *artifact.Artifact {
	out, l := *a, *a.Layout
	l.Storage = nil
	for _, v := range a.Layout.Storage {
		if v.Label != label {
			l.Storage = append(l.Storage, v)
		}
	}
	out.Layout = &l
	return &out
}

// words are those of a set, by slot.
func words(tb testing.TB, seq iter.Seq2[slotset.Word, error]) map[common.Hash]common.Hash {
	tb.Helper()
	out := map[common.Hash]common.Hash{}
	for w, err := range seq {
		if err != nil {
			tb.Fatal(err)
		}
		out[w.Slot] = w.Value
	}
	return out
}

func golden(tb testing.TB, name string, got []byte) {
	tb.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			tb.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		tb.Errorf("%s has changed; -update writes it anew: %s", path, diff)
	}
}

// read follows a plan.
func read(ctx context.Context, tb testing.TB, p *contract.Plan, in contract.Input) *contract.State {
	tb.Helper()
	s, err := p.Read(ctx, in, tb.TempDir())
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := s.Close(); err != nil {
			tb.Error(err)
		}
	})
	return s
}

// bindCaller is the part of a client that getters need.
type bindCaller interface {
	CallContract(ctx context.Context, call ethereum.CallMsg, block *big.Int) ([]byte, error)
}

func callTo(a common.Address, data []byte) ethereum.CallMsg {
	return ethereum.CallMsg{To: &a, Data: data}
}
