package execute_test

import (
	"encoding/json"
	"errors"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/execute"
	"github.com/novation-dev/novation/migrate/migratetest"
	"github.com/novation-dev/novation/registry"
)

// writer is a contract that stores the second word of a call in the slot of the
// first.
var writer = common.FromHex("6020355f355500")

// deployCode deploys code as it is.
func (r *rig) deployCode(code []byte) common.Address {
	r.t.Helper()
	return r.send(key(r.t), nil, append([]byte{0x60, byte(len(code)), 0x80, 0x60, 9, 0x5f, 0x39, 0x5f, 0xf3}, code...)).ContractAddress
}

// upgrade lets the owner of a transparent proxy upgrade it behind everyone's back.
func (r *rig) upgrade(admin, proxy, to common.Address) {
	r.t.Helper()
	data := append(common.FromHex("99a88ec4"), common.LeftPadBytes(proxy[:], 32)...) // upgrade(address,address)
	data = append(data, common.LeftPadBytes(to[:], 32)...)
	if got := r.send(r.s.Owner, &admin, data); got.Status != 1 {
		r.t.Fatal("the upgrade failed")
	}
}

// TestTampering has an owner who changes a slot behind the members' backs while
// the target is frozen. It is seen when the target is read back, by name.
func TestTampering(t *testing.T) {
	slot := func(r *rig, m *execute.Migration) common.Hash { // of balance 3 in the new layout
		k := migratetest.LedgerAccount(3)
		base := common.HexToHash("0xe025e52a5d34dc183bc3f01ba3bcb175b818567bcc77ad04e2546f1aa2bbad02")
		return keccak(common.LeftPadBytes(k[:], 32), base[:])
	}
	for name, c := range map[string]struct {
		slot func(*rig, *execute.Migration) common.Hash
		want string
	}{
		"a balance":       {slot, "balanceOf[" + strings.ToLower(migratetest.LedgerAccount(3).Hex())},
		"an unknown slot": {func(*rig, *execute.Migration) common.Hash { return common.Hash{9} }, "neither the plan nor the new layout explains"},
	} {
		t.Run(name, func(t *testing.T) {
			r := ledgerRig(t, 10, 5)
			p, in := r.plan(contract.InPlace)
			cfg := r.config(in)
			crash := errors.New("stop")
			cfg.Point = func(name string) error {
				if name == "before confirm" {
					return crash
				}
				return nil
			}
			m := r.start(cfg, p)
			if _, err := m.Run(t.Context()); !errors.Is(err, crash) {
				t.Fatal(err)
			}
			if err := m.Close(); err != nil {
				t.Fatal(err)
			}
			cfg.Point = nil
			m, err := execute.Open(t.Context(), cfg)
			if err != nil {
				t.Fatal(err)
			}
			defer m.Close()
			at := r.deployCode(writer)
			standIn := r.implementation(r.s.Address)
			r.upgrade(r.s.Admin, r.s.Address, at)
			s, value := c.slot(r, m), common.BigToHash(big.NewInt(666))
			if got := r.send(key(t), &r.s.Address, append(s[:], value[:]...)); got.Status != 1 {
				t.Fatal("tampering failed")
			}
			r.upgrade(r.s.Admin, r.s.Address, standIn)
			_, err = m.Run(t.Context())
			if !errors.Is(err, registry.ErrConflict) || !strings.Contains(strings.ToLower(err.Error()), strings.ToLower(c.want)) {
				t.Errorf("it says: %v", err)
			}
			if v := r.view(m); v.Phase != "loaded" {
				t.Errorf("phase %s", v.Phase)
			}
		})
	}
}

