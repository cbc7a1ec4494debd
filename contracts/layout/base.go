package layout

import (
	"math/big"
	"strings"

	"github.com/holiman/uint256"

	"github.com/novation-dev/novation/contracts/ast"
)

// baseSlot returns the slot at which sequential storage begins. Where the
// expression after "layout at" is none that can be evaluated here, it is that
// of the first variable as the compiler reports it.
func baseSlot(p *ast.Program, bases []*ast.Node, reported *reportedLayout) (base uint256.Int, err error) {
	for _, b := range bases[1:] {
		if b.Has("storageLayout") {
			return base, bad(p, b, "contract %s says where its storage begins, and %s inherits from it", b.Name(), bases[0].Name())
		}
	}
	if !bases[0].Has("storageLayout") {
		return base, nil
	}
	at := bases[0].Child("storageLayout").Child("baseSlotExpression")
	if at == nil {
		return base, bad(p, bases[0], "the syntax tree does not say at which slot the storage of %s begins", bases[0].Name())
	}
	e := evaluator{p: p}
	if v := e.number(at, 0); v != nil {
		if base.SetFromBig(v) || v.Sign() < 0 {
			return base, bad(p, at, "the storage of %s begins at %s, which is no slot", bases[0].Name(), v)
		}
		return base, nil
	}
	if reported != nil && len(reported.Storage) > 0 {
		first, err := uint256.FromDecimal(reported.Storage[0].Slot)
		if err == nil {
			return *first, nil
		}
	}
	return base, bad(p, at, "novation cannot work out the slot at which the storage of %s begins: compile with storageLayout among the outputs, or write a number", bases[0].Name())
}

// An evaluator works out constant expressions as far as "layout at" needs it.
type evaluator struct {
	p *ast.Program
	// steps bounds constants that refer to each other.
	steps int
}

const maxSteps = 10_000

// number returns the value of an expression, and nil when it cannot tell. Types
// do not matter: the compiler refuses what does not fit.
func (e *evaluator) number(n *ast.Node, depth int) *big.Int {
	if e.steps++; n == nil || e.steps > maxSteps || depth > maxDepth {
		return nil
	}
	if v, ok := rational(n.Child("typeDescriptions").Str("typeIdentifier")); ok {
		return v
	}
	switch n.Type {
	case "Identifier", "MemberAccess":
		return e.number(e.constant(n).Child("value"), depth+1)
	case "TupleExpression":
		if c := n.List("components"); len(c) == 1 {
			return e.number(c[0], depth+1)
		}
	case "FunctionCall":
		return e.call(n)
	case "BinaryOperation":
		a, b := e.number(n.Child("leftExpression"), depth+1), e.number(n.Child("rightExpression"), depth+1)
		if z := operate(n.Str("operator"), a, b); z != nil && z.BitLen() <= 256 {
			return z
		}
	}
	return nil
}

// rational reads the type of an expression of literals, which is its value.
func rational(id string) (*big.Int, bool) {
	digits, ok := strings.CutPrefix(id, "t_rational_")
	if !ok {
		return nil, false
	}
	digits, ok = strings.CutSuffix(digits, "_by_1")
	if !ok || len(digits) > 100 {
		return nil, false
	}
	digits = strings.Replace(digits, "minus_", "-", 1)
	return new(big.Int).SetString(digits, 10)
}

// constant returns the declaration of a constant, or nil.
func (e *evaluator) constant(n *ast.Node) *ast.Node {
	id, ok := n.Int("referencedDeclaration")
	if !ok || ast.Builtin(id) {
		return nil
	}
	d, err := e.p.Node(id)
	if err != nil || d.Type != "VariableDeclaration" || !d.Bool("constant") {
		return nil
	}
	return d
}

// call evaluates erc7201("name"), the only function of a constant that a base
// slot may be from.
func (e *evaluator) call(n *ast.Node) *big.Int {
	f := n.Child("expression")
	id, ok := f.Int("referencedDeclaration")
	args := n.List("arguments")
	if f.Name() != "erc7201" || !ok || !ast.Builtin(id) || len(args) != 1 {
		return nil
	}
	arg := args[0]
	for i := 0; i < maxDepth && arg != nil && arg.Type == "Identifier"; i++ {
		arg = e.constant(arg).Child("value")
	}
	if arg == nil || arg.Type != "Literal" || arg.Value("value").Kind() != '"' {
		return nil
	}
	slot := ERC7201(arg.Str("value"))
	return slot.ToBig()
}

// operate returns nil for what is not defined, or not needed.
func operate(operator string, a, b *big.Int) *big.Int {
	if a == nil || b == nil {
		return nil
	}
	z := new(big.Int)
	switch operator {
	case "+":
		return z.Add(a, b)
	case "-":
		return z.Sub(a, b)
	case "*":
		return z.Mul(a, b)
	}
	if a.Sign() < 0 || b.Sign() < 0 {
		return nil
	}
	small := b.IsUint64() && b.Uint64() <= 256
	switch {
	case operator == "&":
		return z.And(a, b)
	case operator == "|":
		return z.Or(a, b)
	case operator == "^":
		return z.Xor(a, b)
	case operator == "/" && b.Sign() > 0:
		return z.Quo(a, b)
	case operator == "%" && b.Sign() > 0:
		return z.Rem(a, b)
	case operator == "**" && small:
		return z.Exp(a, b, nil)
	case operator == "<<" && small:
		return z.Lsh(a, uint(b.Uint64()))
	case operator == ">>" && small:
		return z.Rsh(a, uint(b.Uint64()))
	}
	return nil
}
