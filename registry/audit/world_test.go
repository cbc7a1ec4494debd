package audit_test

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"encoding/json"
	"errors"
	"maps"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts"
	"github.com/novation-dev/novation/contracts/match"
	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/migrate"
	"github.com/novation-dev/novation/plugins"
	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/plugins/wire"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/audit"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/change"
	"github.com/novation-dev/novation/registry/evidence"
	"github.com/novation-dev/novation/registry/keyset"
	"github.com/novation-dev/novation/registry/merklelog"
	"github.com/novation-dev/novation/registry/project"
	"github.com/novation-dev/novation/registry/shelf"
	"github.com/novation-dev/novation/testnet/crudetrade"
)

// engine interprets: the tests call each module a few times.
var engine = sync.OnceValues(func() (*plugins.Engine, error) {
	return plugins.NewEngine(context.Background(), plugins.Config{Interpreter: true})
})

func TestMain(m *testing.M) {
	code := m.Run()
	if e, err := engine(); err == nil {
		_ = e.Close(context.Background())
	}
	os.Exit(code)
}

// publisher signs the releases; intruder is somebody else.
var (
	publisher = bundle.NewKey([32]byte{1})
	intruder  = bundle.NewKey([32]byte{2})
)

var (
	salt = registry.Salt{7}
	// books are where the two releases keep their records.
	bookOne, bookTwo = common.Address{0x11}, common.Address{0x22}
	// register is a contract beside the Book of 2.0.0.
	register = common.Address{0x33}
)

const chainID = 1776

// A source is a pod's database in memory.
type source struct {
	records   []audit.Record
	decisions map[evidence.Hash][]stored
	bundles   map[registry.Digest][]byte
	documents map[registry.Digest][]byte
	entries   [][]byte
	signed    []byte
	kept      []audit.Retention
}

// A stored decision stands under a sequence.
type stored struct {
	sequence uint64
	bytes    []byte
}

func (s *source) Records(_ context.Context, fn func(audit.Record) error) error {
	for _, r := range s.records {
		if err := fn(r); err != nil {
			return err
		}
	}
	return nil
}

func (s *source) Decisions(_ context.Context, id evidence.Hash, fn func(uint64, []byte) error) error {
	for _, d := range s.decisions[id] {
		if err := fn(d.sequence, d.bytes); err != nil {
			return err
		}
	}
	return nil
}

func (s *source) Bundle(_ context.Context, d registry.Digest) ([]byte, error) {
	return s.bundles[d], nil
}

func (s *source) Document(_ context.Context, d registry.Digest) ([]byte, error) {
	return s.documents[d], nil
}
func (s *source) Log(context.Context) ([][]byte, []byte, error) { return s.entries, s.signed, nil }

func (s *source) Retentions(context.Context) ([]audit.Retention, error) { return s.kept, nil }

// clone returns a copy that a test may tamper with.
func (s *source) clone() *source {
	c := *s
	c.records, c.entries, c.signed = slices.Clone(s.records), slices.Clone(s.entries), bytes.Clone(s.signed)
	c.bundles, c.documents, c.decisions = maps.Clone(s.bundles), maps.Clone(s.documents), map[evidence.Hash][]stored{}
	for id, all := range s.decisions {
		c.decisions[id] = slices.Clone(all)
	}
	return &c
}

// A fake chain says what a test tells it to.
type fakeChain struct {
	view *change.View
	code map[common.Address][]byte
	// heads has what each Book says of a record.
	heads map[common.Address]map[[32]byte]head
	err   error
	// later are heads after the block followed.
	later map[[32]byte]head
}

type head struct {
	sequence   uint64
	commitment [32]byte
}

func (c *fakeChain) View(context.Context) (*change.View, error) { return c.view, c.err }

func (c *fakeChain) Code(_ context.Context, a common.Address) ([]byte, error) { return c.code[a], nil }

func (c *fakeChain) Record(_ context.Context, book common.Address, id [32]byte, block uint64) (uint64, [32]byte, error) {
	h := c.heads[book][id]
	if later, ok := c.later[id]; ok && block > followed {
		h = later
	}
	return h.sequence, h.commitment, nil
}

// followed is the block up to which the pod of a world had followed the chain.
const followed = 5

func (s *source) Block(context.Context) (uint64, error) { return followed, nil }

// A world is a pod's history with everything around it. It must not be changed:
// see copies.
type world struct {
	source *source
	chain  *fakeChain
	trust  audit.Trust
	// digests are those of the releases by version.
	digests map[string]registry.Digest
	first   evidence.Hash // the record that has been novated
	second  evidence.Hash // the record that has not
}

