package execute

import (
	"context"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/migrate/leaves"
	"github.com/novation-dev/novation/migrate/slotset"
	"github.com/novation-dev/novation/migrate/statetree"
	"github.com/novation-dev/novation/registry"
)

// The slots of ERC-1967, those that older proxies use, and that of Movable. They
// belong to the proxy, or to who freezes itself: no migration writes them, but
// for the implementation and whom to obey, which an account changes by itself.
var (
	slotImplementation = common.HexToHash("0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc")
	slotAdmin          = common.HexToHash("0xb53127684a568b3173ae13b9f8a6016e243e63b6e8ee1178d6a717850b5d6103")
	slotBeacon         = common.HexToHash("0xa3f0ad74e5423aebfd80d3ef4346578335a9a72aeaee59ff6cb3582b35133d50")
)

var proxySlots = []common.Hash{
	slotImplementation, slotAdmin, slotBeacon, slotMovable,
	crypto.Keccak256Hash([]byte("org.zeppelinos.proxy.implementation")),
	crypto.Keccak256Hash([]byte("org.zeppelinos.proxy.admin")),
	crypto.Keccak256Hash([]byte("PROXIABLE")),
}

func ofProxy(slot common.Hash) bool { return slices.Contains(proxySlots, slot) }

// maxStores bounds the slots of one entry: it must fit into one transaction.
const maxStores = 400

// entriesOf groups what leads from one set to another by head, in ascending
// order. Slots of the proxy are left out. The two sets must tell the same head
// for a slot that both have.
func entriesOf(ctx context.Context, before, after iter.Seq2[slotset.Word, error]) iter.Seq2[leaves.Entry, error] {
	return func(yield func(leaves.Entry, error) bool) {
		var e leaves.Entry
		for c, err := range merge(ctx, before, after) {
			if err != nil {
				yield(leaves.Entry{}, err)
				return
			}
			if ofProxy(c.slot) || c.before == c.after {
				continue
			}
			if len(e.Stores) > 0 && e.Head != c.head {
				if !yield(e, nil) {
					return
				}
				e = leaves.Entry{}
			}
			e.Head = c.head
			e.Stores = append(e.Stores, leaves.Store{Slot: c.slot, Before: c.before, After: c.after})
			if len(e.Stores) > maxStores {
				yield(leaves.Entry{}, fmt.Errorf("element at slot %s has more than %d slots, too many for one transaction; "+
					"shorten it before it is moved: %w", e.Head, maxStores, registry.ErrRefused))
				return
			}
		}
		if len(e.Stores) > 0 {
			yield(e, nil)
		}
	}
}

// A change is a slot of two sets.
type change struct{ head, slot, before, after common.Hash }

// merge joins two sequences that ascend by head and slot.
func merge(ctx context.Context, before, after iter.Seq2[slotset.Word, error]) iter.Seq2[change, error] {
	return func(yield func(change, error) bool) {
		nextA, stopA := iter.Pull2(before)
		defer stopA()
		nextB, stopB := iter.Pull2(after)
		defer stopB()
		a, errA, okA := nextA()
		b, errB, okB := nextB()
		for okA || okB {
			if err := firstError(errA, errB, ctx.Err()); err != nil {
				yield(change{}, err)
				return
			}
			order := 0
			switch {
			case !okB:
				order = -1
			case !okA:
				order = 1
			default:
				if order = a.Head.Cmp(b.Head); order == 0 {
					order = a.Slot.Cmp(b.Slot)
				}
			}
			var c change
			if order <= 0 {
				c.head, c.slot, c.before = a.Head, a.Slot, a.Value
			}
			if order >= 0 {
				c.head, c.slot, c.after = b.Head, b.Slot, b.Value
			}
			if !yield(c, nil) {
				return
			}
			if order <= 0 {
				a, errA, okA = nextA()
			}
			if order >= 0 {
				b, errB, okB = nextB()
			}
		}
	}
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// none is a sequence without words.
func none(func(slotset.Word, error) bool) {}

// align returns two sets with only the slots in which a and b differ, both with
// the heads that b, or else a, tells.
func align(ctx context.Context, dir string, a, b *slotset.Set) (before, after *slotset.Set, err error) {
	was, err := newSet(filepath.Join(dir, "was"))
	if err != nil {
		return nil, nil, err
	}
	becomes, err := newSet(filepath.Join(dir, "becomes"))
	if err != nil {
		return nil, nil, err
	}
	for d, err := range slotset.Diff(ctx, a, b) {
		if err != nil {
			return nil, nil, err
		}
		if ofProxy(d.Slot) {
			continue
		}
		for _, w := range []struct {
			to    *slotset.Builder
			value common.Hash
		}{{was, d.A}, {becomes, d.B}} {
			if w.value == (common.Hash{}) {
				continue
			}
			if err := w.to.Word(slotset.Word{Head: d.Head, Slot: d.Slot, Value: w.value}); err != nil {
				return nil, nil, err
			}
		}
	}
	if before, err = was.Set(ctx); err != nil {
		return nil, nil, err
	}
	if after, err = becomes.Set(ctx); err != nil {
		return nil, nil, err
	}
	return before, after, nil
}

// newSet starts a set in a folder of its own, which it empties.
func newSet(dir string) (*slotset.Builder, error) {
	if err := empty(dir); err != nil {
		return nil, err
	}
	return slotset.New(dir)
}

// newKeys starts a set of keys in a folder of its own, which it empties.
func newKeys(dir string, l *layout.Layout) (*statetree.KeySet, error) {
	if err := empty(dir); err != nil {
		return nil, err
	}
	return statetree.NewKeySet(l, dir)
}

// empty makes an empty folder.
func empty(dir string) error {
	if err := os.RemoveAll(dir); err != nil {
		return fmt.Errorf("emptying a folder: %w", err)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("making a folder: %w", err)
	}
	return nil
}

// with returns a set of the words of others, of which no two tell different
// values for a slot, and of more.
func with(ctx context.Context, dir string, more []slotset.Word, sets ...*slotset.Set) (*slotset.Set, error) {
	b, err := newSet(dir)
	if err != nil {
		return nil, err
	}
	for _, s := range sets {
		for w, err := range s.BySlot(ctx) {
			if err != nil {
				return nil, err
			}
			if ofProxy(w.Slot) {
				continue
			}
			if err := b.Word(w); err != nil {
				return nil, err
			}
		}
	}
	for _, w := range more {
		if err := b.Word(w); err != nil {
			return nil, err
		}
	}
	return b.Set(ctx)
}
