package execute_test

import (
	"bytes"
	"encoding/binary"
	"testing"

	"github.com/ethereum/go-ethereum/accounts/abi"

	"github.com/novation-dev/novation/migrate/execute"
	"github.com/novation-dev/novation/migrate/migratetest"
)

// FuzzGateRules reads what a map says that a function touches. What is taken has
// the form that Gate.sol reads: one rule, whose path ends with a key.
func FuzzGateRules(f *testing.F) {
	for _, s := range []string{
		"balanceOf[0]", "balanceOf[caller]", "entries[1]", "balanceOf[0x1ed6e40000000000000000000000000000000001]",
		"", "[", "]", "balanceOf[", "balanceOf[-1]", "balanceOf[0][0]", "a.b[0].c", "owner", "balanceOf[99999999999999999999]",
	} {
		f.Add(s)
	}
	to := migratetest.Artifact("plain", "LedgerV2")
	parsed, err := abi.JSON(bytes.NewReader(to.ABI))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		const function = "transfer(address,uint256)"
		b, err := execute.GateRules(parsed, to.Layout, map[string][]string{function: {text}})
		if err != nil {
			return
		}
		if n := binary.BigEndian.Uint16(b); n != 1 || len(b) < 8+1+33+4 || b[8] != 1 {
			t.Errorf("%q gives %x", text, b)
		}
	})
}