// copies returns what a test may tamper with.
func (w *world) copies() (*source, *fakeChain) {
	heads := map[common.Address]map[[32]byte]head{}
	for a, m := range w.chain.heads {
		heads[a] = maps.Clone(m)
	}
	return w.source.clone(), &fakeChain{view: w.chain.view.Clone(), code: maps.Clone(w.chain.code), heads: heads}
}

var built = sync.OnceValues(buildWorld)

func theWorld(t testing.TB) *world {
	t.Helper()
	w, err := built()
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// maker makes the world.
type maker struct {
	w        *world
	shelf    *shelf.Shelf
	releases map[string]*evidence.Release
	bundles  map[string]*bundle.Bundle
}

func buildWorld() (_ *world, err error) {
	dir, err := os.MkdirTemp("", "audit")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	key, err := merklelog.GenerateKey("registry.example/audit")
	if err != nil {
		return nil, err
	}
	vkey, err := merklelog.VerifierKey(key)
	if err != nil {
		return nil, err
	}
	m := &maker{releases: map[string]*evidence.Release{}, bundles: map[string]*bundle.Bundle{}, w: &world{
		source: &source{
			decisions: map[evidence.Hash][]stored{}, bundles: map[registry.Digest][]byte{}, documents: map[registry.Digest][]byte{},
		},
		chain: &fakeChain{
			view: &change.View{
				Block: 99, Time: 1_771_300_000, MemberEpoch: 1, Threshold: 2,
				Lines: map[registry.Digest]*change.Line{}, Books: map[common.Address]*change.Book{}, Changes: map[common.Hash]*change.Change{},
			},
			code:  map[common.Address][]byte{bookOne: contracts.Book().Runtime.Object, bookTwo: contracts.Book().Runtime.Object, register: contracts.Consortium().Runtime.Object},
			heads: map[common.Address]map[[32]byte]head{bookOne: {}, bookTwo: {}},
		},
		trust:   audit.Trust{Log: merklelog.Policy{Log: vkey}, Keys: keyset.Trust{Fixed: []bundle.PublicKey{publisher.Public()}}, Salt: salt},
		digests: map[string]registry.Digest{},
	}}
	m.shelf, err = shelf.Open(filepath.Join(dir, "shelf.db"), shelf.Config{LogKey: key, Keys: m.w.trust.Keys})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, m.shelf.Close()) }()
	for _, step := range []func() error{
		func() error { return m.publish("1.0.0", nil) },
		func() error { return m.change(1, "", "1.0.0", bookOne) },
		func() error { return m.publish("2.0.0", m.releases["1.0.0"].Schema) },
		func() error { return m.change(2, "1.0.0", "2.0.0", bookTwo) },
		m.log, m.trades,
	} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return m.w, nil
}

// beside gives a release a contract with what was found at an address; nothing
// was at the zero address.
func beside(b *bundle.Bundle, name string, at common.Address) {
	c := bundle.Contract{Artifact: contracts.Files()["Consortium"]}
	m := registry.Contract{Name: name, Artifact: registry.BlobOf(c.Artifact)}
	if at != (common.Address{}) {
		found := match.NewReport(contracts.Consortium().Runtime.Object, contracts.Consortium())
		found.Address = &at
		c.Match, _ = json.Marshal(found) // it can be marshalled
		blob := registry.BlobOf(c.Match)
		m.Match = &blob
	}
	if b.Contracts == nil {
		b.Contracts = map[string]bundle.Contract{}
	}
	b.Contracts[name] = c
	b.Manifest.Contracts = append(b.Manifest.Contracts, m)
}

// publish builds, signs and loads a release.
func (m *maker) publish(version string, previous *schema.Schema) error {
	dir, err := crudetrade.Open(version)
	if err != nil {
		return err
	}
	b, err := project.Build(context.Background(), dir)
	if err != nil {
		return err
	}
	if version == "2.0.0" {
		beside(b, "Register", register)
		beside(b, "Ticket", common.Address{})
	}
	if err := b.Sign(publisher); err != nil {
		return err
	}
	file, err := bundle.Pack(b)
	if err != nil {
		return err
	}
	put, err := m.shelf.Put(file, time.Unix(1_771_200_000, 0), "")
	if err != nil {
		return err
	}
	m.w.source.bundles[put.Digest], m.w.digests[version], m.bundles[version] = file, put.Digest, b
	e, err := engine()
	if err != nil {
		return err
	}
	r, err := evidence.Load(context.Background(), e, b, put.Digest, previous)
	if err != nil {
		return err
	}
	m.releases[version] = r
	return nil
}

