package commitment

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math"
	"slices"
)

// maxSiblings is the length of the way up a tree of 2^31 leaves.
const maxSiblings = 31

// An Opening shows one leaf of a committed state, and nothing else of it. Its
// JSON form has the fields below, in this order and in lower case, with
// bytes as hexadecimal digits:
//
//	{"path":"price","value":"0a","salt":"…","index":0,"count":1,"siblings":["…"]}
type Opening struct {
	Path  string
	Value []byte
	Salt  [32]byte
	// Index of the leaf among Count leaves, from 0.
	Index, Count uint32
	// Siblings on the way from the leaf to the root, lowest first.
	Siblings [][32]byte
}

// VerifyOpening checks that o opens the commitment root of the given record
// and sequence. It fails with [ErrMismatch] when it does not, and with
// [ErrInvalid] when o is malformed.
func VerifyOpening(root, record [32]byte, sequence uint64, o Opening) error {
	if err := o.check(); err != nil {
		return fmt.Errorf("verifying an opening of %q: %w", o.Path, err)
	}
	h := hashLeaf(o.Salt, o.Path, o.Value)
	for i, right := range sides(int(o.Index), int(o.Count)) {
		if right {
			h = hashNode(h, o.Siblings[i])
		} else {
			h = hashNode(o.Siblings[i], h)
		}
	}
	if finish(record, sequence, int(o.Count), h) != root {
		return fmt.Errorf("verifying an opening of %q: %w", o.Path, ErrMismatch)
	}
	return nil
}

func (o *Opening) check() error {
	if err := checkPath(o.Path); err != nil {
		return err
	}
	switch {
	case o.Count > math.MaxInt32 || o.Index >= o.Count:
		return fmt.Errorf("leaf %d of %d: %w", o.Index, o.Count, ErrInvalid)
	case len(o.Siblings) != len(sides(int(o.Index), int(o.Count))):
		return fmt.Errorf("%d siblings for leaf %d of %d: %w", len(o.Siblings), o.Index, o.Count, ErrInvalid)
	}
	return nil
}

// sides says, for each level from the leaf up, whether the sibling is on the
// right.
func sides(index, count int) []bool {
	var down []bool
	for count > 1 {
		k := split(count)
		right := index < k
		down = append(down, right)
		if right {
			count = k
		} else {
			index, count = index-k, count-k
		}
	}
	up := make([]bool, 0, len(down))
	for _, d := range slices.Backward(down) {
		up = append(up, d)
	}
	return up
}

// openingJSON is the JSON form of an Opening.
type openingJSON struct {
	Path     string   `json:"path"`
	Value    hexBytes `json:"value"`
	Salt     hexHash  `json:"salt"`
	Index    uint32   `json:"index"`
	Count    uint32   `json:"count"`
	Siblings hexList  `json:"siblings"`
}

type (
	hexBytes []byte
	hexHash  [32]byte
	hexList  []hexHash
)

// MarshalText implements [encoding.TextMarshaler].
func (b hexBytes) MarshalText() ([]byte, error) { return hex.AppendEncode(nil, b), nil }

// UnmarshalText implements [encoding.TextUnmarshaler].
func (b *hexBytes) UnmarshalText(text []byte) (err error) {
	*b, err = hex.AppendDecode(nil, text)
	return err
}

// MarshalText implements [encoding.TextMarshaler].
func (h hexHash) MarshalText() ([]byte, error) { return hex.AppendEncode(nil, h[:]), nil }

// UnmarshalText implements [encoding.TextUnmarshaler].
func (h *hexHash) UnmarshalText(text []byte) error {
	b, err := hex.AppendDecode(nil, text)
	if err == nil && len(b) != len(h) {
		err = fmt.Errorf("%d bytes, want %d", len(b), len(h))
	}
	copy(h[:], b)
	return err
}

// MarshalJSON implements [json.Marshaler].
func (o Opening) MarshalJSON() ([]byte, error) {
	j := openingJSON{Path: o.Path, Value: o.Value, Salt: o.Salt, Index: o.Index, Count: o.Count, Siblings: hexList{}}
	for _, s := range o.Siblings {
		j.Siblings = append(j.Siblings, s)
	}
	return json.Marshal(j)
}

// UnmarshalJSON implements [json.Unmarshaler]. Unknown fields are refused.
func (o *Opening) UnmarshalJSON(b []byte) error {
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	var j openingJSON
	if err := d.Decode(&j); err != nil {
		return fmt.Errorf("reading an opening: %v: %w", err, ErrInvalid)
	}
	if len(j.Siblings) > maxSiblings {
		return fmt.Errorf("reading an opening: %d siblings: %w", len(j.Siblings), ErrInvalid)
	}
	got := Opening{Path: j.Path, Value: []byte(j.Value), Salt: j.Salt, Index: j.Index, Count: j.Count, Siblings: [][32]byte{}}
	for _, s := range j.Siblings {
		got.Siblings = append(got.Siblings, s)
	}
	if err := got.check(); err != nil {
		return fmt.Errorf("reading an opening: %w", err)
	}
	*o = got
	return nil
}
