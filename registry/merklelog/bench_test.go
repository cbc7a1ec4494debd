package merklelog_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"github.com/novation-dev/novation/registry/internal/damage"
	"github.com/novation-dev/novation/registry/merklelog"
)

// synced opens a database as a registry does, which syncs every commit.
func synced(t testing.TB) *bbolt.DB {
	t.Helper()
	db, err := damage.Open(filepath.Join(t.TempDir(), "log.db"), false, true)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// A verifier checks like a client that holds the key of the log only: it
// verifies the signature of each checkpoint once.
type verifier struct {
	vkey string
	mu   sync.Mutex
	last merklelog.Checkpoint
}

func (v *verifier) open(c merklelog.Checkpoint) (merklelog.Checkpoint, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if slices.Equal(v.last.Signed, c.Signed) {
		return v.last, nil
	}
	opened, err := merklelog.OpenCheckpoint(c.Signed, v.vkey)
	if err == nil {
		v.last = opened
	}
	return opened, err
}

// appendVerified appends an entry, waits until it is durable, and verifies that
// it is in a signed checkpoint.
func appendVerified(l *merklelog.Log, v *verifier, i int) error {
	var e merklelog.Entry
	err := l.Update(func(tx *bbolt.Tx) (err error) {
		e, err = l.Append(tx, entry(i))
		return err
	})
	if err != nil {
		return err
	}
	c, err := l.Checkpoint()
	if err != nil {
		return err
	}
	if c, err = v.open(c); err != nil {
		return err
	}
	p, err := l.ProveInclusion(c.Size, e.Index)
	if err != nil {
		return err
	}
	return merklelog.CheckInclusion(c, e, p)
}

// BenchmarkAppend is appends of many writers at once, each synced to disk and
// counted when its inclusion in a signed checkpoint was verified.
func BenchmarkAppend(b *testing.B) {
	for _, writers := range []int{1, 16, 256} {
		b.Run(fmt.Sprintf("writers=%d", writers), func(b *testing.B) {
			l := openLog(b, synced(b))
			_, vkey := testKeys(b)
			v := &verifier{vkey: vkey}
			var next atomic.Int64
			var wg sync.WaitGroup
			for range writers {
				wg.Go(func() {
					for i := next.Add(1); i <= int64(b.N); i = next.Add(1) {
						if err := appendVerified(l, v, int(i)); err != nil {
							b.Error(err)
							return
						}
					}
				})
			}
			wg.Wait()
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "appends/s")
		})
	}
}

// grow appends entries in large transactions.
func grow(b *testing.B, l *merklelog.Log, from, to int) {
	b.Helper()
	for i := from; i < to; {
		end := min(i+10_000, to)
		err := l.Update(func(tx *bbolt.Tx) error {
			for ; i < end; i++ {
				if _, err := l.Append(tx, entry(i)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSize is how the log grows: proofs, each with the tiles behind it read
// and checked and the proof verified by the reader, and single appends.
func BenchmarkSize(b *testing.B) {
	l := openLog(b, openDB(b))
	size := 0
	for _, n := range []int{1_000, 10_000, 100_000, 1_000_000} {
		if n > 100_000 && testing.Short() {
			break
		}
		grow(b, l, size, n)
		size = n
		c, err := l.Checkpoint()
		if err != nil {
			b.Fatal(err)
		}
		r := rand.New(rand.NewPCG(1, 1)) //nolint:gosec // the same entries in every run
		b.Run(fmt.Sprintf("prove/size=%d", n), func(b *testing.B) {
			times := []time.Duration{}
			for b.Loop() {
				began := time.Now()
				_, err := l.ProveInclusion(c.Size, r.Int64N(c.Size))
				times = append(times, time.Since(began))
				if err != nil {
					b.Fatal(err)
				}
			}
			slices.Sort(times)
			b.ReportMetric(float64(times[len(times)/2].Microseconds()), "µs-median")
			b.ReportMetric(float64(times[len(times)*99/100].Microseconds()), "µs-p99")
		})
		b.Run(fmt.Sprintf("consistency/size=%d", n), func(b *testing.B) {
			for b.Loop() {
				if _, err := l.ProveConsistency(1+r.Int64N(c.Size), c.Size); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("entry/size=%d", n), func(b *testing.B) {
			for b.Loop() {
				i := r.Int64N(c.Size)
				if _, err := l.Entries(i, i+1); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// Many writers at once get one entry each, all in one log, and their own error.
func TestManyWriters(t *testing.T) {
	l := openLog(t, openDB(t))
	_, vkey := testKeys(t)
	v := &verifier{vkey: vkey}
	const writers, each = 32, 20
	var wg sync.WaitGroup
	var failed atomic.Int64
	for w := range writers {
		wg.Go(func() {
			for i := range each {
				if w%8 == 0 { // it writes, and fails
					bad := entry(i)
					bad.Kind = ""
					err := l.Update(func(tx *bbolt.Tx) error {
						if _, err := l.Append(tx, entry(9_000_000)); err != nil {
							return err
						}
						_, err := l.Append(tx, bad)
						return err
					})
					if err == nil {
						t.Error("an invalid entry was taken")
					}
					failed.Add(1)
				} else if err := appendVerified(l, v, 1000*w+i); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	entries, err := l.Entries(0, 1<<40)
	if err != nil || int64(len(entries)) != writers*each-failed.Load() {
		t.Errorf("%d entries, want %d less %d (%v)", len(entries), writers*each, failed.Load(), err)
	}
	seen := map[string]bool{}
	for _, e := range entries {
		if seen[e.Version] || e.Version == entry(9_000_000).Version {
			t.Errorf("%s is there twice, or failed", e.Version)
		}
		seen[e.Version] = true
	}
	if err := l.Verify(); err != nil {
		t.Error(err)
	}
}
