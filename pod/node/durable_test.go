package node_test

import (
	"bufio"
	"bytes"
	"errors"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	bolt "go.etcd.io/bbolt"

	"github.com/novation-dev/novation/pod/node"
	"github.com/novation-dev/novation/pod/node/nodetest"
	"github.com/novation-dev/novation/registry"
)

// child starts a node in a process of its own.
func child(t *testing.T, dir string) (*exec.Cmd, *ethclient.Client) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childDir+"="+dir, "TMPDIR="+t.TempDir())
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil || !strings.HasPrefix(line, "http") {
		t.Fatalf("child: %q, %v", line, err)
	}
	return cmd, dial(t, strings.TrimSpace(line))
}

func TestKilledNodeKeepsEveryAcknowledgedBlock(t *testing.T) {
	dir := t.TempDir()
	var want []common.Hash
	var at common.Address
	var seen []*types.Receipt
	for round := range 3 {
		cmd, c := child(t, dir)
		if diff := cmp.Diff(want, hashes(t, c)[:len(want)], cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("round %d: blocks after the kill (-before +after):\n%s", round, diff)
		}
		if round == 0 {
			at = deploy(t, c)
		}
		key := newKey(t)
		for i := range uint64(40) {
			tx := sign(t, key, i, 100_000, &at, nil)
			send(t, c, tx)
			seen = append(seen, receipt(t, c, tx.Hash()))
		}
		want = hashes(t, c)
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait()
	}
	c := dial(t, nodetest.Start(t, node.Config{Dir: dir}).HTTPURL())
	if diff := cmp.Diff(want, hashes(t, c)); diff != "" {
		t.Errorf("blocks after the kill (-before +after):\n%s", diff)
	}
	if got := slot0(t, c, at); got != uint64(len(seen)) {
		t.Errorf("slot 0 = %d, want %d", got, len(seen))
	}
	for _, r := range seen {
		got := receipt(t, c, r.TxHash)
		if got.BlockHash != r.BlockHash || len(got.Logs) != 1 || !bytes.Equal(got.Logs[0].Data, r.Logs[0].Data) {
			t.Fatalf("receipt after the kill: %+v, want %+v", got, r)
		}
	}
}

// A node that lost go-ethereum's folder altogether starts from its log.
func TestLogAloneIsEnough(t *testing.T) {
	dir := t.TempDir()
	n, stop := nodetest.StartStoppable(t, node.Config{Dir: dir})
	at := deploy(t, dial(t, n.HTTPURL()))
	want := hashes(t, dial(t, n.HTTPURL()))
	stop()
	if err := os.RemoveAll(filepath.Join(dir, "geth")); err != nil {
		t.Fatal(err)
	}
	c := dial(t, nodetest.Start(t, node.Config{Dir: dir}).HTTPURL())
	if diff := cmp.Diff(want, hashes(t, c)); diff != "" {
		t.Errorf("blocks (-before +after):\n%s", diff)
	}
	if code, err := c.CodeAt(t.Context(), at, nil); err != nil || len(code) != 32 {
		t.Errorf("code %x, %v", code, err)
	}
}

func TestRestartGoesOn(t *testing.T) {
	dir := t.TempDir()
	var at common.Address
	for i := range uint64(3) {
		n, stop := nodetest.StartStoppable(t, node.Config{Dir: dir})
		c := dial(t, n.HTTPURL())
		if i == 0 {
			at = deploy(t, c)
		}
		tx := sign(t, newKey(t), 0, 100_000, &at, nil)
		send(t, c, tx)
		if r := receipt(t, c, tx.Hash()); r.BlockNumber.Uint64() != i+2 || slot0(t, c, at) != i+1 {
			t.Errorf("start %d: block %d, slot 0 = %d", i, r.BlockNumber, slot0(t, c, at))
		}
		// State of the past stays readable.
		if old, err := c.StorageAt(t.Context(), at, common.Hash{}, big.NewInt(1)); err != nil || new(big.Int).SetBytes(old).Sign() != 0 {
			t.Errorf("start %d: slot 0 at block 1 = %x, %v", i, old, err)
		}
		stop()
		stop()
	}
}

func TestOneProcessPerDirectory(t *testing.T) {
	dir := t.TempDir()
	child(t, dir)
	_, err := node.New(node.Config{Dir: dir})
	if !errors.Is(err, registry.ErrConflict) || !strings.Contains(err.Error(), "another process") {
		t.Errorf("New: %v; want a conflict that names the other process", err)
	}
}

