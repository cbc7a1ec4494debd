package match

import (
	"bytes"
	"slices"

	"github.com/novation-dev/novation/contracts/artifact"
)

// Instructions that the comparison knows.
const (
	opCodeCopy    = 0x39
	opExtCodeCopy = 0x3c
	opPush1       = 0x60
	opPush32      = 0x7f
	// opInvalid is what the compiler puts between code and what must not be
	// run: metadata, or data.
	opInvalid = 0xfe
)

// compareBodies compares what is in front of the metadata at the end. Either
// side may have none.
func (m *matching) compareBodies() *Difference {
	body, chain := m.want, m.chain
	own, described := m.own()
	if described {
		body = body[:own.Start]
	}
	tail, ok := artifact.MetadataAt(chain, len(chain))
	if ok {
		guarded := body
		if !described {
			// What follows code that may run on must be kept from running.
			guarded = append(slices.Clone(body), opInvalid)
		}
		if bytes.Equal(guarded, chain[:tail.Start]) {
			m.result.Ignored = append(m.result.Ignored, tail)
			return nil
		}
	}
	if bytes.Equal(body, chain) {
		return nil
	}
	// Without metadata nothing has to be kept from running. What looks like the
	// guard may be data where code reads data.
	if described && len(chain) == len(body)-1 && body[len(body)-1] == opInvalid && bytes.HasPrefix(body, chain) && !readsCode(body) {
		return nil
	}
	if described && ok {
		chain = chain[:tail.Start]
	}
	return m.first(body, chain)
}

// readsCode reports whether code may have an instruction that reads code. Data
// behind the code only makes it more careful.
func readsCode(code []byte) bool {
	for i := 0; i < len(code); i++ {
		switch op := code[i]; {
		case op == opCodeCopy || op == opExtCodeCopy:
			return true
		case op >= opPush1 && op <= opPush32:
			i += int(op-opPush1) + 1
		}
	}
	return false
}

// own returns where the artefact's own metadata is, at the end of its code.
func (m *matching) own() (artifact.Range, bool) {
	if n := len(m.a.Runtime.Metadata); n > 0 {
		if r := m.a.Runtime.Metadata[n-1]; r.Start+r.Length == len(m.want) {
			return r, true
		}
	}
	return artifact.Range{}, false
}
