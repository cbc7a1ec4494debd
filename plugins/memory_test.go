package plugins_test

import (
	"runtime"
	"testing"

	"github.com/novation-dev/novation/plugins"
	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/linear"
)

// mostInstance is the most memory that an instance of a Go rule of two megabytes
// may have for itself, in bytes.
const mostInstance = 300 << 10

// An idle instance shares the snapshot, and has little for itself: pages it has
// written, and what the engine keeps for it.
func TestMemoryOfAnInstance(t *testing.T) {
	if testing.Short() || raced {
		t.Skip("compiles a large module")
	}
	const instances = 16
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(instances)) // the pool is as large as that
	r := recapOf(t, "go")
	e := engine(t, plugins.Config{CacheDir: cacheDir})
	if e.ResetMethod() == linear.Copy {
		t.Skip("memory is copied on this machine")
	}
	in, err := e.Inspect(t.Context(), r.module, r.spec)
	if err != nil || in.Refused != "" {
		t.Fatal(in.Refused, err)
	}
	rules := r.load(t, e)
	before := heap()
	var put []func()
	for range instances {
		for range 5 {
			if _, err := rules.Apply(t.Context(), r.request); err != nil {
				t.Fatal(err)
			}
		}
		put = append(put, plugins.Take(t, rules)) // the next one is made
	}
	for _, f := range put {
		f()
	}
	if idle := e.Stats().Idle; idle != instances {
		t.Fatalf("%d instances, want %d", idle, instances)
	}
	objects := (heap() - before) / instances
	t.Logf("a module of %d KiB, a snapshot of %d KiB; an instance has %d KiB of pages, and %d KiB of objects",
		len(r.module)>>10, in.MemoryPages*(abi.PageSize>>10), in.InstanceBytes>>10, objects>>10)
	if total := in.InstanceBytes + objects; total > mostInstance {
		t.Errorf("an instance has %d bytes for itself, want at most %d", total, mostInstance)
	}
}

// heap returns the bytes in use on Go's heap.
func heap() int {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int(m.HeapAlloc)
}
