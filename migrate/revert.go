package migrate

import (
	"context"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/registry/evidence"
)

// A Preview says what a revert would do, before it runs.
type Preview struct {
	// Untouched records never left; Return of those that moved can come back.
	Untouched int `json:"untouched"`
	Return    int `json:"return"`
	// Losses are the records that the conversion down refuses: they stay with
	// the reverted release and cannot change until the line rolls forward.
	Losses []Loss `json:"losses"`
	// Taint lists what left the pod under the reverted release.
	Taint []Taint `json:"taint"`
}

// A Loss is a record that a revert cannot carry back, and why.
type Loss struct {
	Record  evidence.Hash `json:"record"`
	Reasons []abi.Reason  `json:"reasons"`
}

// A Taint is a document that went out under a release that is to be reverted.
type Taint struct {
	Record   evidence.Hash     `json:"record"`
	Sequence uint64            `json:"sequence"`
	Time     int64             `json:"time"`
	Document evidence.Document `json:"document"`
}

// PreviewRevert asks for every state that moved whether it can come back. It
// changes nothing.
func PreviewRevert(ctx context.Context, m Mover, moved func(func(State) error) error) (*Preview, error) {
	p := &Preview{Losses: []Loss{}, Taint: []Taint{}}
	err := moved(func(s State) error {
		home, err := m.Back(ctx, s)
		switch {
		case err != nil:
			return err
		case len(home.Reasons) > 0:
			p.Losses = append(p.Losses, Loss{Record: s.Record, Reasons: home.Reasons})
		default:
			p.Return++
		}
		return nil
	})
	return p, err
}
