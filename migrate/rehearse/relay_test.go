package rehearse_test

import (
	"bytes"
	"math/big"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/migrate/rehearse"
	"github.com/novation-dev/novation/pod/node"
	"github.com/novation-dev/novation/pod/node/nodetest"
)

// do encodes do(address,bytes), as migrate/execute does.
func do(to common.Address, data []byte) hexutil.Bytes {
	out := append([]byte{}, crypto.Keccak256([]byte("do(address,bytes)"))[:4]...)
	out = append(out, common.LeftPadBytes(to[:], 32)...)
	out = append(out, common.LeftPadBytes([]byte{64}, 32)...)
	out = append(out, common.BigToHash(big.NewInt(int64(len(data)))).Bytes()...)
	return append(out, common.RightPadBytes(data, (len(data)+31)/32*32)...)
}

// TestRelay: what the target sees and answers goes through unchanged.
func TestRelay(t *testing.T) {
	relay, echo, refuse, caller := common.Address{19: 1, 0: 9}, common.Address{19: 2, 0: 9}, common.Address{19: 3, 0: 9}, common.Address{19: 4, 0: 9}
	code := func(s string) types.Account { return types.Account{Code: common.FromHex(s), Balance: new(big.Int)} }
	alloc := types.GenesisAlloc{
		relay:  {Code: rehearse.Relay, Balance: new(big.Int)},
		echo:   code("365f5f37365ff3"),         // returns its input
		refuse: code("365f5f37365ffd"),         // reverts with its input
		caller: code("335f523460205260405ff3"), // returns caller and value
	}
	c, err := chain.Dial(t.Context(), chain.Config{URL: nodetest.Start(t, node.Config{Alloc: alloc}).HTTPURL()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	ask := func(data hexutil.Bytes) (out hexutil.Bytes, err error) {
		err = c.RPC().CallContext(t.Context(), &out, "eth_call", map[string]any{"from": common.Address{7}, "to": relay, "input": data}, "latest")
		return out, err
	}
	for _, text := range []string{"", "x", strings.Repeat("long ", 300)} {
		if out, err := ask(do(echo, []byte(text))); err != nil || string(out) != text {
			t.Errorf("echo of %d bytes is %q, %v", len(text), out, err)
		}
	}
	_, err = ask(do(refuse, []byte("no")))
	with, ok := err.(interface{ ErrorData() any })
	if !ok || with.ErrorData() != "0x6e6f" {
		t.Errorf("a refusal came through as %v", err)
	}
	out, err := ask(do(caller, nil))
	if want := append(common.LeftPadBytes(relay[:], 32), make([]byte, 32)...); err != nil || !bytes.Equal(out, want) {
		t.Errorf("the target saw %s, %v", out, err)
	}
	if out, err := ask(nil); err != nil || len(out) != 0 {
		t.Errorf("a plain transfer gave %s, %v", out, err)
	}
}
