package wasi

import (
	"context"
	"encoding/binary"
	"math"

	"github.com/tetratelabs/wazero/api"
)

// maxVectors bounds the buffers of one write and the subscriptions of one
// poll.
const maxVectors = 1024

// functions are all of wasi_snapshot_preview1.
var functions = []function{
	define("args_get", "ii", func(call) errno { return success }),
	define("args_sizes_get", "ii", noStrings),
	define("environ_get", "ii", func(call) errno { return success }),
	define("environ_sizes_get", "ii", noStrings),

	define("clock_res_get", "ii", clockResolution),
	define("clock_time_get", "iIi", clockTime),
	define("poll_oneoff", "iiii", poll),
	define("random_get", "ii", random),
	answers("sched_yield", "", success),
	exit("proc_exit"),
	answers("proc_raise", "i", nosys),

	answers("fd_advise", "iIIi", badf),
	answers("fd_allocate", "iII", badf),
	define("fd_close", "i", device(func(call) errno { return success })),
	define("fd_datasync", "i", device(func(call) errno { return inval })),
	define("fd_fdstat_get", "ii", device(deviceStatus)),
	define("fd_fdstat_set_flags", "ii", device(func(call) errno { return success })),
	define("fd_fdstat_set_rights", "iII", device(func(call) errno { return success })),
	define("fd_filestat_get", "ii", device(deviceFile)),
	define("fd_filestat_set_size", "iI", device(func(call) errno { return inval })),
	define("fd_filestat_set_times", "iIIi", device(func(call) errno { return inval })),
	define("fd_pread", "iiiIi", device(func(call) errno { return spipe })),
	answers("fd_prestat_get", "ii", badf),
	answers("fd_prestat_dir_name", "iii", badf),
	define("fd_pwrite", "iiiIi", device(func(call) errno { return spipe })),
	define("fd_read", "iiii", device(readNothing)),
	answers("fd_readdir", "iiiIi", badf),
	answers("fd_renumber", "ii", badf),
	define("fd_seek", "iIii", device(func(call) errno { return spipe })),
	define("fd_sync", "i", device(func(call) errno { return inval })),
	define("fd_tell", "ii", device(func(call) errno { return spipe })),
	define("fd_write", "iiii", device(write)),

	answers("path_create_directory", "iii", badf),
	answers("path_filestat_get", "iiiii", badf),
	answers("path_filestat_set_times", "iiiiIIi", badf),
	answers("path_link", "iiiiiii", badf),
	answers("path_open", "iiiiiIIii", badf),
	answers("path_readlink", "iiiiii", badf),
	answers("path_remove_directory", "iii", badf),
	answers("path_rename", "iiiiii", badf),
	answers("path_symlink", "iiiii", badf),
	answers("path_unlink_file", "iii", badf),

	define("sock_accept", "iii", device(func(call) errno { return notsock })),
	define("sock_recv", "iiiiii", device(func(call) errno { return notsock })),
	define("sock_send", "iiiii", device(func(call) errno { return notsock })),
	define("sock_shutdown", "ii", device(func(call) errno { return notsock })),
}

// exit defines proc_exit, which has no result and does not return.
func exit(name string) function {
	return function{
		name: name, params: []api.ValueType{api.ValueTypeI32},
		run: func(_ context.Context, _ api.Module, stack []uint64) {
			panic(&ExitError{Code: api.DecodeU32(stack[0])})
		},
	}
}

// device lets run answer for descriptors 0 to 2.
func device(run func(call) errno) func(call) errno {
	return func(c call) errno {
		if c.u32(0) > 2 {
			return badf
		}
		return run(c)
	}
}

// noStrings says that there are none, of no length.
func noStrings(c call) errno {
	count, one := c.mem.read(c.u32(0), 4)
	length, two := c.mem.read(c.u32(1), 4)
	if one && two {
		clear(count)
		clear(length)
	}
	return ok(one && two)
}

const (
	realtime  = 0
	monotonic = 1
)

func clockResolution(c call) errno {
	if c.u32(0) > monotonic {
		return inval
	}
	return ok(c.mem.putU64(c.u32(1), monoTick))
}

func clockTime(c call) errno {
	switch c.u32(0) {
	case realtime:
		return ok(c.mem.putU64(c.u32(2), c.state.real))
	case monotonic:
		return ok(c.mem.putU64(c.u32(2), c.state.monotonic()))
	default:
		return inval
	}
}

func random(c call) errno {
	b, in := c.mem.read(c.u32(0), c.u32(1))
	if in {
		c.state.fill(b)
	}
	return ok(in)
}

// deviceStatus writes a fdstat: file type, flags and rights.
func deviceStatus(c call) errno {
	b, in := c.mem.read(c.u32(1), 24)
	if in {
		clear(b)
		b[0] = 2                                      // character device
		binary.LittleEndian.PutUint64(b[8:], 1<<1|64) // may be read and written
	}
	return ok(in)
}

// deviceFile writes a filestat: all zero but for the type.
func deviceFile(c call) errno {
	b, in := c.mem.read(c.u32(1), 64)
	if in {
		clear(b)
		b[16] = 2
	}
	return ok(in)
}

func readNothing(c call) errno {
	if c.u32(0) != 0 {
		return badf
	}
	return ok(c.mem.putU32(c.u32(3), 0))
}

// write logs the buffers. None is logged when one is out of range.
func write(c call) errno {
	n := c.u32(2)
	if c.u32(0) == 0 {
		return badf
	}
	if n > maxVectors {
		return inval
	}
	c.state.pay(PriceItem * uint64(n))
	vectors, in := c.mem.read(c.u32(1), n*8)
	if !in {
		return fault
	}
	var few [4][]byte
	parts := few[:0]
	var total uint64
	for ; len(vectors) > 0; vectors = vectors[8:] {
		part, in := c.mem.read(binary.LittleEndian.Uint32(vectors), binary.LittleEndian.Uint32(vectors[4:]))
		if !in {
			return fault
		}
		parts, total = append(parts, part), total+uint64(len(part))
	}
	if total > math.MaxInt32 {
		return inval
	}
	c.state.pay(PriceWord * ((total + 7) / 8))
	if !c.mem.putU32(c.u32(3), uint32(total)) {
		return fault
	}
	for _, p := range parts {
		c.state.write(p)
	}
	return success
}
