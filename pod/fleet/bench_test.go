package fleet_test

import (
	"testing"
)

// BenchmarkAdmit measures what a new record costs before it is proposed: with an
// answer of a moment ago, and by asking the other pod over loopback.
//
//	go test -bench Admit -run - ./pod/fleet
func BenchmarkAdmit(b *testing.B) {
	w := ready(b)
	alpha := w.pods["alpha"]
	parties := []string{"alpha", "beta"}
	b.Run("remembered", func(b *testing.B) {
		for b.Loop() {
			if err := alpha.Admit(b.Context(), line, parties); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("asked", func(b *testing.B) {
		for b.Loop() {
			if p, err := alpha.Preflight(b.Context(), line, parties); err != nil || p.Err() != nil {
				b.Fatal(p, err)
			}
		}
	})
}
