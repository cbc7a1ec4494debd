package plugins

import (
	"context"
	"errors"
	"fmt"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
	"github.com/tetratelabs/wazero/sys"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/wasi"
	"github.com/novation-dev/novation/registry"
)

// An instance is a module at work for one call.
type instance struct {
	module api.Module
	state  *wasi.State
	buffer uint32 // address
}

// try initialises the module once.
func (r *rules) try(ctx context.Context) error {
	return r.with(ctx, "", func(context.Context, *instance) error { return nil })
}

// run gives a request to an operation and returns the bytes of its reply.
func (r *rules) run(ctx context.Context, op abi.Op, request []byte, q abi.Request) (reply []byte, err error) {
	err = r.with(ctx, op, func(ctx context.Context, i *instance) error {
		i.state.Begin(q.Time, q.Seed)
		if !i.module.Memory().Write(i.buffer, request) {
			return &ReplyError{Op: op, Err: fmt.Errorf("the buffer at %#x does not lie in memory", i.buffer)}
		}
		stack := []uint64{api.EncodeU32(uint32(len(request)))}
		if err := i.module.ExportedFunction(string(op)).CallWithStack(ctx, stack); err != nil {
			return r.broken(ctx, op, i, err)
		}
		ptr, n := uint32(stack[0]>>32), uint32(stack[0])
		if n > r.reply {
			return &ReplyError{Op: op, Err: fmt.Errorf("%d bytes are over the limit of %d", n, r.reply)}
		}
		b, ok := i.module.Memory().Read(ptr, n)
		if !ok {
			return &ReplyError{Op: op, Err: fmt.Errorf("%d bytes at %#x do not lie in memory", n, ptr)}
		}
		reply = append([]byte(nil), b...) // the memory goes away
		return nil
	})
	return reply, err
}

// with calls use with a fresh, initialised instance, and removes it. op is for
// errors; it is empty when no operation is going to be called.
func (r *rules) with(caller context.Context, op abi.Op, use func(context.Context, *instance) error) error {
	ctx, cancel := context.WithTimeout(caller, r.config.CallTimeout)
	defer cancel()
	i := &instance{state: wasi.NewState()}
	ctx = i.state.Context(ctx)
	if l := r.memories.get(); l != nil {
		ctx = experimental.WithMemoryAllocator(ctx, l)
		defer r.memories.put(l) // the instance is closed by then
	}
	err := r.initialise(ctx, i)
	if err == nil {
		err = use(ctx, i)
	}
	if i.module != nil {
		err = errors.Join(err, i.module.Close(context.WithoutCancel(ctx)))
	}
	if log := i.state.Log(); len(log) > 0 {
		r.config.Log.DebugContext(ctx, "rules wrote", "release", r.spec.Digest.Short(), "operation", string(op), "text", string(log))
	}
	if stop, ok := errors.AsType[*stopped](err); ok {
		return stop.explain(caller, op, r.config.CallTimeout)
	}
	return err
}

// initialise instantiates the module and asks for its buffer.
func (r *rules) initialise(ctx context.Context, i *instance) error {
	// No name, so that any number can live side by side, and no function is
	// called by the library.
	config := wazero.NewModuleConfig().WithName("").WithStartFunctions()
	var err error
	if i.module, err = r.runtime.InstantiateModule(ctx, r.compiled, config); err != nil {
		i.module = nil
		return r.broken(ctx, "", i, err)
	}
	if f := i.module.ExportedFunction(abi.Initialize); f != nil {
		if err := f.CallWithStack(ctx, nil); err != nil {
			return r.broken(ctx, "", i, err)
		}
	}
	stack := []uint64{api.EncodeU32(r.buffer)}
	if err := i.module.ExportedFunction(abi.Buffer).CallWithStack(ctx, stack); err != nil {
		return r.broken(ctx, "", i, err)
	}
	i.buffer = api.DecodeU32(stack[0])
	if _, ok := i.module.Memory().Read(i.buffer, r.buffer); !ok {
		return &TrapError{Err: fmt.Errorf("%s gave %d bytes at %#x, which do not lie in memory", abi.Buffer, r.buffer, i.buffer), Log: i.state.Log()}
	}
	return nil
}

// broken tells a module that broke off from a call that was stopped. Only the
// library makes a sys.ExitError, and only when the context is done: the shim
// has an error of its own for modules that exit.
func (r *rules) broken(ctx context.Context, op abi.Op, i *instance, err error) error {
	if _, ok := errors.AsType[*sys.ExitError](err); ok && ctx.Err() != nil {
		return &stopped{}
	}
	return &TrapError{Op: op, Err: err, Log: i.state.Log()}
}

// stopped means that the context of a call ended before the call did.
type stopped struct{}

func (*stopped) Error() string { return "stopped" }

// explain says who ended the call: the caller or the engine's guard.
func (*stopped) explain(caller context.Context, op abi.Op, timeout any) error {
	doing := string(op)
	if op == "" {
		doing = "initialising the rules"
	}
	cause := context.Cause(caller)
	switch {
	case caller.Err() == nil:
		return fmt.Errorf("%s: stopped after %v without an answer: %w", doing, timeout, registry.ErrTimeout)
	case errors.Is(caller.Err(), context.DeadlineExceeded):
		return fmt.Errorf("%s: stopped without an answer: %w: %w", doing, cause, registry.ErrTimeout)
	default:
		return fmt.Errorf("%s: stopped without an answer: %w", doing, cause)
	}
}

// interrupted reports that err says nothing about the module.
func interrupted(err error) bool {
	return errors.Is(err, registry.ErrTimeout) || errors.Is(err, context.Canceled) ||
		errors.Is(err, context.DeadlineExceeded) || errors.Is(err, ErrClosed)
}