// TestPreflight refuses before anything is sent.
func TestPreflight(t *testing.T) {
	for name, c := range map[string]struct {
		change func(r *rig, p *contract.Plan, cfg *execute.Config)
		want   error
		says   string
	}{
		"another owner": {func(r *rig, _ *contract.Plan, cfg *execute.Config) {
			cfg.Authority = execute.Key{PrivateKey: key(r.t)}
		}, registry.ErrNotAllowed, "may upgrade"},
		"an owner who may not": {func(r *rig, p *contract.Plan, cfg *execute.Config) {
			k := key(r.t)
			p.Owner, cfg.Authority = address(k), execute.Key{PrivateKey: k}
		}, registry.ErrRefused, "may not upgrade"},
		"other code": {func(r *rig, _ *contract.Plan, _ *execute.Config) {
			r.upgrade(r.s.Admin, r.s.Address, r.deployCode(writer))
		}, registry.ErrStale, "plan again"},
		"other artefacts": {func(_ *rig, _ *contract.Plan, cfg *execute.Config) {
			cfg.Input.To = cfg.Input.From
		}, registry.ErrConflict, "artefact"},
		"missing keys": {func(r *rig, _ *contract.Plan, cfg *execute.Config) {
			cfg.Input.Keys = []byte(`{"balanceOf[]": [], "entries[]": []}`)
		}, registry.ErrRefused, "not"},
	} {
		t.Run(name, func(t *testing.T) {
			r := ledgerRig(t, 5, 2)
			p, in := r.plan(contract.InPlace)
			cfg := r.config(in)
			c.change(r, p, &cfg)
			m := r.start(cfg, p)
			_, err := m.Run(t.Context())
			if !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %v", err)
			}
			if n, _ := r.c.NonceAt(t.Context(), address(r.carrier)); n != 0 {
				t.Errorf("%d transactions were sent", n)
			}
		})
	}
}

// TestFolders refuses what is no folder of a migration, or another's.
func TestFolders(t *testing.T) {
	r := ledgerRig(t, 5, 2)
	p, in := r.plan(contract.InPlace)
	cfg := r.config(in)
	if _, err := execute.Open(t.Context(), cfg); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("an empty folder: %v", err)
	}
	m := r.start(cfg, p)
	if _, err := execute.Start(t.Context(), cfg, p); !errors.Is(err, registry.ErrConflict) {
		t.Errorf("a second start: %v", err)
	}
	if _, err := execute.Open(t.Context(), cfg); !errors.Is(err, registry.ErrConflict) {
		t.Errorf("a second process: %v", err)
	}
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	for name, damage := range map[string]func(string) error{
		"plan.json":  func(f string) error { return os.WriteFile(f, []byte("{}"), 0o600) },
		"journal.db": func(f string) error { return os.WriteFile(f, make([]byte, 100), 0o600) },
	} {
		file := filepath.Join(cfg.Dir, name)
		good, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := damage(file); err != nil {
			t.Fatal(err)
		}
		if _, err := execute.Open(t.Context(), cfg); err == nil {
			t.Errorf("a damaged %s is taken", name)
		}
		if err := os.WriteFile(file, good, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	m, err := execute.Open(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	r.run(m)
}

// TestLostData goes on when the data of a migration was lost or damaged.
func TestLostData(t *testing.T) {
	r := ledgerRig(t, 30, 10)
	p, in := r.plan(contract.SteppedWay)
	cfg := r.config(in)
	stop := errors.New("stop")
	cfg.Point = func(name string) error {
		if name == "sent load" {
			return stop
		}
		return nil
	}
	m := r.start(cfg, p)
	if _, err := m.Run(t.Context()); !errors.Is(err, stop) {
		t.Fatal(err)
	}
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(cfg.Dir, "state")); err != nil {
		t.Fatal(err)
	}
	cfg.Point = nil
	m, err := execute.Open(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	r.run(m)
}

// TestPauseAndWindow stops where it is told to.
func TestPauseAndWindow(t *testing.T) {
	r := ledgerRig(t, 5, 2)
	p, in := r.plan(contract.InPlace)
	cfg := r.config(in)
	cfg.From = time.Now().Add(time.Hour)
	m := r.start(cfg, p)
	if err := m.Pause(); err != nil {
		t.Fatal(err)
	}
	waitsFor(t, m, execute.ForResume)
	if v := r.view(m); !v.Paused || len(v.Transactions) != 0 {
		t.Errorf("view: %+v", v)
	}
	if err := m.Resume(); err != nil {
		t.Fatal(err)
	}
	waitsFor(t, m, execute.ForWindow)
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	cfg.From, cfg.Until = time.Time{}, time.Unix(1_000_000, 0)
	m, err := execute.Open(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.Run(t.Context()); !errors.Is(err, registry.ErrTimeout) {
		t.Errorf("after the window: %v", err)
	}
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	cfg.Until = time.Time{}
	if m, err = execute.Open(t.Context(), cfg); err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	r.run(m)
	b, err := json.Marshal(r.view(m))
	if err != nil || !strings.Contains(string(b), `"phase":"done"`) {
		t.Errorf("%s %v", b, err)
	}
}
