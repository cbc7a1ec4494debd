package typed_test

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/registry"
)

// A golden file pins a digest for ever: what was signed must stay readable and
// must keep its digest. Write files for new statements with -update; never
// change one that was released.
var update = flag.Bool("update", false, "write golden files that do not exist")

type golden struct {
	ChainID   uint64          `json:"chainId"`
	Contract  common.Address  `json:"contract"`
	Statement json.RawMessage `json:"statement"`
	Digest    string          `json:"digest"`
}

// filled returns 32 bytes of one value.
func filled(b byte) [32]byte { return [32]byte(bytes.Repeat([]byte{b}, 32)) }

var (
	alpha, beta = common.HexToAddress("0xa1"), common.HexToAddress("0xb2")
	podA, podB  = common.HexToAddress("0xa2"), common.HexToAddress("0xb3")
	maximum     = ^uint64(0)
)

var goldens = []struct {
	name      string
	statement typed.Statement
	empty     typed.Statement
}{
	{"change", &typed.Change{
		Line: filled(1), Sequence: 2, Parent: filled(3), Release: filled(4), Book: common.HexToAddress("0xb00c"),
		BookCodeHash: filled(5), InitCallHash: typed.NoInitCall, NotBefore: 1_800_000_000, NotAfter: 1_800_086_400,
		RevertWindow: 3600, RevertPlan: filled(6), Plan: filled(7), MemberEpoch: 1, Expiry: 1_800_172_800,
		Readiness: 3, RevertQuorum: 2,
	}, new(typed.Change)},
	{"change-largest", &typed.Change{
		Line: filled(0xff), Sequence: maximum, Parent: filled(0xff), Release: filled(0xff), Book: common.Address(bytes.Repeat([]byte{0xff}, 20)),
		BookCodeHash: filled(0xff), InitCallHash: filled(0xff), NotBefore: maximum, NotAfter: maximum,
		RevertWindow: maximum, RevertPlan: filled(0xff), Plan: filled(0xff), MemberEpoch: maximum, Expiry: maximum,
		Readiness: ^uint32(0), RevertQuorum: ^uint32(0),
	}, new(typed.Change)},
	{"change-zero", &typed.Change{}, new(typed.Change)},
	{"change-calls", &typed.Change{
		Line: filled(1), Sequence: 2, Parent: filled(3), Release: filled(4), Book: common.HexToAddress("0xb00c"),
		BookCodeHash: filled(5), InitCallHash: typed.NoInitCall, NotBefore: 1_800_000_000, NotAfter: 1_800_086_400,
		RevertWindow: 3600, RevertPlan: filled(6), Plan: filled(7), MemberEpoch: 1, Expiry: 1_800_172_800,
		Readiness: 3, RevertQuorum: 2, Calls: filled(8),
	}, new(typed.Change)},
	{"change-policy", &typed.Change{
		Line: filled(1), Sequence: 2, Parent: filled(3), Release: filled(4), Book: common.HexToAddress("0xb00c"),
		BookCodeHash: filled(5), InitCallHash: typed.NoInitCall, NotBefore: 1_800_000_000, NotAfter: 1_800_086_400,
		RevertWindow: 3600, RevertPlan: filled(6), Plan: filled(7), MemberEpoch: 1, Expiry: 1_802_172_800,
		Readiness: 3, RevertQuorum: 2, Calls: filled(8),
		Policy: typed.Policy{Threshold: 3, Class: typed.ClassPatch, Period: 604_800, Required: 5, Veto: 2}.Word(),
	}, new(typed.Change)},
	{"change-policy-only", &typed.Change{
		Line: filled(1), Release: filled(4), MemberEpoch: 1, RevertQuorum: 2, Policy: typed.Policy{Veto: 2}.Word(),
	}, new(typed.Change)},
	{"vote", &typed.Vote{Change: filled(1), Number: 2, Stance: typed.Rejected, Reason: filled(9)}, new(typed.Vote)},
	{"vote-back", &typed.Vote{Change: filled(1), Number: 3}, new(typed.Vote)},
	{"resolution", &typed.Resolution{
		Number: 1, MemberEpoch: 2, Expiry: 1_800_000_000, Kind: typed.Agree, Subject: filled(0), Value: 1_900_000_000, Quorum: 1, Reason: filled(9),
	}, new(typed.Resolution)},
	{"revert", &typed.Revert{Change: filled(1), Epoch: 3, Reason: filled(9)}, new(typed.Revert)},
	{"membership", &typed.Membership{
		MemberEpoch: 2, Expiry: 1_800_000_000,
		Approvers: []common.Address{alpha, beta}, Pods: []common.Address{podA, podB}, Threshold: 2,
	}, new(typed.Membership)},
	{"membership-empty", &typed.Membership{
		MemberEpoch: 2, Approvers: []common.Address{}, Pods: []common.Address{},
	}, new(typed.Membership)},
	{"transition", &typed.Transition{
		Record: filled(1), Sequence: 1, Next: filled(2), Epoch: 1, Status: typed.Open, Parties: filled(3),
	}, new(typed.Transition)},
	{"novation", &typed.Novation{
		Record: filled(1), Sequence: 7, Previous: filled(2), Next: filled(3), Epoch: 2,
		To: common.HexToAddress("0xb00c"), ToEpoch: 3, Status: typed.Closed, Parties: filled(4),
	}, new(typed.Novation)},
}

