package contract_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/contract/picture"
	"github.com/novation-dev/novation/migrate/migratetest"
	"github.com/novation-dev/novation/registry"
)

// TestReference plans the reference case in several ways, and what must be
// refused of it.
func TestReference(t *testing.T) {
	w := migratetest.Deploy(t, start(t, nil))
	for _, s := range w.Trio() {
		t.Run(s.Name, func(t *testing.T) { reference(t, w, s) })
	}
	t.Run("Keys", func(t *testing.T) { keysOfToken(t, w) })
	t.Run("Refused", func(t *testing.T) { refused(t, w) })
	t.Run("Ways", func(t *testing.T) { ways(t, w) })
	t.Run("InitCall", func(t *testing.T) { initCall(t, w) })
	t.Run("Dropped", func(t *testing.T) { dropped(t, w) })
	t.Run("Losses", func(t *testing.T) { losses(t, w) })
	t.Run("Overlay", func(t *testing.T) { overlay(t, w) })
	t.Run("ThereAndBack", func(t *testing.T) {
		for _, s := range w.Trio() {
			t.Run(s.Name, func(t *testing.T) { thereAndBack(t, w, s) })
		}
	})
}

func reference(t *testing.T, w *migratetest.World, s *migratetest.Subject) {
	in := input(t, w.Client, s)
	p, err := contract.New(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	if !p.Snapshot.Completeness.Complete || p.Way != contract.InPlace || !p.Rewrite || p.Owner != migratetest.Address(0) ||
		p.From.Implementation != s.Implementation || p.Admin != s.Admin || p.Cost.Writes == 0 {
		t.Errorf("the plan: %+v", p)
	}
	want := registry.Transparent
	if s.Admin == (common.Address{}) {
		want = registry.UUPS
	}
	if p.Proxy != want {
		t.Errorf("proxy %q, want %q", p.Proxy, want)
	}
	again, err := contract.New(t.Context(), in)
	if err != nil || !bytes.Equal(again.Encode(), p.Encode()) {
		t.Errorf("the same input gives another plan: %v\n%s", err, cmp.Diff(string(p.Encode()), string(again.Encode())))
	}
	parsed, err := contract.Parse(p.Encode())
	if err != nil || parsed.Digest() != p.Digest() {
		t.Errorf("Parse: %v", err)
	}
	checkPicture(t, p)
	pinned := *p
	pinned.Snapshot.Hash, pinned.Snapshot.StorageRoot = common.Hash{1}, common.Hash{2}
	pinned.Snapshot.Block, pinned.Cost = 100, contract.Cost{}
	var text bytes.Buffer
	if err := pinned.Text(&text); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(text.String()) {
		if n := len([]rune(line)); n > 121 {
			t.Errorf("a line of %d characters: %s", n, line)
		}
	}
	_, rest, _ := bytes.Cut(text.Bytes(), []byte("\n")) // the digest changes with every artefact
	golden(t, s.Name+".txt", rest)
}

func checkPicture(t *testing.T, p *contract.Plan) {
	t.Helper()
	svg := picture.SVG(p)
	if !bytes.Equal(svg, picture.SVG(p)) {
		t.Error("the picture differs from time to time")
	}
	links := 0
	for _, r := range p.Variables {
		if r.Source != nil && r.Target != nil {
			links++
		}
	}
	if n := bytes.Count(svg, []byte(`class="l `)); n != links {
		t.Errorf("%d lines in the picture, want %d", n, links)
	}
}

// keysOfToken gives the token's keys in every form, and too few of them.
func keysOfToken(t *testing.T, w *migratetest.World) {
	s := w.Token
	var all map[string][]any
	if err := json.Unmarshal(s.Keys, &all); err != nil {
		t.Fatal(err)
	}
	full, err := contract.New(t.Context(), input(t, w.Client, s))
	if err != nil {
		t.Fatal(err)
	}
	entries := func(p *contract.Plan) map[string]uint64 {
		out := map[string]uint64{}
		for _, r := range p.Variables {
			if r.Source != nil {
				out[r.Source.Pattern] = r.Entries
			}
		}
		return out
	}
	feeds, err := contract.ParseMap(s.MapWithFeeds)
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(*contract.Input){
		"none":  func(in *contract.Input) { in.Keys = nil },
		"feeds": func(in *contract.Input) { in.Keys, in.Map = nil, feeds },
		"lines": func(in *contract.Input) { in.Keys = lines(t, all) },
		"types": func(in *contract.Input) { in.Keys = byType(t, all) },
		"objects": func(in *contract.Input) {
			in.Keys = edit(t, all, func(m map[string]any) { m["_allowances"] = nest(all["_allowances[][]"]); delete(m, "_allowances[][]") })
		},
	} {
		in := input(t, w.Client, s)
		change(&in)
		p, err := contract.New(t.Context(), in)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if diff := cmp.Diff(entries(full), entries(p)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	// A feed that takes the wrong field of the right event finds other keys.
	in := input(t, w.Client, s)
	in.Keys, in.Map = nil, feeds
	in.Map.Keys = slices.Clone(feeds.Keys)
	wrong := false
	for i, f := range in.Map.Keys {
		if f.Pattern == "_allowances[][]" {
			in.Map.Keys[i].Fields, wrong = []string{f.Fields[1], f.Fields[0]}, true
		}
	}
	if p, err := contract.New(t.Context(), in); !wrong || !errors.Is(err, registry.ErrRefused) || p == nil || len(p.Snapshot.Completeness.Unexplained) == 0 {
		t.Errorf("a wrong feed: %v", err)
	}
	for name, keys := range map[string][]byte{
		"a holder less":        edit(t, all, func(m map[string]any) { m["_balances[]"] = all["_balances[]"][:30] }),
		"no roles":             edit(t, all, func(m map[string]any) { m["_roles[].members[]"], m["_roles[]"] = []any{}, []any{} }),
		"allowances exchanged": edit(t, all, func(m map[string]any) { m["_allowances[][]"] = exchanged(all["_allowances[][]"]) }),
	} {
		in := input(t, w.Client, s)
		in.Keys = keys
		p, err := contract.New(t.Context(), in)
		if !errors.Is(err, registry.ErrRefused) || p == nil || p.Snapshot.Completeness.Complete || len(p.Snapshot.Completeness.Unexplained) == 0 {
			t.Errorf("%s: %v, want a plan with what is not explained, and ErrRefused", name, err)
			continue
		}
		var text bytes.Buffer
		if err := p.Text(&text); err != nil || !strings.Contains(text.String(), "NOT EXPLAINED") {
			t.Errorf("%s: the text does not say so: %v", name, err)
		}
	}
}

func edit(t *testing.T, all map[string][]any, change func(map[string]any)) []byte {
	t.Helper()
	out := map[string]any{}
	for k, v := range all {
		out[k] = v
	}
	change(out)
	b, err := json.Marshal(out)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// lines writes keys as text.
func lines(t *testing.T, all map[string][]any) []byte {
	t.Helper()
	out := bytes.NewBufferString("# keys of the token\n")
	w := csv.NewWriter(out)
	for pattern, tuples := range all {
		for _, tuple := range tuples {
			record := []string{pattern}
			if list, ok := tuple.([]any); ok {
				for _, k := range list {
					record = append(record, fmt.Sprint(k))
				}
			} else {
				record = append(record, fmt.Sprint(tuple))
			}
			if err := w.Write(record); err != nil {
				t.Fatal(err)
			}
		}
	}
	w.Flush()
	return out.Bytes()
}

// byType lists all keys under their types.
func byType(t *testing.T, all map[string][]any) []byte {
	t.Helper()
	out := map[string][]any{}
	var sort func(pattern string, k any)
	sort = func(pattern string, k any) {
		if list, ok := k.([]any); ok {
			for _, k := range list {
				sort(pattern, k)
			}
			return
		}
		text := fmt.Sprint(k)
		typ := "string"
		switch {
		case pattern == "_aliases[]":
		case strings.HasPrefix(text, "0x") && len(text) == 10:
			typ = "bytes4"
		case strings.HasPrefix(text, "0x") && len(text) == 42:
			typ = "address"
		case strings.HasPrefix(text, "0x") && len(text) == 66:
			typ = "bytes32"
		case strings.Trim(text, "-0123456789") == "":
			typ = "uint256"
		}
		if !slices.Contains(out[typ], k) {
			out[typ] = append(out[typ], k)
		}
	}
	for pattern, tuples := range all {
		sort(pattern, tuples)
	}
	out["uint256"] = append(out["uint256"], 0, 1, 2, 3, 4, 5) // enums
	b, err := json.Marshal(out)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// nest writes pairs as an object of lists.
func nest(tuples []any) map[string][]any {
	out := map[string][]any{}
	for _, tuple := range tuples {
		pair := tuple.([]any)
		out[pair[0].(string)] = append(out[pair[0].(string)], pair[1])
	}
	return out
}

func exchanged(tuples []any) (out []any) {
	for _, tuple := range tuples {
		pair := tuple.([]any)
		out = append(out, []any{pair[1], pair[0]})
	}
	return out
}

// refused has inputs of which no plan is made.
func refused(t *testing.T, w *migratetest.World) {
	withMap := func(text string) func(*contract.Input) {
		return func(in *contract.Input) {
			m, err := contract.ParseMap([]byte(text))
			if err != nil {
				t.Fatal(err)
			}
			in.Map = m
		}
	}
	var all map[string][]any
	if err := json.Unmarshal(w.Token.Keys, &all); err != nil {
		t.Fatal(err)
	}
	noAliases := edit(t, all, func(m map[string]any) { delete(m, "_aliases[]") })
	noLayout := *w.Token.From
	noLayout.Layout = nil
	for name, tt := range map[string]struct {
		change func(*contract.Input)
		want   error
		says   string
	}{
		"another contract's artefact": {func(in *contract.Input) { in.From = w.Vesting.From }, registry.ErrRefused, "is not that of"},
		"upgraded already":            {func(in *contract.Input) { in.From, in.To = in.To, in.From }, registry.ErrRefused, "already"},
		"no contract":                 {func(in *contract.Input) { in.Address = common.Address{1} }, registry.ErrNotFound, "destroyed itself"},
		"no layout":                   {func(in *contract.Input) { in.From = &noLayout }, registry.ErrInvalid, "no storage layout"},
		"a layout that lacks":         {func(in *contract.Input) { in.From = without(in.From, "motto") }, registry.ErrRefused, "not"},
		"a layout that lacks a map":   {func(in *contract.Input) { in.From, in.Keys = without(in.From, "_aliases"), noAliases }, registry.ErrRefused, "not"},
		"a target that lacks":         {func(in *contract.Input) { in.To = without(in.To, "_tiers") }, registry.ErrRefused, "_tiers[0]"},
		"keys for nothing":            {func(in *contract.Input) { in.Keys = []byte(`{"_balance": ["0x01"]}`) }, registry.ErrInvalid, "mappings are _balances[]"},
		"keys of another type":        {func(in *contract.Input) { in.Keys = []byte(`{"_balances": ["0x01"]}`) }, registry.ErrInvalid, "_balances[]"},
		"too many keys":               {func(in *contract.Input) { in.Keys = []byte(`{"_nonces": [["1","2"]]}`) }, registry.ErrInvalid, "_nonces[]"},
		"keys that are no JSON":       {func(in *contract.Input) { in.Keys = []byte(`{"_balances": [`) }, registry.ErrInvalid, "keys"},
		"keys twice":                  {func(in *contract.Input) { in.Keys = []byte(`{"_nonces":[],"_nonces":[]}`) }, registry.ErrInvalid, "_nonces"},
		"a way that is none":          {withMap(`{"way":"fast"}`), registry.ErrInvalid, "deferred-materialisation"},
		"an init call that is none":   {withMap(`{"init":"0xdeadbeef"}`), registry.ErrInvalid, "no function with selector"},
		"a move of nothing":           {withMap(`{"move":{"nothing":"motto"}}`), registry.ErrInvalid, "is no variable"},
		"a feed of nothing":           {withMap(`{"keys":[{"pattern":"motto","event":"Transfer(address,address,uint256)","fields":["to"]}]}`), registry.ErrInvalid, "no mapping"},
		"a touch of nothing":          {withMap(`{"way":"deferred-materialisation","touch":{"transfers()":[]}}`), registry.ErrInvalid, "no function transfers()"},
		"a touch without an argument": {withMap(`{"way":"deferred-materialisation","touch":{"balanceOf(address)":["_balances[1]"]}}`), registry.ErrInvalid, "no argument 1"},
	} {
		t.Run(name, func(t *testing.T) {
			in := input(t, w.Client, w.Token)
			tt.change(&in)
			p, err := contract.New(t.Context(), in)
			if !errors.Is(err, tt.want) || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("New = %v, want %v that says %q", err, tt.want, tt.says)
			}
			if p != nil && p.Way == "" {
				t.Error("a refused plan has no way")
			}
		})
	}
	if _, err := contract.ParseMap([]byte(`{"moves":{}}`)); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("a map with an unknown member: %v", err)
	}
	hidden := migratetest.DeployHidden(t, w.Client)
	for _, keys := range [][]byte{hidden.Keys, nil} {
		in := input(t, w.Client, hidden)
		in.Keys = keys
		p, err := contract.New(t.Context(), in)
		if !errors.Is(err, registry.ErrRefused) || p == nil || len(p.Snapshot.Completeness.Unexplained) == 0 {
			t.Errorf("hidden state: %v", err)
		}
	}
}

// receives says what is touched by taking ether, which only the wallet does.
func receives(t *testing.T, w *migratetest.World) {
	t.Helper()
	for _, s := range []*migratetest.Subject{w.Vesting, w.Token} {
		in := input(t, w.Client, s)
		in.Map.Way, in.Map.Touch = contract.Deferred, map[string][]string{"owner()": {}}
		if s == w.Token {
			in.Map.Touch = map[string][]string{"name()": {}}
		}
		p, err := contract.New(t.Context(), in)
		if err != nil {
			t.Fatal(err)
		}
		if got := slices.Contains(p.Closed, "receive()"); got != (s == w.Vesting) {
			t.Errorf("%s: refused are %v", s.Name, p.Closed)
		}
		in.Map.Touch["receive()"] = []string{}
		p, err = contract.New(t.Context(), in)
		if s == w.Vesting && (err != nil || slices.Contains(p.Closed, "receive()")) || s == w.Token && !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s takes ether: %v", s.Name, err)
		}
	}
}

// ways asks for each way.
func ways(t *testing.T, w *migratetest.World) {
	in := input(t, w.Client, w.Token)
	in.Map.Touch = map[string][]string{
		"balanceOf(address)": {"_balances[0]"}, "transfer(address,uint256)": {"_balances[caller]", "_balances[0]"}, "name()": {},
		"allowance(address,address)": {"_allowances[0][1]"},
	}
	for _, way := range []contract.Way{contract.SteppedWay, contract.Deferred} {
		in.Map.Way = way
		p, err := contract.New(t.Context(), in)
		if err != nil {
			t.Fatal(err)
		}
		s := read(t.Context(), t, p, in)
		if p.Way != way || !p.Rewrite || s.Snapshot.Address != w.Token.Address {
			t.Errorf("%s: %+v", way, p)
		}
		eager, deferred := words(t, s.Eager.BySlot(t.Context())), words(t, s.Deferred.BySlot(t.Context()))
		if uint64(len(eager)+len(deferred)) != s.Source.Len()-uint64(len(s.Proxy)) {
			t.Errorf("%s: %d and %d slots of %d", way, len(eager), len(deferred), s.Source.Len())
		}
		if (way == contract.Deferred) != (len(deferred) > 0) {
			t.Errorf("%s: %d deferred slots", way, len(deferred))
		}
		if open := slices.Contains(p.Closed, "balanceOf(address)"); way == contract.Deferred && (open || !slices.Contains(p.Closed, "approve(address,uint256)")) {
			t.Errorf("functions that are refused: %v", p.Closed)
		}
	}
	receives(t, w)
	in.Map.Defer = []string{"erc7201:openzeppelin.storage.ERC20._balances"}
	in.Map.Touch = nil
	p, err := contract.New(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	entries := uint64(0)
	for _, r := range p.Variables {
		if r.Source != nil && r.Source.Pattern == "_balances[]" {
			entries = r.Entries
		}
	}
	if s := read(t.Context(), t, p, in); s.Deferred.Len() != entries {
		t.Errorf("%d slots are deferred, want the %d balances", s.Deferred.Len(), entries)
	}

	in = input(t, w.Client, w.Token)
	in.Map.Way = contract.InPlace
	if p, err = contract.New(t.Context(), in); err != nil {
		t.Fatal(err)
	}
	other := in
	other.To = w.Token.From
	if _, err := p.Read(t.Context(), other, t.TempDir()); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("reading by a plan for other artefacts: %v", err)
	}
	other = in
	var all map[string][]any
	if err := json.Unmarshal(in.Keys, &all); err != nil {
		t.Fatal(err)
	}
	other.Keys = edit(t, all, func(m map[string]any) { m["_balances[]"] = []any{} })
	if _, err := p.Read(t.Context(), other, t.TempDir()); !errors.Is(err, registry.ErrRefused) {
		t.Errorf("reading without keys: %v", err)
	}

	same := input(t, w.Client, w.Token)
	same.To = w.Token.From
	same.Map = contract.MapFile{}
	if p, err = contract.New(t.Context(), same); err != nil || p.Way != contract.InPlace || p.Rewrite || p.Cost.Writes != 0 {
		t.Errorf("to the same contract: %v, %+v", err, p)
	}
}

// thereAndBack puts the converted state onto another chain, under the new code,
// and reads the way back: it must lead to exactly the slots that were there.
func thereAndBack(t *testing.T, w *migratetest.World, s *migratetest.Subject) {
	in := input(t, w.Client, s)
	p, err := contract.New(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	there := read(t.Context(), t, p, in)
	storage := words(t, there.Eager.BySlot(t.Context()))
	next := common.Address{0x42}
	for _, w := range there.Proxy {
		storage[w.Slot] = w.Value
		if w.Value == common.BytesToHash(s.Implementation[:]) {
			storage[w.Slot] = common.BytesToHash(next[:])
		}
	}
	code, err := w.Client.Code(t.Context(), s.Address)
	if err != nil {
		t.Fatal(err)
	}
	c := start(t, types.GenesisAlloc{
		s.Address: {Nonce: 1, Balance: new(big.Int), Code: code, Storage: storage},
		next:      {Nonce: 1, Balance: new(big.Int), Code: s.To.Runtime.Object},
	})
	getters(t, w, s, c)
	back, err := p.Back()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := contract.Parse(back.Encode()); err != nil {
		t.Errorf("the plan back: %v", err)
	}
	in.From, in.To, in.Chain, in.Keys = s.To, s.From, c, s.Keys
	again := read(t.Context(), t, back, in)
	want := held(words(t, there.Source.BySlot(t.Context())))
	for _, w := range there.Proxy {
		delete(want, w.Slot)
	}
	if diff := cmp.Diff(want, held(words(t, again.Eager.BySlot(t.Context())))); diff != "" {
		t.Errorf("the way back leads elsewhere: %s", diff)
	}
	// What the old contract held is known: it gives the keys. When it held nothing
	// then, they are searched for everywhere after all.
	for name, slots := range map[string]held{"all": want, "nothing": {}} {
		in.Before = &contract.Before{Slots: slots, Account: s.Address}
		again := read(t.Context(), t, back, in)
		if diff := cmp.Diff(want, held(words(t, again.Eager.BySlot(t.Context())))); diff != "" {
			t.Errorf("the way back leads elsewhere when the old contract held %s: %s", name, diff)
		}
	}
	if _, err := back.Back(); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("the way back of a way back: %v", err)
	}
}

// getters asks both contracts for everything that needs no arguments.
func getters(t *testing.T, w *migratetest.World, s *migratetest.Subject, c bindCaller) {
	t.Helper()
	parsed := parsedABI(t, s.From)
	next := parsedABI(t, s.To)
	n := 0
	for _, m := range parsed.Methods {
		after, ok := next.Methods[m.Name]
		if m.RawName == "releasable" { // depends on the time, which differs
			continue
		}
		if !m.IsConstant() || len(m.Inputs) > 0 || !ok || after.Sig != m.Sig {
			continue
		}
		a, errA := w.Client.CallContract(t.Context(), callTo(s.Address, m.ID), nil)
		b, errB := c.CallContract(t.Context(), callTo(s.Address, m.ID), nil)
		if !bytes.Equal(a, b) || (errA == nil) != (errB == nil) {
			t.Errorf("%s: %x, %v became %x, %v", m.Sig, a, errA, b, errB)
		}
		n++
	}
	if n < 3 {
		t.Errorf("only %d getters were compared", n)
	}
}

func parsedABI(tb testing.TB, a *artifact.Artifact) abi.ABI {
	tb.Helper()
	parsed, err := abi.JSON(bytes.NewReader(a.ABI))
	if err != nil {
		tb.Fatal(err)
	}
	return parsed
}

func TestClub(t *testing.T) {
	c := start(t, nil)
	s := migratetest.DeployClub(t, c)
	for _, keys := range [][]byte{s.Keys, nil} {
		in := input(t, c, s)
		in.Keys = keys
		p, err := contract.New(t.Context(), in)
		if err != nil {
			t.Fatal(err)
		}
		if p.Proxy != registry.UUPS || p.Owner != migratetest.Address(0) {
			t.Errorf("%s, owner %s", p.Proxy, p.Owner)
		}
	}
	// The sets list their own keys: of accounts and numbers alone, the rest of
	// what is needed follows.
	in := input(t, c, s)
	var all map[string][]any
	if err := json.Unmarshal(s.Keys, &all); err != nil {
		t.Fatal(err)
	}
	for _, derived := range []string{"_honoured._inner._indexes[]", "_allTokensIndex[]", "_roleMembers[]._inner._indexes[]"} {
		if len(all[derived]) == 0 {
			t.Fatalf("the club has no %s", derived)
		}
		delete(all, derived)
	}
	in.Keys = edit(t, all, func(map[string]any) {}) // of roles there are those of _roles
	in.LogsFrom = 1 << 30                           // no events
	p, err := contract.New(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	found := ""
	for _, r := range p.Variables {
		if r.Source != nil && r.Source.Pattern == "_allTokensIndex[]" {
			found = strings.Join(r.Keys, ", ")
		}
	}
	if !strings.Contains(found, "values of _allTokens[]") {
		t.Errorf("keys of _allTokensIndex[] are from %q", found)
	}
}
