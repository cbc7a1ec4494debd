package plugins

import (
	"errors"
	"fmt"

	"github.com/tetratelabs/wazero/api"

	"github.com/novation-dev/novation/plugins/meter"
)

// A gauge gives an instance gas and depth, and reads what was used.
type gauge struct {
	gas, reserve, depth api.MutableGlobal
	total               uint64
}

// errNotMetered cannot be: the module comes out of the meter.
var errNotMetered = errors.New("the instrumented module lacks the globals of the meter")

func newGauge(m api.Module) (g gauge, err error) {
	for name, into := range map[string]*api.MutableGlobal{meter.Gas: &g.gas, meter.Reserve: &g.reserve, meter.Depth: &g.depth} {
		if *into, err = mutable(m, name); err != nil {
			return g, err
		}
	}
	return g, nil
}

func mutable(m api.Module, name string) (api.MutableGlobal, error) {
	if g, ok := m.ExportedGlobal(name).(api.MutableGlobal); ok {
		return g, nil
	}
	return nil, fmt.Errorf("%w: %s", errNotMetered, name)
}

// fill sets what the instance may use from here on.
func (g *gauge) fill(gas uint64, depth uint32) {
	slice := min(gas, meter.Slice)
	g.total = gas
	g.gas.Set(slice)
	g.reserve.Set(gas - slice)
	g.nest(depth)
}

// nest sets how deep calls may nest.
func (g *gauge) nest(depth uint32) { g.depth.Set(api.EncodeU32(depth)) }

// left returns the gas that is left. It is below zero when the instance was
// stopped for want of gas.
func (g *gauge) left() int64 { return int64(g.gas.Get()) + int64(g.reserve.Get()) }

// used returns the gas that was used, at most what there was.
func (g *gauge) used() uint64 { return g.total - uint64(max(0, g.left())) }

// tooDeep reports whether the instance was stopped because its calls nested too
// deep.
func (g *gauge) tooDeep() bool { return api.DecodeI32(g.depth.Get()) < 0 }

// errNoGas ends a function of the host.
var errNoGas = errors.New("the gas is used up")

// enough returns err, the result of a call, or errNoGas when the call came to an
// end with more gas than there was: code that is short and straight is not
// stopped in its middle.
func (g *gauge) enough(err error) error {
	if err == nil && g.left() < 0 {
		return errNoGas
	}
	return err
}

// charge takes gas for what the host does. It panics when there is not enough;
// wazero makes that an error of the call.
func (g *gauge) charge(n uint64) {
	reserve := g.reserve.Get()
	if n <= reserve { // neither is ever above 2^62
		g.reserve.Set(reserve - n)
		return
	}
	gas := int64(g.gas.Get()) - int64(n-reserve)
	g.reserve.Set(0)
	g.gas.Set(uint64(gas))
	if gas < 0 {
		panic(errNoGas)
	}
}
