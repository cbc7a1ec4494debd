package change

import (
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/registry"
)

// A Move is the migration of a contract beside the Book that a change brings. It
// says where everything is that the migration needs; what is done with it the
// calls of the change say, and they follow from the plan: every pod works them
// out by itself.
type Move struct {
	// Plan is the digest of the plan (package migrate/contract), Keys that of the
	// keys file it was made with; zero for none. The registry has both.
	Plan registry.Digest `json:"plan"`
	Keys registry.Digest `json:"keys,omitzero"`
	// LogsFrom is the block from which on events are searched for keys.
	LogsFrom uint64 `json:"logsFrom,omitempty"`
	// Ledger is the contract Migration, and Back the one that leads back. Both
	// are deployed before the change is proposed, so that the calls can name them.
	Ledger common.Address `json:"ledger"`
	Back   common.Address `json:"back"`
	// Source and Target are the stand-ins of the two accounts, which are one in
	// place; BackSource and BackTarget those of the way back.
	Source     common.Address `json:"source"`
	Target     common.Address `json:"target"`
	BackSource common.Address `json:"backSource"`
	BackTarget common.Address `json:"backTarget"`
}

// MaxMoves bounds the migrations of one change.
const MaxMoves = 8

// checkMoves refuses migrations that could not be carried out.
func (d *Document) checkMoves() error {
	refuse := func(format string, a ...any) error {
		return fmt.Errorf("change document: moves: %s: %w", fmt.Sprintf(format, a...), registry.ErrInvalid)
	}
	switch n := len(d.Moves); {
	case d.Moves != nil && n == 0:
		return refuse("there are none: leave the field out")
	case n > MaxMoves:
		return refuse("%d migrations, at most %d are possible: use several changes", n, MaxMoves)
	case n > 0 && d.Plan.From == nil:
		return refuse("the first release of a line has nothing before it that could be moved")
	}
	seen := map[common.Address]bool{}
	for i, m := range d.Moves {
		if m.Plan.IsZero() {
			return refuse("migration %d has no plan", i)
		}
		for _, a := range []common.Address{m.Ledger, m.Back} {
			if a == (common.Address{}) || seen[a] {
				return refuse("migration %d names no contract Migration of its own (%s)", i, a)
			}
			seen[a] = true
		}
		if slices.Contains([]common.Address{m.Source, m.Target, m.BackSource, m.BackTarget}, common.Address{}) {
			return refuse("migration %d does not name all of its stand-ins", i)
		}
	}
	return nil
}

// Differs names the first call in which two lists of calls differ, with what
// each has; "" when they are the same.
func (c *Calls) Differs(o *Calls) string {
	for _, s := range stages {
		a, b := c.Of(s), o.Of(s)
		for i := range max(len(a), len(b)) {
			switch {
			case i >= len(a):
				return fmt.Sprintf("%s %d is missing: a call of %s", s, i, b[i].Target)
			case i >= len(b):
				return fmt.Sprintf("%s %d, a call of %s, is one too many", s, i, a[i].Target)
			case a[i].Target != b[i].Target:
				return fmt.Sprintf("%s %d calls %s, not %s", s, i, a[i].Target, b[i].Target)
			case string(a[i].Data) != string(b[i].Data):
				return fmt.Sprintf("%s %d calls %s with %s, not with %s", s, i, a[i].Target, a[i].Data, b[i].Data)
			}
		}
	}
	return ""
}
