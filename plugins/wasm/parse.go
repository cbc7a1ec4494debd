package wasm

// Parse reads a module and checks the limits of this package. Its errors match
// [registry.ErrInvalid] and say in which section and at which byte.
func Parse(module []byte) (*Module, error) {
	m := &Module{}
	last := 0
	err := Sections(module, func(s Section) error {
		if s.ID == customID {
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
	for _, e := range m.Exports {
		if e.Kind == Func && uint64(e.Index) >= uint64(len(m.functions)) {
			return nil, invalid("export %q names function %d, which does not exist", e.Name, e.Index)
		}
		if e.Kind == Memory && uint64(e.Index) >= uint64(len(m.Memories)) {
			return nil, invalid("export %q names memory %d, which does not exist", e.Name, e.Index)
		}
	}
	return m, nil
}

// order ranks a section; 0 means that it is not known.
func order(id byte) int {
	switch {
	case id == dataCountID: // stands before the code
		return 2*codeID - 1
	case id <= dataID:
		return 2 * int(id)
	default:
		return 0
	}
}

func (m *Module) section(r *reader) {
	switch r.section {
	case typeID:
		r.each(func() { m.types = append(m.types, funcType(r)) })
	case importID:
		r.each(func() { m.Imports = append(m.Imports, m.readImport(r)) })
	case functionID:
		r.each(func() { m.function(r); m.declared++ })
	case tableID:
		var total uint64
		r.each(func() {
			r.valueType()
			if total += uint64(r.limit().Min); total > MaxTable {
				r.fail("tables of more than %d elements", MaxTable)
			}
		})
	case memoryID:
		r.each(func() { m.Memories = append(m.Memories, r.limit()) })
	case globalID:
		r.each(func() { r.valueType(); r.byte(); r.expression() })
	case exportID:
		r.each(func() { m.Exports = append(m.Exports, m.readExport(r)) })
	case startID, dataCountID:
		r.u32()
	case elementID:
		r.each(func() { element(r) })
	case codeID:
		r.each(func() { body(r); m.bodies++ })
	case dataID:
		r.each(func() { data(r) })
	}
}

func funcType(r *reader) (t FuncType) {
	if form := r.byte(); form != 0x60 {
		r.fail("type %#x is not a function type", form)
	}
	for _, values := range []*[]byte{&t.Params, &t.Results} {
		r.each(func() { *values = append(*values, r.valueType()) })
		if len(*values) > MaxParams {
			r.fail("a function has more than %d parameters or results", MaxParams)
		}
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
		r.valueType()
		r.limit()
	case Memory:
		m.Memories = append(m.Memories, r.limit())
	case Global:
		r.valueType()
		r.byte()
	default:
		r.fail("import of kind %d is not known", i.Kind)
	}
	return i
}

func (m *Module) readExport(r *reader) Export {
	e := Export{Name: r.name(), Kind: Kind(r.byte()), Index: r.u32()}
	if e.Kind > Global {
		r.fail("export of kind %d is not known", e.Kind)
	}
	return e
}

// element skips one element segment.
func element(r *reader) {
	flags := r.u32()
	if flags > 7 {
		r.fail("element segment %d is not known", flags)
	}
	passive, explicit, expressions := flags&1 != 0, flags&2 != 0, flags&4 != 0
	if !passive && explicit {
		r.u32()
	}
	if !passive {
		r.expression()
	}
	if flags&3 != 0 {
		r.byte() // element kind or reference type
	}
	if expressions {
		r.each(r.expression)
	} else {
		r.each(func() { r.u32() })
	}
}

// body checks the size and the locals of one function.
func body(r *reader) {
	n := r.u32()
	if n > MaxBody {
		r.fail("the code of a function has %d bytes: at most %d are allowed", n, MaxBody)
	}
	at := len(r.b)
	code := r.bytes(n)
	if r.err != nil {
		return
	}
	in := &reader{section: r.section, start: r.start + len(r.all) - at, all: code, b: code}
	var locals uint64
	in.each(func() {
		if locals += uint64(in.u32()); locals > MaxLocals {
			in.fail("a function has more than %d locals", MaxLocals)
		}
		in.valueType()
	})
	if in.err != nil && r.err == nil {
		r.err = in.err
	}
}

// data skips one data segment.
func data(r *reader) {
	flags := r.u32()
	if flags > 2 {
		r.fail("data segment %d is not known", flags)
	}
	if flags == 2 {
		r.u32()
	}
	if flags != 1 {
		r.expression()
	}
	r.bytes(r.u32())
}

// checkCustom checks the frame of a custom section, and of the section "name"
// the counts that engines read.
func checkCustom(s Section) error {
	name, content, ok := s.Custom()
	if !ok {
		return invalid("the name of a custom section at byte %d is cut short", s.offset)
	}
	if name != "name" {
		return nil
	}
	r := &reader{section: s.ID, start: s.offset + len(s.Content) - len(content), all: content, b: content}
	for r.err == nil && len(r.b) > 0 {
		id, at := r.byte(), 0
		size := r.u32()
		at = len(r.b)
		sub := r.bytes(size)
		in := &reader{section: s.ID, start: r.start + len(r.all) - at, all: sub, b: sub}
		names := func() { in.u32(); in.name() }
		switch {
		case r.err != nil || id > 2:
			continue
		case id == 0:
			in.name()
		case id == 1:
			in.each(names)
		case id == 2:
			in.each(func() { in.u32(); in.each(names) })
		}
		if err := in.end(); err != nil {
			return err
		}
	}
	return r.err
}
