package artifact_test

import (
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/accounts/abi"

	"github.com/novation-dev/novation/contracts/artifact"
)

// TestInterfaceAsGoEthereum: an interface is refused where go-ethereum's parser
// refuses it, and taken where that takes it.
func TestInterfaceAsGoEthereum(t *testing.T) {
	for text, want := range map[string]bool{
		`[]`: true,
		`[{"type":"function","name":"f","inputs":[{"name":"a","type":"uint256"}],"outputs":[],"stateMutability":"view"}]`:                                                                   true,
		`[{"type":"function","name":"f","inputs":[{"name":"a","type":"uint7"}]}]`:                                                                                                           true, // go-ethereum takes it
		`[{"type":"function","name":"f","inputs":[{"name":"a","type":"foo"}]}]`:                                                                                                             false,
		`[{"type":"function","name":"f","outputs":[{"name":"a","type":"foo"}]}]`:                                                                                                            false,
		`[{"type":"function","name":"f","inputs":[{"name":"a","type":"tuple","internalType":"struct S","components":[{"name":"x","type":"address[2][]"}]}]}]`:                               true,
		`[{"type":"function","name":"f","inputs":[{"name":"a","type":"tuple","internalType":"struct S","components":[{"name":"x","type":"addr"}]}]}]`:                                       false,
		`[{"type":"event","name":"E","anonymous":true,"inputs":[{"name":"a","type":"bytes32","indexed":true}]},{"type":"error","name":"X","inputs":[]},{"type":"constructor","inputs":[]}]`: true,
		`[{"type":"fallback","stateMutability":"payable"},{"type":"receive","stateMutability":"payable"}]`:                                                                                  true,
		`[{"type":"receive","stateMutability":"nonpayable"}]`:                                                                                                                               false,
		`[{"type":"receive","stateMutability":"payable"},{"type":"receive","stateMutability":"payable"}]`:                                                                                   false,
		`[{"type":"fallback","stateMutability":"payable"},{"type":"fallback","stateMutability":"payable"}]`:                                                                                 false,
		`[{"type":"library","name":"L"}]`: false,
		`[{"type":"function","name":"f","inputs":[{"name":"a","type":"tuple","internalType":"struct S","components":[{"name":"1","type":"uint8"},{"name":"_","type":"uint8"}]}]}]`: false,
	} {
		_, theirs := abi.JSON(strings.NewReader(text))
		if (theirs == nil) != want {
			t.Errorf("%s: go-ethereum says %v", text, theirs)
		}
		raw := `{"contracts":{"a.sol":{"A":{"abi":` + text + `}}},"sources":{"a.sol":{"id":0}}}`
		b, err := artifact.ReadStandard([]byte(raw), nil)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		if _, err := b.Artifact("A"); (err == nil) != want {
			t.Errorf("%s: %v, want %v", text, err, want)
		}
	}
}
