package main

import (
	"bytes"
	"context"
	"errors"
	"time"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/guard"
	"github.com/novation-dev/novation/plugins/meter"
	"github.com/novation-dev/novation/plugins/wasi"
	"github.com/novation-dev/novation/plugins/wasm"
	"github.com/novation-dev/novation/registry"
)

var errReply = errors.New("the reply does not lie in memory")

// An instance is a module that is called without anything around it.
type instance struct {
	module api.Module
	ctx    context.Context
	memory api.Memory
	buffer uint32
	apply  api.Function
	stack  [1]uint64
	out    []byte
}

// start makes an instance of a compiled module, ready for a request.
func start(ctx context.Context, r wazero.Runtime, c wazero.CompiledModule, s subject) (*instance, error) {
	i := &instance{ctx: wasi.NewState(nil).Context(ctx)}
	var err error
	i.module, err = r.InstantiateModule(i.ctx, c, wazero.NewModuleConfig().WithName("").WithStartFunctions(abi.Initialize))
	if err != nil {
		return nil, err
	}
	got, err := i.module.ExportedFunction(abi.Buffer).Call(i.ctx, uint64(s.section.Buffer))
	if err != nil {
		return nil, err
	}
	i.buffer, i.memory, i.apply = api.DecodeU32(got[0]), i.module.Memory(), i.module.ExportedFunction(string(abi.Apply))
	return i, nil
}

// ask writes a request, calls, and copies the reply.
func (i *instance) ask(request []byte) error {
	if !i.memory.Write(i.buffer, request) {
		return errReply
	}
	i.stack[0] = api.EncodeU32(uint32(len(request)))
	if err := i.apply.CallWithStack(i.ctx, i.stack[:]); err != nil {
		return err
	}
	b, ok := i.memory.Read(uint32(i.stack[0]>>32), uint32(i.stack[0]))
	if !ok {
		return errReply
	}
	i.out = append(i.out[:0], b...)
	return nil
}

// touch has the system provide all the memory there is, so that no call waits for
// it.
func (i *instance) touch() {
	b, _ := i.memory.Read(0, i.memory.Size())
	for at := 0; at < len(b); at += 4096 {
		touchByte(&b[at])
	}
}

func touchByte(b *byte) { *b |= 0 }

// engine compiles a module with the configuration of the rules runtime.
func engine(module []byte, config wazero.RuntimeConfig) (wazero.Runtime, wazero.CompiledModule, error) {
	r := wazero.NewRuntimeWithConfig(background, config)
	if err := wasi.Instantiate(background, r); err != nil {
		return nil, nil, err
	}
	c, err := r.CompileModule(background, module)
	return r, c, err
}

// plain is one instance that is called over and over: what a call leaves behind
// the next one sees, and nothing bounds it.
func plain(s subject) (*contender, error) {
	return pooled(s, wasm.MergeData(s.module), func(*instance) {})
}

// metered is plain with the meter in the module: gas and depth are given before
// each call, and NaNs are canonical. Nothing is reset.
func metered(s subject) (*contender, error) {
	m, err := meter.Instrument(wasm.MergeData(s.module))
	if err != nil {
		return nil, err
	}
	var gas, reserve, depth api.MutableGlobal
	var of *instance
	return pooled(s, m.Module, func(i *instance) {
		if of != i {
			of = i
			gas = i.module.ExportedGlobal(meter.Gas).(api.MutableGlobal)
			reserve = i.module.ExportedGlobal(meter.Reserve).(api.MutableGlobal)
			depth = i.module.ExportedGlobal(meter.Depth).(api.MutableGlobal)
		}
		gas.Set(meter.Slice)
		reserve.Set(registry.DefaultGas - meter.Slice)
		depth.Set(uint64(registry.DefaultDepth))
	})
}

func pooled(s subject, module []byte, before func(*instance)) (*contender, error) {
	r, c, err := engine(module, guard.RuntimeConfig(s.section.MemoryPages, false))
	if err != nil {
		return nil, err
	}
	var i *instance
	out := &contender{
		call: func() error {
			before(i)
			return i.ask(s.request)
		},
		reply: func() []byte { return bytes.Clone(i.out) },
		close: func() { _ = r.Close(background) },
	}
	renew := func() error {
		if i != nil {
			_ = i.module.Close(background)
		}
		i, err = start(background, r, c, s)
		if err == nil {
			i.touch()
		}
		return err
	}
	if !s.frees() {
		out.renew = renew
	}
	return out, renew()
}

// fresh is the usual way to isolate calls with wazero, and to end one that takes
// too long: a new instance of the module as it was given.
func fresh(s subject) (*contender, error) {
	r, c, err := engine(s.module, guard.RuntimeConfig(s.section.MemoryPages, false).WithCloseOnContextDone(true))
	if err != nil {
		return nil, err
	}
	var out []byte
	return &contender{
		call: func() error {
			ctx, cancel := context.WithTimeout(background, 10*time.Second)
			defer cancel()
			i, err := start(ctx, r, c, s)
			if err != nil {
				return err
			}
			defer i.module.Close(ctx)
			err = i.ask(s.request)
			out = i.out
			return err
		},
		reply: func() []byte { return out },
		close: func() { _ = r.Close(background) },
	}, nil
}
