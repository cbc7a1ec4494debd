package migratetest

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"fmt"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/novation-dev/novation/contracts/chain"
)

// Accounts is how many accounts use the contracts of a World.
const Accounts = 64

// A World is the reference case on one chain.
type World struct {
	Client *chain.Client
	// Owner is the key of everything: admin of the contracts, owner of the
	// ProxyAdmin.
	Owner *ecdsa.PrivateKey
	// Admin is the ProxyAdmin of all transparent proxies.
	Admin common.Address
	// Token, Vesting and Timelock are behind transparent proxies; UUPSToken is
	// the token behind UUPS, and is paused.
	Token, UUPSToken, Vesting, Timelock *Subject
}

// Trio returns the three contracts of the reference case, then the UUPS token.
func (w *World) Trio() []*Subject {
	return []*Subject{w.Token, w.Vesting, w.Timelock, w.UUPSToken}
}

// Deploy makes the reference case on a chain where the owner has ether (see
// Alloc; on anvil it is given some).
func Deploy(tb testing.TB, c *chain.Client) *World {
	tb.Helper()
	w, err := New(tb.Context(), c)
	if err != nil {
		tb.Fatalf("making the reference case: %v", err)
	}
	return w
}

// New is Deploy outside of tests.
func New(ctx context.Context, c *chain.Client) (*World, error) {
	b, err := newBuilder(ctx, c)
	if err != nil {
		return nil, err
	}
	if err := b.fund(ctx); err != nil {
		return nil, err
	}
	w := &World{Client: c, Owner: b.owner}
	if w.Admin, err = b.deploy(ctx, b.owner, Artifact("v4", "ProxyAdmin")); err != nil {
		return nil, err
	}
	b.admin = w.Admin
	for _, step := range []func(context.Context, *World) error{b.token, b.uupsToken, b.timelock, b.vesting} {
		if err := step(ctx, w); err != nil {
			return nil, err
		}
	}
	w.Token.Keys = b.tokenKeys.file() // the others have used it, too
	return w, nil
}

// A builder makes a world.
type builder struct {
	*sender
	owner *ecdsa.PrivateKey
	users []*ecdsa.PrivateKey
	// admin of transparent proxies.
	admin     common.Address
	since     uint64
	tokenKeys recorder
}

func newBuilder(ctx context.Context, c *chain.Client) (*builder, error) {
	s, err := newSender(ctx, c)
	if err != nil {
		return nil, err
	}
	at, err := c.Latest(ctx)
	if err != nil {
		return nil, err
	}
	b := &builder{sender: s, owner: Key(0), since: at.Number}
	for i := range Accounts {
		b.users = append(b.users, Key(i+1))
	}
	return b, nil
}

func (b *builder) user(i int) common.Address { return addressOf(b.users[i]) }

func (b *builder) holders() []common.Address {
	out := make([]common.Address, len(b.users))
	for i := range out {
		out[i] = b.user(i)
	}
	return out
}

// fund makes sure that the owner has ether, and on a chain with fees everyone.
func (b *builder) fund(ctx context.Context) error {
	owner := addressOf(b.owner)
	have, err := b.balance(ctx, owner)
	if err != nil {
		return err
	}
	if have.Cmp(ether(100)) < 0 {
		err := b.c.RPC().CallContext(ctx, nil, "anvil_setBalance", owner, (*hexutil.Big)(ether(1_000_000)))
		if have, _ = b.balance(ctx, owner); have == nil || have.Cmp(ether(100)) < 0 {
			return errors.Join(fmt.Errorf("account %s needs 100 ether: start the node with migratetest.Alloc()", owner), err)
		}
	}
	if b.fees.Cap == nil {
		return nil
	}
	for _, u := range b.users {
		to := addressOf(u)
		if _, err := b.put(ctx, "funding", b.owner, &to, ether(1), nil, 21_000); err != nil {
			return err
		}
	}
	return b.flush(ctx)
}

func (b *builder) balance(ctx context.Context, a common.Address) (*big.Int, error) {
	var out hexutil.Big
	err := b.c.RPC().CallContext(ctx, &out, "eth_getBalance", a, "latest")
	return out.ToInt(), err
}

// behind deploys an implementation and a proxy, and initialises them.
func (b *builder) behind(ctx context.Context, from, to, proxy string, args ...any) (*Subject, error) {
	s := &Subject{
		Name: from, From: Artifact("v4", from), To: Artifact("v5", to), FromFile: File("v4", from), ToFile: File("v5", to),
		Owner: b.owner, Since: b.since, Holders: b.holders(),
	}
	var err error
	if s.Implementation, err = b.deploy(ctx, b.owner, s.From); err != nil {
		return nil, err
	}
	call, err := pack(s.From, "initialize", args...)
	if err != nil {
		return nil, err
	}
	a := Artifact("v4", proxy)
	if proxy == "TransparentUpgradeableProxy" {
		s.Admin = b.admin
		s.Address, err = b.deploy(ctx, b.owner, a, s.Implementation, s.Admin, call)
	} else {
		s.Address, err = b.deploy(ctx, b.owner, a, s.Implementation, call)
	}
	return s, err
}

func on(s *Subject) target { return target{s.Address, s.From} }

// asked is a call that one account makes.
type asked struct {
	by     *ecdsa.PrivateKey
	method string
	args   []any
}

func (b *builder) all(ctx context.Context, t target, calls ...asked) error {
	for _, c := range calls {
		if err := b.call(ctx, c.by, t, c.method, c.args...); err != nil {
			return err
		}
	}
	return b.flush(ctx)
}

func do(by *ecdsa.PrivateKey, method string, args ...any) asked { return asked{by, method, args} }
