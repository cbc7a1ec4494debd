package execute

import (
	"bytes"
	"context"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts"
	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/migrate/leaves"
	"github.com/novation-dev/novation/registry"
)

// A phase is how far the contract Migration is.
type phase uint8

// The phases, in the order of IMigration.sol.
const (
	agreeing phase = iota
	loading
	loaded
	confirmed
	draining
	done
	aborting
	aborted
)

var phaseNames = []string{"agreeing", "loading", "loaded", "confirmed", "draining", "done", "aborting", "aborted"}

// String is the phase in lower case.
func (p phase) String() string {
	if int(p) < len(phaseNames) {
		return phaseNames[p]
	}
	return fmt.Sprintf("phase %d", uint8(p))
}

// The types of IMigration.sol as go-ethereum encodes them. The names of fields
// are those of Solidity.
type (
	chainConfig struct {
		Plan                 [32]byte
		Authority            common.Address
		Attesters            []common.Address
		Source               common.Address
		SourceImplementation common.Address
		Target               common.Address
		TargetImplementation common.Address
		InitCall             []byte
		Gate                 common.Address
		Unattended           bool
	}
	content struct {
		Eager         common.Hash `json:"eager"`
		EagerCount    uint64      `json:"eagerCount"`
		Deferred      common.Hash `json:"deferred"`
		DeferredCount uint64      `json:"deferredCount"`
		Snapshot      common.Hash `json:"snapshot"`
		Result        common.Hash `json:"result"`
	}
	chainContent struct {
		Eager         [32]byte
		EagerCount    uint64
		Deferred      [32]byte
		DeferredCount uint64
		Snapshot      [32]byte
		Result        [32]byte
	}
	chainStore struct{ Slot, Before, Next [32]byte }
	chainLog   struct {
		Topics [][32]byte
		Data   []byte
	}
	chainEntry struct {
		Head   [32]byte
		Stores []chainStore
		Logs   []chainLog
	}
)

// digest is what attesters compare: the hash of the encoded content.
func (c content) digest() common.Hash {
	word := func(n uint64) []byte { return common.BigToHash(new(big.Int).SetUint64(n)).Bytes() }
	return crypto.Keccak256Hash(c.Eager[:], word(c.EagerCount), c.Deferred[:], word(c.DeferredCount), c.Snapshot[:], c.Result[:])
}

func (c content) encoded() chainContent {
	return chainContent{c.Eager, c.EagerCount, c.Deferred, c.DeferredCount, c.Snapshot, c.Result}
}

func chainEntries(all []leaves.Entry) []chainEntry {
	out := make([]chainEntry, len(all))
	for i, e := range all {
		c := chainEntry{Head: e.Head, Stores: make([]chainStore, len(e.Stores)), Logs: make([]chainLog, len(e.Logs))}
		for j, s := range e.Stores {
			c.Stores[j] = chainStore{s.Slot, s.Before, s.After}
		}
		for j, l := range e.Logs {
			c.Logs[j] = chainLog{Topics: words(l.Topics), Data: l.Data}
		}
		out[i] = c
	}
	return out
}

func words(hashes []common.Hash) [][32]byte {
	out := make([][32]byte, len(hashes))
	for i, h := range hashes {
		out[i] = h
	}
	return out
}

// A ledger is the contract Migration on chain.
type ledger struct {
	looker
	at  common.Address
	abi abi.ABI
}

func newLedger(l looker, at common.Address) (*ledger, error) {
	a, err := abiOf(contracts.Migration())
	return &ledger{looker: l, at: at, abi: a}, err
}

func abiOf(a *artifact.Artifact) (abi.ABI, error) {
	parsed, err := abi.JSON(bytes.NewReader(a.ABI))
	if err != nil {
		return parsed, fmt.Errorf("reading the interface of %s: %v: %w", a.Name, err, registry.ErrInvalid)
	}
	return parsed, nil
}

// ask calls a getter at a block; nil is the last final one.
func (l *ledger) ask(ctx context.Context, block *big.Int, method string, args ...any) ([]any, error) {
	data, err := l.abi.Pack(method, args...)
	if err != nil {
		return nil, err
	}
	out, err := l.call(ctx, l.at, data, block)
	if err != nil {
		return nil, fmt.Errorf("asking migration %s for %s: %w", l.at, method, err)
	}
	values, err := l.abi.Unpack(method, out)
	if err != nil {
		return nil, fmt.Errorf("migration %s answers %d bytes to %s, which is no answer; is it the right address: %v: %w",
			l.at, len(out), method, err, registry.ErrInvalid)
	}
	return values, nil
}

// A state is what the ledger says at one final block.
type state struct {
	block   *big.Int
	phase   phase
	cursor  uint64
	drained uint64
}

// state reads how far the migration is at the last final block.
func (l *ledger) state(ctx context.Context) (state, error) {
	f, err := l.Finalized(ctx)
	if err != nil {
		return state{}, err
	}
	s := state{block: new(big.Int).SetUint64(f.Number)}
	for method, set := range map[string]func(any){
		"phase":   func(v any) { s.phase = phase(v.(uint8)) },
		"cursor":  func(v any) { s.cursor = v.(uint64) },
		"drained": func(v any) { s.drained = v.(uint64) },
	} {
		v, err := l.ask(ctx, s.block, method)
		if err != nil {
			return s, err
		}
		set(v[0])
	}
	return s, nil
}

func (l *ledger) content(ctx context.Context) (c content, err error) {
	v, err := l.ask(ctx, nil, "content")
	if err != nil {
		return c, err
	}
	got := abi.ConvertType(v[0], new(chainContent)).(*chainContent)
	return content{got.Eager, got.EagerCount, got.Deferred, got.DeferredCount, got.Snapshot, got.Result}, nil
}

func (l *ledger) config(ctx context.Context) (c chainConfig, err error) {
	v, err := l.ask(ctx, nil, "config")
	if err != nil {
		return c, err
	}
	return *abi.ConvertType(v[0], new(chainConfig)).(*chainConfig), nil
}

// of reads what an attester has told: "attested" or "confirmed".
func (l *ledger) of(ctx context.Context, method string, attester common.Address) (common.Hash, error) {
	v, err := l.ask(ctx, nil, method, attester)
	if err != nil {
		return common.Hash{}, err
	}
	return v[0].([32]byte), nil
}
