package change

import (
	"github.com/novation-dev/novation/contracts/binding"
	"github.com/novation-dev/novation/contracts/typed"
)

// ToChain returns c as the Consortium takes it: without the hash of the calls
// and the policy, which are parameters of their own.
func ToChain(c typed.Change) binding.Change {
	return binding.Change{
		Line: c.Line, Sequence: c.Sequence, Parent: c.Parent, Release: c.Release, Book: c.Book, BookCodeHash: c.BookCodeHash,
		InitCallHash: c.InitCallHash, NotBefore: c.NotBefore, NotAfter: c.NotAfter, RevertWindow: c.RevertWindow,
		RevertPlan: c.RevertPlan, Plan: c.Plan, MemberEpoch: c.MemberEpoch, Expiry: c.Expiry,
		Readiness: c.Readiness, RevertQuorum: c.RevertQuorum,
	}
}

// FromChain returns what members sign for c with the given hash of calls and
// without a policy.
func FromChain(c binding.Change, calls [32]byte) typed.Change {
	return typed.Change{
		Line: c.Line, Sequence: c.Sequence, Parent: c.Parent, Release: c.Release, Book: c.Book, BookCodeHash: c.BookCodeHash,
		InitCallHash: c.InitCallHash, NotBefore: c.NotBefore, NotAfter: c.NotAfter, RevertWindow: c.RevertWindow,
		RevertPlan: c.RevertPlan, Plan: c.Plan, MemberEpoch: c.MemberEpoch, Expiry: c.Expiry,
		Readiness: c.Readiness, RevertQuorum: c.RevertQuorum, Calls: calls,
	}
}

// PackPropose returns the transaction that proposes c.
func PackPropose(c typed.Change) ([]byte, error) {
	switch none := [32]byte{}; {
	case c.Policy != none:
		return binding.NewConsortium().TryPackProposeWithPolicy(ToChain(c), c.Calls, c.Policy)
	case c.Calls == none:
		return binding.NewConsortium().TryPackPropose(ToChain(c))
	}
	return binding.NewConsortium().TryPackProposeWithCalls(ToChain(c), c.Calls)
}
