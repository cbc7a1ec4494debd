package execute

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/holiman/uint256"

	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/migrate/remap"
	"github.com/novation-dev/novation/migrate/statetree"
	"github.com/novation-dev/novation/registry"
)

// The keys of steps, in the order of Gate.sol.
const (
	keyCaller byte = iota
	keyUnsigned
	keySigned
	keyLeft
	keyBytes
	keyConstant
	keyOffset
)

// rules encodes what functions may touch, from the plan's map, in the form that
// Gate.sol describes.
func (m *Migration) rules() ([]byte, error) {
	parsed, err := abiOf(m.cfg.Input.To)
	if err != nil {
		return nil, err
	}
	return gateRules(parsed, m.cfg.Input.To.Layout, m.plan.Map.Touch)
}

func gateRules(parsed abi.ABI, l *layout.Layout, touch map[string][]string) ([]byte, error) {
	tree, err := statetree.New(l)
	if err != nil {
		return nil, err
	}
	g := &gating{l: l, roots: tree.Roots()}
	type rule struct {
		selector uint32
		paths    []byte
	}
	var all []rule
	for signature, texts := range touch {
		method, err := methodOf(parsed, signature)
		if err != nil {
			return nil, err
		}
		r := rule{paths: []byte{byte(len(texts))}}
		if method != nil {
			r.selector = binary.BigEndian.Uint32(method.ID)
		}
		if len(texts) > 255 {
			return nil, fmt.Errorf("touch %s: more than 255 entries: %w", signature, registry.ErrInvalid)
		}
		for _, text := range texts {
			p, err := g.path(method, text)
			if err != nil {
				return nil, fmt.Errorf("touch %s: %s: %w", signature, text, err)
			}
			r.paths = append(r.paths, p...)
		}
		all = append(all, r)
	}
	slices.SortFunc(all, func(a, b rule) int { return int(int64(a.selector) - int64(b.selector)) })
	at := 2 + 6*len(all)
	out := binary.BigEndian.AppendUint16(nil, uint16(len(all)))
	var paths []byte
	for _, r := range all {
		out = binary.BigEndian.AppendUint32(out, r.selector)
		out = binary.BigEndian.AppendUint16(out, uint16(at+len(paths)))
		paths = append(paths, r.paths...)
	}
	if out = append(out, paths...); len(out) > 1<<14 {
		return nil, fmt.Errorf("what functions touch takes %d bytes, at most %d fit: leave functions out: %w", len(out), 1<<14, registry.ErrInvalid)
	}
	return out, nil
}

// methodOf finds a function; nil is the call without data.
func methodOf(parsed abi.ABI, signature string) (*abi.Method, error) {
	if signature == "receive()" || signature == "receive" {
		return nil, nil
	}
	for _, m := range parsed.Methods {
		if m.Sig == strings.ReplaceAll(signature, " ", "") {
			return &m, nil
		}
	}
	return nil, fmt.Errorf("touch: the new contract has no function %s: %w", signature, registry.ErrInvalid)
}

// gating turns texts into paths of one layout.
type gating struct {
	l     *layout.Layout
	roots []statetree.Root
}

// path encodes "_allowances[0][caller]" for a function.
func (g *gating) path(method *abi.Method, text string) ([]byte, error) {
	name, keys := splitKeys(text)
	pattern, _, err := remap.Resolve(g.l, name)
	if err != nil {
		return nil, err
	}
	root, rest, err := g.root(pattern)
	if err != nil {
		return nil, err
	}
	slot, typ := root.Slot, root.Type
	var steps [][]byte
	offset := func(by *uint256.Int) {
		switch {
		case by.IsZero():
		case len(steps) == 0:
			slot.Add(&slot, by)
		default:
			word := by.Bytes32()
			steps = append(steps, append([]byte{keyOffset, 0, 0, 0}, word[:]...))
		}
	}
	for rest != "" || len(keys) > 0 {
		t := g.l.Types[typ]
		switch {
		case t.Kind == layout.Struct && strings.HasPrefix(rest, "."):
			var label string
			label, rest = cutLabel(rest[1:])
			i := slices.IndexFunc(t.Members, func(v layout.Variable) bool { return v.Label == label })
			if i < 0 {
				return nil, fmt.Errorf("%s has no member %s: %w", t.Label, label, registry.ErrInvalid)
			}
			offset(&t.Members[i].Slot)
			typ = t.Members[i].Type
		case t.Kind == layout.Mapping && len(keys) > 0:
			rest = strings.TrimPrefix(rest, "[]")
			s, err := g.key(method, t.Key, keys[0])
			if err != nil {
				return nil, err
			}
			steps, keys, typ = append(steps, s), keys[1:], t.Value
		default:
			return nil, fmt.Errorf("it does not lead to an element of a mapping: %w", registry.ErrInvalid)
		}
	}
	if len(steps) == 0 || steps[len(steps)-1][0] == keyOffset {
		return nil, fmt.Errorf("it does not end with the key of a mapping: %w", registry.ErrInvalid)
	}
	word := slot.Bytes32()
	out := append(word[:], byte(len(steps)))
	return append(out, slices.Concat(steps...)...), nil
}

