package wasm

import "unicode/utf8"

// Parse reads a module and checks the limits of this package. Its errors match
// [registry.ErrInvalid] and say in which section and at which byte.
func Parse(module []byte) (*Module, error) {
	if len(module) > MaxModule {
		return nil, invalid("%d bytes are over the limit of %d", len(module), MaxModule)
	}
	m := &Module{bytes: module}
	m.walker.m = m
	last := 0
	err := Sections(module, func(s Section) error {
		if s.ID == CustomSection {
			return checkCustom(s)
		}
		rank := order(s.ID)
		if rank == 0 {
			return invalid("section %d at byte %d is not known", s.ID, s.offset)
		}
		if rank <= last {
			return invalid("section %d at byte %d stands twice or too late", s.ID, s.offset)
		}
		last = rank
		r := newReader(s)
		m.section(r)
		return r.end()
	})
	if err != nil {
		return nil, err
	}
	if m.bodies != m.declared {
		return nil, invalid("it declares %d functions and has the code of %d", m.declared, m.bodies)
	}
	m.Size = m.walker.total
	return m, nil
}

// Before reports whether section a stands before section b in a module.
func Before(a, b byte) bool { return order(a) < order(b) }

// order ranks a section; 0 means that it is not known.
func order(id byte) int {
	switch {
	case id == DataCountSection: // stands before the code
		return 2*CodeSection - 1
	case id <= DataSection:
		return 2 * int(id)
	default:
		return 0
	}
}

func (m *Module) section(r *reader) {
	switch r.section {
	case TypeSection:
		r.list(MaxTypes, "types", func() { m.types = append(m.types, m.funcType(r)) })
	case ImportSection:
		r.list(MaxExports, "imports", func() { m.Imports = append(m.Imports, m.readImport(r)) })
	case FunctionSection:
		r.list(MaxFunctions, "functions", func() { m.function(r); m.declared++ })
	case TableSection:
		r.each(func() { m.table(r) })
	case MemorySection:
		r.each(func() { m.Memories = append(m.Memories, r.limit()) })
	case GlobalSection:
		r.list(MaxGlobals, "globals", func() {
			g := m.global(r)
			m.expression(r) // of globals before this one
			m.Globals = append(m.Globals, g)
		})
	case ExportSection:
		r.list(MaxExports, "exports", func() { m.Exports = append(m.Exports, m.readExport(r)) })
	case StartSection:
		m.index(r, Func)
	case DataCountSection:
		m.dataCount = r.u32()
	case ElementSection:
		r.list(MaxSegments, "element segments", func() { m.element(r) })
	case CodeSection:
		m.Functions = make([]Function, 0, min(m.declared, r.left()))
		r.each(func() { m.body(r) })
	case DataSection:
		r.list(MaxSegments, "data segments", func() { m.data(r) })
	}
}

func (m *Module) funcType(r *reader) (t FuncType) {
	if form := r.byte(); form != 0x60 {
		r.fail("type %#x is not a function type", form)
	}
	for _, values := range []*[]byte{&t.Params, &t.Results} {
		if *values = r.bytes(uint32(r.count())); len(*values) > MaxParams {
			r.fail("a function has more than %d parameters or results", MaxParams)
		}
		for _, v := range *values {
			if !known(v) {
				r.fail("value type %#x is not known, or not allowed", v)
			}
		}
	}
	if m.values += len(t.Params) + len(t.Results); m.values > MaxTypeValues {
		r.fail("the types have more than %d parameters and results", MaxTypeValues)
	}
	return t
}

// function reads the type of one function.
func (m *Module) function(r *reader) FuncType {
	i := r.u32()
	if uint64(i) >= uint64(len(m.types)) {
		r.fail("type %d does not exist", i)
		return FuncType{}
	}
	if m.functions = append(m.functions, i); len(m.functions) > MaxFunctions {
		r.fail("more than %d functions", MaxFunctions)
	}
	return m.types[i]
}

func (m *Module) readImport(r *reader) Import {
	i := Import{Module: r.name(), Name: r.name(), Kind: Kind(r.byte())}
	switch i.Kind {
	case Func:
		i.Type = m.function(r)
	case Table:
		m.table(r)
	case Memory:
		m.Memories = append(m.Memories, r.limit())
	case Global:
		m.Globals = append(m.Globals, m.global(r))
	default:
		r.fail("import of kind %d is not known", i.Kind)
	}
	return i
}

func (m *Module) readExport(r *reader) Export {
	e := Export{Name: r.name(), Kind: Kind(r.byte())}
	e.Index = m.index(r, e.Kind)
	return e
}

// table reads the type of a table.
func (m *Module) table(r *reader) {
	if t := r.byte(); t != FuncRef {
		r.fail("a table of %#x is not allowed: only functions are", t)
	}
	m.tables++
	if m.elements += uint64(r.limit().Min); m.elements > MaxTable {
		r.fail("tables of more than %d elements", MaxTable)
	}
}

