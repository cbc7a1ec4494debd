package timing_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/novation-dev/novation/plugins/cases/timing"
)

// sleeper is a way that takes a time of the test's clock, longer once in twenty.
func sleeper(name string, usual, long time.Duration) timing.Way {
	n := 0
	return timing.Way{Name: name, Call: func(context.Context) (uint64, error) {
		if n++; n%10 == 0 {
			time.Sleep(long)
		} else {
			time.Sleep(usual)
		}
		return 7, nil
	}}
}

func TestRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		got, err := timing.Run(t.Context(), []timing.Way{
			sleeper("fast", time.Millisecond, time.Millisecond), sleeper("uneven", time.Millisecond, 11*time.Millisecond), sleeper("slow", time.Second, time.Second),
		}, 9*time.Second)
		if err != nil {
			t.Fatal(err)
		}
		want := []timing.Cost{
			{Way: "fast", Calls: 3000, P50: time.Millisecond, P95: time.Millisecond, PerSecond: 1000, Gas: 7},
			{Way: "uneven", Calls: 1500, P50: time.Millisecond, P95: 11 * time.Millisecond, PerSecond: 500, Gas: 7},
			{Way: "slow", Calls: 3, P50: time.Second, P95: time.Second, PerSecond: 1, Gas: 7},
		}
		about := cmp.Options{cmpopts.EquateApprox(0.02, 0), cmp.Comparer(func(a, b int) bool { return max(a, b)-min(a, b) < 40 })}
		if diff := cmp.Diff(want, got, about); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
}

func TestRunEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		broken := errors.New("broken")
		for n := range 5 {
			calls := 0
			_, err := timing.Run(t.Context(), []timing.Way{{Name: "a", Call: func(context.Context) (uint64, error) {
				if calls++; calls > n {
					return 0, broken
				}
				return 0, nil
			}}}, time.Hour)
			if !errors.Is(err, broken) {
				t.Errorf("a call that fails: %v", err)
			}
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := timing.Run(ctx, []timing.Way{sleeper("a", time.Millisecond, 0)}, time.Hour); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("a context that ends: %v", err)
		}
		if got, err := timing.Run(t.Context(), []timing.Way{sleeper("a", time.Minute, time.Minute)}, 0); err != nil || got[0].Calls != 3 {
			t.Errorf("no time: %+v, %v", got, err)
		}
	})
}