// root finds the variable that a pattern begins with.
func (g *gating) root(pattern string) (r statetree.Root, rest string, err error) {
	for _, v := range g.roots {
		after, ok := strings.CutPrefix(pattern, v.Name)
		if ok && (after == "" || after[0] == '[' || after[0] == '.') && len(v.Name) > len(r.Name) {
			r, rest = v, after
		}
	}
	if r.Name == "" {
		return r, "", fmt.Errorf("the layout has no such variable: %w", registry.ErrNotFound)
	}
	return r, rest, nil
}

func cutLabel(s string) (label, rest string) {
	if i := strings.IndexAny(s, ".["); i >= 0 {
		return s[:i], s[i:]
	}
	return s, ""
}

// splitKeys takes what stands in brackets out of a text.
func splitKeys(text string) (pattern string, keys []string) {
	var b strings.Builder
	for text != "" {
		before, after, found := strings.Cut(text, "[")
		b.WriteString(before)
		if !found {
			break
		}
		key, rest, _ := strings.Cut(after, "]")
		b.WriteString("[]")
		keys, text = append(keys, strings.TrimSpace(key)), rest
	}
	return b.String(), keys
}

// key encodes where the key of a mapping comes from.
func (g *gating) key(method *abi.Method, typ, text string) ([]byte, error) {
	under := g.elementary(typ)
	switch {
	case text == "caller" || text == "msg.sender":
		if under.Kind != layout.Address && under.Kind != layout.Contract {
			return nil, fmt.Errorf("a caller is no %s: %w", under.Label, registry.ErrInvalid)
		}
		return []byte{keyCaller, 0, 0, 0}, nil
	case strings.HasPrefix(text, "0x"):
		v, err := statetree.ParseValue(g.l, typ, text)
		if err != nil || v.Bytes != nil {
			return nil, fmt.Errorf("the constant %s is no %s: %w", text, under.Label, registry.ErrInvalid)
		}
		return append([]byte{keyConstant, 0, 0, 0}, v.Word[:]...), nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || method == nil || n < 0 || n >= len(method.Inputs) {
		return nil, fmt.Errorf("%q is no argument; want caller, a number of an argument, or a constant with 0x: %w", text, registry.ErrInvalid)
	}
	word := 0
	for _, in := range method.Inputs[:n] {
		word += wordsOf(in.Type)
	}
	kind, bits, fits := keyOf(under, method.Inputs[n].Type)
	if !fits || word > 255 {
		return nil, fmt.Errorf("argument %d is %s, and the key is %s: %w", n, method.Inputs[n].Type.String(), under.Label, registry.ErrInvalid)
	}
	return binary.BigEndian.AppendUint16([]byte{kind, byte(word)}, uint16(bits)), nil
}

// elementary is the type under a user-defined one.
func (g *gating) elementary(typ string) layout.Type {
	t := g.l.Types[typ]
	for t.Kind == layout.UserDefined {
		t = g.l.Types[t.Value]
	}
	return t
}

// wordsOf is how many words an argument takes in the first part of calldata.
func wordsOf(t abi.Type) int {
	switch {
	case t.T == abi.ArrayTy && !dynamic(t):
		return t.Size * wordsOf(*t.Elem)
	case t.T == abi.TupleTy && !dynamic(t):
		n := 0
		for _, e := range t.TupleElems {
			n += wordsOf(*e)
		}
		return n
	}
	return 1
}

func dynamic(t abi.Type) bool {
	switch t.T {
	case abi.StringTy, abi.BytesTy, abi.SliceTy:
		return true
	case abi.ArrayTy:
		return dynamic(*t.Elem)
	case abi.TupleTy:
		return slices.ContainsFunc(t.TupleElems, func(e *abi.Type) bool { return dynamic(*e) })
	}
	return false
}

// keyOf says how an argument becomes a key of a kind.
func keyOf(key layout.Type, arg abi.Type) (kind byte, bits int, fits bool) {
	switch key.Kind {
	case layout.Address, layout.Contract:
		return keyUnsigned, 160, arg.T == abi.AddressTy
	case layout.Bool:
		return keyUnsigned, 1, arg.T == abi.BoolTy
	case layout.Unsigned:
		return keyUnsigned, arg.Size, arg.T == abi.UintTy && arg.Size <= 8*key.Size
	case layout.Enum:
		return keyUnsigned, 8, arg.T == abi.UintTy
	case layout.Signed:
		return keySigned, arg.Size, arg.T == abi.IntTy && arg.Size <= 8*key.Size
	case layout.FixedBytes:
		return keyLeft, 8 * key.Size, arg.T == abi.FixedBytesTy && arg.Size == key.Size
	case layout.String, layout.Bytes:
		return keyBytes, 0, arg.T == abi.StringTy || arg.T == abi.BytesTy
	default:
		return 0, 0, false
	}
}
