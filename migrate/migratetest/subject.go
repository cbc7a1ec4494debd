package migratetest

import (
	"crypto/ecdsa"
	"encoding/json"
	"fmt"
	"maps"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/novation-dev/novation/contracts/artifact"
)

// A Subject is a deployed contract with what it is to become.
type Subject struct {
	Name     string
	From, To *artifact.Artifact
	// FromFile and ToFile are the artefacts' bytes, for command lines.
	FromFile, ToFile []byte
	// Address is what users call: a proxy.
	Address common.Address
	// Implementation is what is behind it, and Admin the ProxyAdmin in front of
	// it; zero for a UUPS proxy.
	Implementation, Admin common.Address
	// Owner may upgrade it.
	Owner *ecdsa.PrivateKey
	// Since is the block after which it was deployed.
	Since uint64
	// Keys is a keys file: {"pattern": [key, [key, key], …]}. It has every key
	// that was ever used, deleted entries included.
	Keys []byte
	// Map is a map file without feeds, MapWithFeeds one with them.
	Map, MapWithFeeds []byte
	// Holders have entries in most mappings.
	Holders []common.Address
}

// a recorder notes the keys that transactions use.
type recorder map[string]map[string]any

// note adds a tuple of keys of a pattern.
func (r recorder) note(pattern string, keys ...any) {
	texts := make([]string, len(keys))
	for i, k := range keys {
		texts[i] = text(k)
	}
	var entry any = texts
	if len(texts) == 1 {
		entry = texts[0]
	}
	if r[pattern] == nil {
		r[pattern] = map[string]any{}
	}
	r[pattern][fmt.Sprint(len(texts), texts)] = entry
}

// text writes a key as people do.
func text(key any) string {
	switch k := key.(type) {
	case common.Address:
		return k.Hex()
	case common.Hash:
		return k.Hex()
	case [32]byte:
		return common.Hash(k).Hex()
	case [4]byte:
		return hexutil.Encode(k[:])
	case *big.Int:
		return k.String()
	}
	return fmt.Sprint(key)
}

// file returns the keys file, in a stable order.
func (r recorder) file() []byte {
	out := map[string][]any{}
	for pattern, tuples := range r {
		for _, id := range slices.Sorted(maps.Keys(tuples)) {
			out[pattern] = append(out[pattern], tuples[id])
		}
	}
	return encode(out)
}

// A mapFile is the part of a map file that this package writes.
type mapFile struct {
	Move   map[string]string   `json:"move,omitempty"`
	Drop   map[string]string   `json:"drop,omitempty"`
	Touch  map[string][]string `json:"touch,omitempty"`
	Probes []probeSpec         `json:"probes,omitempty"`
	// Constructor has the arguments of a new contract that stands alone.
	Constructor []string `json:"constructor,omitempty"`
	Keys        []feed   `json:"keys,omitempty"`
}

type probeSpec struct {
	Before string     `json:"before"`
	After  string     `json:"after,omitempty"`
	Args   [][]string `json:"args,omitempty"`
	Skip   string     `json:"skip,omitempty"`
}

type feed struct {
	Pattern string   `json:"pattern"`
	Event   string   `json:"event"`
	Fields  []string `json:"fields"`
}

// maps sets Map and MapWithFeeds.
func (s *Subject) maps(m mapFile, feeds ...feed) {
	s.Map = encode(m)
	m.Keys = feeds
	s.MapWithFeeds = encode(m)
}

func encode(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // only texts, lists and objects
	}
	return append(b, '\n')
}
