package chaintest

import (
	"context"
	"errors"
	"math/big"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/registry"
)

func (s *suite) unfundedAccount(t *testing.T) {
	c := s.dial(t)
	at, _ := deploy(t, c)
	code, err := c.Code(t.Context(), at)
	if err != nil || common.Bytes2Hex(code) != counter {
		t.Errorf("code %x, %v", code, err)
	}
	a := newAccount(t)
	if code, err := c.Code(t.Context(), a.address()); err != nil || len(code) != 0 {
		t.Errorf("code of an account %x, %v; want none", code, err)
	}
	for want := range uint64(3) {
		if n, err := c.NonceAt(t.Context(), a.address()); err != nil || n != want {
			t.Errorf("nonce %d, %v; want %d", n, err, want)
		}
		if r, _ := a.send(t, c, &at, nil); r.Status != types.ReceiptStatusSuccessful || len(r.Logs) != 1 || count(r.Logs[0]) != want+1 {
			t.Errorf("call %d: %+v", want, r)
		}
	}
}

// The same bytes may be sent at any time, and are included once.
func (s *suite) sendAgain(t *testing.T) {
	c := s.dial(t)
	at, _ := deploy(t, c)
	a := newAccount(t)
	raw, hash := a.sign(t, c, &at, nil)
	for i := range 3 {
		if err := c.SendRaw(t.Context(), raw); err != nil {
			t.Fatalf("sending %d: %v", i, err)
		}
	}
	if _, err := c.WaitFinal(minute(t), hash); err != nil {
		t.Fatal(err)
	}
	if err := c.SendRaw(t.Context(), raw); err != nil {
		t.Errorf("sending what is included: %v", err)
	}
	if r, _ := a.send(t, c, &at, nil); count(r.Logs[0]) != 2 {
		t.Errorf("count %d, want 2", count(r.Logs[0]))
	}
	if err := c.SendRaw(t.Context(), raw); err != nil {
		t.Errorf("sending what has a successor: %v", err)
	}
}

// Another transaction of the same account and nonce is not taken for ours.
func (s *suite) nonceTaken(t *testing.T) {
	c := s.dial(t)
	at, _ := deploy(t, c)
	a := newAccount(t)
	a.send(t, c, &at, nil)
	a.nonce = 0
	raw, hash := a.sign(t, c, &at, []byte{1})
	if err := c.SendRaw(t.Context(), raw); !errors.Is(err, registry.ErrStale) {
		t.Errorf("sending: %v; want it to be stale", err)
	}
	if _, err := c.FinalReceipt(t.Context(), hash); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("receipt: %v; want none", err)
	}
	if err := c.SendRaw(t.Context(), []byte("not a transaction")); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("sending junk: %v; want it to be invalid", err)
	}
}

