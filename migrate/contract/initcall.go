package contract

import (
	"bytes"
	"fmt"
	"math/big"
	"reflect"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/registry"
)

func parseABI(a *artifact.Artifact) (abi.ABI, error) {
	parsed, err := abi.JSON(bytes.NewReader(a.ABI))
	if err != nil {
		return parsed, fmt.Errorf("%s:%s: reading its ABI: %v: %w", a.Source, a.Name, err, registry.ErrInvalid)
	}
	return parsed, nil
}

// encodeCall encodes a call that is given as text.
func encodeCall(a *artifact.Artifact, c Call) ([]byte, error) {
	parsed, err := parseABI(a)
	if err != nil {
		return nil, err
	}
	var found []abi.Method
	for _, m := range parsed.Methods {
		if m.Sig == strings.ReplaceAll(c.Function, " ", "") || m.RawName == c.Function {
			found = append(found, m)
		}
	}
	if len(found) != 1 {
		return nil, fmt.Errorf("%s has %d functions %q; it has %s: %w", a.Name, len(found), c.Function, signatures(parsed, true), registry.ErrInvalid)
	}
	m := found[0]
	if len(m.Inputs) != len(c.Args) {
		return nil, fmt.Errorf("%s takes %d arguments, and there are %d: %w", m.Sig, len(m.Inputs), len(c.Args), registry.ErrInvalid)
	}
	var args []any
	for i, text := range c.Args {
		v, err := argument(m.Inputs[i].Type, text)
		if err != nil {
			return nil, fmt.Errorf("argument %d of %s: %w", i, m.Sig, err)
		}
		args = append(args, v)
	}
	packed, err := m.Inputs.Pack(args...)
	if err != nil {
		return nil, fmt.Errorf("encoding %s: %v: %w", m.Sig, err, registry.ErrInvalid)
	}
	return append(slices.Clone(m.ID), packed...), nil
}

// argument reads a single value of an elementary type.
func argument(t abi.Type, text string) (any, error) {
	bad := fmt.Errorf("%.80q is no %s: %w", text, t.String(), registry.ErrInvalid)
	switch t.T {
	case abi.StringTy:
		return text, nil
	case abi.BoolTy:
		if text != "true" && text != "false" {
			return nil, bad
		}
		return text == "true", nil
	case abi.AddressTy:
		if !common.IsHexAddress(text) {
			return nil, bad
		}
		return common.HexToAddress(text), nil
	case abi.BytesTy, abi.FixedBytesTy:
		b, err := hexutil.Decode(text)
		if err != nil || t.T == abi.FixedBytesTy && len(b) != t.Size {
			return nil, bad
		}
		if t.T == abi.BytesTy {
			return b, nil
		}
		out := reflect.New(t.GetType()).Elem()
		reflect.Copy(out, reflect.ValueOf(b))
		return out.Interface(), nil
	case abi.IntTy, abi.UintTy:
		n, ok := new(big.Int).SetString(text, 0)
		if !ok {
			return nil, bad
		}
		return integer(t, n, bad)
	default:
		return nil, fmt.Errorf("type %s cannot be written as text here: give the whole call as init, in hex: %w", t.String(), registry.ErrInvalid)
	}
}

// integer returns a number as the type that packing wants.
func integer(t abi.Type, n *big.Int, bad error) (any, error) {
	low, high := new(big.Int), new(big.Int).Lsh(big.NewInt(1), uint(t.Size))
	if t.T == abi.IntTy {
		high.Rsh(high, 1)
		low.Neg(high)
	}
	if n.Cmp(low) < 0 || n.Cmp(high) >= 0 {
		return nil, bad
	}
	typ := t.GetType()
	out := reflect.New(typ).Elem()
	switch typ.Kind() {
	case reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		out.SetUint(n.Uint64())
	case reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		out.SetInt(n.Int64())
	default:
		return n, nil
	}
	return out.Interface(), nil
}

func hasSelector(a *artifact.Artifact, selector []byte) error {
	parsed, err := parseABI(a)
	if err != nil {
		return err
	}
	if _, err := parsed.MethodById(selector); err != nil {
		return fmt.Errorf("%s has no function with selector %#x; it has %s: %w", a.Name, selector, signatures(parsed, true), registry.ErrInvalid)
	}
	return nil
}

// signatures lists functions; writing leaves out those that only read.
func signatures(parsed abi.ABI, writing bool) string {
	var out []string
	for _, m := range parsed.Methods {
		if !writing || !m.IsConstant() {
			out = append(out, m.Sig)
		}
	}
	slices.Sort(out)
	return some(out)
}

// maxNamed bounds how many names a text lists.
const maxNamed = 12

func some(names []string) string {
	if len(names) > maxNamed {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:maxNamed], ", "), len(names)-maxNamed)
	}
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, ", ")
}
