// Command trio starts a chain with contracts that people would migrate, to try
// novation migration on:
//
//	go run ./testnet/trio -dir trio
//
// They are a token, a vesting wallet and a timelock on OpenZeppelin 4.9.6 behind
// transparent proxies, and the token behind UUPS, with state that some sixty
// accounts made. The folder gets, for each, the artefact of the code on chain and
// of what it is to become, its keys, and a map; and the key that owns them all.
// It stays up until it is interrupted.
//
// # Dependencies
//
// Of ours it imports contracts/chain, migrate/migratetest and pod/node.
package main

import (
	"context"
	"encoding/hex"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/migrate/migratetest"
	"github.com/novation-dev/novation/pod/node"
)

func main() {
	dir := flag.String("dir", "trio", "folder for artefacts, keys and maps")
	addr := flag.String("addr", "127.0.0.1:8545", "address of JSON-RPC")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, *dir, *addr); err != nil {
		fmt.Fprintln(os.Stderr, "trio:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, dir, addr string) error {
	n, err := node.New(node.Config{HTTPAddr: addr, Alloc: migratetest.Alloc()})
	if err != nil {
		return err
	}
	done := make(chan error, 1)
	go func() { done <- n.Run(ctx) }()
	select {
	case <-n.Ready():
	case err := <-done:
		return err
	}
	failed := deploy(ctx, n.HTTPURL(), dir)
	if failed == nil {
		fmt.Println("Ctrl-C ends the chain.")
		return <-done
	}
	return errors.Join(failed, n.Close())
}

// deploy makes the contracts and writes what a command line needs.
func deploy(ctx context.Context, url, dir string) error {
	c, err := chain.Dial(ctx, chain.Config{URL: url})
	if err != nil {
		return err
	}
	defer c.Close()
	w, err := migratetest.New(ctx, c)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	files := map[string][]byte{"owner.key": []byte(hex.EncodeToString(crypto.FromECDSA(w.Owner)))}
	fmt.Println("rpc      ", url)
	for _, s := range []struct {
		name string
		*migratetest.Subject
	}{{"token", w.Token}, {"uups", w.UUPSToken}, {"vesting", w.Vesting}, {"timelock", w.Timelock}} {
		fmt.Printf("%-9s %s\n", s.name, s.Address)
		files[s.name+".from.json"], files[s.name+".to.json"] = s.FromFile, s.ToFile
		files[s.name+".keys"], files[s.name+".map"] = s.Keys, s.Map
	}
	for name, b := range files {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			return err
		}
	}
	return nil
}
