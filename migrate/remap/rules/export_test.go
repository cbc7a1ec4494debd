package rules

import (
	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/migrate/remap"
	"github.com/novation-dev/novation/migrate/statetree"
	"github.com/novation-dev/novation/plugins/abi"
)

// Targets reads the targets of a line out of an answer, and writes them as an
// answer again.
func Targets(from, to *layout.Layout, m remap.Computation, element []byte) (values []statetree.Value, again []byte, err error) {
	l, err := newLine(from, to, m)
	if err != nil {
		return nil, nil, err
	}
	if values, err = l.to.read(abi.Up, element); err != nil {
		return nil, nil, err
	}
	for i, p := range l.to.places {
		again = l.to.append(again, l.to.field, p, &values[i])
	}
	return values, again, nil
}

// Rejected tells what reasons become.
func Rejected(reasons []abi.Reason) error { return rejected(abi.Up, reasons) }
