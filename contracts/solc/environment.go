package solc

import (
	"math"

	"github.com/tetratelabs/wazero/api"

	"github.com/novation-dev/novation/plugins/linear"
	"github.com/novation-dev/novation/registry"
)

// Numbers of errors, as WASI counts them.
const (
	errnoAgain  = 6
	errnoInval  = 28
	errnoNoSys  = 52
	errnoNoSeek = 70
)

// offers are the functions that compilers from 0.8.2 to 0.8.37 import, beside
// those that internal/lower replaces.
//
// A compiler uses few of them: the others came with C++'s library. Those that
// would need a system say, as JavaScript does, that there is none. The clock
// stands still.
var offers = map[string]offer{
	"__cxa_allocate_exception":         {"ii", allocateException},
	"__cxa_begin_catch":                {"ii", beginCatch},
	"__cxa_end_catch":                  {"v", endCatch},
	"__cxa_free_exception":             {"vi", freeException},
	"__cxa_rethrow":                    {"v", rethrow},
	"__cxa_throw":                      {"viii", throw},
	"__cxa_uncaught_exceptions":        {"i", uncaughtExceptions},
	"__resumeException":                {"vi", resume},
	"llvm_eh_typeid_for":               {"ii", func(*instance, []uint64) {}},
	"abort":                            {"v", func(i *instance, _ []uint64) { i.ended("aborted") }},
	"exit":                             {"vi", exit},
	"_Exit":                            {"vi", exit},
	"proc_exit":                        {"vi", exit},
	"emscripten_memcpy_big":            {"viii iiii", memcpy},
	"emscripten_resize_heap":           {"ii", resizeHeap},
	"environ_get":                      {"iii", environGet},
	"environ_sizes_get":                {"iii", environSizesGet},
	"fd_write":                         {"iiiii", fdWrite},
	"fd_read":                          {"iiiii", answer(errnoNoSys)},
	"fd_close":                         {"ii", answer(errnoNoSys)},
	"fd_seek":                          {"iiiiii", answer(errnoNoSeek)},
	"__sys_open":                       {"iiii", answer(-errnoNoSys)},
	"__sys_fcntl64":                    {"iiii", answer(0)},
	"__sys_ioctl":                      {"iiii", answer(0)},
	"__syscall_open":                   {"iiii", answer(-errnoNoSys)},
	"__syscall_openat":                 {"iiiii", answer(-errnoNoSys)},
	"__syscall_fcntl64":                {"iiii", answer(0)},
	"__syscall_ioctl":                  {"iiii", answer(0)},
	"__syscall_faccessat":              {"iiiii", answer(-errnoNoSys)},
	"__syscall_newfstatat":             {"iiiii", answer(-errnoNoSys)},
	"__syscall_stat64":                 {"iii", answer(-errnoNoSys)},
	"clock_gettime":                    {"iii", clockGettime},
	"emscripten_get_now":               {"d", now},
	"_emscripten_date_now":             {"d", now},
	"_emscripten_get_now_is_monotonic": {"i", answer(1)},
	"pthread_create":                   {"iiiii", answer(errnoAgain)},
	"pthread_join":                     {"iii", answer(errnoInval)},
	"signal":                           {"iii", answer(0)},
	"raise":                            {"ii", answer(-1)},
	"strftime_l":                       {"iiiiii", answer(0)},
	"__call_sighandler":                {"vii", func(i *instance, _ []uint64) { i.ended("was ended by a signal") }},
}

// answer returns a function that always returns n.
func answer(n int32) hostFunc {
	return func(_ *instance, stack []uint64) { stack[0] = api.EncodeI32(n) }
}

// ended stops a compiler that ends itself.
func (i *instance) ended(how string) { stop("it %s%s: %w", how, i.words(), registry.ErrInvalid) }

func exit(i *instance, _ []uint64) { i.ended("ended") }

// memcpy is (to, from, n); it returns nothing, or zero.
func memcpy(i *instance, stack []uint64) {
	n := uint32(stack[2])
	copy(i.at(uint32(stack[0]), n), i.at(uint32(stack[1]), n))
	stack[0] = 0
}

// resizeHeap grows the memory to at least the size asked for, and if possible by
// a fifth, as JavaScript does. It returns 1, or 0 when there is not so much.
func resizeHeap(i *instance, stack []uint64) {
	const step = 96 << 20
	want, old := uint64(uint32(stack[0])), uint64(len(i.memory.Bytes()))
	most := i.compiler.config.MemoryLimit &^ (linear.PageSize - 1)
	stack[0] = 0
	if want > most {
		i.refused = true
		return
	}
	for cut := 1.0; cut <= 4; cut *= 2 {
		grown := math.Min(float64(old)*(1+0.2/cut), float64(want+step))
		size := min(most, roundUp(uint64(math.Max(float64(want), grown))))
		if size <= old {
			stack[0] = 1
			return
		}
		if _, ok := i.module.Memory().Grow(uint32((size - old) >> 16)); ok {
			stack[0] = 1
			return
		}
	}
	i.refused = true
}

// roundUp rounds up to a page.
func roundUp(n uint64) uint64 { return (n + 1<<16 - 1) &^ (1<<16 - 1) }

// environment is what JavaScript gives a program.
var environment = []string{
	"USER=web_user", "LOGNAME=web_user", "PATH=/", "PWD=/", "HOME=/home/web_user", "LANG=C.UTF-8", "_=./this.program",
}

// environGet is (pointers, text).
func environGet(i *instance, stack []uint64) {
	pointers, text := uint32(stack[0]), uint32(stack[1])
	for n, s := range environment {
		i.store(pointers+uint32(n)*4, text)
		copy(i.at(text, uint32(len(s)+1)), s+"\x00")
		text += uint32(len(s) + 1)
	}
	stack[0] = 0
}

// environSizesGet is (count, size).
func environSizesGet(i *instance, stack []uint64) {
	size := 0
	for _, s := range environment {
		size += len(s) + 1
	}
	i.store(uint32(stack[0]), uint32(len(environment)))
	i.store(uint32(stack[1]), uint32(size))
	stack[0] = 0
}

// fdWrite is (file, parts, number, written). What a compiler prints is kept, for
// an error.
func fdWrite(i *instance, stack []uint64) {
	parts, number, written := uint32(stack[1]), uint32(stack[2]), uint32(stack[3])
	total := uint32(0)
	for n := range min(number, 1024) {
		b := i.at(i.load(parts+n*8), i.load(parts+n*8+4))
		i.said = append(i.said, b[:min(len(b), maxSaid-len(i.said))]...)
		total += uint32(len(b))
	}
	i.store(written, total)
	stack[0] = 0
}

// clockGettime is (clock, time).
func clockGettime(i *instance, stack []uint64) {
	i.store(uint32(stack[1]), 0)
	i.store(uint32(stack[1])+4, 0)
	stack[0] = 0
}

func now(_ *instance, stack []uint64) { stack[0] = api.EncodeF64(0) }
