package crudetrade_test

import (
	"context"
	"io/fs"
	"testing"

	"github.com/novation-dev/novation/plugins"
	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/cases"
	"github.com/novation-dev/novation/testnet/crudetrade"
)

// TestCases plays the cases of every release, which are also its samples.
func TestCases(t *testing.T) {
	for _, version := range crudetrade.Versions() {
		r := load(t, version)
		dir, err := crudetrade.Open(version)
		if err != nil {
			t.Fatal(err)
		}
		sub, err := fs.Sub(dir, "cases")
		if err != nil {
			t.Fatal(err)
		}
		reader := cases.Reader{Schema: r.Schema, Previous: r.Previous, References: r.References}
		all, err := reader.Load(sub)
		if err != nil || len(all) == 0 {
			t.Fatalf("%s: %d cases, %v", version, len(all), err)
		}
		for _, c := range all {
			for _, o := range reader.Play(t.Context(), c, func(ctx context.Context, call cases.Call) (abi.Reply, error) {
				result, err := plugins.Call(ctx, r.Rules, call.Op, call.Request)
				return result.Reply, err
			}) {
				if !o.OK() {
					t.Errorf("%s, %s, step %d: %v %v", version, c.Name, o.Step+1, o.Err, o.Differences)
				}
			}
		}
		if r.Manifest.Samples == nil {
			t.Errorf("%s has no samples", version)
		}
	}
}
