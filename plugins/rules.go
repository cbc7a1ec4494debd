package plugins

import (
	"context"
	"fmt"
	"sync"

	"github.com/tetratelabs/wazero"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/plugins/wire"
	"github.com/novation-dev/novation/registry"
)

// rules runs every call in an instance of its own.
type rules struct {
	config   Config
	runtime  wazero.Runtime
	compiled wazero.CompiledModule
	spec     Spec
	buffer   uint32 // bytes
	reply    uint32 // bytes
	ops      map[abi.Op]bool
	memories memories
	snapshot registry.Digest

	// mu protects closed, and orders it with calls.Add.
	mu     sync.Mutex
	closed bool
	calls  sync.WaitGroup
}

func (r *rules) Apply(ctx context.Context, q abi.Request) (Result, error) {
	return r.call(ctx, abi.Apply, q)
}

func (r *rules) Up(ctx context.Context, q abi.Request) (Result, error) {
	return r.call(ctx, abi.Up, q)
}

func (r *rules) Down(ctx context.Context, q abi.Request) (Result, error) {
	return r.call(ctx, abi.Down, q)
}

func (r *rules) Check(ctx context.Context, q abi.Request) (Result, error) {
	return r.call(ctx, abi.Check, q)
}

func (r *rules) Has(op abi.Op) bool { return r.ops[op] }

func (r *rules) Snapshot() registry.Digest { return r.snapshot }

func (r *rules) Close() error {
	r.mu.Lock()
	first := !r.closed
	r.closed = true
	r.mu.Unlock()
	if !first {
		return nil
	}
	r.calls.Wait()
	if err := r.compiled.Close(context.Background()); err != nil {
		return fmt.Errorf("closing rules: %w", err)
	}
	return nil
}

// enter counts a call in; the caller calls r.calls.Done after it.
func (r *rules) enter() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		return ErrClosed
	}
	r.calls.Add(1)
	return nil
}

// call asks one operation: the request is checked, the module run, the reply
// checked.
func (r *rules) call(ctx context.Context, op abi.Op, q abi.Request) (Result, error) {
	if !r.ops[op] {
		return Result{}, fmt.Errorf("%s: the rules do not offer it: %w", op, registry.ErrNotFound)
	}
	if err := r.enter(); err != nil {
		return Result{}, fmt.Errorf("%s: %w", op, err)
	}
	defer r.calls.Done()
	request, err := r.encode(op, q)
	if err != nil {
		return Result{}, &RequestError{Op: op, Err: err}
	}
	b, err := r.run(ctx, op, request, q)
	if err != nil {
		return Result{}, err
	}
	reply, err := r.decode(op, b)
	if err != nil {
		return Result{}, &ReplyError{Op: op, Err: err}
	}
	return Result{Reply: reply}, nil
}

// schemas returns the schemas of the state that goes in and of the one that
// comes out.
func (r *rules) schemas(op abi.Op) (in, out *schema.Schema) {
	switch op {
	case abi.Up:
		return r.spec.Previous, r.spec.Schema
	case abi.Down:
		return r.spec.Schema, r.spec.Previous
	default:
		return r.spec.Schema, r.spec.Schema
	}
}

func (r *rules) encode(op abi.Op, q abi.Request) ([]byte, error) {
	in, out := r.schemas(op)
	switch {
	case in == nil || out == nil:
		return nil, fmt.Errorf("a conversion needs the schema before this one, and the rules were loaded without it")
	case op != abi.Apply && len(q.State) == 0:
		return nil, fmt.Errorf("the state is empty")
	case op != abi.Apply && len(q.Command) > 0:
		return nil, fmt.Errorf("only %s takes a command", abi.Apply)
	}
	if err := canonical("state", in.State(), q.State); err != nil {
		return nil, err
	}
	if err := canonical("command", in.Command(), q.Command); err != nil {
		return nil, err
	}
	b, err := abi.EncodeRequest(q)
	if err != nil {
		return nil, err
	}
	if uint64(len(b)) > uint64(r.buffer) {
		return nil, fmt.Errorf("%d bytes do not fit the buffer of the rules, which has %d", len(b), r.buffer)
	}
	return b, nil
}

func (r *rules) decode(op abi.Op, b []byte) (abi.Reply, error) {
	reply, err := abi.DecodeReply(op, b)
	if err != nil || len(reply.State) == 0 {
		return reply, err
	}
	_, out := r.schemas(op)
	return reply, canonical("state", out.State(), reply.State)
}

// canonical checks that b is the canonical encoding of a message.
func canonical(name string, md protoreflect.MessageDescriptor, b []byte) error {
	if _, err := wire.Decode(md, b); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
