package execute_test

import (
	"math/big"
	"testing"

	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/migratetest"
)

// TestWriters has users who write while the contract is frozen. What was written
// before is moved; whoever comes later is refused, and nothing is lost.
func TestWriters(t *testing.T) {
	r := emptyRig(t)
	r.s = migratetest.DeployLedger(t, r.c, 20, 5)
	r.s.Map, r.s.Keys = r.s.MapWithFeeds, nil // new accounts are known by events only
	p, in := r.plan(contract.SteppedWay)
	cfg := r.config(in)
	written := map[int]bool{}
	user, next := key(t), 1000
	write := func() bool {
		next++
		ok := r.send(user, &r.s.Address, pack(t, r.s.From, "fill", big.NewInt(int64(next)), big.NewInt(1))).Status == 1
		if ok {
			written[next] = true
		}
		return ok
	}
	refused := 0
	cfg.Point = func(name string) error {
		switch ok := write(); {
		case !ok:
			refused++
		case refused > 0:
			t.Errorf("at %q a write went through, after others were refused", name)
		}
		return nil
	}
	m := r.start(cfg, p)
	r.run(m)
	if len(written) < 5 || refused < 5 {
		t.Fatalf("%d writes went through, %d were refused", len(written), refused)
	}
	target := r.view(m).Target
	r.sameBalances(target, r.s.To, 20)
	for i := range written {
		got, err := r.ask(target, pack(t, r.s.To, "balanceOf", migratetest.LedgerAccount(i)))
		if err != nil || got.Int64() != int64(i)*3+1 {
			t.Errorf("balance %d is %v: %v", i, got, err)
		}
	}
}
