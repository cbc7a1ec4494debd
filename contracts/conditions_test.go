package contracts_test

import (
	"testing"

	"github.com/novation-dev/novation/contracts"
	"github.com/novation-dev/novation/contracts/binding"
)

// TestConditions finds names in the table that no contract has.
func TestConditions(t *testing.T) {
	consortium, book := binding.NewConsortium().GetABI(), binding.NewBook().GetABI()
	for name := range contracts.Conditions() {
		_, a := consortium.Errors[name]
		_, b := book.Errors[name]
		if !a && !b {
			t.Errorf("no contract has an error %s", name)
		}
	}
}
