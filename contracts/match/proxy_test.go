package match_test

import (
	"context"
	"errors"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts/match"
	"github.com/novation-dev/novation/registry"
)

// TestProxies deploys proxies of every kind and finds what is behind them.
func TestProxies(t *testing.T) {
	d := start(t)
	proxies := func(name string, args ...any) common.Address {
		return d.deploy(artifactOf(t, "proxies", name), nil, nil, args...)
	}
	target := proxies("Target")
	call := d.pack(artifactOf(t, "proxies", "Target"), "VERSION")
	slot := proxies("ERC1967Proxy", target, call)
	beacon := proxies("UpgradeableBeacon", target, d.from)
	behind := proxies("BeaconProxy", beacon, call)
	transparent := proxies("TransparentUpgradeableProxy", target, d.from, call)
	admin := crypto.CreateAddress(transparent, 1)
	cloner := proxies("Cloner")
	cloned := func(method string, args ...any) common.Address {
		r := d.send(&cloner, d.pack(artifactOf(t, "proxies", "Cloner"), method, args...))
		return common.BytesToAddress(r.Logs[0].Data)
	}
	clone, with, twice := cloned("clone", target), cloned("cloneWith", target, []byte("grain")), cloned("clone", slot)
	// The minimal proxy with PUSH0, which no library deploys yet.
	push0 := common.FromHex("0x365f5f375f5f365f73" + target.Hex()[2:] + "5af43d5f5f3e5f3d91602a57fd5bf3")
	short := d.send(nil, append([]byte{0x60, byte(len(push0)), 0x80, 0x60, 0x09, 0x5f, 0x39, 0x5f, 0xf3}, push0...)).ContractAddress

	for name, want := range map[string]match.Proxy{
		"itself":      {Address: target},
		"slot":        {Address: slot, Kind: match.Slot, Implementation: target},
		"transparent": {Address: transparent, Kind: match.Slot, Implementation: target, Admin: admin},
		"beacon":      {Address: behind, Kind: match.Beacon, Implementation: target, Beacon: beacon},
		"clone":       {Address: clone, Kind: match.Minimal, Implementation: target},
		"clone with":  {Address: with, Kind: match.Minimal, Implementation: target, Arguments: []byte("grain")},
		"push0":       {Address: short, Kind: match.Minimal, Implementation: target},
	} {
		got, err := match.Implementation(t.Context(), d, want.Address, nil)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if len(got.Arguments) == 0 {
			got.Arguments = nil
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		last, err := match.Follow(t.Context(), d, want.Address, nil)
		if err != nil || last[len(last)-1].Address != target {
			t.Errorf("%s: followed to %v %v", name, last, err)
			continue
		}
		if r, err := match.At(t.Context(), d, last[len(last)-1].Address, nil, artifactOf(t, "proxies", "Target")); err != nil || r.Verdict != match.Exact {
			t.Errorf("%s: the code behind is %+v %v", name, r, err)
		}
	}
	if steps, err := match.Follow(t.Context(), d, twice, nil); err != nil || len(steps) != 3 {
		t.Errorf("a clone of a proxy takes %d steps, want 3 (%v)", len(steps), err)
	}
	// The code of proxies is matched like any other; one has immutables.
	for name, at := range map[string]common.Address{"ERC1967Proxy": slot, "TransparentUpgradeableProxy": transparent, "BeaconProxy": behind} {
		r, err := match.At(t.Context(), d, at, nil, artifactOf(t, "proxies", name))
		if err != nil || r.Verdict != match.Exact {
			t.Errorf("%s: %+v %v", name, r, err)
		}
	}
	if r, err := match.At(t.Context(), d, slot, nil, artifactOf(t, "proxies", "Target")); err != nil || r.Verdict != match.None {
		t.Errorf("a proxy passes for what is behind it: %+v %v", r, err)
	}
	if _, err := match.Implementation(t.Context(), d, common.Address{9}, nil); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("no code: %v", err)
	}
	if r, err := match.At(t.Context(), d, common.Address{9}, nil, artifactOf(t, "proxies", "Target")); err != nil || r.Verdict != match.None {
		t.Errorf("no code: %+v %v", r, err)
	}
}

