package change

import (
	"encoding/json"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/registry"
)

// ApprovalFormat is the version of the encoding of an [Approval].
const ApprovalFormat = 1

// maxApproval bounds a signature file, in bytes.
const maxApproval = 64 << 10

// An Approval is a signature file: what an approver signed, to be carried to a
// pod. It holds no secret.
type Approval struct {
	Format int `json:"format"`
	// Change is what was signed, in a consortium on a chain.
	Change     common.Hash    `json:"change"`
	Chain      uint64         `json:"chain"`
	Consortium common.Address `json:"consortium"`
	// Approver signed: r, s and v, 65 bytes.
	Approver  common.Address `json:"approver"`
	Signature hexutil.Bytes  `json:"signature"`
	// Move and Expiry (unix seconds) say in short what was approved and until
	// when it counts. They are not signed: the change is.
	Move   string `json:"move"`
	Expiry uint64 `json:"expiry"`
}

// Encode returns the content of a signature file.
func (a *Approval) Encode() []byte {
	b, err := json.MarshalIndent(a, "", "  ")
	if err != nil {
		panic(err) // plain data
	}
	return append(b, '\n')
}

// ParseApproval reads a signature file and checks that the approver it names
// signed the change it names. Whether that is a member's approver, the pod and
// the contract say. It fails with [registry.ErrInvalid], and with
// [registry.ErrNotAllowed] when the signature is somebody else's.
func ParseApproval(b []byte) (*Approval, error) {
	var a Approval
	bad := func(why any) error {
		return fmt.Errorf("reading a signature file: %v\nMake it with novation change sign: %w", why, registry.ErrInvalid)
	}
	if len(b) > maxApproval {
		return nil, bad("it is too long")
	}
	if err := strictly(b, &a); err != nil {
		return nil, bad(err)
	}
	if a.Format != ApprovalFormat {
		return nil, bad(fmt.Sprintf("format %d, this program knows %d", a.Format, ApprovalFormat))
	}
	who, err := typed.Recover(a.Change, a.Signature)
	if err != nil {
		return nil, bad(err)
	}
	if who != a.Approver {
		return nil, fmt.Errorf("the signature file says that %s signed change %s; %s did, or it signed something else: %w",
			a.Approver, a.Change, who, registry.ErrNotAllowed)
	}
	return &a, nil
}

// For refuses an approval that belongs to another consortium or another chain.
func (a *Approval) For(chain uint64, consortium common.Address) error {
	if a.Chain != chain || a.Consortium != consortium {
		return fmt.Errorf("the approval is for consortium %s on chain %d, this is %s on chain %d: %w",
			a.Consortium, a.Chain, consortium, chain, registry.ErrRefused)
	}
	return nil
}
