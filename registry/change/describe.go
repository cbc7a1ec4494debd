package change

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/contracts/binding"
	"github.com/novation-dev/novation/registry/bundle"
)

// A Described is a call of a change, for people.
type Described struct {
	Stage  CallStage      `json:"stage"`
	Index  int            `json:"index"`
	Target common.Address `json:"target"`
	// Call is the call in words, as a contract with one of the known interfaces
	// would read it; "" when none of them has it. Whether the target is such a
	// contract it does not say.
	Call string `json:"call"`
	// Data is what is sent.
	Data hexutil.Bytes `json:"data"`
	// Made reports whether the Consortium has made the call.
	Made bool `json:"made"`
}

// Describe returns the calls of d in order, with those that were made, and
// with words where one of the interfaces has the function, or that of a proxy,
// of its administrator, or of our own contracts.
func (d *Document) Describe(made []Called, known ...abi.ABI) []Described {
	known = append(known, ours()...)
	done := map[Called]bool{}
	for _, m := range made {
		done[m] = true
	}
	var all []Described
	for _, s := range stages {
		for i, is := range d.Calls.Made(s) {
			call := d.Calls.Of(s)[i]
			all = append(all, Described{s, i, call.Target, inWords(call.Data, known, 0), call.Data, done[is]})
		}
	}
	return all
}

// Reason returns in words why a call of a contract failed, as one of the
// interfaces or our own tell. What none of them tells is in hex.
func Reason(data []byte, known ...abi.ABI) string {
	if len(data) == 0 {
		return "it gives no reason"
	}
	if s, err := abi.UnpackRevert(data); err == nil {
		return fmt.Sprintf("%.200q", s)
	}
	if len(data) >= 4 {
		for _, a := range append(known, ours()...) {
			e, err := a.ErrorByID([4]byte(data))
			if err != nil || !shallow(e.Inputs) {
				continue
			}
			if values, err := e.Inputs.Unpack(data[4:]); err == nil {
				return call(e.Name, e.Inputs, values, nil, 0)
			}
		}
	}
	return fmt.Sprintf("%#x", data[:min(len(data), 2*maxShown)])
}

// ours returns the interfaces that are known without a release.
func ours() []abi.ABI {
	return []abi.ABI{
		proxies, binding.NewBook().GetABI(), binding.NewMigration().GetABI(), binding.NewStandIn().GetABI(), binding.NewGate().GetABI(),
	}
}

// Interfaces returns the interfaces of the contracts of a release. One that
// cannot be read is left out: it explains nothing.
func Interfaces(b *bundle.Bundle) (all []abi.ABI) {
	files := [][]byte{b.Artifact}
	for _, c := range b.Manifest.Contracts {
		files = append(files, b.Contracts[c.Name].Artifact)
	}
	for _, f := range files {
		a, err := artifact.Parse(f)
		if err != nil {
			continue
		}
		if i, err := abi.JSON(bytes.NewReader(a.ABI)); err == nil {
			all = append(all, i)
		}
	}
	return all
}

// FileInterfaces is [Interfaces] of a bundle file; none when it is no bundle.
func FileInterfaces(file []byte) []abi.ABI {
	b, err := bundle.Open(file)
	if err != nil {
		return nil
	}
	return Interfaces(b)
}

// proxies is what proxies and their administrators are called with, as in
// OpenZeppelin's contracts 4 and 5.
var proxies = func() abi.ABI {
	function := func(name string, inputs ...string) map[string]any {
		in := []map[string]string{}
		for _, i := range inputs {
			kind, name, _ := strings.Cut(i, " ")
			in = append(in, map[string]string{"type": kind, "name": name})
		}
		return map[string]any{"type": "function", "name": name, "inputs": in}
	}
	b, err := json.Marshal([]any{
		function("upgrade", "address proxy", "address implementation"),
		function("upgradeAndCall", "address proxy", "address implementation", "bytes data"),
		function("changeProxyAdmin", "address proxy", "address newAdmin"),
		function("upgradeTo", "address newImplementation"),
		function("upgradeToAndCall", "address newImplementation", "bytes data"),
		function("transferOwnership", "address newOwner"),
		function("acceptOwnership"),
	})
	if err != nil {
		panic(err) // constants
	}
	a, err := abi.JSON(bytes.NewReader(b))
	if err != nil {
		panic(err)
	}
	return a
}()

// maxNested bounds calls within calls, and maxShown the bytes of one argument
// that are shown.
const maxNested, maxShown = 3, 64

// inWords returns a call in words. Only data that is exactly the encoding of
// its arguments is one.
func inWords(data []byte, known []abi.ABI, nested int) string {
	if len(data) < 4 || nested > maxNested {
		return ""
	}
	for _, a := range known {
		m, err := a.MethodById(data)
		if err != nil || !shallow(m.Inputs) {
			continue
		}
		values, err := m.Inputs.Unpack(data[4:])
		if err != nil {
			continue
		}
		if again, err := m.Inputs.Pack(values...); err != nil || !bytes.Equal(again, data[4:]) {
			continue
		}
		return call(m.RawName, m.Inputs, values, known, nested)
	}
	return ""
}

func call(name string, inputs abi.Arguments, values []any, known []abi.ABI, nested int) string {
	args := make([]string, len(values))
	for i, v := range values {
		args[i] = strings.TrimSpace(inputs[i].Name + " " + argument(v, known, nested))
	}
	return name + "(" + strings.Join(args, ", ") + ")"
}

// shallow reports whether no list is in a list: a few bytes can describe
// billions of elements of such a one.
func shallow(inputs abi.Arguments) bool {
	var lists func(t *abi.Type) int
	lists = func(t *abi.Type) int {
		deepest := 0
		for _, e := range t.TupleElems {
			deepest = max(deepest, lists(e))
		}
		if t.T == abi.SliceTy || t.T == abi.ArrayTy {
			return 1 + lists(t.Elem)
		}
		return deepest
	}
	for _, in := range inputs {
		if lists(&in.Type) > 1 {
			return false
		}
	}
	return true
}

func argument(v any, known []abi.ABI, nested int) string {
	switch v := v.(type) {
	case []byte:
		if inner := inWords(v, known, nested+1); inner != "" {
			return inner
		}
		if len(v) > maxShown {
			return fmt.Sprintf("%#x… (%d bytes)", v[:maxShown], len(v))
		}
		return hexutil.Encode(v)
	case [32]byte:
		return hexutil.Encode(v[:])
	case string:
		return fmt.Sprintf("%.200q", v)
	}
	if s := fmt.Sprintf("%v", v); len(s) <= 4*maxShown {
		return s
	}
	return fmt.Sprintf("%.256v…", fmt.Sprint(v))
}
