// Guest is a module for the tests of the host. It is compiled by the ordinary
// Go toolchain, imports what its runtime imports, and does on command what
// rules should and should not do. It uses no SDK, so that a mistake the host
// and the SDK share would show.
package main

import (
	"crypto/rand"
	"fmt"
	"os"
	"runtime"
	"strings"
	"time"
	"unsafe"
)

var (
	buffer []byte
	reply  []byte
	calls  int // shows when an instance is used twice

	started = time.Now()
)

func main() {}

//go:wasmexport nv_buffer
func nvBuffer(size int32) int32 {
	buffer = make([]byte, size)
	return int32(uintptr(unsafe.Pointer(&buffer[0])))
}

//go:wasmexport nv_apply
func nvApply(n int32) int64 {
	calls++
	state, command := parse(buffer[:n])
	do, _ := parse(command)
	note, ok := perform(string(do))
	if !ok {
		return answer(field(3, field(1, []byte("refused"))))
	}
	if len(state) > 0 {
		note = "again " + note
	}
	return answer(field(1, field(2, []byte(note))))
}

//go:wasmexport nv_up
func nvUp(n int32) int64 {
	old, _ := parse(buffer[:n])
	title, _ := parse(old)
	return answer(field(1, field(2, title)))
}

//go:wasmexport nv_down
func nvDown(n int32) int64 {
	state, _ := parse(buffer[:n])
	_, note := parse(state)
	if len(note) > 3 {
		return answer(field(3, field(1, []byte("too-long"))))
	}
	return answer(field(1, field(1, note)))
}

//go:wasmexport nv_check
func nvCheck(n int32) int64 {
	state, _ := parse(buffer[:n])
	if _, note := parse(state); len(note) == 0 {
		return answer(field(3, append(field(1, []byte("no-note")), field(3, []byte("note"))...)))
	}
	return answer(nil)
}

// parse returns the fields 1 and 2 of a message of strings shorter than 128
// bytes; it stops at any other.
func parse(b []byte) (one, two []byte) {
	for len(b) >= 2 && (b[0] == 1<<3|2 || b[0] == 2<<3|2) {
		v := b[2 : 2+int(b[1])]
		if b[0] == 1<<3|2 {
			one = v
		} else {
			two = v
		}
		b = b[2+len(v):]
	}
	return one, two
}

func field(num byte, v []byte) []byte {
	out := []byte{num<<3 | 2}
	n := len(v)
	for ; n >= 0x80; n >>= 7 {
		out = append(out, byte(n)|0x80)
	}
	return append(append(out, byte(n)), v...)
}

func answer(b []byte) int64 {
	reply = append(b, 0)
	return int64(uintptr(unsafe.Pointer(&reply[0])))<<32 | int64(len(b))
}

func perform(do string) (note string, ok bool) {
	if source, ok := chaos[do]; ok {
		return source(), true
	}
	switch do {
	case "calls":
		return fmt.Sprint(calls), true
	case "clock":
		from := time.Now()
		time.Sleep(90 * time.Minute)
		return fmt.Sprintf("%d %d %v %v", started.Unix(), from.Unix(), time.Since(from).Round(time.Second), time.Now().Sub(from).Round(time.Second)), true
	case "random":
		b := make([]byte, 8)
		if _, err := rand.Read(b); err != nil {
			return err.Error(), true
		}
		order := ""
		for k := range map[string]int{"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6, "g": 7, "h": 8, "i": 9} {
			order += k
		}
		return fmt.Sprintf("%x %s", b, order), true
	case "work":
		return work(), true
	case "world":
		_, file := os.ReadFile("/etc/passwd")
		_, dir := os.ReadDir(".")
		_, in := os.Stdin.Read(make([]byte, 8))
		return fmt.Sprint(len(os.Args), len(os.Environ()), file != nil, dir != nil, in), true
	case "print":
		fmt.Println("to the log")
		os.Stderr.WriteString(strings.Repeat("x", 1<<20))
		return "printed", true
	case "grow":
		var keep [][]byte
		for {
			keep = append(keep, make([]byte, 1<<20))
			runtime.KeepAlive(keep)
		}
	case "loop":
		for calls > 0 {
		}
	case "panic":
		panic("on purpose")
	case "exit":
		os.Exit(0)
	}
	return "", false
}

// work uses what rules of some size use: goroutines, the collector, text.
func work() string {
	sums := make(chan uint64)
	for g := range 4 {
		go func() {
			var sum uint64
			for i := range 40 {
				for _, c := range []byte(fmt.Sprintf("%d/%d", g, i)) {
					sum = sum*31 + uint64(c)
				}
			}
			sums <- sum
		}()
	}
	var total uint64
	for range 4 {
		total += <-sums
	}
	runtime.GC()
	return fmt.Sprint(total)
}
