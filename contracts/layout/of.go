package layout

import (
	"fmt"
	"slices"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novation-dev/novation/contracts/ast"
	"github.com/novation-dev/novation/registry"
)

// Reported is what the compiler says about one contract: its storageLayout and
// transientStorageLayout. Nil and null stand for an output that was not asked
// for or that the compiler is too old for.
type Reported struct {
	Storage, Transient jsontext.Value
}

// Of works out the layout of a contract from the trees of one compilation, and
// compares it with what the compiler reported of the same contract: every
// variable, and every type that one reaches. It may be called from several
// goroutines at once.
//
// It fails with [registry.ErrNotFound] when there is no such contract, and with
// [registry.ErrInvalid] and the place when the tree contradicts itself or the
// report, when storage overlaps, and when a rule of the language is met that
// this package does not know.
func Of(p *ast.Program, source, name string, reported Reported) (*Layout, error) {
	contract, err := p.Contract(source, name)
	if err != nil {
		return nil, err
	}
	l, err := work(p, contract, reported)
	if err != nil {
		return nil, fmt.Errorf("laying out the storage of %s: %w", name, err)
	}
	return l, nil
}

func work(p *ast.Program, contract *ast.Node, reported Reported) (*Layout, error) {
	bases, err := p.Bases(contract)
	if err != nil {
		return nil, err
	}
	storage, err := readReported(reported.Storage)
	if err != nil {
		return nil, fmt.Errorf("storageLayout: %w", err)
	}
	transient, err := readReported(reported.Transient)
	if err != nil {
		return nil, fmt.Errorf("transientStorageLayout: %w", err)
	}
	r := newResolver(p)
	l := &Layout{Types: r.types, Storage: []Variable{}, Transient: []Variable{}, Namespaces: []Namespace{}}
	if l.Base, err = baseSlot(p, bases, storage); err != nil {
		return nil, err
	}
	if err := r.sequential(l, bases); err != nil {
		return nil, err
	}
	if err := r.namespaces(l, bases); err != nil {
		return nil, err
	}
	if err := r.rest(); err != nil {
		return nil, err
	}
	if err := r.unseen(bases); err != nil {
		return nil, err
	}
	name := contract.Name()
	if err := storage.check(r, l.Storage, name, "storageLayout"); err != nil {
		return nil, err
	}
	if err := transient.check(r, l.Transient, name, "transientStorageLayout"); err != nil {
		return nil, err
	}
	return l, overlaps(l)
}

// sequential places the state variables, those of the most basic contract
// first.
func (r *resolver) sequential(l *Layout, bases []*ast.Node) error {
	storage, transient := cursor{base: l.Base}, cursor{}
	for _, contract := range slices.Backward(bases) {
		owner, err := r.qualified(contract)
		if err != nil {
			return err
		}
		for _, n := range contract.List("nodes") {
			where, err := r.kept(n)
			if err != nil {
				return err
			}
			switch where {
			case inStorage:
				err = r.place(&l.Storage, &storage, n, owner, false)
			case inTransient:
				err = r.place(&l.Transient, &transient, n, owner, false)
			case nowhere:
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// place appends a variable where the cursor stands. owner is the contract, as
// "source:Name", or the key of the struct.
func (r *resolver) place(to *[]Variable, c *cursor, n *ast.Node, owner string, member bool) error {
	key, t, err := r.define(n.Child("typeName"), n, 0)
	if err != nil {
		return err
	}
	v := Variable{Label: n.Name(), Type: key, Place: r.p.Place(n)}
	if v.Slot, v.Offset, err = c.place(t); err != nil {
		return r.bad(n, "variable %s %v", v.Label, err)
	}
	if _, twice := r.ids[held{v.Label, owner}]; twice || v.Label == "" {
		return r.bad(n, "%s has two variables %q, or one without a name", owner, v.Label)
	}
	r.ids[held{v.Label, owner}] = n.ID
	if !member {
		v.Contract = owner
		if v.RenamedFrom, v.RetypedFrom, err = renames(n.Doc()); err != nil {
			return r.bad(n, "variable %s: %v", v.Label, err)
		}
	}
	*to = append(*to, v)
	return nil
}

type where int

const (
	nowhere where = iota
	inStorage
	inTransient
)

// kept tells whether a part of a contract is a variable that has slots:
// constants and immutables are part of the code.
func (r *resolver) kept(n *ast.Node) (where, error) {
	if n == nil || n.Type != "VariableDeclaration" || n.Bool("constant") {
		return nowhere, nil
	}
	switch m := n.Str("mutability"); m {
	case "constant", "immutable":
		return nowhere, nil
	case "mutable", "": // compilers before 0.6.5 do not say
	default:
		return nowhere, r.bad(n, "variable %s is %q, which this version of novation does not know", n.Name(), m)
	}
	switch s := n.Str("storageLocation"); s {
	case "default", "":
		return inStorage, nil
	case "transient":
		return inTransient, nil
	default:
		return nowhere, r.bad(n, "variable %s is in %q, which this version of novation does not know", n.Name(), s)
	}
}

func (r *resolver) bad(n *ast.Node, format string, args ...any) error {
	return bad(r.p, n, format, args...)
}

// bad is an error about a node, which begins with its place.
func bad(p *ast.Program, n *ast.Node, format string, args ...any) error {
	text := fmt.Sprintf(format, args...)
	if at := p.Place(n).String(); at != "" {
		text = at + ": " + text
	}
	return fmt.Errorf("%s: %w", text, registry.ErrInvalid)
}
