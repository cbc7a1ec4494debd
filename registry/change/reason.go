package change

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/registry"
)

// MaxReason bounds the words of a vote, a pause or a revert, in bytes.
const MaxReason = 4 << 10

// IsReason reports whether bytes can be the words of a vote, a pause or a
// revert: text that prints as what it is, with line breaks at most.
func IsReason(words []byte) bool {
	s := string(words)
	return s != "" && len(s) <= MaxReason && utf8.ValidString(s) &&
		!strings.ContainsFunc(s, func(r rune) bool { return r != '\n' && r != '\t' && !unicode.IsPrint(r) })
}

// ReasonsOf returns the digests of the reasons that stand on chain with a change:
// of its votes, of its revert, of the pause that holds it up.
func (v *View) ReasonsOf(c *Change) (all []registry.Digest) {
	add := func(d common.Hash) {
		if d != (common.Hash{}) && !slices.Contains(all, registry.Digest(d)) {
			all = append(all, registry.Digest(d))
		}
	}
	for _, vote := range c.Votes {
		add(vote.Reason)
	}
	add(c.RevertReason)
	if p := v.PauseOf(c); p != nil {
		add(p.Reason)
	}
	return all
}

// Reasons returns the digests of all reasons that stand on chain with changes
// and pauses, in a stable order, each once.
func (v *View) Reasons() (all []registry.Digest) {
	for _, c := range v.Sorted() {
		all = append(all, v.ReasonsOf(c)...)
	}
	for _, line := range slices.SortedFunc(maps.Keys(v.Pauses), byBytes) {
		if d := v.Pauses[line].Reason; d != (common.Hash{}) {
			all = append(all, registry.Digest(d))
		}
	}
	slices.SortFunc(all, byBytes)
	return slices.Compact(all)
}

func byBytes(a, b registry.Digest) int { return bytes.Compare(a[:], b[:]) }

// PauseOf returns the pause that holds up an open change, nil when none does.
func (v *View) PauseOf(c *Change) *Pause {
	until := v.PausedUntil(registry.Digest(c.Struct.Line))
	if until == 0 || !c.Open() {
		return nil
	}
	for _, line := range []registry.Digest{registry.Digest(c.Struct.Line), {}} {
		if p := v.Pauses[line]; p.Until == until {
			return &p
		}
	}
	return nil
}
