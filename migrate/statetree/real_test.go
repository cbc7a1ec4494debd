package statetree_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/hex"
	"errors"
	"iter"
	"maps"
	"os"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rpc"
	"github.com/go-json-experiment/json"
	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/migrate/slotset"
	"github.com/novation-dev/novation/migrate/statetree"
	"github.com/novation-dev/novation/pod/node"
	"github.com/novation-dev/novation/pod/node/nodetest"
	"github.com/novation-dev/novation/registry"
)

const kindsFile = "testdata/kinds.json.gz"

func kinds(tb testing.TB, name string) *artifact.Artifact {
	tb.Helper()
	b, err := artifact.Open(kindsFile)
	if err != nil {
		tb.Fatal(err)
	}
	a, err := b.Artifact(name)
	if err != nil {
		tb.Fatal(err)
	}
	if a.Layout == nil {
		tb.Fatal("the artefact has no layout")
	}
	return a
}

// TestKindsIsCompiled holds the file against the source that it was made of.
func TestKindsIsCompiled(t *testing.T) {
	f, err := os.Open(kindsFile)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Input struct {
			Sources map[string]struct {
				Content string `json:"content"`
			} `json:"sources"`
		} `json:"input"`
	}
	if err := json.UnmarshalRead(z, &file); err != nil {
		t.Fatal(err)
	}
	source, err := os.ReadFile("testdata/Kinds.sol")
	if err != nil {
		t.Fatal(err)
	}
	if file.Input.Sources["Kinds.sol"].Content != string(source) {
		t.Error("Kinds.sol was changed and not compiled: run node make.mjs in testdata")
	}
}

// A deployed is a contract on an embedded chain.
type deployed struct {
	*chain.Client
	t       testing.TB
	abi     abi.ABI
	address common.Address
	send    func(to *common.Address, data []byte) *types.Receipt
}

