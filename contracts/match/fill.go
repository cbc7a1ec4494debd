package match

import (
	"bytes"
	"fmt"
	"maps"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/novation-dev/novation/contracts/artifact"
)

// A Recovered is the value of an immutable, found on chain.
type Recovered struct {
	// Name and Type are as in [artifact.Immutable].
	Name string `json:"name"`
	Type string `json:"type"`
	// Value is the word that the code pushes, 32 bytes.
	Value hexutil.Bytes `json:"value"`
	// Decoded is the value for people: a decimal number, true or false, an
	// address, or the bytes of a bytesN. It is empty when the type has no such
	// form or is not known.
	Decoded string `json:"decoded,omitempty"`
}

// fillLibraries takes the addresses of libraries from the chain.
func (m *matching) fillLibraries() *Difference {
	for _, name := range slices.Sorted(maps.Keys(m.a.Runtime.Links)) {
		value, d := m.take(m.a.Runtime.Links[name], PartLibrary, name)
		if d != nil {
			return d
		}
		address := common.BytesToAddress(value)
		if address == (common.Address{}) {
			return m.differ(m.a.Runtime.Links[name][0].Start, PartLibrary, fmt.Sprintf("%s is not linked: its address is zero", name))
		}
		m.result.Libraries[name] = address
	}
	return nil
}

// fillImmutables takes the values of immutables from the chain. A value that its
// type does not have was not written by the constructor.
func (m *matching) fillImmutables() *Difference {
	for _, i := range m.a.Immutables {
		value, d := m.take(i.Ranges, PartImmutable, i.Name)
		if d != nil {
			return d
		}
		decoded, ok := decode(i.Encoding, value)
		if !ok {
			return m.differ(i.Ranges[0].Start, PartImmutable, fmt.Sprintf("%s is of type %s, which has no value %#x", i.Name, i.Type, value))
		}
		if i.Name == artifact.DeployAddress {
			address := common.BytesToAddress(value)
			m.result.Self = &address
			continue
		}
		m.result.Immutables = append(m.result.Immutables, Recovered{Name: i.Name, Type: i.Type, Value: value, Decoded: decoded})
	}
	return nil
}

// take copies what stands on chain in the places of one thing, which must be
// the same in all of them.
func (m *matching) take(ranges []artifact.Range, part Part, name string) ([]byte, *Difference) {
	var value []byte
	for _, r := range ranges {
		if room := min(len(m.chain), len(m.want)); r.Start < 0 || r.Length < 0 || r.Length > room || r.Start > room-r.Length {
			return nil, m.first(m.want, m.chain)
		}
		end := r.Start + r.Length
		at := m.chain[r.Start:end]
		if value == nil {
			value = bytes.Clone(at)
		}
		if !bytes.Equal(at, value) {
			return nil, m.differ(r.Start, part, fmt.Sprintf("%s is %#x at byte %d and %#x here", name, value, ranges[0].Start, at))
		}
		copy(m.want[r.Start:end], at)
	}
	return value, nil
}

// A library begins by pushing its own address and comparing it with that of the
// account whose state it works on, so that it refuses to be called as a
// contract. The address is known only once it is deployed.
var (
	guard    = append([]byte{0x73}, make([]byte, common.AddressLength)...)
	guarding = []byte{0x30, 0x14}
)

// fillSelf takes a library's own address from the chain.
func (m *matching) fillSelf() *Difference {
	if m.a.Kind != "library" && m.a.Kind != "" || !bytes.HasPrefix(m.want, slices.Concat(guard, guarding)) {
		return nil
	}
	if len(m.chain) < len(guard) || m.chain[0] != guard[0] {
		return m.first(m.want, m.chain)
	}
	copy(m.want, m.chain[:len(guard)])
	address := common.BytesToAddress(m.chain[1:len(guard)])
	m.result.Self = &address
	return nil
}
