package wire

import "strconv"

// A Walk calls visit for each scalar field of a message that is set, in the
// order of the field numbers, with its path (prefix and dotted name) and its
// text. Generated types have one as their method Walk. It is passed as a
// function, not as an interface: an interface would keep the Walk methods of
// all messages in the module, used or not.
type Walk func(prefix string, visit func(path, value string))

// A Difference is a field in which two messages differ.
type Difference struct {
	// Path is the dotted name of the field, "terms.price".
	Path string
	// A and B are its texts in either message. Empty means not set.
	A, B string
}

// Diff compares two messages of one type, field by field. It reports fields in
// the order of a, and then those that only b has.
func Diff(a, b Walk) []Difference {
	var out []Difference
	at := map[string]int{}
	a("", func(path, value string) {
		at[path] = len(out)
		out = append(out, Difference{Path: path, A: value})
	})
	b("", func(path, value string) {
		if i, ok := at[path]; ok {
			out[i].B = value
			return
		}
		out = append(out, Difference{Path: path, B: value})
	})
	differ := out[:0]
	for _, d := range out {
		if d.A != d.B {
			differ = append(differ, d)
		}
	}
	return differ
}

// Index returns path[i], the path of an element of a list.
func Index(path string, i int) string { return path + "[" + strconv.Itoa(i) + "]" }

// Hex returns the lower-case hex digits of b.
func Hex(b []byte) string {
	const digits = "0123456789abcdef"
	out := make([]byte, 0, 2*len(b))
	for _, c := range b {
		out = append(out, digits[c>>4], digits[c&15])
	}
	return string(out)
}
