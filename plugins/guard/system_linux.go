package guard

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// slack is what a program maps beside its heap, in bytes: stacks of threads,
// and the arena of 64 MiB that the heap grows by.
const slack = 128 << 20

// attributes puts the child in a process group of its own, so that a terminal's
// Ctrl-C reaches the parent only, and has the kernel tell it when we die.
func attributes() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: orphaned}
}

// confine sets the kernel's limits for this process.
func confine(j job) error {
	seconds := uint64(j.processorTime() / time.Second)
	limits := []struct {
		name      string
		what      int
		cur, hard uint64
	}{
		{"core", syscall.RLIMIT_CORE, 0, 0},
		{"cpu", syscall.RLIMIT_CPU, seconds, seconds + 5},
		{"fsize", syscall.RLIMIT_FSIZE, j.Memory, j.Memory},
		{"nofile", syscall.RLIMIT_NOFILE, 64, 64},
		{"data", syscall.RLIMIT_DATA, mapped() + j.Memory + slack, mapped() + j.Memory + slack},
	}
	for _, l := range limits {
		if raced && l.what == syscall.RLIMIT_DATA {
			continue
		}
		var now syscall.Rlimit
		if err := syscall.Getrlimit(l.what, &now); err != nil {
			return fmt.Errorf("reading the limit %s: %w", l.name, err)
		}
		// What is stricter already stays so.
		want := syscall.Rlimit{Cur: min(l.cur, now.Cur, now.Max), Max: min(l.hard, now.Max)}
		if err := syscall.Setrlimit(l.what, &want); err != nil {
			return fmt.Errorf("setting the limit %s: %w", l.name, err)
		}
	}
	return nil
}

// statm returns the sizes of this process, in bytes: what is resident, what of
// it belongs to files, and the data mapped. Zeros if /proc is not there.
func statm() (resident, file, data uint64) {
	b, err := os.ReadFile("/proc/self/statm")
	f := strings.Fields(string(b))
	if err != nil || len(f) < 6 {
		return 0, 0, 0
	}
	at := func(i int) uint64 {
		n, _ := strconv.ParseUint(f[i], 10, 64)
		return n * uint64(os.Getpagesize())
	}
	return at(1), at(2), at(5)
}

func mapped() uint64 {
	_, _, data := statm()
	return data
}

// resident returns the memory this process has in use.
func resident() uint64 {
	if all, file, _ := statm(); all > file {
		return all - file
	}
	return heap()
}

// peak returns the most memory this process has had in use, the program
// included; 0 if /proc is not there.
func peak() uint64 {
	b, _ := os.ReadFile("/proc/self/status")
	_, rest, _ := strings.Cut(string(b), "\nVmHWM:")
	kib, _, _ := strings.Cut(rest, " kB")
	n, _ := strconv.ParseUint(strings.TrimSpace(kib), 10, 64)
	return n << 10
}

// maxResident is peak for a child that has ended. It counts the parent, too, as
// it was when the child began.
func maxResident(s *os.ProcessState) uint64 {
	if u, ok := s.SysUsage().(*syscall.Rusage); ok {
		return uint64(u.Maxrss) << 10
	}
	return 0
}
