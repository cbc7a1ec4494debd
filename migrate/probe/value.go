package probe

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
)

// A value is an argument: a word, bytes, or a list of values.
type value struct {
	word  common.Hash
	bytes []byte
	list  []value
}

// class is what values of a type look like: integers of any width are one.
func class(t *abi.Type) string {
	switch t.T {
	case abi.UintTy:
		return "uint"
	case abi.IntTy:
		return "int"
	case abi.AddressTy:
		return "address"
	case abi.BoolTy:
		return "bool"
	case abi.StringTy:
		return "string"
	case abi.BytesTy:
		return "bytes"
	case abi.SliceTy:
		return class(t.Elem) + "[]"
	case abi.ArrayTy:
		return fmt.Sprintf("%s[%d]", class(t.Elem), t.Size)
	case abi.TupleTy:
		parts := make([]string, len(t.TupleElems))
		for i, e := range t.TupleElems {
			parts[i] = class(e)
		}
		return "(" + strings.Join(parts, ",") + ")"
	}
	return t.String()
}

// members are the types of a list's elements; n is how many a dynamic array has.
func members(t *abi.Type, n int) []*abi.Type {
	if t.T == abi.TupleTy {
		return t.TupleElems
	}
	if t.T == abi.ArrayTy {
		n = t.Size
	}
	out := make([]*abi.Type, n)
	for i := range out {
		out[i] = t.Elem
	}
	return out
}

func dynamic(t *abi.Type) bool {
	switch t.T {
	case abi.StringTy, abi.BytesTy, abi.SliceTy:
		return true
	case abi.ArrayTy:
		return dynamic(t.Elem)
	case abi.TupleTy:
		return slices.ContainsFunc(t.TupleElems, dynamic)
	}
	return false
}

func number(n int) []byte {
	var w common.Hash
	binary.BigEndian.PutUint64(w[24:], uint64(n))
	return w[:]
}

// encode writes values one after the other, as the ABI does for a tuple.
func encode(types []*abi.Type, values []value) []byte {
	heads := make([][]byte, len(types))
	size := 0
	for i, t := range types {
		if dynamic(t) {
			size += 32
			continue
		}
		heads[i] = body(t, values[i])
		size += len(heads[i])
	}
	var head, tail []byte
	for i, t := range types {
		if !dynamic(t) {
			head = append(head, heads[i]...)
			continue
		}
		head = append(head, number(size+len(tail))...)
		tail = append(tail, body(t, values[i])...)
	}
	return append(head, tail...)
}

func body(t *abi.Type, v value) []byte {
	switch t.T {
	case abi.StringTy, abi.BytesTy:
		out := append(number(len(v.bytes)), v.bytes...)
		return append(out, make([]byte, (32-len(v.bytes)%32)%32)...)
	case abi.SliceTy:
		return append(number(len(v.list)), encode(members(t, len(v.list)), v.list)...)
	case abi.ArrayTy, abi.TupleTy:
		return encode(members(t, len(v.list)), v.list)
	}
	return v.word[:]
}

func types(args abi.Arguments) []*abi.Type {
	out := make([]*abi.Type, len(args))
	for i := range args {
		out[i] = &args[i].Type
	}
	return out
}
