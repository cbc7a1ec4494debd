package rehearse

import (
	"context"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/probe"
	"github.com/novation-dev/novation/registry"
)

// probesTraced is how many questions of one getter are traced to see which other
// accounts they touch.
const probesTraced = 4

// surroundings reads every account besides the contract that the fork needs.
func (r *rehearsal) surroundings(ctx context.Context) error {
	calls, err := r.calls(ctx)
	if err != nil {
		return err
	}
	c, snap := r.cfg.Input.Chain, r.live.snap
	t := touched{}
	for _, a := range []common.Address{r.plan.From.Implementation, r.plan.Admin, r.plan.Beacon, r.plan.Address} {
		t.add(a)
	}
	t.add(r.plan.Admin, common.Hash{}) // where a ProxyAdmin has its owner
	method, err := touch(ctx, c, snap.Number, calls, t)
	if err != nil {
		return err
	}
	if method == "" {
		r.find(Note, "trace", "the node has neither debug_traceCall nor eth_createAccessList: other accounts that getters ask are missing on the fork")
	}
	delete(t, common.Address{})
	t[r.plan.Address] = nil // its storage comes from the snapshot
	all, err := accounts(ctx, c, snap.Number, t)
	if err != nil {
		return err
	}
	r.live.self = all[r.plan.Address]
	delete(all, r.plan.Address)
	owner := all[r.plan.Owner]
	owner.Code, owner.Nonce = relay, max(owner.Nonce, 1)
	if owner.Balance == nil {
		one, err := accounts(ctx, c, snap.Number, touched{r.plan.Owner: nil})
		if err != nil {
			return err
		}
		owner.Balance = one[r.plan.Owner].Balance
	}
	all[r.plan.Owner] = owner
	r.live.around = all
	r.report.Live.Accounts = len(all) + 1
	r.live.gasLimit, err = gasLimit(ctx, r.cfg.Input)
	r.report.Live.GasLimit = r.live.gasLimit
	return err
}

// calls are those that must work on the fork: the ways to upgrade, and some
// questions of every getter.
func (r *rehearsal) calls(ctx context.Context) ([]call, error) {
	p := r.plan
	var out []call
	for _, u := range []struct {
		to   common.Address
		sig  string
		args []any
	}{
		{p.Admin, "upgrade(address,address)", []any{p.Address, p.From.Implementation}},
		{p.Admin, "upgradeAndCall(address,address,bytes)", []any{p.Address, p.From.Implementation, []byte{}}},
		{p.Beacon, "upgradeTo(address)", []any{p.From.Implementation}},
		{p.Address, "novationFreeze(address)", []any{p.Address}},
		{p.Address, "upgradeTo(address)", []any{p.From.Implementation}},
		{p.Address, "upgradeToAndCall(address,bytes)", []any{p.From.Implementation, []byte{}}},
	} {
		if u.to == (common.Address{}) {
			continue
		}
		data, err := pack(u.sig, u.args...)
		if err != nil {
			return nil, err
		}
		out = append(out, call{From: p.Owner, To: u.to, Data: data})
	}
	asked := map[*probe.Getter]int{}
	for q, err := range r.list.Questions(ctx, r.live.source) {
		if err != nil {
			return nil, err
		}
		if asked[q.Getter]++; asked[q.Getter] <= probesTraced {
			out = append(out, call{From: q.From, To: p.Address, Data: q.Data(false)})
		}
	}
	return out, nil
}

// pack encodes a call by its signature.
func pack(sig string, args ...any) ([]byte, error) {
	m, err := abi.ParseSelector(sig)
	if err != nil {
		return nil, err
	}
	var in abi.Arguments
	for _, a := range m.Inputs {
		t, err := abi.NewType(a.Type, "", nil)
		if err != nil {
			return nil, err
		}
		in = append(in, abi.Argument{Type: t})
	}
	data, err := in.Pack(args...)
	if err != nil {
		return nil, err
	}
	return append(selector(sig), data...), nil
}

// gasLimit is that of the live chain's newest block.
func gasLimit(ctx context.Context, in contract.Input) (uint64, error) {
	var h *struct {
		GasLimit hexutil.Uint64 `json:"gasLimit"`
	}
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	if err := in.Chain.RPC().CallContext(ctx, &h, "eth_getBlockByNumber", "latest", false); err != nil || h == nil {
		return 0, fmt.Errorf("reading the gas limit: %v: %w", err, registry.ErrUnreachable)
	}
	return uint64(h.GasLimit), nil
}