func TestGolden(t *testing.T) {
	contract := common.HexToAddress("0xC0FFEE0000000000000000000000000000000001")
	for _, g := range goldens {
		t.Run(g.name, func(t *testing.T) {
			path := filepath.Join("testdata", g.name+".json")
			if _, err := os.Stat(path); err != nil && *update {
				write(t, path, g.statement, contract)
			}
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			var want golden
			if err := json.Unmarshal(b, &want); err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal(want.Statement, g.empty); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(g.statement, g.empty); diff != "" {
				t.Errorf("the file reads as another statement (-want +got):\n%s", diff)
			}
			digest := g.empty.Digest(want.ChainID, want.Contract)
			if got := "0x" + hex.EncodeToString(digest[:]); got != want.Digest {
				t.Errorf("digest %s, the file says %s", got, want.Digest)
			}
			again, err := json.Marshal(g.empty)
			if err != nil {
				t.Fatal(err)
			}
			var compact bytes.Buffer
			if err := json.Compact(&compact, want.Statement); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(compact.String(), string(again)); diff != "" {
				t.Errorf("written again (-file +got):\n%s", diff)
			}
		})
	}
}

func write(t *testing.T, path string, s typed.Statement, contract common.Address) {
	t.Helper()
	raw, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	digest := s.Digest(chainID, contract)
	b, err := json.MarshalIndent(golden{chainID, contract, raw, "0x" + hex.EncodeToString(digest[:])}, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, append(b, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestEveryFieldIsSigned(t *testing.T) {
	for _, g := range goldens {
		raw, err := json.Marshal(g.statement)
		if err != nil {
			t.Fatal(err)
		}
		var fields map[string]any
		if err := json.Unmarshal(raw, &fields); err != nil {
			t.Fatal(err)
		}
		for name, value := range fields {
			switch v := value.(type) {
			case string:
				fields[name] = flipped(v)
			case []any:
				fields[name] = append([]any{"0x" + strings.Repeat("77", 20)}, v...)
			}
			changed, err := json.Marshal(fields)
			if err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal(changed, g.empty); err != nil {
				t.Fatalf("%s: %s: %v", g.name, name, err)
			}
			if g.empty.Digest(1, alpha) == g.statement.Digest(1, alpha) {
				t.Errorf("%s: another %s has the same digest", g.name, name)
			}
			fields[name] = value
		}
	}
}

// flipped returns another valid text for a field.
func flipped(s string) string {
	last := "1"
	if strings.HasSuffix(s, "1") {
		last = "0"
	}
	return s[:len(s)-1] + last
}

func TestBadJSON(t *testing.T) {
	good := `{"change":"0x` + strings.Repeat("01", 32) + `","epoch":"3","reason":"0x` + strings.Repeat("09", 32) + `"}`
	var r typed.Revert
	if err := json.Unmarshal([]byte(good), &r); err != nil {
		t.Fatal(err)
	}
	for name, edit := range map[string][2]string{
		"number as JSON number": {`"3"`, `3`},
		"leading zero":          {`"3"`, `"03"`},
		"sign":                  {`"3"`, `"-3"`},
		"too large":             {`"3"`, `"18446744073709551616"`},
		"no number":             {`"3"`, `""`},
		"null":                  {`"3"`, `null`},
		"unknown field":         {`"epoch"`, `"extra":"1","epoch"`},
		"missing field":         {`"epoch":"3",`, ``},
		"other case":            {`"epoch"`, `"Epoch"`},
		"short":                 {`"0x01`, `"0x`},
		"no prefix":             {`"0x01`, `"0101`},
		"no hex":                {`"0x01`, `"0xzz`},
	} {
		bad := strings.Replace(good, edit[0], edit[1], 1)
		if err := json.Unmarshal([]byte(bad), &r); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s: %v, want ErrInvalid", name, err)
		}
	}
	var m typed.Membership
	for _, bad := range []string{
		`[]`, `{"memberEpoch":"1","expiry":"1","approvers":["0x01"],"pods":[],"threshold":"1"}`,
		`{"memberEpoch":"1","expiry":"1","approvers":[1],"pods":[],"threshold":"1"}`,
	} {
		if err := json.Unmarshal([]byte(bad), &m); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s: %v, want ErrInvalid", bad, err)
		}
	}
}

// A policy is its word, and the word the policy.
func TestPolicyWord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := typed.Policy{
			Threshold: rapid.Uint32().Draw(t, "threshold"), Class: rapid.Uint32().Draw(t, "class"), Period: rapid.Uint64().Draw(t, "period"),
			Required: rapid.Uint64().Draw(t, "required"), Veto: rapid.Uint64().Draw(t, "veto"),
		}
		if got := typed.PolicyOf(p.Word()); got != p {
			t.Errorf("%+v comes back as %+v", p, got)
		}
		if (p == typed.Policy{}) != (p.Word() == [32]byte{}) {
			t.Errorf("%+v has the word %x", p, p.Word())
		}
	})
}

// A change without calls is written and signed as it was before there were
// calls, and its form has no second spelling. So it is with a policy.
func TestNoCalls(t *testing.T) {
	var c typed.Change
	b, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	zero := bytes.Replace(b, []byte("}"), []byte(`,"calls":"0x`+strings.Repeat("00", 32)+`"}`), 1)
	if err := json.Unmarshal(zero, &c); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("calls that are 0 are read: %v", err)
	}
	c.Calls = filled(9)
	c.Policy = filled(9)
	if err := json.Unmarshal(b, &c); err != nil || c.Calls != [32]byte{} || c.Policy != [32]byte{} {
		t.Errorf("reading a change without calls and policy leaves %x and %x (%v)", c.Calls, c.Policy, err)
	}
	no := `0x` + strings.Repeat("00", 32)
	zero = bytes.Replace(b, []byte("}"), []byte(`,"calls":"`+no+`","policy":"`+no+`"}`), 1)
	if err := json.Unmarshal(zero, &c); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("a policy that is 0 is read: %v", err)
	}
}
