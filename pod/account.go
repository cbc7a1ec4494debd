package pod

import (
	"context"
	"errors"
	"fmt"

	"github.com/novation-dev/novation/pod/signer"
	"github.com/novation-dev/novation/registry"
)

// openAccount returns who signs the pod's own transactions. One who does not
// answer now may do so later: transactions wait for that in the store. One who
// has another key, or says that it has none, is a mistake in the configuration.
func (p *Pod) openAccount(ctx context.Context) (_ signer.Signer, err error) {
	account := p.cfg.Account
	if account == nil {
		account = signer.Local(p.keys.PodKey())
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, account.Close())
		}
	}()
	if account.Address() != p.self.Sender() {
		return nil, fmt.Errorf("the pod of %s would send from account %s; the members know it by %s\n"+
			"Name the signer that has the key of that account: %w", p.cfg.Member, account.Address(), p.self.Sender(), registry.ErrInvalid)
	}
	if p.self.Approver == p.self.Sender() || p.self.Approver == p.self.Pod {
		return nil, fmt.Errorf("the approval key of %s is also a key of its pod: whoever has the pod could approve: %w", p.cfg.Member, registry.ErrInvalid)
	}
	switch err := account.Check(ctx); {
	case err == nil:
	case errors.Is(err, registry.ErrUnreachable), errors.Is(err, registry.ErrTimeout):
		p.cfg.Log.WarnContext(ctx, "the signer of this pod's account does not answer; transactions wait until it does", "error", err)
	case errors.Is(err, registry.ErrNotAllowed):
		// A signer may keep to itself which accounts it has.
		p.cfg.Log.WarnContext(ctx, "the signer of this pod's account does not say which accounts it has", "error", err)
	default:
		return nil, fmt.Errorf("the account of the pod of %s: %w", p.cfg.Member, err)
	}
	return account, nil
}
