package plugins

import "testing"

// Take takes an instance out of a pool, the one used last if there is one, and
// returns what puts it back.
func Take(t testing.TB, of Rules) (put func()) {
	t.Helper()
	p := of.(*rules).pool
	i, err := p.get(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return func() { p.put(i) }
}