// accounts is a chain of accounts with nothing but code and slots.
type accounts struct {
	code    map[common.Address][]byte
	storage map[common.Address]map[common.Hash]common.Hash
	answer  []byte
	err     error
}

func (a accounts) CodeAt(_ context.Context, at common.Address, _ *big.Int) ([]byte, error) {
	return a.code[at], a.err
}

func (a accounts) StorageAt(_ context.Context, at common.Address, slot common.Hash, _ *big.Int) ([]byte, error) {
	v := a.storage[at][slot]
	return v[:], nil
}

func (a accounts) CallContract(context.Context, ethereum.CallMsg, *big.Int) ([]byte, error) {
	return a.answer, nil
}

func delegation(to common.Address) []byte { return append([]byte{0xef, 0x01, 0x00}, to[:]...) }

// TestFollow goes in circles, far, and to nowhere.
func TestFollow(t *testing.T) {
	one, two, none := common.Address{1}, common.Address{2}, common.Address{3}
	row := map[common.Address][]byte{}
	for i := range byte(12) {
		row[common.Address{i}] = delegation(common.Address{i + 1})
	}
	slots := func(name string, value common.Hash) map[common.Address]map[common.Hash]common.Hash {
		return map[common.Address]map[common.Hash]common.Hash{one: {crypto.Keccak256Hash([]byte(name)): value}}
	}
	plain := map[common.Address][]byte{one: {0}, two: {0}}
	beacon := map[common.Address]map[common.Hash]common.Hash{one: {common.HexToHash("0xa3f0ad74e5423aebfd80d3ef4346578335a9a72aeaee59ff6cb3582b35133d50"): common.BytesToHash(two[:])}}
	for _, test := range []struct {
		name string
		accounts
		steps int
		err   error
	}{
		{"a circle", accounts{code: map[common.Address][]byte{one: delegation(two), two: delegation(one)}}, 2, registry.ErrInvalid},
		{"itself", accounts{code: map[common.Address][]byte{one: delegation(one)}}, 1, registry.ErrInvalid},
		{"far", accounts{code: row}, 9, registry.ErrInvalid},
		{"nowhere", accounts{code: map[common.Address][]byte{one: delegation(none)}}, 1, registry.ErrNotFound},
		{"delegated", accounts{code: map[common.Address][]byte{one: delegation(two), two: {0}}}, 2, nil},
		{"slot before ERC-1967", accounts{code: plain, storage: slots("org.zeppelinos.proxy.implementation", common.BytesToHash(two[:]))}, 2, nil},
		{"slot of ERC-1822", accounts{code: plain, storage: slots("PROXIABLE", common.BytesToHash(two[:]))}, 2, nil},
		{"no address in a slot", accounts{code: plain, storage: slots("PROXIABLE", common.Hash{1})}, 1, nil},
		{"a silent beacon", accounts{code: plain, storage: beacon}, 0, registry.ErrInvalid},
		{"a beacon that says too much", accounts{code: plain, storage: beacon, answer: append(common.BytesToHash(two[:]).Bytes(), 0)}, 0, registry.ErrInvalid},
		{"a beacon that says too little", accounts{code: plain, storage: beacon, answer: two[:]}, 0, registry.ErrInvalid},
		{"a beacon that answers", accounts{code: plain, storage: beacon, answer: common.BytesToHash(two[:]).Bytes()}, 2, nil},
		{"a chain that is gone", accounts{err: registry.ErrUnreachable}, 0, registry.ErrUnreachable},
	} {
		steps, err := match.Follow(t.Context(), test.accounts, one, nil)
		if len(steps) != test.steps || !errors.Is(err, test.err) {
			t.Errorf("%s: %d steps, %v; want %d, %v", test.name, len(steps), err, test.steps, test.err)
		}
	}
}
