package change

import (
	"encoding/json"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/registry"
)

// ResolutionFormat is the version of the encoding of a [Resolution].
const ResolutionFormat = 1

// maxResolution bounds a resolution file, in bytes.
const maxResolution = 64 << 10

// A Resolution is a resolution file: what members resolve beside changes, on its
// way from one to the next, with the signatures so far. It holds no secret.
type Resolution struct {
	Format int `json:"format"`
	// Chain and Consortium are where it can be carried out.
	Chain      uint64         `json:"chain"`
	Consortium common.Address `json:"consortium"`
	// Resolution is signed; Reason is the text whose digest stands in it.
	Resolution typed.Resolution `json:"resolution"`
	Reason     string           `json:"reason"`
	// Signatures are those of approvers, in the order in which they signed.
	Signatures []ResolutionSignature `json:"signatures"`
}

// A ResolutionSignature is an approver's signature under a resolution: r, s and
// v, 65 bytes.
type ResolutionSignature struct {
	Approver  common.Address `json:"approver"`
	Signature hexutil.Bytes  `json:"signature"`
}

// Encode returns the content of a resolution file.
func (r *Resolution) Encode() []byte {
	b, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		panic(err) // plain data
	}
	return append(b, '\n')
}

// ParseResolution reads a resolution file and checks that its reason is the one
// that is signed, and that every approver it names signed, once. Whether these
// are members' approvers, the pod and the contract say. It fails with
// [registry.ErrInvalid], and with [registry.ErrNotAllowed] when a signature is
// somebody else's.
func ParseResolution(b []byte) (*Resolution, error) {
	var r Resolution
	bad := func(why any) error {
		return fmt.Errorf("reading a resolution file: %v\nMake it with --out of novation release retire, change agree or change lift: %w", why, registry.ErrInvalid)
	}
	if len(b) > maxResolution {
		return nil, bad("it is too long")
	}
	if err := strictly(b, &r); err != nil {
		return nil, bad(err)
	}
	if r.Format != ResolutionFormat {
		return nil, bad(fmt.Sprintf("format %d, this program knows %d", r.Format, ResolutionFormat))
	}
	if r.Resolution.Reason != ReasonDigest(r.Reason) {
		return nil, bad("its reason is not the one that is signed")
	}
	digest := r.Resolution.Digest(r.Chain, r.Consortium)
	for i, s := range r.Signatures {
		who, err := typed.Recover(digest, s.Signature)
		switch {
		case err != nil:
			return nil, bad(err)
		case who != s.Approver:
			return nil, fmt.Errorf("the resolution file says that %s signed it; %s did, or it signed something else: %w", s.Approver, who, registry.ErrNotAllowed)
		case r.signedBefore(i, who):
			return nil, bad(fmt.Sprintf("%s signed it twice", who))
		}
	}
	return &r, nil
}

// ReasonDigest returns what is signed of a reason, zero for none.
func ReasonDigest(reason string) [32]byte {
	if reason == "" {
		return [32]byte{}
	}
	return registry.DigestOf([]byte(reason))
}

func (r *Resolution) signedBefore(i int, who common.Address) bool {
	for _, s := range r.Signatures[:i] {
		if s.Approver == who {
			return true
		}
	}
	return false
}

// Signed reports whether an approver has signed.
func (r *Resolution) Signed(who common.Address) bool { return r.signedBefore(len(r.Signatures), who) }

// For refuses a resolution of another consortium or another chain.
func (r *Resolution) For(chain uint64, consortium common.Address) error {
	if r.Chain != chain || r.Consortium != consortium {
		return fmt.Errorf("the resolution is for consortium %s on chain %d, this is %s on chain %d: %w",
			r.Consortium, r.Chain, consortium, chain, registry.ErrRefused)
	}
	return nil
}
