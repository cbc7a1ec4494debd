package change_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts"
	"github.com/novation-dev/novation/contracts/binding"
	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/change"
)

// someCalls has calls in every stage.
func someCalls() *change.Calls {
	call := func(target byte, data string) change.Call {
		return change.Call{Target: common.Address{target}, Data: common.FromHex(data)}
	}
	return &change.Calls{
		Prepare:  []change.Call{call(1, "0x0a")},
		Activate: []change.Call{call(2, "0x0b0c"), call(1, "0x0d")},
		Abort:    []change.Call{call(1, "0x0e")},
		Revert:   []change.Call{call(3, "0x0f")},
	}
}

// refuseCalls checks which calls a document must not have.
func refuseCalls(t *testing.T, with *change.Document) {
	t.Helper()
	many := slices.Repeat([]change.Call{{Target: common.Address{1}}}, change.MaxCalls+1)
	for name, c := range map[string]struct {
		edit func(*change.Document)
		want string
	}{
		"none":                    {func(d *change.Document) { d.Calls = &change.Calls{} }, "leave the field out"},
		"no target":               {func(d *change.Document) { d.Calls.Activate[1].Target = common.Address{} }, "activate 1 has no target"},
		"too many":                {func(d *change.Document) { d.Calls.Activate = many }, "at most 64"},
		"too long":                {func(d *change.Document) { d.Calls.Revert[0].Data = make([]byte, change.MaxCallBytes+1) }, "at most 64"},
		"abort of nothing":        {func(d *change.Document) { d.Calls.Prepare = nil }, "prepares nothing"},
		"no way back":             {func(d *change.Document) { d.Calls.Abort = nil }, "must have a way back"},
		"a revert that is not":    {func(d *change.Document) { d.Terms.RevertWindow = 0 }, "cannot be reverted"},
		"a revert of a beginning": {func(d *change.Document) { d.Plan.From = nil }, ""},
	} {
		d := clone(t, with)
		c.edit(d)
		if _, err := change.ParseDocument(d.Encode()); !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("calls, %s: ParseDocument = %v; want ErrInvalid with %q", name, err, c.want)
		}
	}
	good := string(with.Encode())
	for name, text := range map[string]string{
		"upper case":    strings.Replace(good, `"data":"0x0a"`, `"data":"0x0A"`, 1),
		"no 0x":         strings.Replace(good, `"data":"0x0a"`, `"data":"0a"`, 1),
		"half a byte":   strings.Replace(good, `"data":"0x0a"`, `"data":"0xa"`, 1),
		"null":          strings.Replace(good, `"data":"0x0a"`, `"data":null`, 1),
		"null stage":    strings.Replace(good, `"calls":{`, `"calls":{"prepare":null,`, 1),
		"unknown stage": strings.Replace(good, `"calls":{`, `"calls":{"later":[],`, 1),
		"money":         strings.Replace(good, `"data":"0x0a"`, `"data":"0x0a","value":1`, 1),
	} {
		if text == good {
			t.Fatalf("calls, %s: nothing is replaced", name)
		}
		if _, err := change.ParseDocument([]byte(text)); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("calls, %s: %v, want ErrInvalid", name, err)
		}
	}
}

