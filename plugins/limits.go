package plugins

import (
	"fmt"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/registry"
)

// InitGas bounds the initialisation of a module, in gas: its start function,
// _initialize and nv_buffer together. Samples are bounded like calls.
const InitGas = 50_000_000

// limitsOf fills in the defaults.
func limitsOf(l registry.Limits) (registry.Limits, error) {
	if l.MemoryPages == 0 {
		l.MemoryPages = abi.DefaultMemoryPages
	}
	if l.ReplyBytes == 0 {
		l.ReplyBytes = abi.DefaultReplyBytes
	}
	if l.Gas == 0 {
		l.Gas = registry.DefaultGas
	}
	if l.Depth == 0 {
		l.Depth = registry.DefaultDepth
	}
	for _, x := range []struct {
		name       string
		asked, top uint64
	}{
		{"memoryPages", uint64(l.MemoryPages), abi.MaxMemoryPages},
		{"replyBytes", uint64(l.ReplyBytes), abi.MaxReplyBytes},
		{"gas", l.Gas, registry.MaxGas},
		{"depth", uint64(l.Depth), registry.MaxDepth},
	} {
		if x.asked > x.top {
			return l, fmt.Errorf("limits.%s is %d: the ABI allows at most %d", x.name, x.asked, x.top)
		}
	}
	return l, nil
}

// A Limit is something that a call can use up.
type Limit string

// The limits of a call.
const (
	// LimitGas bounds instructions, in gas.
	LimitGas Limit = "gas"
	// LimitDepth bounds how deep calls inside the rules nest.
	LimitDepth Limit = "depth"
	// LimitMemory bounds linear memory, in pages of 64 KiB.
	LimitMemory Limit = "memory"
)

// A LimitError means that the rules were stopped, or broke off, because they had
// used up what their release grants. It is the same on all machines.
type LimitError struct {
	// Op is the operation; empty while the module is being initialised.
	Op abi.Op
	// What was used up, and how much of it there was.
	What  Limit
	Limit uint64
	// Err is what the engine says, with the module's stack.
	Err error
	// Log is what the module wrote, at most wasi.MaxLog bytes.
	Log []byte
}

// Error implements error.
func (e *LimitError) Error() string {
	where, setting := "initialising the rules", ""
	if e.Op != "" {
		where = string(e.Op)
	}
	var what string
	switch e.What {
	case LimitDepth:
		what, setting = fmt.Sprintf("calls nest deeper than the limit of %d", e.Limit), "depth"
	case LimitMemory:
		what, setting = fmt.Sprintf("they ran out of memory and broke off: they may have %d pages of 64 KiB", e.Limit), "memoryPages"
	default:
		what, setting = fmt.Sprintf("they used up all %d units of gas", e.Limit), "gas"
	}
	what = fmt.Sprintf("%s: the rules were stopped: %s%s", where, what, lastWords(e.Log))
	if e.Op == "" && e.What == LimitGas {
		return what + "; make the rules do less before their first call"
	}
	return fmt.Sprintf("%s; make the rules do with less, or raise limits.%s in novation.yaml", what, setting)
}

// Unwrap returns the cause, if there is one, and [registry.ErrInvalid].
func (e *LimitError) Unwrap() []error {
	if e.Err == nil {
		return []error{registry.ErrInvalid}
	}
	return []error{e.Err, registry.ErrInvalid}
}
