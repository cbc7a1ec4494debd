package statetree

import (
	"bytes"
	"encoding/binary"

	"github.com/ethereum/go-ethereum/common"
)

// encodeTuple writes keys so that bytewise order is that of the keys, the
// outermost first: words as they are, texts with 0x00 as 0x00ff and 0x0000 at
// the end. The number of the mapping goes first.
func encodeTuple(mapping uint32, keys []Value) []byte {
	out := binary.BigEndian.AppendUint32(make([]byte, 0, 4+32*len(keys)), mapping)
	for _, k := range keys {
		if k.Bytes == nil {
			out = append(out, k.Word[:]...)
			continue
		}
		out = append(out, bytes.ReplaceAll(k.Bytes, []byte{0}, []byte{0, 0xff})...)
		out = append(out, 0, 0)
	}
	return out
}

func numberOf(record []byte) uint32 { return binary.BigEndian.Uint32(record) }

// decodeTuple reads what encodeTuple wrote. types are those of the keys.
func decodeTuple(record []byte, types []elementary) ([]Value, error) {
	keys, rest := make([]Value, len(types)), record[4:]
	for i, e := range types {
		if e.text() {
			end := bytes.Index(rest, []byte{0, 0})
			if end < 0 {
				return nil, bad("the sorted keys are damaged")
			}
			keys[i].Bytes = append([]byte{}, bytes.ReplaceAll(rest[:end], []byte{0, 0xff}, []byte{0})...)
			rest = rest[end+2:]
			continue
		}
		if len(rest) < 32 {
			return nil, bad("the sorted keys are damaged")
		}
		keys[i].Word, rest = common.Hash(rest[:32]), rest[32:]
	}
	if len(rest) > 0 {
		return nil, bad("the sorted keys are damaged")
	}
	return keys, nil
}

// keyTypesOf returns the types of the keys of a mapping and of those around it,
// outermost first.
func keyTypesOf(m *node) (types []elementary) {
	for ; m != nil; m = m.outer() {
		types = append([]elementary{m.keyType}, types...)
	}
	return types
}
