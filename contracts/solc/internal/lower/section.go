package lower

func (m *module) readTypes(r *reader) {
	for n := r.count(maxTypes, "types"); n > 0 && r.err == nil; n-- {
		if r.byte() != 0x60 {
			r.fail("type %d is not that of a function", len(m.types))
		}
		var t funcType
		t.params = string(r.bytes(uint32(r.count(maxParams, "parameters"))))
		t.results = string(r.bytes(uint32(r.count(1, "results"))))
		for _, c := range []byte(t.params + t.results) {
			if c < f64 || c > i32 {
				r.fail("type %d has a value of type %#x", len(m.types), c)
			}
		}
		m.types = append(m.types, t)
	}
}

func (m *module) addFunction(r *reader, typ uint32) {
	if r.err == nil && int(typ) >= len(m.types) {
		r.fail("function %d has type %d of %d", len(m.functions), typ, len(m.types))
		return
	}
	m.functions = append(m.functions, typ)
}

func (m *module) known(r *reader, f uint32) {
	if r.err == nil && int(f) >= len(m.functions) {
		r.fail("function %d of %d", f, len(m.functions))
	}
}

func (m *module) readImports(r *reader) {
	for n := r.count(maxImports, "imports"); n > 0 && r.err == nil; n-- {
		i := imported{module: r.name(), name: r.name()}
		if kind := r.byte(); kind != 0 {
			r.fail("import %q.%q is no function; memory and table must be the module's own", i.module, i.name)
			return
		}
		i.typ = r.u32()
		m.imports = append(m.imports, i)
		m.addFunction(r, i.typ)
	}
}

// limits reads the limits of a table or memory.
func limits(r *reader) (least, most uint32) {
	most = 1<<32 - 1
	flag := r.byte()
	least = r.u32()
	if flag == 1 {
		most = r.u32()
	}
	if flag > 1 || most < least {
		r.fail("limits %d, %d to %d", flag, least, most)
	}
	return least, most
}

func (m *module) readTable(r *reader) {
	if r.count(1, "tables") != 1 {
		return
	}
	if r.byte() != 0x70 {
		r.fail("the table does not hold functions")
	}
	least, _ := limits(r)
	if least > maxSlots {
		r.fail("a table of %d slots", least)
		return
	}
	m.slots = make([]int32, least)
	for i := range m.slots {
		m.slots[i] = -1
	}
}

func (m *module) readMemory(r *reader) {
	if r.count(1, "memories") == 1 {
		m.pages[0], m.pages[1] = limits(r)
		m.pages[1] = min(m.pages[1], 1<<16)
	}
}

// constant reads a constant expression of an i32.
func constant(r *reader) uint32 {
	var in, end instruction
	if r.next(&in); in.op != opI32Const {
		r.fail("an expression that is not a constant i32")
	}
	if r.next(&end); end.op != opEnd {
		r.fail("an expression that does not end")
	}
	return in.a
}

func (m *module) readGlobals(r *reader) {
	m.nGlobals = r.count(maxGlobals, "globals")
	start := r.pos
	for i := range m.nGlobals {
		typ, mutable := r.byte(), r.byte()
		if i == 0 {
			if typ != i32 || mutable != 1 {
				r.fail("the first global is not a stack pointer")
			}
			m.stack = constant(r)
			continue
		}
		if mutable == 1 {
			m.mutable = append(m.mutable, uint32(i))
		}
		var in, end instruction
		r.next(&in)
		if r.next(&end); in.op < opI32Const || in.op > opF64Const || end.op != opEnd {
			r.fail("global %d does not begin with a constant", i)
		}
	}
	if r.err == nil {
		m.globals = r.b[start:r.pos]
	}
}

func (m *module) readElements(r *reader) {
	for n := r.count(maxSlots, "element segments"); n > 0 && r.err == nil; n-- {
		if r.u32() != 0 {
			r.fail("an element segment that is not for the table")
		}
		at := int64(constant(r))
		for k := r.count(maxSlots, "elements"); k > 0 && r.err == nil; k-- {
			f := r.u32()
			m.known(r, f)
			if at >= int64(len(m.slots)) {
				r.fail("slot %d of %d", at, len(m.slots))
				return
			}
			m.slots[at] = int32(f)
			at++
		}
	}
}

func (m *module) readCode(r *reader) {
	n := r.count(maxFunctions, "bodies")
	m.bodies = make([]body, 0, n)
	for ; n > 0 && r.err == nil; n-- {
		size := r.u32()
		b := body{start: r.pos}
		r.skip(int(size))
		b.end = r.pos
		s := r.part(b.start, b.end)
		for k := s.count(maxLocals, "groups of locals"); k > 0 && s.err == nil; k-- {
			b.locals += int(min(s.u32(), maxLocals+1))
			s.byte()
			if b.locals > maxLocals {
				s.fail("a function with %d locals", b.locals)
			}
		}
		if r.err == nil {
			r.err = s.err
		}
		b.code = s.pos
		m.bodies = append(m.bodies, b)
	}
}

func (m *module) readData(r *reader) {
	start := r.pos
	for n := r.count(maxSlots, "data segments"); n > 0 && r.err == nil; n-- {
		if r.u32() != 0 {
			r.fail("a data segment that is not for the memory")
		}
		at := constant(r)
		size := r.u32()
		r.skip(int(size))
		if end := uint64(at) + uint64(size); r.err == nil && end > uint64(m.pages[0])<<16 {
			r.fail("data up to byte %d of a memory of %d pages", end, m.pages[0])
		} else {
			m.dataEnd = max(m.dataEnd, uint32(end))
		}
	}
	if r.err == nil {
		m.data = r.b[start:r.pos]
	}
}
