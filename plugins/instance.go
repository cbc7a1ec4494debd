package plugins

import (
	"context"
	"errors"
	"fmt"
	"reflect"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/linear"
	"github.com/novation-dev/novation/plugins/wasi"
)

// keptStack bounds the stack that the engine keeps for an operation between two
// calls, in bytes.
const keptStack = 128 << 10

// An instance is a module at work. It belongs to one goroutine at a time.
type instance struct {
	code    *code
	module  api.Module
	memory  *linear.Memory
	view    api.Memory // of memory
	state   *wasi.State
	ctx     context.Context // carries state
	gauge   gauge
	globals []api.MutableGlobal
	buffer  uint32 // address
	// calls are the operations called so far. Looking one up costs more than
	// many a call.
	calls map[abi.Op]*operation
	stack [1]uint64

	used uint32 // of the pool: the period in which it was used last
}

// An operation is a function of an instance.
type operation struct {
	function api.Function
	stack    reflect.Value // of function, in its engine
	unit     int           // bytes of one element of stack; 0 when it is not known
}

// A code is a compiled module, and what instances of it need.
type code struct {
	runtime  wazero.Runtime
	compiled wazero.CompiledModule
	space    *linear.Space
	names    []string // of the mutable globals
	start    bool     // it exports startExport
	memory   uint64   // limit in bytes
	buffer   uint32   // size in bytes
	depth    uint32
}

// newInstance makes an instance that has not run yet. Its start function, if it
// had one, is an export.
func (c *code) newInstance() (i *instance, err error) {
	i = &instance{code: c, calls: map[abi.Op]*operation{}}
	defer func() {
		// The engine panics when there is no memory for an instance.
		if p := recover(); p != nil {
			err = &hostError{fmt.Errorf("%v", p)}
		}
		if err != nil {
			err = errors.Join(err, i.close())
		}
	}()
	if i.memory, err = c.space.NewMemory(c.memory); err != nil {
		return i, &hostError{err}
	}
	i.state = wasi.NewState(i.gauge.charge)
	i.ctx = i.state.Context(context.Background())
	allocator := experimental.MemoryAllocatorFunc(func(uint64, uint64) experimental.LinearMemory { return i.memory })
	// No name, so that any number can live side by side, and no function is
	// called by the library.
	config := wazero.NewModuleConfig().WithName("").WithStartFunctions()
	module, err := c.runtime.InstantiateModule(experimental.WithMemoryAllocator(i.ctx, allocator), c.compiled, config)
	if err != nil {
		return i, err
	}
	i.module, i.view = module, module.Memory()
	if i.gauge, err = newGauge(i.module); err != nil {
		return i, err
	}
	for _, name := range c.names {
		g, err := mutable(i.module, name)
		if err != nil {
			return i, err
		}
		i.globals = append(i.globals, g)
	}
	return i, nil
}

// initialise runs what a module may do before its first request.
func (i *instance) initialise() error {
	i.gauge.fill(InitGas, i.code.depth)
	var names []string
	if i.code.start {
		names = append(names, startExport)
	}
	if i.module.ExportedFunction(abi.Initialize) != nil {
		names = append(names, abi.Initialize)
	}
	for _, name := range append(names, abi.Buffer) {
		i.gauge.nest(i.code.depth)
		i.stack[0] = api.EncodeU32(i.code.buffer)
		if err := i.gauge.enough(i.module.ExportedFunction(name).CallWithStack(i.ctx, i.stack[:])); err != nil {
			return i.broken("", err)
		}
	}
	i.buffer = api.DecodeU32(i.stack[0])
	if _, ok := i.view.Read(i.buffer, i.code.buffer); !ok {
		return &TrapError{Err: fmt.Errorf("%s gave %d bytes at %#x, which do not lie in memory", abi.Buffer, i.code.buffer, i.buffer), Log: i.log()}
	}
	return nil
}

