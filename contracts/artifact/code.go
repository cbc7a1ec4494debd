package artifact

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Opcodes in front of what is filled later. The compiler always lets such a
// value be pushed whole, so that nothing else can be hidden in its place.
const (
	push20 = 0x73
	push32 = 0x7f
)

const (
	addressLength   = 20
	immutableLength = 32
)

// code decodes what the compiler wrote. It checks that every reference is to a
// place that is left free for it, and that no place is left free without one.
func (c rawCode) code() (Code, error) {
	digits := []byte(strings.TrimPrefix(c.Object, "0x"))
	if len(digits)%2 != 0 {
		return Code{}, fmt.Errorf("%d hex digits, which is an odd number", len(digits))
	}
	out := Code{Links: map[string][]Range{}, Immutables: map[string][]Range{}}
	if err := out.link(digits, c.LinkReferences); err != nil {
		return Code{}, err
	}
	object, err := unhex(digits)
	if err != nil {
		return Code{}, err
	}
	out.Object = object
	for id, ranges := range c.ImmutableReferences {
		if out.Immutables[id], err = out.free(ranges, immutableLength); err != nil {
			return Code{}, fmt.Errorf("immutable %s: %w", id, err)
		}
	}
	for library, ranges := range out.Links {
		if out.Links[library], err = out.free(ranges, addressLength); err != nil {
			return Code{}, fmt.Errorf("library %s: %w", library, err)
		}
	}
	return out, out.apart()
}

// link notes the places of libraries, and writes zeros over the placeholders
// that stand there.
func (c *Code) link(digits []byte, references map[string]rawRanges) error {
	names := map[string]string{}
	for source, libraries := range references {
		for library, ranges := range libraries {
			name := source + ":" + library
			var first string
			for _, r := range ranges {
				placeholder, err := blank(digits, r)
				if err != nil {
					return fmt.Errorf("library %s: %w", name, err)
				}
				// Up to 0.4 placeholders are names that are cut, which may be equal.
				if old, ok := names[placeholder]; ok && old != name && strings.HasPrefix(placeholder, "__$") {
					return fmt.Errorf("libraries %s and %s have the same placeholder %s", old, name, placeholder)
				}
				if first != "" && first != placeholder {
					return fmt.Errorf("library %s has placeholders %s and %s", name, first, placeholder)
				}
				names[placeholder], first = name, placeholder
			}
			c.Links[name] = ranges
		}
	}
	return nil
}

// blank writes zeros over a placeholder and returns what it was.
func blank(digits []byte, r Range) (string, error) {
	if !r.within(len(digits)/2) || r.Length != addressLength {
		return "", fmt.Errorf("%d bytes at %d are no address within the code of %d bytes", r.Length, r.Start, len(digits)/2)
	}
	at := digits[2*r.Start : 2*(r.Start+r.Length)]
	placeholder := string(at)
	if !strings.HasPrefix(placeholder, "__") {
		return "", fmt.Errorf("no placeholder at byte %d", r.Start)
	}
	copy(at, bytes.Repeat([]byte("0"), len(at)))
	return placeholder, nil
}

func unhex(digits []byte) ([]byte, error) {
	out := make([]byte, len(digits)/2)
	n, err := hex.Decode(out, digits)
	switch {
	case err == nil:
		return out, nil
	case bytes.HasPrefix(digits[2*n:], []byte("__")):
		return nil, fmt.Errorf("byte %d: a placeholder %q of a library that no link reference names", n, digits[2*n:min(2*n+40, len(digits))])
	}
	return nil, fmt.Errorf("byte %d: %v", n, err)
}

// free checks that places are zeros that the code pushes, and puts them in
// order.
func (c Code) free(ranges []Range, length int) ([]Range, error) {
	opcode := byte(push32)
	if length == addressLength {
		opcode = push20
	}
	if len(ranges) == 0 {
		return nil, fmt.Errorf("it is referred to nowhere")
	}
	for _, r := range ranges {
		switch {
		case !r.within(len(c.Object)) || r.Length != length:
			return nil, fmt.Errorf("want %d bytes within the code of %d, not %d bytes at %d", length, len(c.Object), r.Length, r.Start)
		case r.Start == 0 || c.Object[r.Start-1] != opcode:
			return nil, fmt.Errorf("byte %d is not what an instruction pushes", r.Start)
		case !zero(c.Object[r.Start : r.Start+r.Length]):
			return nil, fmt.Errorf("byte %d is not left free", r.Start)
		}
	}
	return slices.SortedFunc(slices.Values(ranges), byStart), nil
}

// apart checks that no two places overlap.
func (c Code) apart() error {
	var all []Range
	for _, of := range []map[string][]Range{c.Links, c.Immutables} {
		for ranges := range maps.Values(of) {
			all = append(all, ranges...)
		}
	}
	slices.SortFunc(all, byStart)
	for i := 1; i < len(all); i++ {
		if all[i].Start < all[i-1].Start+all[i-1].Length {
			return fmt.Errorf("references overlap at byte %d", all[i].Start)
		}
	}
	return nil
}

// within reports whether a range is not empty and lies in code of a length.
func (r Range) within(length int) bool {
	return r.Start >= 0 && r.Length > 0 && r.Length <= length && r.Start <= length-r.Length
}

func byStart(a, b Range) int { return a.Start - b.Start }

func zero(b []byte) bool {
	for _, c := range b {
		if c != 0 {
			return false
		}
	}
	return true
}
