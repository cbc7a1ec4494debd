package artifact

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
)

// MetadataAt finds the metadata that the compiler puts behind code and that ends
// at a place in bytes: a map in CBOR with the hash of the compilation's
// description or the compiler's version, and its length in two bytes. The range
// has both. It reports false for anything else, however similar.
func MetadataAt(code []byte, end int) (Range, bool) {
	if end < 2 || end > len(code) {
		return Range{}, false
	}
	length := int(binary.BigEndian.Uint16(code[end-2:]))
	start := end - 2 - length
	if start < 0 || entries(code[start:end-2]) == nil {
		return Range{}, false
	}
	return Range{Start: start, Length: length + 2}, true
}

// entries reads b as one map with nothing but what compilers put there, each at
// most once. It returns nil for anything else.
func entries(b []byte) map[string][]byte {
	if len(b) == 0 || b[0]&0xf0 != 0xa0 || b[0] == 0xa0 {
		return nil
	}
	count := int(b[0] & 0xf)
	b = b[1:]
	out := map[string][]byte{}
	for range count {
		if len(b) == 0 || b[0]&0xe0 != 0x60 || int(b[0]&0x1f)+1 > len(b) {
			return nil
		}
		n := int(b[0]&0x1f) + 1
		key := string(b[1:n])
		size := valueLength(key, b[n:])
		if size == 0 || size > len(b)-n || out[key] != nil {
			return nil
		}
		out[key], b = b[n:n+size], b[n+size:]
	}
	if len(b) > 0 {
		return nil
	}
	return out
}

// valueLength returns how long the value of a key is, 0 when it is not what
// compilers write.
func valueLength(key string, b []byte) int {
	switch {
	case key == "ipfs" && bytes.HasPrefix(b, []byte{0x58, 34, 0x12, 0x20}):
		return 2 + 34
	case (key == "bzzr0" || key == "bzzr1") && bytes.HasPrefix(b, []byte{0x58, 32}):
		return 2 + 32
	case key == "solc" && bytes.HasPrefix(b, []byte{0x43}):
		return 1 + 3
	case key == "solc":
		return versionLength(b)
	case key == "experimental" && bytes.HasPrefix(b, []byte{0xf5}):
		return 1
	}
	return 0
}

// versionLength is the length of the version of a compiler that is no release:
// text of up to 255 printable characters.
func versionLength(b []byte) int {
	head, length := 0, 0
	switch {
	case len(b) > 0 && b[0] > 0x60 && b[0] < 0x78:
		head, length = 1, int(b[0]&0x1f)
	case len(b) > 1 && b[0] == 0x78:
		head, length = 2, int(b[1])
	}
	if length == 0 || head+length > len(b) {
		return 0
	}
	for _, c := range b[head : head+length] {
		if c < ' ' || c > '~' {
			return 0
		}
	}
	return head + length
}

// ipfsChunk is up to which length IPFS keeps a file in one block.
const ipfsChunk = 256 << 10

// ipfsOf returns the hash under which IPFS has a text, and false when the text
// is too long for one block.
func ipfsOf(text string) (hash [sha256.Size]byte, ok bool) {
	if len(text) > ipfsChunk {
		return hash, false
	}
	length := binary.AppendUvarint(nil, uint64(len(text)))
	file := append([]byte{0x08, 0x02}, field(0x12, []byte(text))...)
	file = append(append(file, 0x18), length...)
	return sha256.Sum256(field(0x0a, file)), true
}

// field is one field of bytes in protobuf.
func field(tag byte, b []byte) []byte {
	return append(binary.AppendUvarint([]byte{tag}, uint64(len(b))), b...)
}

// ipfsIn returns the hash that metadata has under "ipfs"; nil without.
func ipfsIn(code []byte, at Range) []byte {
	value := entries(code[at.Start : at.Start+at.Length-2])["ipfs"]
	if value == nil {
		return nil
	}
	return value[len(value)-sha256.Size:]
}