// begin makes an instance that has not run begin with a snapshot.
func (i *instance) begin(s *snapshot) error {
	if more := (len(s.image.Bytes()) - len(i.memory.Bytes())) / abi.PageSize; more > 0 {
		if _, ok := i.view.Grow(uint32(more)); !ok {
			return fmt.Errorf("growing a memory by %d pages: there is not enough", more)
		}
	}
	i.buffer = s.buffer
	i.restore(s)
	return i.memory.Attach(s.image)
}

func (i *instance) restore(s *snapshot) {
	for k, g := range i.globals {
		g.Set(s.globals[k])
	}
}

// reset undoes what a call has done. It returns false when that cannot be, and
// the instance must be closed.
func (i *instance) reset(s *snapshot) bool {
	i.restore(s)
	return i.memory.Reset()
}

// run calls an operation with a request and returns the bytes of its reply, which
// lie in memory. The gauge has been filled, and the phase of the shim begun.
func (i *instance) run(op abi.Op, q abi.Request, most uint32) ([]byte, error) {
	buffer, ok := i.view.Read(i.buffer, i.code.buffer)
	if !ok {
		return nil, &TrapError{Op: op, Err: errNoBuffer}
	}
	length, err := write(buffer, q)
	if err != nil {
		return nil, &RequestError{Op: op, Err: err}
	}
	f := i.operation(op)
	i.stack[0] = api.EncodeU32(length)
	err = i.gauge.enough(f.function.CallWithStack(i.ctx, i.stack[:]))
	if f.unit == 0 || f.stack.Cap()*f.unit > keptStack {
		delete(i.calls, op)
	}
	if err != nil {
		return nil, i.broken(op, err)
	}
	ptr, n := uint32(i.stack[0]>>32), uint32(i.stack[0])
	if n > most {
		return nil, &ReplyError{Op: op, Err: fmt.Errorf("%d bytes are over the limit of %d", n, most)}
	}
	b, ok := i.view.Read(ptr, n)
	if !ok {
		return nil, &ReplyError{Op: op, Err: fmt.Errorf("%d bytes at %#x do not lie in memory", n, ptr)}
	}
	return b, nil
}

// errNoBuffer cannot be: it was there when the module was initialised, and memory
// never shrinks.
var errNoBuffer = errors.New("the buffer does not lie in memory")

func (i *instance) operation(op abi.Op) *operation {
	if f, ok := i.calls[op]; ok {
		return f
	}
	f := &operation{function: i.module.ExportedFunction(string(op))}
	// The engine keeps a stack with the function, and never makes it smaller.
	// It can only be looked at from outside.
	if v := reflect.Indirect(reflect.ValueOf(f.function)); v.Kind() == reflect.Struct {
		if s := v.FieldByName("stack"); s.Kind() == reflect.Slice {
			f.stack, f.unit = s, int(s.Type().Elem().Size())
		}
	}
	i.calls[op] = f
	return f
}

// broken explains why a call ended early.
func (i *instance) broken(op abi.Op, err error) error {
	switch {
	case i.gauge.left() < 0:
		return &LimitError{Op: op, What: LimitGas, Limit: i.gauge.total, Err: err, Log: i.log()}
	case i.gauge.tooDeep():
		return &LimitError{Op: op, What: LimitDepth, Limit: uint64(i.code.depth), Err: err, Log: i.log()}
	case i.memory.Denied():
		return &LimitError{Op: op, What: LimitMemory, Limit: i.code.memory / abi.PageSize, Err: err, Log: i.log()}
	default:
		return &TrapError{Op: op, Err: err, Log: i.log()}
	}
}

// log returns a copy of what the module wrote.
func (i *instance) log() []byte { return append([]byte(nil), i.state.Log()...) }

// close releases the instance. None of its calls may run.
func (i *instance) close() error {
	var errs []error
	if i.module != nil {
		errs = append(errs, i.module.Close(context.Background()))
	}
	if i.memory != nil {
		errs = append(errs, i.memory.Close())
	}
	return errors.Join(errs...)
}
