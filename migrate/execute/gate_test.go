package execute_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/execute"
	"github.com/novation-dev/novation/registry"
)

// TestGateRules refuses what functions cannot touch. The plan is changed after
// it was made, which checks less.
func TestGateRules(t *testing.T) {
	for name, c := range map[string]struct {
		function, path, says string
	}{
		"no such function": {"nothing()", "", "no function"},
		"no such variable": {"transfer(address,uint256)", "balance[0]", ""},
		"no key":           {"transfer(address,uint256)", "balanceOf", "key of a mapping"},
		"another type":     {"transfer(address,uint256)", "balanceOf[1]", "argument 1 is uint256"},
		"no such argument": {"transfer(address,uint256)", "balanceOf[2]", "no argument"},
		"a bad constant":   {"transfer(address,uint256)", "balanceOf[0xzz]", "no address"},
		"too far":          {"transfer(address,uint256)", "balanceOf[0][1]", ""},
	} {
		t.Run(name, func(t *testing.T) {
			r := ledgerRig(t, 3, 1)
			p, in := r.plan(contract.Deferred)
			p.Map.Touch = map[string][]string{c.function: {c.path}}
			m := r.start(r.config(in), p)
			_, err := m.Run(t.Context())
			if !errors.Is(err, registry.ErrInvalid) && !errors.Is(err, registry.ErrNotFound) || !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %v", err)
			}
			if v := r.view(m); v.Ledger != (execute.View{}).Ledger {
				t.Error("something was deployed")
			}
		})
	}
}
