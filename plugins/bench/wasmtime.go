package main

import (
	"bytes"
	"time"

	"github.com/bytecodealliance/wasmtime-go/v39"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/wasm"
	"github.com/novation-dev/novation/registry"
)

// A machine is a module compiled by Wasmtime.
type machine struct {
	engine *wasmtime.Engine
	linker *wasmtime.Linker
	module *wasmtime.Module
	fuel   bool
	stop   chan struct{}
}

// newMachine compiles a module whose calls are bounded by fuel, or by epochs of
// 10 ms. NaNs are not made canonical.
func newMachine(s subject, fuel bool) (*machine, error) {
	c := wasmtime.NewConfig()
	c.SetConsumeFuel(fuel)
	c.SetEpochInterruption(!fuel)
	m := &machine{engine: wasmtime.NewEngineWithConfig(c), fuel: fuel, stop: make(chan struct{})}
	m.linker = wasmtime.NewLinker(m.engine)
	if err := m.linker.DefineWasi(); err != nil {
		return nil, err
	}
	var err error
	m.module, err = wasmtime.NewModule(m.engine, wasm.MergeData(s.module))
	if err == nil && !fuel {
		go m.tick()
	}
	return m, err
}

// tick counts the epochs, as a host does that bounds calls by them.
func (m *machine) tick() {
	t := time.NewTicker(10 * time.Millisecond)
	defer t.Stop()
	for {
		select {
		case <-t.C:
			m.engine.IncrementEpoch()
		case <-m.stop:
			return
		}
	}
}

// A cell is an instance in a store of its own.
type cell struct {
	machine *machine
	store   *wasmtime.Store
	memory  *wasmtime.Memory
	apply   *wasmtime.Func
	buffer  int
	out     []byte
}

func (m *machine) start(s subject) (*cell, error) {
	c := &cell{machine: m, store: wasmtime.NewStore(m.engine)}
	c.store.SetWasi(wasmtime.NewWasiConfig())
	if err := c.bound(); err != nil {
		return nil, err
	}
	i, err := m.linker.Instantiate(c.store, m.module)
	if err != nil {
		return nil, err
	}
	if f := i.GetFunc(c.store, abi.Initialize); f != nil {
		if _, err := f.Call(c.store); err != nil {
			return nil, err
		}
	}
	c.memory, c.apply = i.GetExport(c.store, abi.Memory).Memory(), i.GetFunc(c.store, string(abi.Apply))
	at, err := i.GetFunc(c.store, abi.Buffer).Call(c.store, int32(s.section.Buffer))
	if err != nil {
		return nil, err
	}
	c.buffer = int(uint32(at.(int32)))
	return c, nil
}

// bound gives the next call what it may use.
func (c *cell) bound() error {
	if c.machine.fuel {
		return c.store.SetFuel(registry.DefaultGas)
	}
	c.store.SetEpochDeadline(1000)
	return nil
}

func (c *cell) ask(request []byte) error {
	if err := c.bound(); err != nil {
		return err
	}
	copy(c.memory.UnsafeData(c.store)[c.buffer:], request)
	got, err := c.apply.Call(c.store, int32(len(request)))
	if err != nil {
		return err
	}
	at, n := uint32(got.(int64)>>32), uint32(got.(int64))
	data := c.memory.UnsafeData(c.store)
	if uint64(at)+uint64(n) > uint64(len(data)) {
		return errReply
	}
	c.out = append(c.out[:0], data[at:at+n]...)
	return nil
}

func (m *machine) close() {
	close(m.stop)
	m.module.Close()
	m.linker.Close()
}

// wasmtimePooled is one instance that is called over and over.
func wasmtimePooled(s subject, fuel bool) (*contender, error) {
	m, err := newMachine(s, fuel)
	if err != nil {
		return nil, err
	}
	var c *cell
	out := &contender{
		call:  func() error { return c.ask(s.request) },
		reply: func() []byte { return bytes.Clone(c.out) },
		close: func() { c.store.Close(); m.close() },
	}
	renew := func() error {
		if c != nil {
			c.store.Close()
		}
		c, err = m.start(s)
		if err == nil {
			data := c.memory.UnsafeData(c.store)
			for at := 0; at < len(data); at += 4096 {
				touchByte(&data[at])
			}
		}
		return err
	}
	if !s.frees() {
		out.renew = renew
	}
	return out, renew()
}

// wasmtimeFresh makes an instance for each call.
func wasmtimeFresh(s subject, fuel bool) (*contender, error) {
	m, err := newMachine(s, fuel)
	if err != nil {
		return nil, err
	}
	var out []byte
	return &contender{
		call: func() error {
			c, err := m.start(s)
			if err != nil {
				return err
			}
			defer c.store.Close()
			err = c.ask(s.request)
			out = c.out
			return err
		},
		reply: func() []byte { return out },
		close: m.close,
	}, nil
}