func FuzzParseDocument(f *testing.F) {
	names, all := documents(f)
	for _, name := range names {
		f.Add(all[name].Encode())
	}
	f.Add([]byte(`{"format":1,"calls":{"prepare":[{}]}}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		d, err := change.ParseDocument(b)
		if err != nil {
			if !errors.Is(err, registry.ErrInvalid) {
				t.Fatalf("ParseDocument = %v, want ErrInvalid", err)
			}
			return
		}
		if !bytes.Equal(d.Encode(), b) {
			t.Fatal("it is written otherwise than it was read")
		}
		if s, err := d.Struct(salt); err != nil || (s.Calls == [32]byte{}) != (d.Calls == nil) {
			t.Fatalf("calls %v, hash %x (%v)", d.Calls, s.Calls, err)
		}
	})
}

// targets are four Books that obey the Consortium: one call to each for each
// stage, which can be made once.
func (w *world) targets() *change.Calls {
	w.t.Helper()
	data := binding.NewBook().PackInitialize(salt.Line("crude-trade"))
	one := func() []change.Call { return []change.Call{{Target: w.book(), Data: data}} }
	return &change.Calls{Prepare: one(), Activate: one(), Abort: one(), Revert: one()}
}

// with returns the document of a change with calls, as far as its transactions
// are made of it.
func with(c *change.Calls, init []byte) *change.Document {
	return &change.Document{InitCall: fmt.Sprintf("0x%x", init), Calls: c}
}

func (w *world) do(data []byte, err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
	w.send(w.pods[0], data)
}

// A change with calls from its preparation to its revert, on a real chain: the
// hash is the contract's, and the View is what the contract says.
func TestViewOfCalls(t *testing.T) {
	w := newWorld(t)
	one, two := w.book(), w.book()
	first, init := w.propose("1.0.0", one, true, nil)
	w.activate(first, init)

	calls := w.targets()
	hash, init := w.propose("2.0.0", two, true, func(c *typed.Change) { c.Calls, c.NotBefore = calls.Hash(), c.NotBefore+1000 })
	rival, _ := w.propose("1.1.0", one, false, nil)
	for _, h := range []common.Hash{hash, rival} {
		w.approve(h, w.approvers[0], w.approvers[1])
		w.attest(h, w.pods[0], w.pods[1])
	}
	d := with(calls, init)
	if got := w.view.PrepareBlockers(w.view.Changes[hash]); len(got) != 0 {
		t.Errorf("it cannot be prepared: %v", got)
	}
	w.do(d.PackPrepare(hash))
	c := w.view.Changes[hash]
	if c.Status != change.Prepared || c.PreparedAt != w.view.Time || !c.Open() || w.view.Prepared[salt.Line("crude-trade")] != hash {
		t.Errorf("the prepared change: %+v", c)
	}
	if err := d.CheckMade(c); err != nil {
		t.Error(err)
	}
	taken := "change " + hash.Hex() + " of the line is prepared: it must be activated or aborted first"
	w.blockers(rival, taken)
	w.fails(w.pods[0], abigen.PackActivate(rival, nil))
	w.blockers(hash, fmt.Sprintf("the activation window opens at %d, the chain's clock says %d", c.Struct.NotBefore, w.view.Time))

	w.pass(1000 * time.Second)
	w.do(d.PackActivate(hash))
	if c := w.view.Changes[hash]; c.Status != change.Activated || len(w.view.Prepared) != 0 {
		t.Errorf("the activated change: %+v", c)
	}
	if diff := cmp.Diff(calls.Made(change.StagePrepare, change.StageActivate), w.view.Changes[hash].Called); diff != "" {
		t.Errorf("calls (-approved +made):\n%s", diff)
	}

	reason := registry.DigestOf([]byte("wrong prices"))
	r := typed.Revert{Change: hash, Epoch: 2, Reason: reason}
	keys := w.ascending(2)
	w.do(d.PackRevert(hash, reason, accounts(keys), w.sign(r.Digest(simulatedChain, w.address), keys...)))
	if err := d.CheckMade(w.view.Changes[hash]); err != nil || w.view.Changes[hash].Status != change.Reverted {
		t.Errorf("the reverted change: %+v, %v", w.view.Changes[hash], err)
	}
	described := d.Describe(w.view.Changes[hash].Called, binding.NewBook().GetABI())
	var made []bool
	for _, c := range described {
		made = append(made, c.Made)
		if want := "initialize(line_ 0x"; !strings.HasPrefix(c.Call, want) {
			t.Errorf("%s %d in words: %q", c.Stage, c.Index, c.Call)
		}
	}
	if diff := cmp.Diff([]bool{true, true, false, true}, made); diff != "" {
		t.Errorf("made (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(w.view, w.view.Clone()); diff != "" {
		t.Errorf("(-view +clone):\n%s", diff)
	}
}

// A prepared change is aborted, and one takes the place of another.
func TestViewOfAborts(t *testing.T) {
	w := newWorld(t)
	first, init := w.propose("1.0.0", w.book(), true, nil)
	w.activate(first, init)
	line := w.view.Lines[salt.Line("crude-trade")]
	ready := func(version string, calls *change.Calls) common.Hash {
		t.Helper()
		hash, _ := w.propose(version, line.Book, false, func(c *typed.Change) { c.Calls = calls.Hash() })
		w.approve(hash, w.approvers[0], w.approvers[1])
		w.attest(hash, w.pods[0], w.pods[1])
		return hash
	}
	a, b, c := w.targets(), w.targets(), w.targets()
	aborted := ready("1.1.0", a)
	w.do(with(a, nil).PackPrepare(aborted))
	w.do(with(a, nil).PackAbort(aborted))
	if err := with(a, nil).CheckMade(w.view.Changes[aborted]); err != nil || w.view.Changes[aborted].Status != change.Withdrawn {
		t.Errorf("the aborted change: %+v, %v", w.view.Changes[aborted], err)
	}

	replaced := ready("1.2.0", b)
	w.do(with(b, nil).PackPrepare(replaced))
	next := ready("1.3.0", c)
	if ch := w.view.Changes[next]; ch.Replaces != replaced || len(w.view.Blockers(ch)) != 0 {
		t.Errorf("the change that may take the place: %+v, %v", ch, w.view.Blockers(ch))
	}
	w.do(with(c, nil).PackPrepare(next))
	ch := w.view.Changes[replaced]
	if err := with(b, nil).CheckMade(ch); err != nil || ch.Status != change.Withdrawn || ch.ReplacedBy != next {
		t.Errorf("the replaced change: %+v, %v", ch, err)
	}
	w.do(with(c, nil).PackActivate(next))
	v := w.view.Clone()
	v.Time = w.view.Changes[aborted].Struct.NotAfter
	if v.Over(w.view.Changes[aborted]) {
		t.Error("it is over in the last second of its window")
	}
	v.Time++
	if !v.Over(w.view.Changes[aborted]) {
		t.Error("it is not over after its window")
	}
	v.Time, v.MemberEpoch = 0, 2
	if !v.Over(w.view.Changes[aborted]) {
		t.Error("it is not over with other members")
	}
}

// Whatever else the chain says was called is found.
func TestCheckMade(t *testing.T) {
	d := &change.Document{Calls: someCalls()}
	made := d.Calls.Made(change.StagePrepare, change.StageActivate)
	for name, edit := range map[string]func(*change.Change){
		"nothing":            func(c *change.Change) { c.Called = nil },
		"one is missing":     func(c *change.Change) { c.Called = c.Called[1:] },
		"one more":           func(c *change.Change) { c.Called = append(c.Called, d.Calls.Made(change.StageAbort)...) },
		"another target":     func(c *change.Change) { c.Called[1].Target[0] ^= 1 },
		"other data":         func(c *change.Change) { c.Called[1].Data[0] ^= 1 },
		"another stage":      func(c *change.Change) { c.Called[0].Stage = change.StageAbort },
		"another order":      func(c *change.Change) { c.Called[1], c.Called[2] = c.Called[2], c.Called[1] },
		"not reverted":       func(c *change.Change) { c.Status = change.Reverted },
		"only prepared":      func(c *change.Change) { c.Status = change.Prepared },
		"aborted":            func(c *change.Change) { c.Status, c.PreparedAt = change.Withdrawn, 1 },
		"never prepared":     func(c *change.Change) { c.Status = change.Withdrawn },
		"replaced":           func(c *change.Change) { c.Status, c.PreparedAt, c.ReplacedBy = change.Withdrawn, 1, common.Hash{1} },
		"not even activated": func(c *change.Change) { c.Status = change.Proposed },
	} {
		c := &change.Change{Status: change.Activated, Called: slices.Clone(made)}
		if err := d.CheckMade(c); err != nil {
			t.Fatal(err)
		}
		edit(c)
		if err := d.CheckMade(c); !errors.Is(err, registry.ErrRefused) {
			t.Errorf("%s: CheckMade = %v, want ErrRefused", name, err)
		}
	}
	plain := &change.Change{Status: change.Activated}
	if err := new(change.Document).CheckMade(plain); err != nil {
		t.Error(err)
	}
	plain.Called = made[:1]
	if err := new(change.Document).CheckMade(plain); !errors.Is(err, registry.ErrRefused) {
		t.Errorf("a call of a change without calls: %v", err)
	}
}

func TestDescribe(t *testing.T) {
	proxy, to := common.Address{1}, common.Address{2}
	word := func(b ...byte) []byte { return common.LeftPadBytes(b, 32) }
	init := binding.NewBook().PackInitialize([32]byte{9})
	upgrade := func(inner []byte) []byte {
		data := crypto.Keccak256([]byte("upgradeAndCall(address,address,bytes)"))[:4]
		data = append(data, common.LeftPadBytes(proxy[:], 32)...)
		data = append(data, common.LeftPadBytes(to[:], 32)...)
		data = append(data, word(0x60)...)
		data = append(data, word(byte(len(inner)))...)
		return append(data, common.RightPadBytes(inner, (len(inner)+31)/32*32)...)
	}
	nine := "0x09" + strings.Repeat("00", 31)
	book := binding.NewBook().GetABI()
	long := make([]byte, 100)
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"with a call inside", upgrade(init), fmt.Sprintf("upgradeAndCall(proxy %s, implementation %s, data initialize(line_ %s))", proxy, to, nine)},
		{"without one", upgrade(nil), fmt.Sprintf("upgradeAndCall(proxy %s, implementation %s, data 0x)", proxy, to)},
		{"long data", upgrade(long), fmt.Sprintf("upgradeAndCall(proxy %s, implementation %s, data 0x%s… (100 bytes))", proxy, to, strings.Repeat("00", 64))},
		{"of the release", init, fmt.Sprintf("initialize(line_ %s)", nine)},
		{"unknown", []byte{1, 2, 3, 4}, ""},
		{"short", []byte{1}, ""},
		{"empty", nil, ""},
		{"cut off", init[:20], ""},
		{"and more", append(slices.Clone(init), 0), ""},
		{"wild offset", append(upgrade(nil)[:68], append(word(0xff), word(0)...)...), ""},
	} {
		d := change.Document{Calls: &change.Calls{Activate: []change.Call{{Target: proxy, Data: c.data}}}}
		if got := d.Describe(nil, book); len(got) != 1 || got[0].Call != c.want || got[0].Made {
			t.Errorf("%s: %+v; want %q", c.name, got, c.want)
		}
	}
	// Calls in calls in calls end somewhere.
	deep := upgrade(upgrade(upgrade(upgrade(nil))))
	d := change.Document{Calls: &change.Calls{Activate: []change.Call{{Target: proxy, Data: deep}}}}
	if got := d.Describe(nil)[0].Call; len(got) > 1500 {
		t.Errorf("%d bytes of words", len(got))
	}
	if got := new(change.Document).Describe(nil); got != nil {
		t.Errorf("no calls: %v", got)
	}
}

func TestReason(t *testing.T) {
	book := binding.NewBook().GetABI()
	plain := append(crypto.Keccak256([]byte("Error(string)"))[:4], common.LeftPadBytes([]byte{0x20}, 32)...)
	plain = append(append(plain, common.LeftPadBytes([]byte{2}, 32)...), common.RightPadBytes([]byte("no"), 32)...)
	id := book.Errors["AlreadyInitialized"].ID
	custom := append(slices.Clone(id[:4]), common.LeftPadBytes([]byte{7}, 32)...)
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"nothing", nil, "it gives no reason"},
		{"a message", plain, `"no"`},
		{"an error of the release", custom, "AlreadyInitialized(line 0x" + strings.Repeat("0", 63) + "7)"},
		{"an error cut off", custom[:20], fmt.Sprintf("%#x", custom[:20])},
		{"unknown", []byte{1, 2, 3, 4, 5}, "0x0102030405"},
		{"short", []byte{1}, "0x01"},
		{"long", make([]byte, 1000), "0x" + strings.Repeat("00", 128)},
	} {
		if got := change.Reason(c.data, book); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	id = binding.NewMigration().GetABI().Errors["WrongPhase"].ID
	if got := change.Reason(append(id[:4:4], make([]byte, 32)...)); got != "WrongPhase(phase 0)" {
		t.Errorf("an error of a migration: %q", got)
	}
}

func TestInterfaces(t *testing.T) {
	b := &bundle.Bundle{
		Artifact: contracts.Files()["Book"], Contracts: map[string]bundle.Contract{
			"C": {Artifact: contracts.Files()["Consortium"]}, "broken": {Artifact: []byte("{")},
		},
		Manifest: registry.Manifest{Contracts: []registry.Contract{{Name: "C"}, {Name: "broken"}, {Name: "missing"}}},
	}
	all := change.Interfaces(b)
	if none := change.FileInterfaces([]byte("no bundle")); none != nil {
		t.Errorf("%d interfaces of no bundle", len(none))
	}
	if some := change.FileInterfaces(file(t, "1.0.0")); len(some) != 1 {
		t.Errorf("%d interfaces of a bundle file", len(some))
	}
	if len(all) != 2 || len(all[0].Methods) == 0 || len(all[1].Methods) <= len(all[0].Methods) {
		t.Errorf("%d interfaces", len(all))
	}
}

// A stored View from before there were calls is read.
func TestOldView(t *testing.T) {
	w := newWorld(t)
	hash, init := w.propose("1.0.0", w.book(), true, nil)
	w.activate(hash, init)
	b, err := json.Marshal(w.view)
	if err != nil {
		t.Fatal(err)
	}
	zero := `"` + common.Hash{}.Hex() + `"`
	old := strings.NewReplacer(`,"preparedAt":0`, "", `,"replaces":`+zero, "", `,"replacedBy":`+zero, "").Replace(string(b))
	if strings.Contains(old, "repared") || strings.Contains(old, "calls") {
		t.Fatalf("not as it was: %s", old)
	}
	var v change.View
	if err := json.Unmarshal([]byte(old), &v); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(*w.view, v); diff != "" {
		t.Errorf("(-now +read):\n%s", diff)
	}
}

// Whatever is sent is shown in few words.
func FuzzDescribe(f *testing.F) {
	f.Add([]byte{})
	f.Add(binding.NewBook().PackInitialize([32]byte{9}))
	f.Add(crypto.Keccak256([]byte("upgradeAndCall(address,address,bytes)"))[:4])
	id := binding.NewMigration().GetABI().Errors["WrongPhase"].ID
	f.Add(append(id[:4:4], make([]byte, 32)...))
	f.Fuzz(func(t *testing.T, data []byte) {
		d := change.Document{Calls: &change.Calls{Activate: []change.Call{{Target: common.Address{1}, Data: data}}}}
		words, reason := d.Describe(nil)[0].Call, change.Reason(data)
		if len(words) > 4096 || len(reason) > 4096 {
			t.Fatalf("%d and %d bytes of words", len(words), len(reason))
		}
	})
}
