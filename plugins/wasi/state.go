package wasi

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"github.com/novation-dev/novation/registry"
)

const (
	// MaxLog bounds what is kept of a module's output, in bytes.
	MaxLog = 64 << 10
	// MaxRandom bounds the random numbers of one phase, in bytes.
	MaxRandom = 1 << 20

	second       = 1_000_000_000
	initMono     = 1 * second
	callMono     = 3600 * second
	monoTick     = 1000
	randomDomain = "novation/wasi/random/v1\x00"

	keptLog = 4 << 10 // capacity of the log that the next call takes over
)

// Prices, in gas. A module pays them beside what the meter takes for its own
// instructions, so that gas bounds what it can make the host do.
const (
	// PriceCall is that of every call of a function.
	PriceCall = 200
	// PriceItem is that of each buffer of a write and each subscription of a
	// poll.
	PriceItem = 50
	// PriceWord is that of each 8 bytes that are written to the log, the last
	// ones rounded up.
	PriceWord = 1
	// PriceBlock is that of each 32 bytes of random numbers that are asked for,
	// the last ones rounded up.
	PriceBlock = 1000
)

// A State is what one instance can see and has written. It belongs to the
// goroutine that runs the instance. The zero value is not usable: see
// [NewState].
type State struct {
	pay                 func(gas uint64)
	real, mono, maxMono uint64 // nanoseconds
	seed                []byte
	block               uint64   // next block of the random stream
	last                [32]byte // the block before it
	unread              int      // bytes at the end of last
	random              int      // bytes handed out in this phase
	log                 []byte
}

// NewState returns the state of an instance in initialisation. pay is called with
// the price of what the module asks for, before it is done; it panics when the
// module cannot pay. Nil means that all is free.
func NewState(pay func(gas uint64)) *State {
	if pay == nil {
		pay = func(uint64) {}
	}
	return &State{pay: pay, mono: initMono, maxMono: callMono}
}

// Warm starts the call of a sample, which belongs to initialisation: the
// monotonic clock goes on, so that none of the calls to come sees it go back.
func (s *State) Warm(time int64, seed []byte) {
	s.phase(nanoseconds(time), s.mono, callMono, seed)
}

// Begin ends initialisation and starts the call of an operation at time, in
// unix seconds, with the seed of its request. The log begins anew.
func (s *State) Begin(time int64, seed []byte) {
	s.phase(nanoseconds(time), callMono, math.MaxInt64, seed)
}

func (s *State) phase(real, mono, maxMono uint64, seed []byte) {
	s.real, s.mono, s.maxMono = real, mono, maxMono
	s.seed = append(s.seed[:0], seed...)
	s.block, s.unread, s.random = 0, 0, 0
	if s.log = s.log[:0]; cap(s.log) > keptLog {
		s.log = nil
	}
}

func nanoseconds(seconds int64) uint64 {
	return uint64(min(max(seconds, 0), math.MaxInt64/second)) * second
}

// Log returns what the module wrote to its standard output and error in this
// phase. It is valid until the next one.
func (s *State) Log() []byte { return s.log }

type stateKey struct{}

// Context returns a context with which an instance can be called.
func (s *State) Context(ctx context.Context) context.Context {
	return context.WithValue(ctx, stateKey{}, s)
}

// errNoState is a mistake of the host.
var errNoState = errors.New("wasi: the context has no state")

func stateOf(ctx context.Context) *State {
	s, ok := ctx.Value(stateKey{}).(*State)
	if !ok {
		panic(errNoState) // wazero turns it into an error of the call
	}
	return s
}

// monotonic reads the monotonic clock.
func (s *State) monotonic() uint64 {
	s.mono = advance(s.mono, monoTick, s.maxMono)
	return s.mono
}

// sleep advances the clocks.
func (s *State) sleep(ns uint64) {
	s.real = advance(s.real, ns, math.MaxInt64)
	s.mono = advance(s.mono, ns, s.maxMono)
}

func advance(clock, by, limit uint64) uint64 {
	if clock >= limit || by > limit-clock {
		return limit
	}
	return clock + by
}

// fill writes the next random numbers to out.
func (s *State) fill(out []byte) {
	s.pay(PriceBlock * ((uint64(len(out)) + 31) / 32))
	if s.random += len(out); s.random > MaxRandom {
		// An errno would be ignored by most programs.
		panic(fmt.Errorf("the rules asked for more than %d random bytes: %w", MaxRandom, registry.ErrInvalid))
	}
	for len(out) > 0 {
		if s.unread == 0 {
			b := append(make([]byte, 0, 64), randomDomain...)
			s.last = sha256.Sum256(binary.BigEndian.AppendUint64(append(b, s.seed...), s.block))
			s.unread, s.block = len(s.last), s.block+1
		}
		n := copy(out, s.last[len(s.last)-s.unread:])
		out, s.unread = out[n:], s.unread-n
	}
}

// write keeps what fits into the log.
func (s *State) write(b []byte) {
	s.log = append(s.log, b[:min(len(b), MaxLog-len(s.log))]...)
}