func deploy(t testing.TB, a *artifact.Artifact) *deployed {
	t.Helper()
	c, err := chain.Dial(t.Context(), chain.Config{URL: nodetest.Start(t, node.Config{}).HTTPURL()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	key, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	d := &deployed{Client: c, t: t}
	nonce := uint64(0)
	d.send = func(to *common.Address, data []byte) *types.Receipt {
		t.Helper()
		raw, hash, err := c.Sign(t.Context(), key, nonce, to, data, 100_000_000)
		if err != nil {
			t.Fatal(err)
		}
		nonce++
		if err := c.SendRaw(t.Context(), raw); err != nil {
			t.Fatal(err)
		}
		r, err := c.WaitFinal(t.Context(), hash)
		if err != nil {
			t.Fatal(err)
		}
		if r.Status != types.ReceiptStatusSuccessful {
			t.Fatalf("transaction failed: %v", c.RevertReason(t.Context(), r, raw))
		}
		return r
	}
	if d.abi, err = abi.JSON(bytes.NewReader(a.ABI)); err != nil {
		t.Fatal(err)
	}
	d.address = d.send(nil, a.Creation.Object).ContractAddress
	return d
}

// run sends a transaction that calls a method without arguments.
func (d *deployed) run(method string) {
	d.t.Helper()
	data, err := d.abi.Pack(method)
	if err != nil {
		d.t.Fatal(err)
	}
	d.send(&d.address, data)
}

// said asks the contract what is in its state, by path.
func (d *deployed) said() map[string][]byte {
	d.t.Helper()
	data, err := d.abi.Pack("said")
	if err != nil {
		d.t.Fatal(err)
	}
	var out hexutil.Bytes
	call := map[string]any{"to": d.address, "data": hexutil.Bytes(data)}
	if err := d.RPC().CallContext(d.t.Context(), &out, "eth_call", call, "latest"); err != nil {
		d.t.Fatal(err)
	}
	values, err := d.abi.Unpack("said", out)
	if err != nil {
		d.t.Fatal(err)
	}
	paths, texts := values[0].([]string), values[1].([][]byte)
	said := map[string][]byte{}
	for i, p := range paths {
		if _, twice := said[p]; twice {
			d.t.Fatalf("the contract says %s twice", p)
		}
		said[p] = texts[i]
	}
	return said
}

// Words implements statetree.Slots.
func (d *deployed) Words(ctx context.Context, slots []common.Hash) ([]common.Hash, error) {
	words := make([]common.Hash, len(slots))
	batch := make([]rpc.BatchElem, len(slots))
	for i, s := range slots {
		batch[i] = rpc.BatchElem{Method: "eth_getStorageAt", Args: []any{d.address, s, "latest"}, Result: &words[i]}
	}
	for part := range slices.Chunk(batch, 500) {
		if err := d.RPC().BatchCallContext(ctx, part); err != nil {
			return nil, err
		}
	}
	for i := range batch {
		if batch[i].Error != nil {
			return nil, batch[i].Error
		}
	}
	return words, nil
}

// storageRoot is the account's, as a proof shows it.
func (d *deployed) storageRoot() common.Hash {
	d.t.Helper()
	var proof struct {
		Root common.Hash `json:"storageHash"`
	}
	if err := d.RPC().CallContext(d.t.Context(), &proof, "eth_getProof", d.address, []string{}, "latest"); err != nil {
		d.t.Fatal(err)
	}
	return proof.Root
}

// kindsKeys are those in the state of Kinds, and some without an entry.
var kindsKeys = map[string][]string{
	"balances[]":                      {"0x1", "0x2", "0x3", "0x9"},
	"allowances[][]":                  {"0x1 0x2", "0x2 0x1", "0x1 0x3"},
	"byText[]":                        {"key", "", "a text that is longer than one slot can hold, and longer than two of them too", "none"},
	"byBytes[]":                       {"0x00ff00", "0x"},
	"byInt[]":                         {"-2", "300", "0"},
	"byEnum[][]":                      {"Green true", "Red false", "Blue true"},
	"byTag[]":                         {"0xaabbccdd", "0x00000000"},
	"byTag[].points[]":                {"0xaabbccdd 4", "0xaabbccdd 3", "0x00000000 5", "0x00000000 3", "0x00000000 2"},
	"byToken[]":                       {"0x7", "0x8"},
	"pairs[][][]":                     {"200 0x11223344", "201 0x11223344", "201 0x00000000"},
	"item.points[]":                   {"1", "3"},
	"items[].points[]":                {"2", "3", "4"},
	"shelves[]":                       {"6", "7"},
	"shelves[][].points[]":            {"6 6", "6 7", "6 3"},
	"tree.named[]":                    {"a"},
	"tree.named[].named[]":            {"a b"},
	"tree.children[].named[]":         {"a"},
	"erc7201:example.kinds.seen[]":    {"0x4"},
	"tree.children[].children[]":      nil,
	"tree.children[].named[].named[]": {"a c"},
}

// keysOf puts keys into a set, in both directions, so that they must be sorted.
func keysOf(tb testing.TB, l *layout.Layout, all map[string][]string) *statetree.KeySet {
	tb.Helper()
	set, err := statetree.NewKeySet(l, tb.TempDir())
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { set.Close() })
	shapes, err := statetree.Shapes(l)
	if err != nil {
		tb.Fatal(err)
	}
	for pattern, tuples := range all {
		var typs []string
		for _, s := range shapes {
			if len(s.Pattern) >= len(pattern) && s.Pattern[:len(pattern)] == pattern && typs == nil {
				typs = s.KeyTypes
			}
		}
		for _, text := range append(slices.Clone(tuples), tuples...) {
			var keys []statetree.Value
			parts := []string{text}
			if len(typs) > 1 && bytes.ContainsRune([]byte(text), ' ') && typs[0] != "string" {
				parts = fields(text)
			}
			for i, p := range parts {
				keys = append(keys, key(tb, l, typs[i], p))
			}
			if err := set.Add(pattern, keys); err != nil {
				tb.Fatal(err)
			}
		}
	}
	return set
}

func fields(s string) (out []string) {
	for f := range bytes.FieldsSeq([]byte(s)) {
		out = append(out, string(f))
	}
	return out
}

func key(tb testing.TB, l *layout.Layout, typ, s string) statetree.Value {
	tb.Helper()
	switch k := l.Types[typ]; {
	case (k.Kind == layout.Address || k.Kind == layout.Contract) && len(s) < 42:
		s = common.HexToAddress(s).Hex()
	case typ == "bytes32" && len(s) < 66:
		b := common.RightPadBytes([]byte(s), 32)
		s = hexutil.Encode(b)
	}
	v, err := statetree.ParseValue(l, typ, s)
	if err != nil {
		tb.Fatal(err)
	}
	return v
}

func collect(tb testing.TB, fields iter.Seq2[statetree.Field, error]) []statetree.Field {
	tb.Helper()
	var out []statetree.Field
	for f, err := range fields {
		if err != nil {
			tb.Fatal(err)
		}
		out = append(out, f)
	}
	return out
}

// raw is a value as said gives it.
func raw(v statetree.Value) []byte {
	if v.Bytes != nil {
		return v.Bytes
	}
	return v.Word[:]
}

// TestReal compares what is read of every kind of variable with what the
// contract says of itself, and the root of the slots with the account's.
func TestReal(t *testing.T) {
	for _, tt := range []struct {
		contract string
		steps    []string
		keys     map[string][]string
		least    int
	}{
		{"Kinds", []string{"fill", "fillArrays", "fillMappings"}, kindsKeys, 300},
		{"Moved", []string{"fill"}, nil, 8},
	} {
		t.Run(tt.contract, func(t *testing.T) {
			a := kinds(t, tt.contract)
			d := deploy(t, a)
			for _, s := range tt.steps {
				d.run(s)
				got := compareWithSaid(t, a.Layout, d, tt.keys)
				if s == tt.steps[len(tt.steps)-1] && got < tt.least {
					t.Errorf("only %d fields were compared", got)
				}
			}
		})
	}
}

func compareWithSaid(t *testing.T, l *layout.Layout, d *deployed, keys map[string][]string) int {
	t.Helper()
	tree, err := statetree.New(l)
	if err != nil {
		t.Fatal(err)
	}
	want, got := map[string]string{}, map[string]string{}
	for path, v := range d.said() {
		if len(bytes.Trim(v, "\x00")) > 0 {
			want[path] = hex.EncodeToString(v)
		}
	}
	for _, f := range collect(t, tree.Read(t.Context(), d, keysOf(t, l, keys))) {
		if f.Path.String() == "inside" {
			continue // a place in the code, which the contract cannot say
		}
		if !f.Value.IsZero() {
			got[f.Path.String()] = hex.EncodeToString(raw(f.Value))
		}
		roundTrip(t, tree, l, f)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("what the contract says and what was read (-said +read):\n%s", diff)
	}
	if root := rootOf(t, tree, tree.Read(t.Context(), d, keysOf(t, l, keys))); root != d.storageRoot() {
		t.Errorf("the root of what was read is %s, and the account's %s", root, d.storageRoot())
	}
	return len(got)
}

// rootOf is the storage root of an account with exactly these fields.
func rootOf(t *testing.T, tree *statetree.Tree, fields iter.Seq2[statetree.Field, error]) common.Hash {
	t.Helper()
	b, err := slotset.New(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range collect(t, fields) {
		parts, err := tree.Put(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range parts {
			if err := b.Part(p); err != nil {
				t.Fatal(err)
			}
		}
	}
	set, err := b.Set(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer set.Close()
	root, err := set.Root(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// TestMissingKey shows that the root tells when a key was left out.
func TestMissingKey(t *testing.T) {
	a := kinds(t, "Kinds")
	d := deploy(t, a)
	d.run("fillMappings")
	tree, err := statetree.New(a.Layout)
	if err != nil {
		t.Fatal(err)
	}
	whole := rootOf(t, tree, tree.Read(t.Context(), d, keysOf(t, a.Layout, kindsKeys)))
	if whole != d.storageRoot() {
		t.Fatal("the root of everything is not the account's")
	}
	for pattern, texts := range map[string]string{"byInt[]": "300", "byTag[].points[]": "0x00000000 5", "tree.named[].named[]": "a b"} {
		some := maps.Clone(kindsKeys)
		some[pattern] = slices.DeleteFunc(slices.Clone(some[pattern]), func(s string) bool { return s == texts })
		if rootOf(t, tree, tree.Read(t.Context(), d, keysOf(t, a.Layout, some))) == whole {
			t.Errorf("without %s of %s the root is the same", texts, pattern)
		}
	}
}

// roundTrip writes and reads path and value as text, and finds the place anew.
func roundTrip(t *testing.T, tree *statetree.Tree, l *layout.Layout, f statetree.Field) {
	t.Helper()
	path, err := tree.Parse(f.Path.String())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(f.Path, path); diff != "" {
		t.Fatalf("path %s: %s", f.Path, diff)
	}
	v, err := statetree.ParseValue(l, f.Type, statetree.Format(l, f.Type, f.Value))
	if err != nil {
		t.Fatal(err)
	}
	at, err := tree.Locate(path)
	if err != nil {
		t.Fatal(err)
	}
	at.Value = v
	if diff := cmp.Diff(f, at); diff != "" {
		t.Fatalf("%s: %s", f.Path, diff)
	}
}

// TestWrongLayout reads a contract with the layout of another.
func TestWrongLayout(t *testing.T) {
	d := deploy(t, kinds(t, "Kinds"))
	d.run("fill")
	l := kinds(t, "Kinds").Layout
	for i, v := range l.Storage {
		if v.Label == "colour" {
			l.Storage = slices.Delete(l.Storage, i, i+1)
			break
		}
	}
	var failed error
	for _, err := range treeOf(t, l).Read(t.Context(), d, keysOf(t, l, nil)) {
		failed = errors.Join(failed, err)
	}
	if !errors.Is(failed, registry.ErrInvalid) {
		t.Errorf("got error %v, want one about bits that belong to no variable", failed)
	}
}
