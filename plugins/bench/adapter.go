package main

import (
	"fmt"

	"github.com/novation-dev/novation/plugins/abi"
)

// The instructions of the two added functions.
const (
	end, block, loop, br, brIf, call = 0x0b, 0x02, 0x03, 0x0c, 0x0d, 0x10
	get, set, globalGet, globalSet   = 0x20, 0x21, 0x23, 0x24
	load64, load8u, put64, put8      = 0x29, 0x2d, 0x37, 0x3a
	constant, constant64             = 0x41, 0x42
	isAbove, addition, addition64    = 0x4b, 0x6a, 0x7c // i32.gt_u, i32.add, i64.add
	atLeast                          = 0x4f             // i32.ge_u
	shiftRight64, wrap, extend       = 0x88, 0xa7, 0xad // i64.shr_u, i32.wrap_i64, i64.extend_i32_u
	void                             = 0x40
)

// The locals of "call".
const (
	size    = iota // i32: bytes to carry
	at             // i32: bytes carried
	pointer        // i32: into the memory of the rules
	reply          // i64: what nv_apply returned
	output         // i64: into the memory of the kernel
)

// functions returns the bodies of "call" and "_initialize".
func (p *plugin) functions() (callBody, initBody []byte, err error) {
	buffer, ok := p.export(abi.Buffer)
	apply, found := p.export(string(p.op))
	if !ok || !found {
		return nil, nil, fmt.Errorf("it does not export %s and %s", abi.Buffer, p.op)
	}
	global := uleb(uint32(len(p.m.Globals)))

	c := code{2, 3, 0x7f, 2, 0x7e} // the locals
	c.add(call).index(p.host(inputLength)).add(wrap, set, size, globalGet).bytes(global).add(set, pointer)
	c.carry(8, func() {
		c.add(get, pointer, get, at, addition, get, at, extend, call).index(p.host(inputLoad8)).add(put64, 0, 0)
	})
	c.carry(1, func() {
		c.add(get, pointer, get, at, addition, get, at, extend, call).index(p.host(inputLoad1)).add(put8, 0, 0)
	})
	c.add(get, size, call).index(apply).add(set, reply)
	c.add(get, reply, constant64, 32, shiftRight64, wrap, set, pointer, get, reply, wrap, set, size)
	c.add(get, size, extend, call).index(p.host(alloc)).add(set, output, constant, 0, set, at)
	c.carry(8, func() {
		c.add(get, output, get, at, extend, addition64, get, pointer, get, at, addition, load64, 0, 0, call).index(p.host(store8))
	})
	c.carry(1, func() {
		c.add(get, output, get, at, extend, addition64, get, pointer, get, at, addition, load8u, 0, 0, call).index(p.host(store1))
	})
	c.add(get, output, get, size, extend, call).index(p.host(outputSet)).add(constant, 0, end)

	i := code{0}
	if f, ok := p.export(abi.Initialize); ok {
		i.add(call).index(f)
	}
	i.add(constant).bytes(sleb(int64(p.buffer))).add(call).index(buffer).add(globalSet).bytes(global).add(end)
	return c, i, nil
}

// A code is instructions.
type code []byte

func (c *code) add(b ...byte) *code  { *c = append(*c, b...); return c }
func (c *code) bytes(b []byte) *code { return c.add(b...) }
func (c *code) index(i uint32) *code { return c.add(uleb(i)...) }

// carry repeats body, which carries n bytes, while there are n left.
func (c *code) carry(n byte, body func()) {
	c.add(block, void, loop, void, get, at, constant, n, addition, get, size, isAbove, brIf, 1)
	body()
	c.add(get, at, constant, n, addition, set, at, br, 0, end, end)
}

func sleb(v int64) (out []byte) {
	for {
		b := byte(v & 0x7f)
		v >>= 7
		if v == 0 && b&0x40 == 0 {
			return append(out, b)
		}
		out = append(out, b|0x80)
	}
}
