package probe

import (
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
)

// apart shortens two texts to where they differ.
func apart(a, b string) (string, string) {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return shorten(a, n), shorten(b, n)
}

// shorten keeps maxText bytes of a text, with those before place when it can.
func shorten(s string, place int) string {
	before, after := "", ""
	if from := place - maxText/2; len(s) > maxText && from > 0 {
		s, before = s[from:], "…"
	}
	if len(s) > maxText {
		s, after = s[:maxText], "…"
	}
	return before + strings.ToValidUTF8(s, "") + after
}

// decode returns outputs as text.
func decode(outputs abi.Arguments, data []byte) ([]string, error) {
	values, err := outputs.Unpack(data)
	if err != nil {
		return nil, err
	}
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = show(v)
	}
	return out, nil
}

// show writes a value of go-ethereum's for people.
func show(v any) string {
	switch v := v.(type) {
	case []byte:
		return hexutil.Encode(v)
	case string:
		return fmt.Sprintf("%q", v)
	case common.Address:
		return v.Hex()
	}
	if b, ok := array(v); ok {
		return hexutil.Encode(b)
	}
	return strings.TrimSpace(fmt.Sprint(v))
}

// maxText bounds the text of an answer in a Difference, in bytes.
const maxText = 400

// text is an answer for people.
func (a Answer) text(m *abi.Method) string {
	out := "refused: "
	switch {
	case a.OK:
		values, err := decode(m.Outputs, a.Data)
		if out = strings.Join(values, ", "); err != nil {
			out = "no answer of this type: " + hexutil.Encode(a.Data)
		}
	case len(a.Data) == 0:
		out += "no reason given"
	default:
		if reason, err := abi.UnpackRevert(a.Data); err == nil {
			out += reason
		} else {
			out += hexutil.Encode(a.Data)
		}
	}
	return out
}

// texts writes arguments for people.
func texts(inputs abi.Arguments, args []value) []string {
	values, err := inputs.Unpack(encode(types(inputs), args))
	if err != nil { // an integer that does not fit, which the contract refuses too
		return []string{hexutil.Encode(encode(types(inputs), args))}
	}
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = show(v)
	}
	return out
}