// global reads the type of a global.
func (m *Module) global(r *reader) GlobalType {
	g := GlobalType{Type: r.valueType()}
	switch v := r.byte(); v {
	case 0:
	case 1:
		g.Mutable = true
		m.mutable++
	default:
		r.fail("a global is %#x: neither constant nor mutable", v)
	}
	if g.Mutable && g.Type == FuncRef {
		r.fail("a mutable global of a reference is not allowed: a snapshot cannot keep it")
	}
	if m.mutable > MaxMutable {
		r.fail("more than %d mutable globals", MaxMutable)
	}
	return g
}

// index reads the index of something that must exist.
func (m *Module) index(r *reader, k Kind) uint32 {
	n, what := 0, ""
	switch k {
	case Func:
		n, what = len(m.functions), "function"
	case Table:
		n, what = m.tables, "table"
	case Memory:
		n, what = len(m.Memories), "memory"
	case Global:
		n, what = len(m.Globals), "global"
	default:
		r.fail("kind %d is not known", k)
	}
	i := r.u32()
	if uint64(i) >= uint64(n) {
		r.fail("%s %d does not exist", what, i)
	}
	return i
}

// element judges one element segment.
func (m *Module) element(r *reader) {
	flags := r.u32()
	if flags > 7 {
		r.fail("element segment %d is not known", flags)
	}
	passive, explicit, expressions := flags&1 != 0, flags&2 != 0, flags&4 != 0
	if !passive {
		if explicit {
			m.index(r, Table)
		} else if m.tables == 0 {
			r.fail("table 0 does not exist")
		}
		m.expression(r)
	}
	if flags&3 != 0 {
		if t := r.byte(); expressions && t != FuncRef || !expressions && t != 0 {
			r.fail("elements of %#x are not allowed: only functions are", t)
		}
	}
	r.each(func() {
		if expressions {
			m.expression(r)
		} else {
			m.index(r, Func)
		}
	})
}

// body judges the code of one function.
func (m *Module) body(r *reader) {
	n := r.u32()
	if n > MaxBody {
		r.fail("the code of a function has %d bytes: at most %d are allowed", n, MaxBody)
	}
	start := r.at()
	r.bytes(n)
	if m.bodies >= m.declared {
		r.fail("it declares %d functions and has the code of more", m.declared)
	}
	if r.err != nil {
		return
	}
	index := len(m.functions) - m.declared + m.bodies
	m.Functions = append(m.Functions, Function{Index: uint32(index), Type: m.functions[index], Start: start, End: start + int(n)})
	m.bodies++
	if err := m.walker.body(&m.Functions[m.bodies-1]); err != nil {
		r.stop(err)
	}
}

// data judges one data segment.
func (m *Module) data(r *reader) {
	switch flags := r.u32(); flags {
	case 0:
		if len(m.Memories) == 0 {
			r.fail("memory 0 does not exist")
		}
		m.expression(r)
	case 1:
	case 2:
		m.index(r, Memory)
		m.expression(r)
	default:
		r.fail("data segment %d is not known", flags)
	}
	r.bytes(r.u32())
}

// expression judges a constant expression.
func (m *Module) expression(r *reader) {
	for r.err == nil {
		switch op := r.byte(); op {
		case opEnd:
			return
		case opI32Const:
			r.signed(5)
		case 0x42:
			r.signed(10)
		case 0x43:
			r.bytes(4)
		case 0x44:
			r.bytes(8)
		case 0x23:
			m.index(r, Global)
		case 0xd2:
			m.index(r, Func)
		case 0xd0:
			if t := r.byte(); t != FuncRef {
				r.fail("a reference of type %#x is not allowed", t)
			}
		default:
			r.fail("instruction %#x is not constant, or not allowed", op)
		}
	}
}

// checkCustom checks the frame of a custom section, and of the section "name"
// the counts that engines read.
func checkCustom(s Section) error {
	name, content, ok := s.Custom()
	if !ok {
		return invalid("the name of a custom section at byte %d is cut short", s.offset)
	}
	if !utf8.ValidString(name) {
		return invalid("the name of a custom section at byte %d is not valid UTF-8", s.offset)
	}
	if name != "name" {
		return nil
	}
	r := &reader{section: s.ID, start: s.offset + len(s.Content) - len(content), all: content, b: content}
	count := 0
	for r.err == nil && len(r.b) > 0 {
		id, at := r.byte(), 0
		size := r.u32()
		at = len(r.b)
		sub := r.bytes(size)
		in := &reader{section: s.ID, start: r.start + len(r.all) - at, all: sub, b: sub}
		names := func() { in.u32(); in.text(); count++ }
		switch {
		case r.err != nil || id > 2:
			continue
		case id == 0:
			in.text()
		case id == 1:
			in.each(names)
		case id == 2:
			in.each(func() { in.u32(); in.each(names) })
		}
		if count > MaxNames {
			in.fail("more than %d names", MaxNames)
		}
		if err := in.end(); err != nil {
			return err
		}
	}
	return r.err
}
