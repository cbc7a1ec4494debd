package match

import (
	"context"
	"fmt"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/contracts/artifact"
)

// At compares the code of an account with an artefact, as [Code] does. A library
// that believes to be at another address than its own is no match: it could be
// called as a contract.
func At(ctx context.Context, r Reader, address common.Address, block *big.Int, a *artifact.Artifact) (Result, error) {
	code, err := r.CodeAt(ctx, address, block)
	if err != nil {
		return Result{}, fmt.Errorf("reading the code of %s: %w", address, err)
	}
	result := Code(code, a)
	if result.Self == nil || *result.Self == address {
		return result, nil
	}
	m := &matching{a: a, chain: code, want: a.Runtime.Object}
	d := m.differ(1, PartLibrary, fmt.Sprintf("the library is at %s and believes to be at %s", address, *result.Self))
	if i := slices.IndexFunc(a.Immutables, func(i artifact.Immutable) bool { return i.Name == artifact.DeployAddress }); i >= 0 {
		d = m.differ(a.Immutables[i].Ranges[0].Start, d.Part, d.Reason)
	}
	return no(d), nil
}