// change activates a release, as far as the chain tells.
func (m *maker) change(epoch uint64, from, to string, book common.Address) error {
	var parent *migrate.Ends
	if from != "" {
		parent = &migrate.Ends{Manifest: &m.bundles[from].Manifest, Digest: m.w.digests[from]}
	}
	p, err := migrate.NewPlan(parent, migrate.Ends{Manifest: &m.bundles[to].Manifest, Digest: m.w.digests[to]})
	if err != nil {
		return err
	}
	doc := change.Document{
		Format: change.DocumentFormat, Plan: *p, Book: book, BookCodeHash: contracts.Book().CodeHash(), InitCall: "0x",
		Terms: change.Terms{
			Sequence: epoch, MemberEpoch: 1, NotBefore: 1_771_200_000, NotAfter: 1_771_290_000, Expiry: 1_771_290_000,
			RevertWindow: 3600, Readiness: 2, RevertQuorum: 2,
		},
		Proposer: "alpha", Reason: "release " + to,
	}
	s, err := doc.Struct(salt)
	if err != nil {
		return err
	}
	if _, err := m.shelf.PutDocument(shelf.Document{Kind: merklelog.KindChange, Line: "crude-trade", Contents: doc.Encode()}, time.Unix(1_771_200_000, 0)); err != nil {
		return err
	}
	m.w.source.documents[doc.Digest()] = doc.Encode()
	v, line, hash := m.w.chain.view, salt.Line("crude-trade"), common.Hash(s.Digest(chainID, common.Address{0xcc}))
	c := &change.Change{
		Hash: hash, Struct: s, Status: change.Activated, ActivatedAt: 1_771_250_000, Epoch: epoch,
		Approved: []common.Address{{1}, {2}}, Vetted: []common.Address{{3}, {4}},
	}
	if l := v.Lines[line]; l != nil {
		c.Parent = *l
		v.Books[l.Book].State = change.Draining
	}
	v.Changes[hash] = c
	v.Lines[line] = &change.Line{Release: s.Release, Book: book, Epoch: epoch, Sequence: epoch, Change: hash}
	v.Books[book] = &change.Book{Line: line, Release: s.Release, Epoch: epoch, State: change.Active}
	return nil
}

// log copies the log, and anchors all but its last entry.
func (m *maker) log() error {
	entries, err := m.shelf.Log().Entries(0, 1<<20)
	if err != nil {
		return err
	}
	for _, e := range entries {
		m.w.source.entries = append(m.w.source.entries, e.Encode())
	}
	c, err := m.shelf.Log().Checkpoint()
	if err != nil {
		return err
	}
	roots, err := merklelog.Roots(m.w.source.entries)
	if err != nil {
		return err
	}
	n := len(roots) - 2
	m.w.source.signed, m.w.chain.view.LogSize, m.w.chain.view.LogRoot = c.Signed, uint64(n), common.Hash(roots[n])
	return nil
}

const terms = `"trade_date":"2026-02-16","buyer":"alpha","seller":"beta","grade":"Forties","quantity":"600000.000",` +
	`"currency":"USD","incoterm":"FOB","location":"Hound Point","laycan_from":"2026-03-03","laycan_to":"2026-03-05",` +
	`"payment_days":30,"price":"81.2500"`

func recap(number string) string {
	return `{"recap":{"terms":{"reference":"` + number + `",` + terms + `}}}`
}

func confirm(number string) string {
	return `{"confirm":{"terms":{"reference":"` + number + `",` + terms + `}}}`
}

