package artifact

import (
	"bytes"
	"slices"
)

// maxInside bounds how much in code may look like metadata. A contract creates
// a few others; more than this is no code.
const maxInside = 1024

// described finds the metadata of contracts that are inside of other code: where
// the whole runtime code of a contract of this build stands. What merely looks
// like metadata is not taken for it, because it may be data that the code uses.
func (b *Build) described(code []byte) []Range {
	var out []Range
	known, seen := b.trailers(), 0
	for end := 2; end <= len(code); end++ {
		at, ok := MetadataAt(code, end)
		if !ok {
			continue
		}
		if seen++; seen > maxInside {
			return nil
		}
		for _, inner := range known[string(code[at.Start:end])] {
			if bytes.HasSuffix(code[:end], inner) {
				out = append(out, at)
				break
			}
		}
	}
	return out
}

// trailers returns the runtime codes of the build by the metadata at their ends.
func (b *Build) trailers() map[string][][]byte {
	if b.ends == nil {
		b.ends = map[string][][]byte{}
		for _, contracts := range b.Contracts {
			for _, c := range contracts {
				code := c.Runtime.Object
				if at, ok := MetadataAt(code, len(code)); ok && b.appends(c) {
					end := string(code[at.Start:])
					b.ends[end] = append(b.ends[end], code)
				}
			}
		}
	}
	return b.ends
}

// appends reports whether the compiler put metadata behind the code of c.
func (b *Build) appends(c *Output) bool {
	if c.Metadata == "" {
		return appendsMetadata(b.Settings)
	}
	m, _, err := parseMetadata(c.Metadata)
	return err == nil && appendsMetadata(m.Settings)
}

// appendsMetadata reports whether settings let the compiler put metadata behind
// code. It does so unless it is told not to.
func appendsMetadata(raw []byte) bool {
	var set settings
	if len(raw) > 0 && decode("the settings", raw, &set) != nil {
		return false
	}
	return set.Metadata.CBOR == nil || *set.Metadata.CBOR
}

// inOrder sorts ranges and drops those that are there twice.
func inOrder(ranges []Range) []Range {
	slices.SortFunc(ranges, byStart)
	return slices.Compact(ranges)
}
