package solctest

import "encoding/binary"

// Code joins instructions.
func Code(parts ...[]byte) []byte {
	var b []byte
	for _, p := range parts {
		b = append(b, p...)
	}
	return b
}

// Op is an instruction with numbers after it.
func Op(op byte, n ...uint64) []byte {
	b := []byte{op}
	for _, v := range n {
		b = binary.AppendUvarint(b, v)
	}
	return b
}

// Const is i32.const.
func Const(n int32) []byte {
	b := []byte{0x41}
	for v := int64(n); ; v >>= 7 {
		c := byte(v & 0x7f)
		if rest := v >> 7; rest == 0 && c&0x40 == 0 || rest == -1 && c&0x40 != 0 {
			return append(b, c)
		}
		b = append(b, c|0x80)
	}
}

// Instructions of one byte, and of one byte and a number.
var (
	Unreachable = []byte{0x00}
	Block       = []byte{0x02, 0x40}
	Loop        = []byte{0x03, 0x40}
	If          = []byte{0x04, 0x40}
	End         = []byte{0x0b}
	Return      = []byte{0x0f}
	Drop        = []byte{0x1a}
	Eqz         = []byte{0x45}
	LtS         = []byte{0x48}
	Add         = []byte{0x6a}
	Sub         = []byte{0x6b}
	Load        = []byte{0x28, 2, 0}
	Store       = []byte{0x36, 2, 0}
	Store8      = []byte{0x3a, 0, 0}
	MemoryGrow  = []byte{0x40, 0}
)

// Br branches to a label.
func Br(label int) []byte { return Op(0x0c, uint64(label)) }

// Call calls a function.
func Call(f int) []byte { return Op(0x10, uint64(f)) }

// Get reads a local.
func Get(local int) []byte { return Op(0x20, uint64(local)) }

// Set writes a local.
func Set(local int) []byte { return Op(0x21, uint64(local)) }

// GlobalGet reads a global.
func GlobalGet(g int) []byte { return Op(0x23, uint64(g)) }

// GlobalSet writes a global.
func GlobalSet(g int) []byte { return Op(0x24, uint64(g)) }
