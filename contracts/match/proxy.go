package match

import (
	"bytes"
	"context"
	"fmt"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/registry"
)

// A Reader reads accounts as of a block; nil is the latest. The client of
// go-ethereum is one.
type Reader interface {
	CodeAt(ctx context.Context, account common.Address, block *big.Int) ([]byte, error)
	StorageAt(ctx context.Context, account common.Address, slot common.Hash, block *big.Int) ([]byte, error)
	CallContract(ctx context.Context, call ethereum.CallMsg, block *big.Int) ([]byte, error)
}

// A Kind is a way in which an account lets the code of another one run.
type Kind string

// The kinds of proxies.
const (
	Slot       Kind = "erc1967"    // the implementation is in the slot of ERC-1967
	Beacon     Kind = "beacon"     // ERC-1967: another contract knows the implementation
	Minimal    Kind = "erc1167"    // the implementation is in the code
	Delegation Kind = "eip7702"    // an account without code of its own
	Zeppelin   Kind = "zeppelinos" // as Slot, in the slot used before ERC-1967
	Universal  Kind = "erc1822"    // as Slot, in the slot of ERC-1822
)

// A Proxy is what an account lets run.
type Proxy struct {
	// Address is the account's.
	Address common.Address `json:"address"`
	// Kind is empty when the account runs its own code.
	Kind Kind `json:"kind,omitempty"`
	// Implementation is the account whose code runs. Zero without Kind.
	Implementation common.Address `json:"implementation,omitzero"`
	// Beacon is who knows the implementation, for that kind.
	Beacon common.Address `json:"beacon,omitzero"`
	// Admin is who may change it, by ERC-1967; zero when the slot is empty,
	// which does not mean that nobody may.
	Admin common.Address `json:"admin,omitzero"`
	// Arguments is what follows the code of a Minimal proxy.
	Arguments hexutil.Bytes `json:"arguments,omitempty"`
}

// The slots of proxies.
var (
	slotImplementation = minusOne("eip1967.proxy.implementation")
	slotBeacon         = minusOne("eip1967.proxy.beacon")
	slotAdmin          = minusOne("eip1967.proxy.admin")
	slotZeppelin       = crypto.Keccak256Hash([]byte("org.zeppelinos.proxy.implementation"))
	slotUniversal      = crypto.Keccak256Hash([]byte("PROXIABLE"))
)

func minusOne(name string) common.Hash {
	n := new(big.Int).SetBytes(crypto.Keccak256([]byte(name)))
	return common.BigToHash(n.Sub(n, big.NewInt(1)))
}

// minimal are the codes of ERC-1167 and of its successor with PUSH0, in front of
// the address and behind it.
var minimal = [][2][]byte{
	{hexutil.MustDecode("0x363d3d373d3d3d363d73"), hexutil.MustDecode("0x5af43d82803e903d91602b57fd5bf3")},
	{hexutil.MustDecode("0x365f5f375f5f365f73"), hexutil.MustDecode("0x5af43d5f5f3e5f3d91602a57fd5bf3")},
}

// delegated is in front of the address in the code of an account that lets
// another's code run (EIP-7702).
var delegated = []byte{0xef, 0x01, 0x00}

