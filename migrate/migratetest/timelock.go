package migratetest

import (
	"context"
	"fmt"
	"math/big"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

// An operation of a timelock.
type operation struct {
	target      common.Address
	data        []byte
	predecessor common.Hash
	salt        common.Hash
}

func (o operation) id() common.Hash {
	in, err := arguments("address", "uint256", "bytes", "bytes32", "bytes32").Pack(o.target, new(big.Int), o.data, o.predecessor, o.salt)
	if err != nil {
		panic(err) // of these types
	}
	return crypto.Keccak256Hash(in)
}

func arguments(types ...string) abi.Arguments {
	out := make(abi.Arguments, len(types))
	for i, name := range types {
		t, err := abi.NewType(name, "", nil)
		if err != nil {
			panic(err) // constants
		}
		out[i].Type = t
	}
	return out
}

// timelock schedules, executes and cancels operations. Those that are done have
// made allowances of the token.
func (b *builder) timelock(ctx context.Context, w *World) (err error) {
	if w.Timelock, err = b.behind(ctx, "Timelock", "TimelockV2", "TransparentUpgradeableProxy",
		new(big.Int), []common.Address{b.user(0), b.user(1), b.user(2)}, []common.Address{b.user(3), {}},
		addressOf(b.owner), "Guards the treasury, and everything that only all of the members together may change."); err != nil {
		return err
	}
	if err := b.flush(ctx); err != nil {
		return err
	}
	t, keys := on(w.Timelock), recorder{}
	for i := range 3 {
		grant(keys, crypto.Keccak256Hash([]byte("PROPOSER_ROLE")), b.user(i))
		grant(keys, crypto.Keccak256Hash([]byte("CANCELLER_ROLE")), b.user(i))
	}
	executor, admin := crypto.Keccak256Hash([]byte("EXECUTOR_ROLE")), crypto.Keccak256Hash([]byte("TIMELOCK_ADMIN_ROLE"))
	for _, who := range []common.Address{b.user(3), {}} {
		grant(keys, executor, who)
	}
	for _, who := range []common.Address{addressOf(b.owner), w.Timelock.Address} {
		grant(keys, admin, who)
	}
	ops, err := b.operations(w)
	if err != nil {
		return err
	}
	if err := b.operate(ctx, t, keys, ops); err != nil {
		return err
	}
	if err := b.batch(ctx, w, t, keys); err != nil {
		return err
	}
	w.Timelock.Keys = keys.file()
	w.Timelock.maps(mapFile{
		Touch:  touchOfTimelock(),
		Probes: []probeSpec{{Before: "TIMELOCK_ADMIN_ROLE()", Skip: "the constant is gone; the role still administers the others"}},
	},
		feed{"_timestamps[]", "CallScheduled(bytes32,uint256,address,uint256,bytes,bytes32,uint256)", []string{"id"}},
		feed{"_reasons[]", "ReasonGiven(bytes32,string)", []string{"id"}},
		feed{"_roles[].members[]", "RoleGranted(bytes32,address,address)", []string{"role", "account"}},
		feed{"_roles[]", "RoleAdminChanged(bytes32,bytes32,bytes32)", []string{"role"}},
	)
	return nil
}

// operations are approvals of the token's, each for another account; the last
// one changes the timelock's own delay.
func (b *builder) operations(w *World) ([]operation, error) {
	var ops []operation
	for i := range 14 {
		data, err := pack(w.Token.From, "approve", b.user(i), ether(int64(i)))
		if err != nil {
			return nil, err
		}
		o := operation{target: w.Token.Address, data: data, salt: crypto.Keccak256Hash([]byte{byte(i)})}
		if i%4 == 3 {
			o.predecessor = ops[i-1].id()
		}
		b.tokenKeys.note("_allowances[][]", w.Timelock.Address, b.user(i))
		ops = append(ops, o)
	}
	data, err := pack(w.Timelock.From, "updateDelay", big.NewInt(3600))
	return append(ops, operation{target: w.Timelock.Address, data: data}), err
}

// operate schedules all, executes the first five and the last, and cancels three.
func (b *builder) operate(ctx context.Context, t target, keys recorder, ops []operation) error {
	var schedule, explain, execute, cancel []asked
	for i, o := range ops {
		keys.note("_timestamps[]", o.id())
		delay := new(big.Int)
		if i >= 8 && i < 14 {
			delay = big.NewInt(int64(i) * 86_400)
		}
		schedule = append(schedule, do(b.users[0], "schedule", o.target, new(big.Int), o.data, o.predecessor, o.salt, delay))
		if i%2 == 0 {
			keys.note("_reasons[]", o.id())
			explain = append(explain, do(b.users[1], "explain", o.id(), fmt.Sprint("because of ", strings.Repeat("many things, ", i))))
		}
		if i < 5 || i == 14 {
			execute = append(execute, do(b.users[3], "execute", o.target, new(big.Int), o.data, o.predecessor, o.salt))
		}
		if i >= 5 && i < 8 {
			cancel = append(cancel, do(b.users[2], "cancel", o.id()))
		}
	}
	explain = append(explain, do(b.users[1], "explain", ops[4].id(), ""))
	for _, calls := range [][]asked{schedule, explain, execute, cancel} {
		if err := b.all(ctx, t, calls...); err != nil {
			return err
		}
	}
	return nil
}

// batch schedules one operation of three calls, which stays pending.
func (b *builder) batch(ctx context.Context, w *World, t target, keys recorder) error {
	targets := []common.Address{w.Token.Address, w.Token.Address, w.Timelock.Address}
	values := []*big.Int{new(big.Int), new(big.Int), new(big.Int)}
	payloads := [][]byte{{1}, {2, 3}, {}}
	in, err := arguments("address[]", "uint256[]", "bytes[]", "bytes32", "bytes32").Pack(targets, values, payloads, [32]byte{}, [32]byte{9})
	if err != nil {
		return err
	}
	keys.note("_timestamps[]", crypto.Keccak256Hash(in))
	return b.all(ctx, t, do(b.users[0], "scheduleBatch", targets, values, payloads, [32]byte{}, [32]byte{9}, big.NewInt(7200)))
}
