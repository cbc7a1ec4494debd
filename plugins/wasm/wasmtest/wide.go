package wasmtest

import (
	"bytes"

	"github.com/novation-dev/novation/plugins/wasm"
)

func manyTypes(over bool) []byte {
	n := pick(over, wasm.MaxTypes, wasm.MaxTypes+1)
	b := builder{nTypes: n, types: bytes.Repeat(signature(0, 0), n), bodies: [][]byte{body(0)}}
	return b.module()
}

func wideTypes(over bool) []byte {
	n := wasm.MaxTypeValues / (2 * wasm.MaxParams)
	b := builder{nTypes: n + 1, types: signature(0, 0), bodies: [][]byte{body(0)}}
	b.types = append(b.types, bytes.Repeat(signature(wasm.MaxParams, wasm.MaxParams), n)...)
	if over {
		b.types, b.nTypes = append(b.types, signature(1, 0)...), b.nTypes+1
	}
	return b.module()
}

// wideCalls calls a function of many results, over and over, and keeps them.
func wideCalls(over bool) []byte {
	b := builder{nTypes: 1, types: signature(0, wasm.MaxParams)}
	calls := wasm.MaxValues/wasm.MaxParams - 1
	one := body(0, repeat(calls, 0x10, 0), []byte{0x00})
	if over {
		one = body(0, repeat(calls+2, 0x10, 0), []byte{0x00})
	}
	for range pick(over, wasm.MaxSumValues/wasm.MaxValues, 1) {
		b.bodies = append(b.bodies, one)
	}
	return b.module()
}

// high keeps n values on the stack over as many blocks as may be, and then
// adds them up.
func high(n, blocks int) []byte {
	code := repeat(n, 0x20, 0)
	code = append(code, repeat(blocks, 0x20, 0, 0xa7, 0x04, 0x40, 0x42, 1, 0x21, 0, 0x0b)...)
	return body(1, code, repeat(n-1, 0x7c), []byte{0x1a})
}

func highStack(over bool) []byte {
	const n = 10_000
	blocks := pick(over, wasm.MaxLive/(n+2), wasm.MaxLive/n+1)
	b := builder{}
	for range pick(over, wasm.MaxSumLive/wasm.MaxLive, 1) {
		b.bodies = append(b.bodies, high(n, blocks))
	}
	return b.module()
}

// knownAddresses loads from n addresses and then divides the code, so that
// what is known of each is carried on.
func knownAddresses(over bool) []byte {
	const n = 2_000
	var code []byte
	for i := range n {
		code = append(append(append(code, 0x20, 0, 0xa7, 0x41), sleb(i+1)...), 0x6a, 0x28, 0, 0, 0x1a)
	}
	blocks := pick(over, wasm.MaxKnown/n, wasm.MaxKnown/n+1)
	code = append(append([]byte{0x02, 0x40}, code...), repeat(blocks-1, 0x20, 0, 0xa7, 0x0d, 0)...)
	b := builder{}
	for range pick(over, wasm.MaxSumKnown/wasm.MaxKnown, 1) {
		b.bodies = append(b.bodies, body(1, code, []byte{0x0b}))
	}
	return b.module()
}

func mutableGlobals(over bool) []byte {
	n := wasm.MaxMutable
	b := builder{sections: []section{{6, append(uleb(n), repeat(n, 0x7e, 1, 0x42, 0, 0x0b)...)}}}
	one := body(0, repeat(pick(over, wasm.MaxReloads/n, wasm.MaxReloads/n+1), 0x10, 0, 0x23, 7, 0x1a))
	for range pick(over, wasm.MaxSumReloads/wasm.MaxReloads, 1) {
		b.bodies = append(b.bodies, one)
	}
	return b.module()
}

func manyGlobals(over bool) []byte {
	n := pick(over, wasm.MaxGlobals, wasm.MaxGlobals+1)
	b := builder{bodies: [][]byte{body(0)}, sections: []section{{6, append(uleb(n), repeat(n, 0x7e, 0, 0x42, 0, 0x0b)...)}}}
	return b.module()
}

func elementSegments(over bool) []byte {
	n := pick(over, wasm.MaxSegments, wasm.MaxSegments+1)
	b := builder{bodies: [][]byte{body(0)}, sections: []section{{9, append(uleb(n), repeat(n, 0, 0x41, 0, 0x0b, 1, 0)...)}}}
	return b.module()
}

func dataSegments(over bool) []byte {
	n := pick(over, wasm.MaxSegments, wasm.MaxSegments+1)
	b := builder{bodies: [][]byte{body(0)}, data: append(uleb(n), repeat(n, 0, 0x41, 0, 0x0b, 1, 0)...)}
	return b.module()
}

// names names a function over and over, in a section "name".
func names(over bool) []byte {
	n := pick(over, wasm.MaxNames, wasm.MaxNames+1)
	list := append(uleb(n), repeat(n, 0, 1, 'a')...)
	content := append(append([]byte{4}, "name\x01"...), vector(list)...)
	b := builder{bodies: [][]byte{body(0)}}
	return append(append(b.module(), 0), vector(content)...)
}
