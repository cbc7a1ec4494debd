package wasm

import "fmt"

// refuse makes an error about a function. It names it as the section "name"
// does, or an export.
func (m *Module) refuse(function uint32, at int, format string, a ...any) error {
	called := ""
	if name := m.nameOf(function); name != "" {
		called = fmt.Sprintf(" %.200q", name)
	}
	return invalid("function %d%s, byte %d: %s", function, called, at, fmt.Sprintf(format, a...))
}

// nameOf looks for the name of a function; "" means that it has none.
func (m *Module) nameOf(function uint32) (name string) {
	for _, e := range m.Exports {
		if e.Kind == Func && e.Index == function {
			name = e.Name
		}
	}
	_ = Sections(m.bytes, func(s Section) error {
		if title, content, ok := s.Custom(); ok && title == "name" {
			if n, ok := functionName(content, function); ok {
				name = n
			}
		}
		return nil
	}) // the frame of the module was judged before
	return name
}

// functionName looks into a section "name", which may be malformed.
func functionName(content []byte, function uint32) (string, bool) {
	r := &reader{all: content, b: content}
	for r.err == nil && len(r.b) > 0 {
		id, sub := r.byte(), r.bytes(r.u32())
		if id != 1 {
			continue
		}
		r = &reader{all: sub, b: sub}
		for range r.count() {
			index, name := r.u32(), r.text()
			if r.err == nil && index == function {
				return string(name), true
			}
		}
	}
	return "", false
}