func TestDamagedDirectories(t *testing.T) {
	made := t.TempDir()
	n, stop := nodetest.StartStoppable(t, node.Config{Dir: made})
	c := dial(t, n.HTTPURL())
	for range 30 {
		deploy(t, c)
	}
	stop()

	for _, tt := range []struct {
		name   string
		cfg    node.Config
		damage func(t *testing.T, dir string)
		want   error
		text   string
	}{
		{"nothing", node.Config{}, func(*testing.T, string) {}, nil, ""},
		{"end cut off", node.Config{}, cutEnd, node.ErrCorrupt, "end is missing"},
		{"no longer a database", node.Config{}, overwrite, node.ErrCorrupt, "invalid database"},
		{"last block flipped", node.Config{}, flipLast, node.ErrCorrupt, "checksum differs"},
		{"last block dropped", node.Config{}, dropLast, node.ErrCorrupt, "ends at block 29"},
		{"middle block dropped, cache gone", node.Config{}, dropMiddle, node.ErrCorrupt, "block 15 is missing"},
		{"log removed", node.Config{}, removeLog, node.ErrCorrupt, "ends at block 0"},
		{"other database", node.Config{}, otherDatabase, registry.ErrConflict, "something else"},
		{"other chain ID", node.Config{ChainID: 5}, func(*testing.T, string) {}, registry.ErrConflict, "chain with ID 20260"},
		{"other genesis", node.Config{Alloc: types.GenesisAlloc{{1}: {Balance: big.NewInt(1)}}}, func(*testing.T, string) {}, registry.ErrConflict, "genesis"},
		{"other chain's cache", node.Config{}, otherCache, node.ErrCorrupt, "different chains"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "node")
			if err := os.CopyFS(dir, os.DirFS(made)); err != nil {
				t.Fatal(err)
			}
			tt.damage(t, dir)
			tt.cfg.Dir = dir
			n, err := node.New(tt.cfg)
			if err == nil {
				ctx, cancel := contextUntilReady(t, n)
				err = n.Run(ctx)
				cancel()
			}
			if !errors.Is(err, tt.want) || (tt.want != nil && !strings.Contains(err.Error(), tt.text)) {
				t.Errorf("got %v\nwant %v with %q", err, tt.want, tt.text)
			}
		})
	}
}

func logOf(dir string) string { return filepath.Join(dir, "blocks.db") }

func cutEnd(t *testing.T, dir string) {
	info, err := os.Stat(logOf(dir))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(logOf(dir), info.Size()/2/4096*4096); err != nil {
		t.Fatal(err)
	}
}

func overwrite(t *testing.T, dir string) {
	if err := os.WriteFile(logOf(dir), bytes.Repeat([]byte{0xa5}, 1<<16), 0o600); err != nil {
		t.Fatal(err)
	}
}

func removeLog(t *testing.T, dir string) {
	if err := os.Remove(logOf(dir)); err != nil {
		t.Fatal(err)
	}
}

func editLog(t *testing.T, dir string, edit func(blocks *bolt.Bucket) error) {
	db, err := bolt.Open(logOf(dir), 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.Update(func(tx *bolt.Tx) error { return edit(tx.Bucket([]byte("blocks"))) }); err != nil {
		t.Fatal(err)
	}
}

func flipLast(t *testing.T, dir string) {
	editLog(t, dir, func(b *bolt.Bucket) error {
		k, v := b.Cursor().Last()
		v = bytes.Clone(v)
		v[len(v)-1] ^= 1
		return b.Put(bytes.Clone(k), v)
	})
}

func dropLast(t *testing.T, dir string) {
	editLog(t, dir, func(b *bolt.Bucket) error {
		k, _ := b.Cursor().Last()
		return b.Delete(bytes.Clone(k))
	})
}

func dropMiddle(t *testing.T, dir string) {
	editLog(t, dir, func(b *bolt.Bucket) error { return b.Delete([]byte{0, 0, 0, 0, 0, 0, 0, 15}) })
	if err := os.RemoveAll(filepath.Join(dir, "geth")); err != nil {
		t.Fatal(err)
	}
}

func otherDatabase(t *testing.T, dir string) {
	removeLog(t, dir)
	db, err := bolt.Open(logOf(dir), 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.Update(func(tx *bolt.Tx) error {
		_, err := tx.CreateBucket([]byte("records"))
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

func otherCache(t *testing.T, dir string) {
	other := t.TempDir()
	n, stop := nodetest.StartStoppable(t, node.Config{Dir: other})
	deploy(t, dial(t, n.HTTPURL()))
	stop()
	if err := os.RemoveAll(filepath.Join(dir, "geth")); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(dir, "geth"), os.DirFS(filepath.Join(other, "geth"))); err != nil {
		t.Fatal(err)
	}
}