func (s *suite) revertReasons(t *testing.T) {
	c := s.dial(t)
	at, _ := deploy(t, c)
	pack := func(args abi.Arguments, values ...any) []byte {
		b, err := args.Pack(values...)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	text, _ := abi.NewType("string", "", nil)
	number, _ := abi.NewType("uint256", "", nil)
	record := [32]byte{0xab}
	for _, tt := range []struct {
		data []byte
		name string
		args []any
		say  string
	}{
		{
			append(s.stale.ID[:4:4], pack(s.stale.Inputs, record, uint64(3), uint64(4))...), "StaleRelease",
			[]any{record, uint64(3), uint64(4)},
			"contract reverted: StaleRelease(record 0xab00000000000000000000000000000000000000000000000000000000000000, given 3, current 4)",
		},
		{append(common.FromHex("08c379a0"), pack(abi.Arguments{{Type: text}}, "no such line")...), "Error", []any{"no such line"}, "contract reverted: no such line"},
		{append(common.FromHex("4e487b71"), pack(abi.Arguments{{Type: number}}, big.NewInt(17))...), "Panic", []any{big.NewInt(17)}, "contract reverted: Panic(code 17)"},
		{append(s.stale.ID[:4:4], 1, 2, 3), "", nil, "contract reverted with an error no ABI knows, " + common.Bytes2Hex(s.stale.ID[:4]) + "010203"},
		{common.FromHex("deadbeef"), "", nil, "contract reverted with an error no ABI knows, deadbeef"},
	} {
		check := func(how string, err error) {
			t.Helper()
			var r *chain.RevertError
			if !errors.As(err, &r) || !errors.Is(err, registry.ErrRefused) {
				t.Errorf("%s: %v; want a RevertError", how, err)
				return
			}
			same := cmp.Comparer(func(a, b *big.Int) bool { return a.Cmp(b) == 0 })
			if r.Name != tt.name || r.Error() != tt.say || [4]byte(tt.data) != r.Selector || !cmp.Equal(r.Data, tt.data) || !cmp.Equal(r.Args, tt.args, same) {
				t.Errorf("%s: got %#v\n%s\nwant %s", how, r, r, tt.say)
			}
		}
		call := ethereum.CallMsg{From: newAccount(t).address(), To: &at, Data: tt.data}
		_, err := c.CallContract(t.Context(), call, nil)
		check("calling", err)
		_, err = c.EstimateGas(t.Context(), call)
		check("estimating", err)
		receipt, raw := newAccount(t).send(t, c, &at, tt.data)
		if receipt.Status != types.ReceiptStatusFailed {
			t.Errorf("receipt %+v; want that it failed", receipt)
		}
		check("sent", c.RevertReason(t.Context(), receipt, raw))
	}
}

func (s *suite) outOfGas(t *testing.T) {
	c := s.dial(t)
	a := newAccount(t)
	receipt, raw := a.send(t, c, nil, []byte{0xfe}) // INVALID, as creation code
	var r *chain.RevertError
	if err := c.RevertReason(t.Context(), receipt, raw); receipt.Status != types.ReceiptStatusFailed || !errors.As(err, &r) || r.Name != "" {
		t.Errorf("%+v, %v; want a RevertError without a name", receipt, err)
	}
}

func (s *suite) unknown(t *testing.T) {
	c := s.dial(t)
	nowhere := crypto.Keccak256Hash([]byte("nowhere"))
	if _, err := c.Receipt(t.Context(), nowhere); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("Receipt: %v; want not found", err)
	}
	if _, err := c.BlockByNumber(t.Context(), 1<<40); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("BlockByNumber: %v; want not found", err)
	}
	if _, _, err := c.TransactionByHash(t.Context(), nowhere); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("TransactionByHash: %v; want not found", err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Millisecond)
	defer cancel()
	if _, err := c.WaitFinal(ctx, nowhere); !errors.Is(err, registry.ErrTimeout) {
		t.Errorf("WaitFinal: %v; want a timeout", err)
	}
	if _, err := c.NonceAt(ctx, common.Address{1}); !errors.Is(err, context.DeadlineExceeded) || errors.Is(err, registry.ErrUnreachable) {
		t.Errorf("NonceAt after the caller's deadline: %v; want that, and no word of the node", err)
	}
}

func (s *suite) wrongChain(t *testing.T) {
	cfg := s.cfg
	cfg.ChainID = 4242
	if c, err := chain.Dial(t.Context(), cfg); !errors.Is(err, registry.ErrConflict) {
		t.Errorf("Dial: %v, %v; want a conflict", c, err)
	}
	cfg.ChainID = s.dial(t).ChainID().Uint64()
	c, err := chain.Dial(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	c.Close()
}

// A contract is called through a client as generated bindings do it.
func (s *suite) bindings(t *testing.T) {
	c := s.dial(t)
	at, _ := deploy(t, c)
	a := newAccount(t)
	contract := bind.NewBoundContract(at, abi.ABI{}, c, c, c)
	opts := bind.NewKeyedTransactor(a.key, c.ChainID())
	for want := range uint64(2) {
		tx, err := contract.RawTransact(opts, nil)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.WaitFinal(minute(t), tx.Hash()); err != nil {
			t.Fatal(err)
		}
		r, err := bind.WaitMined(minute(t), c, tx.Hash())
		if err != nil || count(r.Logs[0]) != want+1 {
			t.Errorf("receipt %+v, %v", r, err)
		}
	}
	out, err := contract.CallRaw(&bind.CallOpts{Context: t.Context()}, nil)
	if err != nil || new(big.Int).SetBytes(out).Uint64() != 3 {
		t.Errorf("call: %x, %v; want 3", out, err)
	}
	var revert *chain.RevertError
	if _, err := contract.RawTransact(opts, common.FromHex("deadbeef")); !errors.As(err, &revert) {
		t.Errorf("transacting: %v; want a RevertError before anything is sent", err)
	}
}
