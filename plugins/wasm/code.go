package wasm

import "encoding/binary"

// An Instruction is one instruction of a function, as [Code.Next] reads it.
type Instruction struct {
	Op Op
	// Start and End are its bytes in the module.
	Start, End int
	// A is the first number that follows it: a label, an index, the type of a
	// block, the length of a table of labels (its default not counted), the bits
	// of an i32.
	A uint32
	// B is the second.
	B uint32
}

// A Code reads the instructions of one function. It judges what follows an
// opcode, not what an index means: that needs the module.
type Code struct {
	module   []byte
	pos, end int

	// Targets is called for each label of a table, in order, the default last.
	// Nil means that nobody wants them.
	Targets func(label uint32)

	why string
}

// Next reads the next instruction into i. It returns false at the end. It also
// does at one that is not allowed; [Parse] refuses such a function.
func (c *Code) Next(i *Instruction) bool {
	if c.pos >= c.end {
		return false
	}
	first := c.module[c.pos]
	i.Op, i.Start, i.A, i.B = Op(first), c.pos, 0, 0
	c.pos++
	kind := operands[first]
	if first == prefix {
		sub := c.u32()
		i.Op = prefix<<8 | Op(sub&0xff)
		if kind = refused; sub < 256 {
			kind = operands0xfc[sub]
		}
	}
	switch kind {
	case none:
	case local, global, function, label, table:
		i.A = c.u32()
	case i32:
		c.skip(5)
		i.A = signed(c.module[i.Start+1 : c.pos])
	case i64:
		c.skip(10)
	case access1, access2, access4, access8:
		i.A, i.B = c.u32(), c.u32()
		if i.A > uint32(kind-access1) {
			c.fail("its alignment is larger than the access")
		}
	case blockType:
		i.A = c.blockType()
	case labels:
		c.labels(i)
	case indirect:
		i.A, i.B = c.u32(), c.u32()
	case page:
		c.zero()
	case pageTwice:
		c.zero()
		c.zero()
	case segment0:
		i.A = c.u32()
		c.zero()
	case f32:
		c.advance(4)
	case f64:
		c.advance(8)
	case reference:
		c.valueTypes(1, FuncRef)
	case types:
		c.valueTypes(c.u32(), 0)
	default:
		if c.why == "" {
			c.why = i.Op.why()
		}
	}
	i.End = c.pos
	return c.why == ""
}

func (c *Code) fail(why string) {
	if c.why == "" {
		c.why = why
	}
}

func (c *Code) u32() uint32 {
	if c.pos < c.end && c.module[c.pos] < 0x80 { // nearly always
		c.pos++
		return uint32(c.module[c.pos-1])
	}
	v, rest, ok := leb(c.module[c.pos:c.end])
	if !ok {
		c.fail("a number is cut short or too large")
		return 0
	}
	c.pos = c.end - len(rest)
	return v
}

// skip passes a signed LEB128 of at most size bytes. What its last bits must
// be is left to the engine.
func (c *Code) skip(size int) {
	for range size {
		if c.pos >= c.end {
			break
		}
		c.pos++
		if c.module[c.pos-1] < 0x80 {
			return
		}
	}
	c.fail("a number is cut short or too long")
}

// signed returns the low 32 bits of a signed LEB128.
func signed(b []byte) (v uint32) {
	for i, c := range b {
		v |= uint32(c&0x7f) << (7 * i)
		if c < 0x80 && c >= 0x40 && i < 4 {
			v |= ^uint32(0) << (7 * (i + 1))
		}
	}
	return v
}

func (c *Code) advance(n int) {
	if c.end-c.pos < n {
		c.fail("what follows it is cut short")
		return
	}
	c.pos += n
}

func (c *Code) zero() {
	if c.pos >= c.end || c.module[c.pos] != 0 {
		c.fail("only memory 0 is allowed")
		return
	}
	c.pos++
}

// The types a block can have beside the index of a function type.
const (
	emptyBlock = ^uint32(0)
	valueBlock = ^uint32(1)
)

func (c *Code) blockType() uint32 {
	if c.pos >= c.end {
		c.fail("what follows it is cut short")
		return 0
	}
	b := c.module[c.pos]
	switch {
	case b < 0x40: // an index below 64: it is signed
		c.pos++
		return uint32(b)
	case b == 0x40:
		c.pos++
		return emptyBlock
	case b < 0x80:
		c.valueTypes(1, 0)
		return valueBlock
	}
	v, n := binary.Uvarint(c.module[c.pos:min(c.end, c.pos+5)])
	if n < 2 || v > 1<<31-1 || c.module[c.pos+n-1] >= 0x40 {
		c.fail("its type is not sound")
		return 0
	}
	c.pos += n
	return uint32(v)
}

func (c *Code) labels(i *Instruction) {
	n := c.u32()
	if uint64(n) > uint64(c.end-c.pos) {
		c.fail("its table is longer than the function")
		return
	}
	for i.A = n; ; n-- {
		l := c.u32()
		if c.Targets != nil {
			c.Targets(l)
		}
		if n == 0 || c.why != "" {
			return
		}
	}
}

// valueTypes reads n types, all equal to want unless it is 0.
func (c *Code) valueTypes(n uint32, want byte) {
	if uint64(n) > uint64(c.end-c.pos) {
		c.fail("what follows it is cut short")
		return
	}
	for range n {
		t := c.module[c.pos]
		if !known(t) || want != 0 && t != want {
			c.fail("its type is not known, or not allowed")
			return
		}
		c.pos++
	}
}