// Implementation tells which account's code an account runs, one step far. It
// looks for what the known kinds of proxies have; a proxy that keeps the
// implementation elsewhere is not noticed. A slot that is filled does not prove
// that the code uses it: compare the code with that of a known proxy.
//
// It fails with [registry.ErrNotFound] when there is no code, with
// [registry.ErrInvalid] when a beacon does not answer with an address, and as
// the reader does.
func Implementation(ctx context.Context, r Reader, address common.Address, block *big.Int) (Proxy, error) {
	p := Proxy{Address: address}
	code, err := r.CodeAt(ctx, address, block)
	if err != nil {
		return p, fmt.Errorf("reading the code of %s: %w", address, err)
	}
	if len(code) == 0 {
		return p, fmt.Errorf("there is no code at %s: %w", address, registry.ErrNotFound)
	}
	if p.inCode(code) {
		return p, nil
	}
	for _, slot := range []struct {
		kind Kind
		at   common.Hash
		to   *common.Address
	}{
		{"", slotAdmin, &p.Admin},
		{Slot, slotImplementation, &p.Implementation},
		{Beacon, slotBeacon, &p.Beacon},
		{Zeppelin, slotZeppelin, &p.Implementation},
		{Universal, slotUniversal, &p.Implementation},
	} {
		if p.Kind != "" {
			break
		}
		value, err := r.StorageAt(ctx, address, slot.at, block)
		if err != nil {
			return p, fmt.Errorf("reading slot %s of %s: %w", slot.at, address, err)
		}
		if a, ok := addressIn(value); ok {
			*slot.to, p.Kind = a, slot.kind
		}
	}
	if p.Kind == Beacon {
		p.Implementation, err = ask(ctx, r, p.Beacon, block)
	}
	return p, err
}

// inCode finds the implementation in the code itself.
func (p *Proxy) inCode(code []byte) bool {
	for _, form := range minimal {
		rest, ok := bytes.CutPrefix(code, form[0])
		if !ok || len(rest) < common.AddressLength || !bytes.HasPrefix(rest[common.AddressLength:], form[1]) {
			continue
		}
		p.Kind, p.Implementation = Minimal, common.BytesToAddress(rest[:common.AddressLength])
		p.Arguments = bytes.Clone(rest[common.AddressLength+len(form[1]):])
		return true
	}
	if rest, ok := bytes.CutPrefix(code, delegated); ok && len(rest) == common.AddressLength {
		p.Kind, p.Implementation = Delegation, common.BytesToAddress(rest)
		return true
	}
	return false
}

// addressIn returns the address in a word; none when it is zero or no address.
func addressIn(word []byte) (common.Address, bool) {
	n := new(big.Int).SetBytes(word)
	return common.BigToAddress(n), n.Sign() > 0 && n.BitLen() <= 8*common.AddressLength
}

// ask calls implementation() of a beacon.
func ask(ctx context.Context, r Reader, beacon common.Address, block *big.Int) (common.Address, error) {
	out, err := r.CallContract(ctx, ethereum.CallMsg{To: &beacon, Data: crypto.Keccak256([]byte("implementation()"))[:4]}, block)
	if err != nil {
		return common.Address{}, fmt.Errorf("asking beacon %s for its implementation: %w", beacon, err)
	}
	a, ok := addressIn(out)
	if len(out) != common.HashLength || !ok {
		return common.Address{}, fmt.Errorf("beacon %s answers %#x, which is no address: %w", beacon, out, registry.ErrInvalid)
	}
	return a, nil
}

// maxSteps bounds how many proxies may stand in a row.
const maxSteps = 8

// Follow tells which accounts stand between an account and the code that it
// runs: the account itself first, who has the code last. The last one has no
// Kind. It fails as [Implementation] does, and with [registry.ErrInvalid] when
// the proxies form a circle or are more than eight.
func Follow(ctx context.Context, r Reader, address common.Address, block *big.Int) ([]Proxy, error) {
	var out []Proxy
	for range maxSteps + 1 {
		p, err := Implementation(ctx, r, address, block)
		if err != nil {
			return out, err
		}
		if out = append(out, p); p.Kind == "" {
			return out, nil
		}
		address = p.Implementation
		if slices.ContainsFunc(out, func(p Proxy) bool { return p.Address == address }) {
			return out, fmt.Errorf("the proxies lead back to %s: %w", address, registry.ErrInvalid)
		}
	}
	return out, fmt.Errorf("more than %d proxies stand between %s and code: %w", maxSteps, out[0].Address, registry.ErrInvalid)
}
