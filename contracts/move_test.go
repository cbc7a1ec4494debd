package contracts_test

import (
	"testing"

	"github.com/novation-dev/novation/contracts"
	"github.com/novation-dev/novation/contracts/binding"
)

// TestMoveConditions finds names in the table that no contract has, and names of
// contracts that are not in the table.
func TestMoveConditions(t *testing.T) {
	conditions := contracts.MoveConditions()
	known := map[string]bool{"BadRules": true}
	for name := range binding.NewMigration().GetABI().Errors {
		known[name] = true
		if conditions[name] == nil {
			t.Errorf("%s of Migration stands for no condition", name)
		}
	}
	for name := range binding.NewStandIn().GetABI().Errors {
		known[name] = true
	}
	for name := range binding.NewGate().GetABI().Errors {
		known[name] = true
	}
	for name := range conditions {
		if !known[name] {
			t.Errorf("no contract has an error %s", name)
		}
	}
}
