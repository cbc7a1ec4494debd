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
)

// A State is what one instance can see and has written. It belongs to the
// goroutine that runs the instance. The zero value is not usable: see
// [NewState].
type State struct {
	real, mono, maxMono uint64 // nanoseconds
	seed                []byte
	block               uint64 // next block of the random stream
	unread              []byte // rest of the last block
	random              int    // bytes handed out in this phase
	log                 []byte
}

// NewState returns the state of an instance in initialisation.
func NewState() *State { return &State{mono: initMono, maxMono: callMono} }

// Begin ends initialisation and starts the call of an operation at time, in
// unix seconds, with the seed of its request.
func (s *State) Begin(time int64, seed []byte) {
	*s = State{
		real: nanoseconds(time), mono: callMono, maxMono: math.MaxInt64,
		seed: append([]byte(nil), seed...), log: s.log,
	}
}

func nanoseconds(seconds int64) uint64 {
	return uint64(min(max(seconds, 0), math.MaxInt64/second)) * second
}

// Log returns what the module wrote to its standard output and error.
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
	if s.random += len(out); s.random > MaxRandom {
		// An errno would be ignored by most programs.
		panic(fmt.Errorf("the rules asked for more than %d random bytes: %w", MaxRandom, registry.ErrInvalid))
	}
	for len(out) > 0 {
		if len(s.unread) == 0 {
			b := append([]byte(randomDomain), s.seed...)
			sum := sha256.Sum256(binary.BigEndian.AppendUint64(b, s.block))
			s.unread, s.block = sum[:], s.block+1
		}
		n := copy(out, s.unread)
		out, s.unread = out[n:], s.unread[n:]
	}
}

// write keeps what fits into the log.
func (s *State) write(b []byte) {
	s.log = append(s.log, b[:min(len(b), MaxLog-len(s.log))]...)
}
