package recap_test

import (
	"encoding/hex"
	"testing"

	"github.com/novation-dev/novation/plugins/sdk"
	"github.com/novation-dev/novation/plugins/sdk/examples/recap"
)

// BenchmarkAmend is the call that the runtime is measured with, without a
// runtime:
//
//	go test ./examples/recap -run '^$' -bench Amend
func BenchmarkAmend(b *testing.B) {
	request, err := hex.DecodeString(benchmarked(b)[2].Request)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		sdk.Run(recap.Rules.Apply, request)
	}
}
