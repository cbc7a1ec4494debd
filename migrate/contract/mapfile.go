package contract

import (
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/go-json-experiment/json"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/migrate/chainstate"
	"github.com/novation-dev/novation/migrate/remap"
	"github.com/novation-dev/novation/registry"
)

// A MapFile is what the author of a migration may say: --map, or the manifest.
// Everything in it is optional.
type MapFile struct {
	remap.Map
	// Keys say which event fields feed which mapping. A mapping that is fed gets
	// no guessed keys.
	Keys []chainstate.Feed `json:"keys,omitempty"`
	// Way overrides the choice.
	Way Way `json:"way,omitempty"`
	// Init is called when the target becomes the new implementation; hex with 0x.
	Init string `json:"init,omitempty"`
	// InitCall is the same in words. A plan has it as Init.
	InitCall *Call `json:"initCall,omitempty"`
	// Defer has the target patterns that are materialised on first touch. Empty
	// means all mappings outside of arrays.
	Defer []string `json:"defer,omitempty"`
	// Touch says, per function signature of the new contract, which deferred
	// entries a call may read or write: "_balances[caller]", "_balances[0]",
	// "_allowances[0][caller]": a number is the position of an argument, a text
	// that begins with 0x is a constant. An empty list says that the function
	// touches none. "receive()" stands for a call without data, which ether comes
	// with.
	Touch map[string][]string `json:"touch,omitempty"`
	// Proxies are further proxies of the same beacon, which told no event.
	Proxies []common.Address `json:"proxies,omitempty"`
	// Constructor has the arguments of a new contract without a proxy, as text.
	// "migration" is the address of the migration that writes it.
	Constructor []string `json:"constructor,omitempty"`
	// Events are emitted by a new contract for what a copy writes, in this order
	// for each entry.
	Events []Event `json:"events,omitempty"`
	// Probes: see package probe.
	Probes []ProbeSpec `json:"probes,omitempty"`
}

// A Call is a function and its arguments as text.
type Call struct {
	// Function is the signature, "initializeV2(address,uint256)", or the name
	// when there is one such function.
	Function string   `json:"function"`
	Args     []string `json:"args,omitempty"`
}

// A ProbeSpec is a getter before and after: "beneficiary()" and "owner()". After
// empty means the same; Skip says why a getter is not compared.
type ProbeSpec struct {
	Before string     `json:"before"`
	After  string     `json:"after,omitempty"`
	Args   [][]string `json:"args,omitempty"`
	Skip   string     `json:"skip,omitempty"`
}

// maxMap bounds a map file, in bytes.
const maxMap = 4 << 20

// ParseMap reads a map file. Empty bytes are an empty map. It fails with
// registry.ErrInvalid, the place and, for a name that is none, the names there
// are.
func ParseMap(b []byte) (MapFile, error) {
	var m MapFile
	if len(b) > maxMap {
		return m, fmt.Errorf("the map file has %d bytes, at most %d are read: %w", len(b), maxMap, registry.ErrInvalid)
	}
	if len(strings.TrimSpace(string(b))) == 0 {
		return m, nil
	}
	if err := json.Unmarshal(b, &m, json.RejectUnknownMembers(true)); err != nil {
		return m, fmt.Errorf("reading the map file: %v (it may have move, drop, set, sum, compute, keys, way, init, initCall, defer, touch, proxies, constructor, events and probes): %w", err, registry.ErrInvalid)
	}
	return m, nil
}

// normalise checks what does not depend on layouts, and puts InitCall into Init.
func (m MapFile) normalise(to *artifact.Artifact) (MapFile, error) {
	switch m.Way {
	case "", InPlace, SteppedWay, Deferred:
	default:
		return m, fmt.Errorf("the map has way %q; want %s, %s or %s: %w", m.Way, InPlace, SteppedWay, Deferred, registry.ErrInvalid)
	}
	if m.InitCall != nil {
		if m.Init != "" {
			return m, fmt.Errorf("the map has init and initCall: leave one: %w", registry.ErrInvalid)
		}
		data, err := encodeCall(to, *m.InitCall)
		if err != nil {
			return m, fmt.Errorf("initCall of the map: %w", err)
		}
		m.Init, m.InitCall = "0x"+hex.EncodeToString(data), nil
	}
	if m.Init != "" {
		data, err := hex.DecodeString(strings.TrimPrefix(m.Init, "0x"))
		if err != nil || len(data) < 4 || !strings.HasPrefix(m.Init, "0x") {
			return m, fmt.Errorf("init of the map is %.40q; want 0x, a selector and arguments: %w", m.Init, registry.ErrInvalid)
		}
		m.Init = "0x" + hex.EncodeToString(data)
		if err := hasSelector(to, data[:4]); err != nil {
			return m, fmt.Errorf("init of the map: %w", err)
		}
	}
	m.Defer = slices.Sorted(slices.Values(m.Defer))
	if len(m.Defer) == 0 {
		m.Defer = nil
	}
	return m, nil
}
