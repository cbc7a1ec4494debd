package soljson

import (
	"encoding/binary"
	"fmt"

	"github.com/novation-dev/novation/registry"
)

// decompress decodes blocks of LZ4, each after its length in four bytes, of
// which the highest bit says that the block is not compressed. They end with the
// input, or with a length of zero. A block may refer to those before it.
func decompress(in []byte, size int) ([]byte, error) {
	// A byte of input makes at most 255 of output: no more is reserved for what
	// may be a lie.
	out := make([]byte, 0, min(size, len(in)*256))
	for at := 0; at+4 <= len(in); {
		n := binary.LittleEndian.Uint32(in[at:])
		if n == 0 {
			break
		}
		at += 4
		length := int(n &^ (1 << 31))
		if length > len(in)-at {
			return nil, fmt.Errorf("byte %d: a block of %d bytes does not fit in what is left: %w", at, length, registry.ErrInvalid)
		}
		block := in[at : at+length]
		if n>>31 != 0 {
			out = append(out, block...)
		} else {
			var err error
			if out, err = appendBlock(out, block, size); err != nil {
				return nil, fmt.Errorf("block at byte %d: %w", at, err)
			}
		}
		at += length
		if len(out) > size {
			break
		}
	}
	if len(out) != size {
		return nil, fmt.Errorf("it has %d bytes and says that it has %d: %w", len(out), size, registry.ErrInvalid)
	}
	return out, nil
}

// appendBlock appends what a compressed block holds; out may not become longer
// than size.
func appendBlock(out, in []byte, size int) ([]byte, error) {
	bad := func(what string, i int) ([]byte, error) {
		return nil, fmt.Errorf("byte %d: %s: %w", i, what, registry.ErrInvalid)
	}
	for i := 0; i < len(in); {
		token := in[i]
		literals, next, ok := count(in, i+1, int(token>>4))
		if !ok || literals > len(in)-next || literals > size-len(out) {
			return bad("literals that are not there", i)
		}
		out = append(out, in[next:next+literals]...)
		if i = next + literals; i == len(in) {
			break
		}
		if i+2 > len(in) {
			return bad("the block ends in an offset", i)
		}
		offset := int(binary.LittleEndian.Uint16(in[i:]))
		match, next, ok := count(in, i+2, int(token&15))
		if !ok || match+4 > size-len(out) {
			return bad("a match that is too long", i)
		}
		if offset == 0 || offset > len(out) {
			return bad("a match of what is not there", i)
		}
		i = next
		for n := match + 4; n > 0; {
			from := out[len(out)-offset:]
			k := min(n, len(from))
			out = append(out, from[:k]...)
			n -= k
		}
	}
	return out, nil
}

// count reads a count that begins with four bits and goes on, when they are all
// set, in bytes up to the first that is not 255.
func count(in []byte, i, n int) (total, next int, ok bool) {
	if n < 15 {
		return n, i, true
	}
	for ; i < len(in); i++ {
		n += int(in[i])
		if in[i] != 255 {
			return n, i + 1, true
		}
	}
	return 0, i, false
}
