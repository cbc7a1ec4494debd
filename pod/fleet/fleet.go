// Package fleet is what the pods of a consortium know of each other: which
// releases each one has, vets and runs, which new records all parties can make
// now and who blocks, and whether a release can be retired.
//
// Every pod answers the pods of members with a [Statement]: an answer of the
// exchange, signed by the pod that gives it and sealed for the one that asked.
//
// # What is told to whom
//
// A pod tells the other members what they need in order to work with it: its
// build, the versions of the host interface it serves, how far it has followed
// the chain, whether it is in quarantine, and how far it is with each release. It
// never tells how many records it has, nor what its rehearsals found: a reason
// goes out as the step that failed, without its words. Whether records are still
// open under a release is told only when the operator allows it ([Fleet.SetTells]).
// The operator of a pod is told everything by the own pod ([Fleet.Report]).
//
// # Dependencies
//
// The package may import the pod's mechanisms, registry and its parts. It owns
// the buckets "fleet" and "retention" of the pod's store.
package fleet

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"golang.org/x/sync/singleflight"

	"github.com/novation-dev/novation/pod/exchange"
	"github.com/novation-dev/novation/pod/releases"
	"github.com/novation-dev/novation/pod/store"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
)

// Config is what a Fleet works with. All fields are required, unless noted.
type Config struct {
	// Member is the id of the member this pod belongs to; Members are all of
	// them, in the order in which they are shown.
	Member     string
	Members    []string
	Chain      uint64
	Consortium common.Address
	Salt       registry.Salt
	// Build is the version of this program.
	Build    string
	Store    store.Store
	Exchange *exchange.Exchange
	Releases *releases.Loader
	View     func() *change.View
	// Quarantined returns why the pod decides nothing, "" when it does.
	Quarantined func() string
	// Deadline bounds one question to another pod. Zero means 10 seconds: a pod
	// that is down says so at once, this is for one that hangs.
	Deadline time.Duration
	// Fresh is for how long an answer is taken for the present when a new record
	// is proposed. Zero means 5 seconds.
	Fresh time.Duration
	Log   *slog.Logger
}

// A Fleet asks the pods of the other members, and answers them. It is safe for
// concurrent use.
type Fleet struct {
	cfg Config
	// asking lets those who want to know the same of one pod ask it once.
	asking singleflight.Group

	// mu protects the maps. It is not held while a pod is asked.
	mu sync.Mutex
	// seen is the last answer of each member's pod, saved when it was last put
	// into the store. silent are those that did not answer since.
	seen   map[string]Seen
	saved  map[string]time.Time
	silent map[string]bool
}

// Open returns a Fleet that remembers what was last heard of each pod.
func Open(ctx context.Context, cfg Config) (*Fleet, error) {
	if cfg.Deadline <= 0 {
		cfg.Deadline = 10 * time.Second
	}
	if cfg.Fresh <= 0 {
		cfg.Fresh = 5 * time.Second
	}
	f := &Fleet{cfg: cfg, seen: map[string]Seen{}, saved: map[string]time.Time{}, silent: map[string]bool{}}
	return f, f.load(ctx)
}
