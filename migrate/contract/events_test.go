package contract_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/migratetest"
	"github.com/novation-dev/novation/registry"
)

// TestEvents refuses events that cannot be, and counts those that can.
func TestEvents(t *testing.T) {
	alloc, s := migratetest.LedgerAlloc(20, 5)
	c := start(t, alloc)
	good := contract.Event{Event: "Filled", For: "balanceOf[]", Args: []string{"key 0", "value"}}
	for name, test := range map[string]struct {
		change func(*contract.Event)
		text   string
	}{
		"no such event":     {func(e *contract.Event) { e.Event = "Emptied" }, "it has Filled(address,uint256)"},
		"no such variable":  {func(e *contract.Event) { e.For = "nobody" }, "nobody"},
		"a mapping":         {func(e *contract.Event) { e.For = "balanceOf" }, "has no value of its own"},
		"a struct":          {func(e *contract.Event) { e.For = "entries[]" }, "has no value of its own"},
		"too few arguments": {func(e *contract.Event) { e.Args = e.Args[:1] }, "has 2 arguments, and there are 1"},
		"no such key":       {func(e *contract.Event) { e.Args = []string{"key 1", "value"} }, "there are 1 keys"},
		"another type":      {func(e *contract.Event) { e.Args = []string{"value", "value"} }, "does not hold every uint256"},
		"no constant":       {func(e *contract.Event) { e.Args = []string{"somebody", "value"} }, "want value, key 0, or a constant"},
	} {
		t.Run(name, func(t *testing.T) {
			in, e := input(t, c, s), good
			test.change(&e)
			in.Map.Way, in.Map.Events = contract.SteppedWay, []contract.Event{e}
			_, err := contract.New(t.Context(), in)
			if err == nil || !strings.Contains(err.Error(), test.text) || !errors.Is(err, registry.ErrInvalid) && !errors.Is(err, registry.ErrNotFound) {
				t.Errorf("%v", err)
			}
		})
	}
	in := input(t, c, s)
	in.Map.Way, in.Map.Events = contract.SteppedWay, []contract.Event{good, good}
	if _, err := contract.New(t.Context(), in); !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), "twice") {
		t.Errorf("the same event twice: %v", err)
	}
	in.Map.Events = []contract.Event{good, {Event: "Filled", For: "total", Args: []string{"0x00000000000000000000000000000000000000aa", "value"}}}
	p, err := contract.New(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Events) != 2 || p.Events[0].Logs != 20 || p.Events[1].Logs != 1 || !noted(p, "cannot take back events") {
		t.Errorf("%+v, %q", p.Events, p.Notes)
	}
	in.Map.Way = contract.InPlace
	if p, err = contract.New(t.Context(), in); err != nil || len(p.Events) != 0 || !noted(p, "not emitted in place") {
		t.Errorf("in place: %+v, %v", p, err)
	}
}
