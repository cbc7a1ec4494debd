package main_test

import (
	"context"
	"encoding/hex"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/ethereum/go-ethereum/crypto"
	"github.com/rogpeppe/go-internal/testscript"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/migrate/migratetest"
	"github.com/novation-dev/novation/pod/node"
	"github.com/novation-dev/novation/pod/node/nodetest"
)

// deploying returns the command "deploy", which starts a chain with contracts
// that have state. It leaves in the script's folder, for each of them, what a
// command line needs: token.from.json, token.to.json, token.keys, token.map and
// owner.key, and in the variables RPC and TOKEN where it is.
func deploying(t *testing.T) func(*testscript.TestScript, bool, []string) {
	var mu sync.Mutex // only one script needs it, but nothing says so
	return func(ts *testscript.TestScript, neg bool, args []string) {
		if neg || len(args) != 0 {
			ts.Fatalf("usage: deploy")
		}
		mu.Lock()
		defer mu.Unlock()
		n := nodetest.Start(t, node.Config{Alloc: migratetest.Alloc()})
		c, err := chain.Dial(context.Background(), chain.Config{URL: n.HTTPURL()})
		ts.Check(err)
		defer c.Close()
		w, err := migratetest.New(context.Background(), c)
		ts.Check(err)
		box, err := migratetest.NewBox(context.Background(), c, "BoxV2", 8)
		ts.Check(err)
		ts.Setenv("RPC", n.HTTPURL())
		write := func(name string, b []byte) { ts.Check(os.WriteFile(filepath.Join(ts.Getenv("WORK"), name), b, 0o600)) }
		write("owner.key", []byte(hex.EncodeToString(crypto.FromECDSA(w.Owner))))
		write("other.key", []byte(hex.EncodeToString(crypto.FromECDSA(migratetest.Key(7)))))
		rules, err := os.ReadFile("../../migrate/remap/rules/testdata/deals/rules.wasm")
		ts.Check(err)
		write("rules.wasm", rules)
		for name, s := range map[string]*migratetest.Subject{"token": w.Token, "uups": w.UUPSToken, "vesting": w.Vesting, "timelock": w.Timelock, "box": box} {
			write(name+".from.json", s.FromFile)
			write(name+".to.json", s.ToFile)
			write(name+".keys", s.Keys)
			write(name+".map", s.Map)
			ts.Setenv(name, s.Address.Hex())
		}
	}
}
