package node_test

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethclient"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/pod/node"
	"github.com/novation-dev/novation/pod/node/nodetest"
)

// bothKinds runs a benchmark on a chain in memory and on one with a directory.
func bothKinds(b *testing.B, run func(b *testing.B, cfg node.Config)) {
	b.Run("memory", func(b *testing.B) { run(b, node.Config{}) })
	b.Run("directory", func(b *testing.B) { run(b, node.Config{Dir: b.TempDir()}) })
}

// BenchmarkReady is New until ready, and the heap of a node that just started.
func BenchmarkReady(b *testing.B) {
	run := func(b *testing.B, dir func() string) {
		var heap float64
		for b.Loop() {
			b.StopTimer()
			before := heapMiB()
			cfg := node.Config{Dir: dir()}
			b.StartTimer()
			_, stop := nodetest.StartStoppable(b, cfg)
			b.StopTimer()
			heap = heapMiB() - before
			stop()
			b.StartTimer()
		}
		b.ReportMetric(heap, "MiB")
	}
	b.Run("memory", func(b *testing.B) { run(b, func() string { return "" }) })
	b.Run("directory", func(b *testing.B) { run(b, b.TempDir) })
}

func heapMiB() float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapInuse) / (1 << 20)
}

// BenchmarkSubmitToFinal is one transaction at a time, from before it is sent
// until its final receipt is read, over the client that pods use.
func BenchmarkSubmitToFinal(b *testing.B) {
	bothKinds(b, func(b *testing.B, cfg node.Config) {
		n := nodetest.Start(b, cfg)
		c, err := chain.Dial(b.Context(), chain.Config{URL: n.HTTPURL()})
		if err != nil {
			b.Fatal(err)
		}
		defer c.Close()
		at := deploy(b, dial(b, n.HTTPURL()))
		key := newKey(b)
		for nonce := uint64(0); b.Loop(); nonce++ {
			tx := sign(b, key, nonce, 100_000, &at, nil)
			if err := c.SendTransaction(b.Context(), tx); err != nil {
				b.Fatal(err)
			}
			if _, err := c.WaitFinal(b.Context(), tx.Hash()); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkThroughput is transactions of one-time accounts, each of which
// writes a slot and logs, from the first sent over JSON-RPC until the last is
// in a block.
func BenchmarkThroughput(b *testing.B) {
	bothKinds(b, func(b *testing.B, cfg node.Config) {
		n := nodetest.Start(b, cfg)
		c := dial(b, n.WSURL())
		at := deploy(b, c)
		const txs, senders = 2000, 8
		for b.Loop() {
			b.StopTimer()
			all := make([]*types.Transaction, txs)
			for i := range all {
				all[i] = sign(b, newKey(b), 0, 100_000, &at, nil)
			}
			want := slot0(b, c, at) + txs
			b.StartTimer()
			sendAll(b, n, all, senders)
			for slot0(b, c, at) < want {
				time.Sleep(time.Millisecond)
			}
		}
		b.ReportMetric(txs*float64(b.N)/b.Elapsed().Seconds(), "tx/s")
	})
}

func sendAll(b *testing.B, n *node.Node, all []*types.Transaction, senders int) {
	b.Helper()
	var wg sync.WaitGroup
	for s := range senders {
		wg.Go(func() {
			c, err := ethclient.Dial(n.WSURL())
			if err != nil {
				b.Error(err)
				return
			}
			defer c.Close()
			for i := s; i < len(all); i += senders {
				if err := c.SendTransaction(context.Background(), all[i]); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
}

// BenchmarkBlock is one empty block, built, checked, logged and final.
func BenchmarkBlock(b *testing.B) {
	bothKinds(b, func(b *testing.B, cfg node.Config) {
		cfg.BlockTime = time.Nanosecond // as fast as it goes
		n := nodetest.Start(b, cfg)
		c := dial(b, n.WSURL())
		heads := make(chan *types.Header, 1<<16)
		sub, err := c.SubscribeNewHead(b.Context(), heads)
		if err != nil {
			b.Fatal(err)
		}
		defer sub.Unsubscribe()
		for b.Loop() {
			<-heads
		}
	})
}

// BenchmarkReplay is a start that has 1,000 blocks to replay, each with two
// transactions, and one that has nothing to replay.
func BenchmarkReplay(b *testing.B) {
	const blocks = 1000
	made := b.TempDir()
	n, stop := nodetest.StartStoppable(b, node.Config{Dir: made})
	c := dial(b, n.WSURL())
	at := deploy(b, c)
	one, two := newKey(b), newKey(b)
	for nonce := range uint64(blocks) {
		send(b, c, sign(b, one, nonce, 100_000, &at, nil))
		tx := sign(b, two, nonce, 100_000, &at, nil)
		send(b, c, tx)
		receipt(b, c, tx.Hash())
	}
	head := uint64(len(hashes(b, c)) - 1)
	stop()
	for name, lost := range map[string]bool{"kept": false, "lost": true} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				dir := filepath.Join(b.TempDir(), "node")
				if err := os.CopyFS(dir, os.DirFS(made)); err != nil {
					b.Fatal(err)
				}
				if lost {
					if err := os.RemoveAll(filepath.Join(dir, "geth")); err != nil {
						b.Fatal(err)
					}
				}
				b.StartTimer()
				n, stop := nodetest.StartStoppable(b, node.Config{Dir: dir})
				b.StopTimer()
				if got, err := dial(b, n.HTTPURL()).BlockNumber(b.Context()); err != nil || got != head {
					b.Fatalf("head %d, %v; want %d", got, err, head)
				}
				stop()
				b.StartTimer()
			}
			b.ReportMetric(b.Elapsed().Seconds()/float64(b.N)/float64(head)*1000, "s/1000-blocks")
		})
	}
}

// BenchmarkFollow is a pod that catches up, per 1,000 blocks with one log each.
func BenchmarkFollow(b *testing.B) {
	n := nodetest.Start(b, node.Config{})
	c := dial(b, n.WSURL())
	at := deploy(b, c)
	key := newKey(b)
	for nonce := range uint64(1000) {
		tx := sign(b, key, nonce, 100_000, &at, nil)
		send(b, c, tx)
		receipt(b, c, tx.Hash())
	}
	pod, err := chain.Dial(b.Context(), chain.Config{URL: n.HTTPURL()})
	if err != nil {
		b.Fatal(err)
	}
	defer pod.Close()
	for b.Loop() {
		ctx, cancel := context.WithCancel(b.Context())
		logs := 0
		_ = pod.Follow(ctx, chain.Cursor{}, func() []common.Address { return []common.Address{at} },
			func(_ context.Context, _ chain.Block, l []types.Log) error {
				if logs += len(l); logs == 1000 {
					cancel()
				}
				return nil
			})
		cancel()
	}
}
