package artifact

import (
	"fmt"
	"slices"

	"github.com/novation-dev/novation/contracts/ast"
	"github.com/novation-dev/novation/registry"
)

// Program returns the syntax trees of the build. It fails with
// [registry.ErrInvalid] when the build has none, and when it is made of files
// of which nothing says that they are of one compilation.
//
// The trees are read when they are first asked for. Program must not be called
// by two goroutines at the same time.
func (b *Build) Program() (*ast.Program, error) {
	if b.untree != nil {
		return nil, b.untree
	}
	if b.program != nil {
		return b.program, nil
	}
	var units []ast.Unit
	for _, name := range slices.Sorted(keys(b.Sources)) {
		s := b.Sources[name]
		if s.Tree == nil {
			continue
		}
		tree, err := ast.Parse(s.Tree)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		units = append(units, ast.Unit{Name: name, Number: s.Number, Tree: tree, Text: s.Text})
	}
	if len(units) == 0 {
		return nil, fmt.Errorf("the build has no syntax trees; compile with \"ast\" among the outputs: %w", registry.ErrInvalid)
	}
	p, err := ast.NewProgram(units)
	if err != nil {
		return nil, err
	}
	b.program = p
	return p, nil
}
