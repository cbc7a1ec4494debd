package typed

import (
	"encoding/json"
	"fmt"

	"github.com/novation-dev/novation/registry"
)

// MarshalJSON implements [encoding/json.Marshaler].
func (c Change) MarshalJSON() ([]byte, error) { return c.layout().marshal() }

// UnmarshalJSON implements [encoding/json.Unmarshaler]. Every field must be
// there, but for calls and a policy that there are not; it fails with registry.ErrInvalid.
func (c *Change) UnmarshalJSON(b []byte) error {
	var has struct {
		Calls  *json.RawMessage `json:"calls"`
		Policy *json.RawMessage `json:"policy"`
	}
	c.Calls, c.Policy = [32]byte{}, [32]byte{}
	if json.Unmarshal(b, &has) != nil || has.Calls == nil && has.Policy == nil {
		return c.plain().unmarshal(b)
	}
	if has.Policy != nil {
		if err := c.withPolicy().unmarshal(b); err != nil {
			return err
		}
		if c.Policy == [32]byte{} {
			return fmt.Errorf("reading ChangeWithPolicy: policy is 0: a change without a policy has no such field: %w", registry.ErrInvalid)
		}
		return nil
	}
	if err := c.withCalls().unmarshal(b); err != nil {
		return err
	}
	if c.Calls == [32]byte{} {
		return fmt.Errorf("reading ChangeWithCalls: calls is 0: a change without calls has no such field: %w", registry.ErrInvalid)
	}
	return nil
}

// MarshalJSON implements [encoding/json.Marshaler].
func (r Revert) MarshalJSON() ([]byte, error) { return r.layout().marshal() }

// UnmarshalJSON implements [encoding/json.Unmarshaler]. Every field must be
// there; it fails with registry.ErrInvalid.
func (r *Revert) UnmarshalJSON(b []byte) error { return r.layout().unmarshal(b) }

// MarshalJSON implements [encoding/json.Marshaler].
func (m Membership) MarshalJSON() ([]byte, error) { return m.layout().marshal() }

// UnmarshalJSON implements [encoding/json.Unmarshaler]. Every field must be
// there; it fails with registry.ErrInvalid.
func (m *Membership) UnmarshalJSON(b []byte) error { return m.layout().unmarshal(b) }

// MarshalJSON implements [encoding/json.Marshaler].
func (t Transition) MarshalJSON() ([]byte, error) { return t.layout().marshal() }

// UnmarshalJSON implements [encoding/json.Unmarshaler]. Every field must be
// there; it fails with registry.ErrInvalid.
func (t *Transition) UnmarshalJSON(b []byte) error { return t.layout().unmarshal(b) }

// MarshalJSON implements [encoding/json.Marshaler].
func (n Novation) MarshalJSON() ([]byte, error) { return n.layout().marshal() }

// UnmarshalJSON implements [encoding/json.Unmarshaler]. Every field must be
// there; it fails with registry.ErrInvalid.
func (n *Novation) UnmarshalJSON(b []byte) error { return n.layout().unmarshal(b) }

// MarshalJSON implements [encoding/json.Marshaler].
func (v Vote) MarshalJSON() ([]byte, error) { return v.layout().marshal() }

// UnmarshalJSON implements [encoding/json.Unmarshaler]. Every field must be
// there; it fails with registry.ErrInvalid.
func (v *Vote) UnmarshalJSON(b []byte) error { return v.layout().unmarshal(b) }

// MarshalJSON implements [encoding/json.Marshaler].
func (r Resolution) MarshalJSON() ([]byte, error) { return r.layout().marshal() }

// UnmarshalJSON implements [encoding/json.Unmarshaler]. Every field must be
// there; it fails with registry.ErrInvalid.
func (r *Resolution) UnmarshalJSON(b []byte) error { return r.layout().unmarshal(b) }
