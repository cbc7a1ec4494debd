package migratetest

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"fmt"
	"math/big"
	"strings"
	"sync"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/registry"
)

const (
	deployGas = 8_000_000
	callGas   = 1_500_000
)

// A sender queues transactions of many accounts, and sends them together. Those
// of one account stay in order; between accounts flush is the only order.
type sender struct {
	c      *chain.Client
	fees   chain.Fees
	nonces map[common.Address]uint64
	queue  []queued
}

type queued struct {
	what string
	raw  []byte
	hash common.Hash
}

func newSender(ctx context.Context, c *chain.Client) (*sender, error) {
	fees, err := c.Fees(ctx)
	if err != nil {
		return nil, err
	}
	if fees.Cap != nil { // it may rise while a few hundred blocks are made
		fees.Cap = new(big.Int).Mul(fees.Cap, big.NewInt(10))
	}
	return &sender{c: c, fees: fees, nonces: map[common.Address]uint64{}}, nil
}

// put signs a transaction and queues it.
func (s *sender) put(ctx context.Context, what string, key *ecdsa.PrivateKey, to *common.Address, value *big.Int, data []byte, gas uint64,
) (nonce uint64, err error) {
	from := addressOf(key)
	nonce, known := s.nonces[from]
	if !known {
		if nonce, err = s.c.NonceAt(ctx, from); err != nil {
			return 0, err
		}
	}
	orZero := func(v *big.Int) *big.Int {
		if v == nil {
			return new(big.Int)
		}
		return v
	}
	tx, err := types.SignNewTx(key, types.LatestSignerForChainID(s.c.ChainID()), &types.DynamicFeeTx{
		ChainID: s.c.ChainID(), Nonce: nonce, To: to, Value: orZero(value), Data: data, Gas: gas,
		GasFeeCap: orZero(s.fees.Cap), GasTipCap: orZero(s.fees.Tip),
	})
	if err != nil {
		return 0, err
	}
	raw, err := tx.MarshalBinary()
	if err != nil {
		return 0, err
	}
	s.nonces[from] = nonce + 1
	s.queue = append(s.queue, queued{what, raw, tx.Hash()})
	return nonce, nil
}

// flush sends what is queued and waits until all of it is final.
func (s *sender) flush(ctx context.Context) error {
	for _, q := range s.queue {
		if err := s.c.SendRaw(ctx, q.raw); err != nil {
			return fmt.Errorf("%s: %w", q.what, err)
		}
	}
	for _, q := range s.queue {
		r, err := s.c.WaitFinal(ctx, q.hash)
		if err != nil {
			return fmt.Errorf("%s: %w", q.what, err)
		}
		if r.Status != types.ReceiptStatusSuccessful {
			return fmt.Errorf("%s: %w", q.what, s.c.RevertReason(ctx, r, q.raw))
		}
	}
	s.queue = s.queue[:0]
	return nil
}

// deploy queues the creation of a contract, and returns where it will be.
func (s *sender) deploy(ctx context.Context, key *ecdsa.PrivateKey, a *artifact.Artifact, args ...any) (common.Address, error) {
	in, err := pack(a, "", args...)
	if err != nil {
		return common.Address{}, err
	}
	code := append(append([]byte(nil), a.Creation.Object...), in...)
	nonce, err := s.put(ctx, "deploying "+a.Name, key, nil, nil, code, deployGas)
	return crypto.CreateAddress(addressOf(key), nonce), err
}

// A target is a contract with the interface it is spoken to.
type target struct {
	at common.Address
	a  *artifact.Artifact
}

func (s *sender) call(ctx context.Context, key *ecdsa.PrivateKey, t target, method string, args ...any) error {
	data, err := pack(t.a, method, args...)
	if err != nil {
		return err
	}
	_, err = s.put(ctx, t.a.Name+"."+method, key, &t.at, nil, data, callGas)
	return err
}

func (s *sender) view(ctx context.Context, t target, method string, args ...any) ([]any, error) {
	data, err := pack(t.a, method, args...)
	if err != nil {
		return nil, err
	}
	var out hexutil.Bytes
	call := map[string]any{"to": t.at, "input": hexutil.Bytes(data)}
	if err := s.c.RPC().CallContext(ctx, &out, "eth_call", call, "latest"); err != nil {
		return nil, fmt.Errorf("%s.%s: %w", t.a.Name, method, err)
	}
	parsed, err := parsedABI(t.a)
	if err != nil {
		return nil, err
	}
	if method, err = named(parsed, method); err != nil {
		return nil, err
	}
	return parsed.Unpack(method, out)
}

var abis sync.Map // by artefact

func parsedABI(a *artifact.Artifact) (*abi.ABI, error) {
	if p, ok := abis.Load(a); ok {
		return p.(*abi.ABI), nil
	}
	p, err := abi.JSON(bytes.NewReader(a.ABI))
	if err != nil {
		return nil, fmt.Errorf("reading the interface of %s: %v: %w", a.Name, err, registry.ErrInvalid)
	}
	abis.Store(a, &p)
	return &p, nil
}

func pack(a *artifact.Artifact, method string, args ...any) ([]byte, error) {
	parsed, err := parsedABI(a)
	if err != nil {
		return nil, err
	}
	if method, err = named(parsed, method); err != nil {
		return nil, fmt.Errorf("%s: %w", a.Name, err)
	}
	out, err := parsed.Pack(method, args...)
	if err != nil {
		return nil, fmt.Errorf("%s.%s: %w", a.Name, method, err)
	}
	return out, nil
}

// named returns the name under which a method is kept. Overloaded ones are asked
// for by their signature.
func named(parsed *abi.ABI, method string) (string, error) {
	if !strings.Contains(method, "(") {
		return method, nil
	}
	for name, m := range parsed.Methods {
		if m.Sig == method {
			return name, nil
		}
	}
	return "", fmt.Errorf("no method %s: %w", method, registry.ErrNotFound)
}
