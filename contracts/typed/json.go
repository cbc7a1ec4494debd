package typed

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/math"
	"github.com/ethereum/go-ethereum/signer/core/apitypes"

	"github.com/novation-dev/novation/registry"
)

// typedData returns the struct and its domain as wallets read them.
func (l layout) typedData(chainID uint64, contract common.Address) apitypes.TypedData {
	types := make([]apitypes.Type, len(l.fields))
	message := make(apitypes.TypedDataMessage, len(l.fields))
	for i, f := range l.fields {
		types[i] = apitypes.Type{Name: f.name, Type: f.kind()}
		message[f.name] = f.json()
	}
	return apitypes.TypedData{
		Types: apitypes.Types{
			"EIP712Domain": {
				{Name: "name", Type: "string"},
				{Name: "version", Type: "string"},
				{Name: "chainId", Type: "uint256"},
				{Name: "verifyingContract", Type: "address"},
			},
			l.name: types,
		},
		PrimaryType: l.name,
		Domain: apitypes.TypedDataDomain{
			Name:              l.domain,
			Version:           DomainVersion,
			ChainId:           (*math.HexOrDecimal256)(new(big.Int).SetUint64(chainID)),
			VerifyingContract: contract.Hex(),
		},
		Message: message,
	}
}

// json returns the value of the field as a string, or a list of them.
func (f field) json() any {
	switch v := f.at.(type) {
	case *[32]byte:
		return "0x" + hex.EncodeToString(v[:])
	case *common.Address:
		return v.Hex()
	case *[]common.Address:
		all := make([]any, len(*v))
		for i, a := range *v {
			all[i] = a.Hex()
		}
		return all
	case *uint64:
		return strconv.FormatUint(*v, 10)
	case *uint32:
		return strconv.FormatUint(uint64(*v), 10)
	case *uint8:
		return strconv.FormatUint(uint64(*v), 10)
	}
	panic("typed: a layout has a field of an unknown type")
}

// marshal writes the fields in the order of the struct.
func (l layout) marshal() ([]byte, error) {
	var b bytes.Buffer
	for i, f := range l.fields {
		b.WriteByte("{,"[min(i, 1)])
		fmt.Fprintf(&b, "%q:", f.name)
		v, err := json.Marshal(f.json())
		if err != nil {
			return nil, err
		}
		b.Write(v)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// unmarshal sets the fields. All must be there, and no others.
func (l layout) unmarshal(b []byte) error {
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(b, &raw); err != nil {
		return fmt.Errorf("reading %s: %v: %w", l.name, err, registry.ErrInvalid)
	}
	for _, f := range l.fields {
		v, ok := raw[f.name]
		if !ok {
			return fmt.Errorf("reading %s: %s is missing: %w", l.name, f.name, registry.ErrInvalid)
		}
		if err := f.parse(v); err != nil {
			return fmt.Errorf("reading %s: %s: %v: %w", l.name, f.name, err, registry.ErrInvalid)
		}
		delete(raw, f.name)
	}
	for name := range raw {
		return fmt.Errorf("reading %s: it has no field %q: %w", l.name, name, registry.ErrInvalid)
	}
	return nil
}

func (f field) parse(raw json.RawMessage) error {
	if list, ok := f.at.(*[]common.Address); ok {
		var texts []string
		if err := json.Unmarshal(raw, &texts); err != nil {
			return err
		}
		*list = make([]common.Address, len(texts))
		for i, s := range texts {
			if err := parseHex((*list)[i][:], s); err != nil {
				return err
			}
		}
		return nil
	}
	var s string
	if err := json.Unmarshal(raw, &s); err != nil {
		return err
	}
	switch v := f.at.(type) {
	case *[32]byte:
		return parseHex(v[:], s)
	case *common.Address:
		return parseHex(v[:], s)
	case *uint64:
		return parseNumber(v, s, 64)
	case *uint32:
		return parseNumber(v, s, 32)
	case *uint8:
		return parseNumber(v, s, 8)
	}
	panic("typed: a layout has a field of an unknown type")
}

func parseHex(dst []byte, s string) error {
	digits, ok := strings.CutPrefix(s, "0x")
	if !ok || len(digits) != hex.EncodedLen(len(dst)) {
		return fmt.Errorf("%.80q: want 0x and %d hex digits", s, hex.EncodedLen(len(dst)))
	}
	_, err := hex.Decode(dst, []byte(digits))
	return err
}

func parseNumber[N uint8 | uint32 | uint64](dst *N, s string, bits int) error {
	n, err := strconv.ParseUint(s, 10, bits)
	if err != nil || strconv.FormatUint(n, 10) != s {
		return fmt.Errorf("%.80q: want a whole number of at most %d bits in decimal digits", s, bits)
	}
	*dst = N(n)
	return nil
}
