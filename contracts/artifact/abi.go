package artifact

import (
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novation-dev/novation/registry"
)

// A declared is a member of an interface, as far as it can be wrong.
type declared struct {
	Type            string
	Name            string
	Inputs, Outputs []abi.ArgumentMarshaling
	StateMutability string
}

// checkABI refuses an interface that nobody could call: members of unknown
// kinds, types that are none, two fallbacks. Types of libraries that are places
// in storage are taken as they are. Its answer is that of go-ethereum's parser,
// which reads everything twice; every artefact that is opened comes here.
func checkABI(raw []byte) error {
	if len(raw) > MaxArtifact {
		return fmt.Errorf("abi: %d bytes, at most %d are allowed: %w", len(raw), MaxArtifact, registry.ErrInvalid)
	}
	if jsontext.Value(raw).Kind() != '[' {
		return fmt.Errorf("abi: want a list: %w", registry.ErrInvalid)
	}
	var members []declared
	if err := json.Unmarshal(raw, &members, json.MatchCaseInsensitiveNames(true)); err != nil {
		return fmt.Errorf("abi: %v: %w", err, registry.ErrInvalid)
	}
	known, single := map[string]bool{}, map[string]bool{}
	for _, m := range members {
		if err := m.check(known, single); err != nil {
			return fmt.Errorf("abi: %s %s: %v: %w", m.Type, m.Name, err, registry.ErrInvalid)
		}
	}
	return nil
}

// check checks one member. Known are types that were checked before, single the
// members of which there is one at most.
func (m *declared) check(known, single map[string]bool) error {
	switch m.Type {
	case "function", "event", "error", "constructor":
	case "fallback", "receive":
		if single[m.Type] {
			return fmt.Errorf("it is there twice")
		}
		single[m.Type] = true
		if m.Type == "receive" && m.StateMutability != "payable" {
			return fmt.Errorf("it is %q, and can only be payable", m.StateMutability)
		}
	default:
		return fmt.Errorf("%q is no kind of member", m.Type)
	}
	for _, list := range [][]abi.ArgumentMarshaling{m.Inputs, m.Outputs} {
		for _, p := range list {
			if known[p.Type] || inStorage(p) {
				continue
			}
			if _, err := abi.NewType(p.Type, p.InternalType, p.Components); err != nil {
				return fmt.Errorf("parameter %q: %v", p.Name, err)
			}
			known[p.Type] = len(p.Components) == 0
		}
	}
	return nil
}

// inStorage reports whether a parameter of a library is a place in storage.
func inStorage(p abi.ArgumentMarshaling) bool { return strings.HasSuffix(p.Type, " storage") }
