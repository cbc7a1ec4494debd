package main

import (
	crand "crypto/rand"
	"fmt"
	"hash/maphash"
	"math"
	"math/rand"
	randv2 "math/rand/v2"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"time"
	"unsafe"
)

// chaos are the things in a Go program that are seldom the same twice.
var chaos = map[string]func() string{
	"map": func() string {
		m := map[string]int{}
		for i := range 40 {
			m[fmt.Sprint(i*i)] = i
		}
		var s strings.Builder
		for k := range m {
			s.WriteString(k + " ")
		}
		return s.String()
	},
	"rand":   func() string { return fmt.Sprint(rand.Int63(), rand.Perm(9), rand.Float64()) },
	"rand2":  func() string { return fmt.Sprint(randv2.Uint64(), randv2.Perm(9), randv2.NormFloat64()) },
	"crypto": func() string { b := make([]byte, 40); crand.Read(b); return fmt.Sprintf("%x %s", b, crand.Text()) },
	"time": func() string {
		from := time.Now()
		time.Sleep(time.Millisecond)
		return fmt.Sprint(from.UnixNano(), time.Since(from), time.Now(), time.Local)
	},
	"timers": func() string {
		out := make(chan int, 9)
		for i := range 9 {
			time.AfterFunc(time.Duration(1+i%3)*time.Millisecond, func() { out <- i })
		}
		s := ""
		for range 9 {
			s += fmt.Sprint(<-out, " ")
		}
		return s
	},
	"select": func() string {
		a, b, c := make(chan int, 20), make(chan int, 20), make(chan int, 20)
		for i := range 20 {
			a <- i
			b <- i
			c <- i
		}
		s := ""
		for range 40 {
			select {
			case <-a:
				s += "a"
			case <-b:
				s += "b"
			case <-c:
				s += "c"
			}
		}
		return s
	},
	"goroutines": func() string {
		var mu sync.Mutex
		var wg sync.WaitGroup
		s := ""
		for i := range 12 {
			wg.Go(func() {
				for range i % 3 {
					runtime.Gosched()
				}
				mu.Lock()
				defer mu.Unlock()
				s += fmt.Sprint(i, " ")
			})
		}
		wg.Wait()
		return s
	},
	"pointers": func() string {
		var local int
		type big struct{ b [3000]byte }
		return fmt.Sprintf("%p %p %p %p %p", &local, new(int), &big{}, make(chan int), &calls)
	},
	"maphash": func() string {
		seed := maphash.MakeSeed()
		return fmt.Sprint(maphash.String(seed, "x"), maphash.Comparable(seed, 7.5), maphash.Comparable(seed, [2]string{"a"}))
	},
	"gc": func() string {
		var keep [][]byte
		for i := range 2000 {
			if b := make([]byte, 1+i*7%4000); i%9 == 0 {
				keep = append(keep, b)
			}
		}
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return fmt.Sprint(len(keep), m.NumGC, m.HeapAlloc, m.HeapObjects, m.Mallocs, m.PauseTotalNs, m.LastGC, m.Sys)
	},
	"finalizers": func() string {
		var mu sync.Mutex
		s := ""
		for i := range 30 {
			p := new([64]byte)
			runtime.AddCleanup(p, func(i int) { mu.Lock(); s += fmt.Sprint(i, " "); mu.Unlock() }, i)
		}
		runtime.GC()
		for range 20 {
			runtime.Gosched()
		}
		time.Sleep(time.Millisecond)
		mu.Lock()
		defer mu.Unlock()
		return s
	},
	"pool": func() string {
		n := 0
		p := sync.Pool{New: func() any { n++; return &n }}
		s := ""
		for i := range 30 {
			x := p.Get()
			if i%3 > 0 {
				p.Put(x)
			}
			if i == 15 {
				runtime.GC()
			}
			s += fmt.Sprint(n, " ")
		}
		return s
	},
	"nan": func() string {
		zero, inf := math.Float64frombits(uint64(len(os.Args))), math.Inf(1)
		odd := math.Float64frombits(0x7ff0_0000_dead_beef + 1<<51)
		small := float32(odd)
		var s strings.Builder
		for _, f := range []float64{
			zero / zero, inf - inf, inf * zero, math.Sqrt(-1 - zero), -(zero / zero), odd + 1, odd * zero, 1 - odd, math.Max(odd, 1),
			float64(small + 1), float64(small * 2), math.Floor(odd), math.Mod(odd, 3), math.Log(-1), math.FMA(odd, 1, 1), math.Pow(-8, 1.0/3),
		} {
			fmt.Fprintf(&s, "%x ", math.Float64bits(f))
		}
		fmt.Fprintf(&s, "%x %x", math.Float32bits(small), math.Float32bits(float32(zero)/float32(zero)))
		return s.String()
	},
	"memory": func() string {
		var s strings.Builder
		for _, n := range []int{1, 17, 33, 700, 5000, 40_000} {
			b := append([]byte(nil), make([]byte, n)...) // its capacity is not cleared by hand
			sum := maphashless(unsafe.Slice(unsafe.SliceData(b), cap(b)))
			var t strings.Builder
			t.Grow(n)
			sum2 := maphashless(unsafe.Slice(unsafe.StringData(t.String()+"x"), 1))
			fmt.Fprint(&s, cap(b), " ", sum, " ", sum2, " ")
		}
		return s.String()
	},
	"machine": func() string {
		host, err := os.Hostname()
		wd, err2 := os.Getwd()
		return fmt.Sprint(os.Getpid(), os.Getuid(), host, err, wd, err2, os.Environ(), runtime.NumCPU(), runtime.GOMAXPROCS(0), runtime.NumGoroutine(), os.Getpagesize())
	},
	"stack": func() string {
		pcs := make([]uintptr, 20)
		n := runtime.Callers(0, pcs)
		return fmt.Sprint(pcs[:n], maphashless(debug.Stack()))
	},
}

// maphashless is FNV-1a.
func maphashless(b []byte) uint32 {
	h := uint32(2166136261)
	for _, c := range b {
		h = (h ^ uint32(c)) * 16777619
	}
	return h
}
