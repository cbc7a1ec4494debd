// Package execute carries a plan out: a journal that survives any crash, a few
// transactions, and a check of the result that does not trust either.
//
// A [Migration] belongs to one member. All members of one migration share the
// contract Migration on chain (contracts/src/move), its ledger, which is the
// truth about how far it is; the journal says what this member sent, and keeps
// its data. What is to be done next follows from the two, so every step may be
// interrupted and taken again.
//
// # Promises
//
// Nothing is sent before the plan holds at the last final block: the code is
// what the plan says, every slot is explained, the owner may upgrade. What is
// written is proven against what all attesters have worked out from the chain by
// themselves. Nothing is activated before every attester has read it back.
// Before the activation, an abort restores the source exactly; after it, a revert
// is the reverse migration, and says first what it would lose.
//
// # Dependencies
//
// Of ours it imports registry, contracts and its packages, and the packages below
// migrate except probe and rehearse. It keeps its journal in bbolt.
package execute

import (
	"crypto/ecdsa"
	"log/slog"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/novation-dev/novation/migrate/contract"
)

// A Config says who this member is and where it works.
type Config struct {
	// Input has the two artefacts, the chain, and what else a plan was made
	// from: keys, map, computer. Its Address and Dir are not used.
	Input contract.Input
	// Dir is the migration's folder: plan, journal and data. It belongs to one
	// process at a time.
	Dir string
	// Draining is the migration that brought the state to the source, when its
	// deferred entries are not all written yet: what is moved is then the storage
	// together with those entries. It must stay open. Nil when there is none.
	Draining *Migration
	// Authority sends what the owner of the proxy must send. Nil means that this
	// member cannot: Run then says what is waited for.
	Authority Authority
	// Attester is the key with which this member attests; nil when it does not.
	Attester *ecdsa.PrivateKey
	// AttestBy attests in place of Attester, for an account whose transactions
	// something else sends. Nil means that Attester does.
	AttestBy Authority
	// Carrier is the key that deploys contracts and sends batches; nil when
	// others do.
	Carrier *ecdsa.PrivateKey
	// Attesters are the members that must agree, for Start. Empty means Attester
	// alone.
	Attesters []common.Address
	// Activate lets Run activate as soon as everybody has confirmed. Otherwise
	// it waits for [Migration.Activate].
	Activate bool
	// Unattended migrations may be activated by anyone once all have confirmed.
	Unattended bool
	// From and Until bound the time of an activation, by the clock of the chain.
	// Zero means no bound.
	From, Until time.Time
	// Progress hears of long work; may be nil.
	Progress func(what string, done, total uint64)
	// Point is called at every point at which a crash is survived, with its
	// name; an error ends Run right there. For tests and rehearsals; may be nil.
	Point func(name string) error
	// Log hears of every step. Nil means silence.
	Log *slog.Logger
}

// A Wait says what a migration waits for.
type Wait string

// What a migration waits for.
const (
	ForAuthority     Wait = "authority"     // the owner must send Waiting.To and Data
	ForCarrier       Wait = "carrier"       // somebody with a carrier's key must go on
	ForAttesters     Wait = "attesters"     // others must attest
	ForConfirmations Wait = "confirmations" // others must read back
	ForActivation    Wait = "activation"    // the authority must activate
	ForWindow        Wait = "window"        // the time has not come
	ForDrain         Wait = "drain"         // activated; deferred entries are left
	ForResume        Wait = "resume"        // it was paused
)

// A Waiting says what a migration waits for, and whom.
type Waiting struct {
	For Wait `json:"for"`
	// Who are the accounts that must do something.
	Who []common.Address `json:"who,omitempty"`
	// To and Data are the call that the authority must make.
	To   *common.Address `json:"to,omitempty"`
	Data hexutil.Bytes   `json:"data,omitempty"`
	// Text says it for people.
	Text string `json:"text"`
}

// waits is how a step says that it cannot go on by itself.
type waits struct{ Waiting }

func (w *waits) Error() string { return "waiting: " + w.Text }
