package typed

// MarshalJSON implements [encoding/json.Marshaler].
func (c Change) MarshalJSON() ([]byte, error) { return c.layout().marshal() }

// UnmarshalJSON implements [encoding/json.Unmarshaler]. Every field must be
// there; it fails with registry.ErrInvalid.
func (c *Change) UnmarshalJSON(b []byte) error { return c.layout().unmarshal(b) }

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