// trades records two trades; the first is novated and goes on.
func (m *maker) trades() error {
	one, err := m.begin(1)
	if err != nil {
		return err
	}
	two, err := m.begin(2)
	if err != nil {
		return err
	}
	m.w.first, m.w.second = one.record.ID, two.record.ID
	for _, step := range []func() error{
		func() error { return one.decide("1.0.0", evidence.Create, "alpha", recap("CT-1")) },
		func() error { return one.decide("1.0.0", evidence.Transition, "beta", confirm("CT-1")) },
		func() error { return one.decide("2.0.0", evidence.Up, "alpha", "") },
		func() error {
			return one.decide("2.0.0", evidence.Transition, "alpha", `{"nominate":{"vessel":"North Star","imo":"9074729","eta":"2026-03-04"}}`)
		},
		func() error { return two.decide("1.0.0", evidence.Create, "beta", recap("CT-2")) },
		func() error { return two.decide("1.0.0", evidence.Transition, "alpha", confirm("CT-2")) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	one.keep()
	two.keep()
	return nil
}

// A trade is a record with its parties' keys.
type trade struct {
	*maker
	record  audit.Record
	keys    []*ecdsa.PrivateKey
	signers evidence.Hash
	book    common.Address
}

func (m *maker) begin(n byte) (*trade, error) {
	t := &trade{maker: m, record: audit.Record{Key: evidence.Hash{n, 1}, Salt: evidence.Hash{n, 2}}, book: bookOne}
	for i := range byte(2) {
		k, err := crypto.ToECDSA(common.LeftPadBytes(big.NewInt(int64(10*n+i)).Bytes(), 32))
		if err != nil {
			return nil, err
		}
		t.keys = append(t.keys, k)
	}
	slices.SortFunc(t.keys, func(a, b *ecdsa.PrivateKey) int {
		return crypto.PubkeyToAddress(a.PublicKey).Cmp(crypto.PubkeyToAddress(b.PublicKey))
	})
	h, err := typed.PartiesHash([]common.Address{crypto.PubkeyToAddress(t.keys[0].PublicKey), crypto.PubkeyToAddress(t.keys[1].PublicKey)})
	t.signers, t.record.ID = h, typed.RecordID(h, t.record.Salt)
	return t, err
}

// decide evaluates, signs and stores the next decision.
func (t *trade) decide(version string, kind evidence.Kind, actor, command string) error {
	rel := t.releases[version]
	d := &evidence.Decision{
		Format: evidence.Format, Kind: kind, Record: t.record.ID, Before: t.record.Last, Release: rel.Digest, Line: "crude-trade", Version: version,
		Chain: chainID, Book: evidence.Address(t.book), Epoch: t.w.chain.view.Books[t.book].Epoch, Sequence: t.record.Sequence + 1,
		Time: 1_771_260_000 + int64(t.record.Sequence), Actor: actor, Parties: []string{"alpha", "beta"}, Signers: t.signers,
		Previous: t.record.Commitment, Block: 50 + t.record.Sequence,
	}
	if command != "" {
		msg, err := wire.FromJSON(rel.Schema.Command(), []byte(command))
		if err != nil {
			return err
		}
		if d.Command, err = wire.Encode(msg); err != nil {
			return err
		}
	}
	if kind == evidence.Up {
		d.To, d.ToEpoch = evidence.Address(bookTwo), t.w.chain.view.Books[bookTwo].Epoch
	}
	a, err := evidence.Evaluate(context.Background(), rel, evidence.Question{
		Kind: kind, Record: d.Record, Key: t.record.Key, Sequence: d.Sequence, Time: d.Time, Actor: actor, Parties: d.Parties,
		State: t.record.State, Command: d.Command,
	})
	if err != nil {
		return err
	}
	if a.Reasons != nil {
		return &evidence.RejectedError{Release: version, Kind: kind, Reasons: a.Reasons}
	}
	d.State, d.Final, d.Documents, d.Next = a.State, a.Final, a.Documents, a.Next
	if err := sign(d, t.keys); err != nil {
		return err
	}
	b := d.Encode()
	t.w.source.decisions[d.Record] = append(t.w.source.decisions[d.Record], stored{d.Sequence, b})
	t.record.Sequence, t.record.Commitment, t.record.Last, t.record.State = d.Sequence, d.Next, registry.DigestOf(b), d.State
	t.w.chain.heads[t.book][d.Record] = head{d.Sequence, d.Next}
	if kind == evidence.Up {
		t.w.chain.heads[t.book][d.Record] = head{d.Sequence - 1, d.Previous} // how it left
		t.book = bookTwo
		t.w.chain.heads[t.book][d.Record] = head{d.Sequence, d.Next}
	}
	return nil
}

func sign(d *evidence.Decision, keys []*ecdsa.PrivateKey) error {
	d.Endorsements = nil
	for _, k := range keys {
		s, err := typed.Sign(k, d.Signed())
		if err != nil {
			return err
		}
		d.Endorsements = append(d.Endorsements, s)
	}
	return nil
}

func (t *trade) keep() { t.w.source.records = append(t.w.source.records, t.record) }

// strangers are keys of nobody.
func strangers() []*ecdsa.PrivateKey {
	var keys []*ecdsa.PrivateKey
	for i := range int64(2) {
		k, err := crypto.ToECDSA(common.LeftPadBytes(big.NewInt(900+i).Bytes(), 32))
		if err != nil {
			panic(err) // the numbers are keys
		}
		keys = append(keys, k)
	}
	return keys
}
