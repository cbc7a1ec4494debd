package change

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/contracts/binding"
	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
)

// ExportFormat is the version of the encoding of an [Export].
const ExportFormat = 1

// MaxExport bounds an export file, in bytes: two bundles in base64.
const MaxExport = 256 << 20

// An Export is a change in one file: all bytes that a member rebuilds it from,
// on a machine that reaches nobody. Nothing in it is believed: see
// [Export.Open].
type Export struct {
	Format int `json:"format"`
	// Change is the change as the chain names it.
	Change common.Hash `json:"change"`
	// Chain and Consortium are where it stands.
	Chain      uint64         `json:"chain"`
	Consortium common.Address `json:"consortium"`
	// Block, Time (unix seconds), MemberEpoch and Status are what the chain had
	// said when the file was written, to the pod that wrote it.
	Block       uint64 `json:"block"`
	Time        uint64 `json:"time"`
	MemberEpoch uint64 `json:"memberEpoch"`
	Status      Status `json:"status"`
	// Document is the change document. Bundle is the file of the release that
	// the change leads to, Parent that of the release it leaves, nil for none.
	Document []byte `json:"document"`
	Bundle   []byte `json:"bundle"`
	Parent   []byte `json:"parent,omitempty"`
}

// Encode returns the content of an export file.
func (e *Export) Encode() []byte {
	b, err := json.Marshal(e)
	if err != nil {
		panic(err) // plain data
	}
	return append(b, '\n')
}

// ParseExport reads an export file. It fails with [registry.ErrInvalid].
func ParseExport(b []byte) (*Export, error) {
	var e Export
	if len(b) > MaxExport {
		return nil, fmt.Errorf("reading an exported change: %d bytes, at most %d are possible: %w", len(b), MaxExport, registry.ErrInvalid)
	}
	if err := strictly(b, &e); err != nil {
		return nil, fmt.Errorf("reading an exported change: %v\nMake the file with novation change export: %w", err, registry.ErrInvalid)
	}
	if e.Format != ExportFormat {
		return nil, fmt.Errorf("reading an exported change: format %d, this program knows %d: %w", e.Format, ExportFormat, registry.ErrInvalid)
	}
	return &e, nil
}

// strictly decodes one JSON object with known fields only.
func strictly(b []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return err
	}
	if d.More() {
		return fmt.Errorf("something follows after %d bytes", d.InputOffset())
	}
	return nil
}

// Trust is what a member knows for itself, from the time it joined: what is
// asked for must belong there.
type Trust struct {
	Chain      uint64
	Consortium common.Address
	Salt       registry.Salt
	// MemberEpoch is the member set that the member knows to be in force; zero
	// when it knows none, and then that of the export stands in for it.
	MemberEpoch uint64
	// Now is the time on this machine, zero when it has no clock.
	Now time.Time
}

// An Offer is what a member is asked to sign, rebuilt.
type Offer struct {
	Hash     common.Hash
	Struct   typed.Change
	Document *Document
	// Calls are the calls in words.
	Calls []Described
	// Contracts are the names of the contracts that the release brings beside
	// the Book.
	Contracts []string
}

// Open does what [Export.Rebuild] and [Export.InTime] do.
func (e *Export) Open(t Trust) (*Offer, error) {
	o, err := e.Rebuild(t)
	if err != nil {
		return nil, err
	}
	if err := e.InTime(o.Document, t); err != nil {
		return nil, err
	}
	return o, nil
}

// Rebuild makes what a member is asked to sign out of the bytes of e, and holds
// it against what the member knows for itself. It fails with
// [registry.ErrRefused] when the bytes do not add up to the change, or to one of
// another chain or consortium, and with [registry.ErrInvalid] when bytes are
// missing.
func (e *Export) Rebuild(t Trust) (*Offer, error) {
	switch {
	case e.Chain != t.Chain:
		return nil, refused("it stands on chain %d, this consortium's is %d", e.Chain, t.Chain)
	case e.Consortium != t.Consortium:
		return nil, refused("it stands in consortium %s, this one is %s", e.Consortium, t.Consortium)
	case len(e.Document) == 0:
		return nil, missing("the change document")
	case len(e.Bundle) == 0:
		return nil, missing("the bundle of the release")
	}
	doc, err := ParseDocument(e.Document)
	if err != nil {
		return nil, err
	}
	if doc.Plan.From != nil && len(e.Parent) == 0 {
		return nil, missing("the bundle of the release that is left")
	}
	s, doc, err := Rebuild(e.Document, e.Bundle, e.Parent, t.Salt)
	if err != nil {
		return nil, err
	}
	o := &Offer{Hash: s.Digest(t.Chain, t.Consortium), Struct: s, Document: doc}
	if o.Hash != e.Change {
		return nil, refused("what its bytes add up to (%s) is not the change on chain (%s)", o.Hash, e.Change)
	}
	b, err := bundle.Open(e.Bundle)
	if err != nil {
		return nil, err
	}
	if err := checkInit(doc, s.Line, b.Manifest.Book.Shared); err != nil {
		return nil, err
	}
	for _, c := range b.Manifest.Contracts {
		o.Contracts = append(o.Contracts, c.Name)
	}
	o.Calls = doc.Describe(nil, append(Interfaces(b), FileInterfaces(e.Parent)...)...)
	return o, nil
}

// InTime fails with [registry.ErrStale] when a signature comes too late: the
// change is over, expired, or made for another member set.
func (e *Export) InTime(d *Document, t Trust) error {
	stale := func(format string, a ...any) error {
		return fmt.Errorf("change %s: %s: %w", e.Change, fmt.Sprintf(format, a...), registry.ErrStale)
	}
	epoch := e.MemberEpoch
	if t.MemberEpoch != 0 {
		epoch = t.MemberEpoch
	}
	now := e.Time
	if !t.Now.IsZero() && t.Now.Unix() > 0 {
		now = max(now, uint64(t.Now.Unix()))
	}
	switch {
	case e.Status != Proposed && e.Status != Prepared:
		return stale("it was %s when the file was written: there is nothing to approve any more", e.Status)
	case d.Terms.MemberEpoch != epoch:
		return stale("it was proposed to member set %d, and %d is in force: propose it again", d.Terms.MemberEpoch, epoch)
	case now > d.Terms.Expiry:
		return stale("it expired at %s, and it is %s now: propose it again", clock(d.Terms.Expiry), clock(now))
	}
	return nil
}

func clock(seconds uint64) string {
	return time.Unix(int64(min(seconds, 1<<40)), 0).UTC().Format("2006-01-02 15:04:05 UTC")
}

// checkInit allows no other init call than the one that binds a new Book to
// its line.
func checkInit(d *Document, line [32]byte, shared bool) error {
	init, err := d.Init()
	if err != nil || len(init) == 0 {
		return err
	}
	want, err := binding.NewBook().TryPackInitialize(line)
	if err != nil {
		return err
	}
	if shared || !bytes.Equal(init, want) {
		return refused("its init call %#x does something else than bind a new Book to the line", init[:min(len(init), maxShown)])
	}
	return nil
}

func refused(format string, a ...any) error {
	return fmt.Errorf("this change is not to be signed: %s: %w", fmt.Sprintf(format, a...), registry.ErrRefused)
}

func missing(what string) error {
	return fmt.Errorf("%s is not in the exported change\nMake the file again with novation change export: %w", what, registry.ErrInvalid)
}
