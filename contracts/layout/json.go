package layout

import "github.com/go-json-experiment/json"

// The methods below are for encoding/json, which writes a uint256.Int as a
// decimal string only where it can take its address, and as a list of words
// otherwise. The same layout always gives the same bytes.

type (
	plainLayout    Layout
	plainNamespace Namespace
	plainVariable  Variable
	plainType      Type
)

// MarshalJSON writes slots as decimal strings, and types in the order of their
// keys.
func (l Layout) MarshalJSON() ([]byte, error) { return marshal((*plainLayout)(&l)) }

// MarshalJSON writes the slot as a decimal string.
func (n Namespace) MarshalJSON() ([]byte, error) { return marshal((*plainNamespace)(&n)) }

// MarshalJSON writes the slot as a decimal string.
func (v Variable) MarshalJSON() ([]byte, error) { return marshal((*plainVariable)(&v)) }

// MarshalJSON writes the length and the number of slots as decimal strings.
func (t Type) MarshalJSON() ([]byte, error) { return marshal((*plainType)(&t)) }

func marshal(v any) ([]byte, error) { return json.Marshal(v, json.Deterministic(true)) }
