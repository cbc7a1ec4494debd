package sdk

import "errors"

// MaxTime is the largest logical time, in unix seconds: what 63 bits of
// nanoseconds hold, in the year 2262.
const MaxTime = 9_223_372_035

// Validate reports what no request of a host may have. The rules are run only
// on requests that pass.
func (m *Request) Validate() error {
	switch {
	case m.Time < 0 || m.Time > MaxTime:
		return errors.New("the time is outside the years 1970 to 2262")
	case len(m.Seed) != 0 && len(m.Seed) != 32:
		return errors.New("the seed has not 32 bytes")
	}
	for i := 1; i < len(m.References); i++ {
		if m.References[i-1].Name >= m.References[i].Name {
			return errors.New("reference " + m.References[i].Name + " does not come after " + m.References[i-1].Name)
		}
	}
	return nil
}

// Validate reports what no host accepts as a reply. A result of nv_apply, nv_up
// and nv_down needs a state; one of nv_check has none.
func (m *Reply) Validate(needsState bool) error {
	if len(m.Reasons) > 0 && (len(m.State) > 0 || m.Final || len(m.Documents) > 0) {
		return errors.New("the reply has both reasons and a result")
	}
	if len(m.Reasons) == 0 && len(m.State) == 0 && (needsState || m.Final || len(m.Documents) > 0) {
		return errors.New("the reply has neither a state nor reasons")
	}
	for _, r := range m.Reasons {
		if r.Code == "" {
			return errors.New("a reason has no code: " + r.Message)
		}
	}
	for _, d := range m.Documents {
		if d.Kind == "" {
			return errors.New("a document has no kind: " + d.Number)
		}
	}
	return nil
}
