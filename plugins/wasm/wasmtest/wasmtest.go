// Package wasmtest makes modules that are small and hard to compile, for tests
// of what must refuse them or survive them.
//
// # Dependencies
//
// It imports plugins/wasm, for its limits, and nothing else of ours.
package wasmtest

import (
	"bytes"

	"github.com/novation-dev/novation/plugins/wasm"
)

// A Bomb is a module that costs an engine far more than its size suggests.
type Bomb struct {
	// Name says its shape; those that the reader admits end in " (admitted)".
	Name string
	// Admitted is true for the worst of a shape that is within all limits, so
	// that a compiler has to survive it. The reader refuses the others.
	Admitted bool
	// Module is valid: an engine without limits would compile it.
	Module []byte
}

// Bombs returns all shapes, each just over a limit and at it.
func Bombs() []Bomb {
	var out []Bomb
	add := func(name string, over, at func() []byte) {
		out = append(out, Bomb{Name: name, Module: over()}, Bomb{Name: name + " (admitted)", Admitted: true, Module: at()})
	}
	for _, s := range shapes() {
		add(s.name, func() []byte { return s.make(true) }, func() []byte { return s.make(false) })
	}
	return out
}

// A shape makes a bomb over the limits or at them.
type shape struct {
	name string
	make func(over bool) []byte
}

func shapes() []shape {
	return []shape{
		{"many locals", manyLocals},
		{"many locals in many functions", manyLocalsManyFunctions},
		{"br_table", brTable},
		{"if and else", ifElse},
		{"deep nesting", nesting},
		{"many functions", manyFunctions},
		{"many blocks in many functions", manyBlocks},
		{"many blocks in each function", manyBlocksEach},
		{"giant data", giantData},
		{"giant function", giantFunction},
		{"many types", manyTypes},
		{"wide types", wideTypes},
		{"wide calls", wideCalls},
		{"high stack", highStack},
		{"known addresses", knownAddresses},
		{"mutable globals and calls", mutableGlobals},
		{"many globals", manyGlobals},
		{"element segments", elementSegments},
		{"data segments", dataSegments},
		{"names", names},
	}
}

// pick returns the larger for a bomb over the limits.
func pick(over bool, limit, more int) int {
	if over {
		return more
	}
	return limit
}

// joined is a block that sets every local in one arm, so that each is joined
// after it.
func joined(locals int) []byte {
	code := []byte{0x20, 0, 0x50, 0x04, 0x40} // local.get 0, eqz, if
	for i := range min(locals, 60) {
		code = append(append(code, 0x42, 1, 0x21), uleb(i)...)
	}
	return append(code, 0x0b)
}

// live is a function at the limit of locals times blocks; more of them if over.
func live(over bool) []byte {
	locals := wasm.MaxLocals
	n := pick(over, wasm.MaxLive/(locals+2), wasm.MaxLive/locals+2)
	return body(locals, bytes.Repeat(joined(locals), n), uses(locals))
}

// uses reads every local, so that none is dead.
func uses(locals int) (code []byte) {
	for i := range locals {
		code = append(append(append(code, 0x20), uleb(i)...), 0x1a)
	}
	return code
}

func manyLocals(over bool) []byte {
	b := builder{bodies: [][]byte{live(over)}}
	return b.module()
}

func manyLocalsManyFunctions(over bool) []byte {
	b := builder{}
	for range pick(over, wasm.MaxSumLive/wasm.MaxLive, wasm.MaxSumLive/wasm.MaxLive+2) {
		b.bodies = append(b.bodies, live(false))
	}
	return b.module()
}

// table is a function of n targets: blocks in each other, and a br_table to
// all of them over and over, each in an arm of its own so that it is reached.
func table(n int) []byte {
	const depth = 500
	code := repeat(depth, 0x02, 0x40)
	for left := n; left > 0; left -= depth {
		size := min(depth, left) - 1 // and the default
		code = append(append(code, 0x41, 0, 0x04, 0x40, 0x41, 1, 0x0e), uleb(size)...)
		for i := range size + 1 {
			code = append(code, uleb(i)...)
		}
		code = append(code, 0x0b)
	}
	return body(0, code, repeat(depth, 0x0b))
}

func brTable(over bool) []byte {
	b := builder{}
	for range pick(over, wasm.MaxSumTargets/wasm.MaxTargets, 1) {
		b.bodies = append(b.bodies, table(pick(over, wasm.MaxTargets, wasm.MaxTargets+1)))
	}
	return b.module()
}

func ifElse(over bool) []byte {
	n := pick(over, wasm.MaxBlocks/2, wasm.MaxBlocks/2+1)
	arm := []byte{0x20, 0, 0xa7, 0x04, 0x40, 0x42, 1, 0x21, 0, 0x05, 0x42, 2, 0x21, 1, 0x0b}
	b := builder{bodies: [][]byte{body(48, bytes.Repeat(arm, n), uses(48))}}
	return b.module()
}

func nesting(over bool) []byte {
	n := pick(over, wasm.MaxNesting, wasm.MaxNesting+1)
	b := builder{}
	for range pick(over, wasm.MaxSumLive/(2*102*n), 1) {
		b.bodies = append(b.bodies, body(100, repeat(n, 0x03, 0x40), repeat(n, 0x20, 0, 0xa7, 0x0d, 0, 0x0b)))
	}
	return b.module()
}

func manyFunctions(over bool) []byte {
	b := builder{}
	one := body(0, []byte{0x10, 0})
	for range pick(over, wasm.MaxFunctions, wasm.MaxFunctions+1) {
		b.bodies = append(b.bodies, one)
	}
	return b.module()
}

// loops is a function of n loops with a branch back, which count two blocks
// each and are metered at their heads.
func loops(n int) []byte { return body(0, repeat(n, 0x03, 0x40, 0x41, 0, 0x0d, 0, 0x0b)) }

func manyBlocks(over bool) []byte {
	b := builder{}
	const each = 100
	for range pick(over, wasm.MaxSumBlocks/each, wasm.MaxSumBlocks/each+1) {
		b.bodies = append(b.bodies, loops(each/2))
	}
	return b.module()
}

func manyBlocksEach(over bool) []byte {
	b := builder{}
	n := wasm.MaxSumSquare / (wasm.MaxBlocks * wasm.MaxBlocks)
	for range pick(over, n, n+1) {
		b.bodies = append(b.bodies, loops(wasm.MaxBlocks/2))
	}
	return b.module()
}

func giantData(over bool) []byte {
	n := pick(over, wasm.MaxModule-200, wasm.MaxModule)
	b := builder{data: append([]byte{1, 1}, vector(make([]byte, n))...)} // one passive segment
	return b.module()
}

// giant is a function of n bytes: one expression.
func giant(n int) []byte {
	return body(1, []byte{0x20, 0}, repeat((n-6)/3, 0x20, 0, 0x7e), []byte{0x1a})
}

func giantFunction(over bool) []byte {
	b := builder{}
	for range pick(over, 1, wasm.MaxModule/wasm.MaxBody-1) {
		b.bodies = append(b.bodies, giant(pick(over, wasm.MaxBody, wasm.MaxBody+8)))
	}
	if !over {
		for range 60 {
			b.bodies = append(b.bodies, b.bodies[0])
		}
	}
	return b.module()
}
