package wasm

import "math"

// A Size measures a function, or sums up all functions of a module.
//
// Products are what the memory and the time of an optimising compiler grow
// with: from each block to the next it carries every local, every value on the
// stack and what it knows of each address; after each call it reads each
// mutable global again.
type Size struct {
	// Bytes of code, locals included.
	Bytes int
	// Locals, parameters included.
	Locals int
	// Blocks counts block, loop, if, else and br_if: what divides code.
	Blocks int
	// Nesting is how deep blocks stand in each other.
	Nesting int
	// Targets sums up the tables of br_table.
	Targets int
	// Values sums up parameters and results of all calls, blocks and branches.
	Values int
	// Live sums up, over the blocks, locals and values on the stack.
	Live int
	// Reloads is mutable globals times calls.
	Reloads int
	// Known is loads and stores times blocks.
	Known int
	// Square is blocks times blocks.
	Square int

	calls, accesses int
}

// Limits of one function, and of all functions of a module together. What a
// Go program of three megabytes needs is well below half of each.
var (
	functionLimits = Size{
		Bytes: MaxBody, Locals: MaxParams + MaxLocals, Blocks: MaxBlocks, Nesting: MaxNesting, Targets: MaxTargets,
		Values: MaxValues, Live: MaxLive, Reloads: MaxReloads, Known: MaxKnown, Square: MaxBlocks * MaxBlocks,
	}
	moduleLimits = Size{
		Bytes: MaxModule, Locals: MaxSumLocals, Blocks: MaxSumBlocks, Nesting: MaxNesting, Targets: MaxSumTargets,
		Values: MaxSumValues, Live: MaxSumLive, Reloads: MaxSumReloads, Known: MaxSumKnown, Square: MaxSumSquare,
	}
)

func (s *Size) add(t *Size) {
	s.Bytes += t.Bytes
	s.Locals += t.Locals
	s.Blocks += t.Blocks
	s.Nesting = max(s.Nesting, t.Nesting)
	s.Targets += t.Targets
	s.Values += t.Values
	s.Live += t.Live
	s.Reloads += t.Reloads
	s.Known += t.Known
	s.Square += t.Square
}

// over returns the first measure that is over its limit.
func (s *Size) over(most *Size) (what string, n, limit int) {
	for _, x := range [...]struct {
		what     string
		n, limit int
	}{
		{"bytes of code", s.Bytes, most.Bytes},
		{"locals", s.Locals, most.Locals},
		{"blocks", s.Blocks, most.Blocks},
		{"blocks in each other", s.Nesting, most.Nesting},
		{"targets of br_table", s.Targets, most.Targets},
		{"values that calls, blocks and branches pass", s.Values, most.Values},
		{"locals and values on the stack, times blocks", s.Live, most.Live},
		{"mutable globals, times calls", s.Reloads, most.Reloads},
		{"loads and stores, times blocks", s.Known, most.Known},
		{"blocks, times those of the same function", s.Square, most.Square},
	} {
		if x.n > x.limit {
			return x.what, x.n, x.limit
		}
	}
	return "", 0, math.MaxInt
}
