package sdk_test

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/novation-dev/novation/plugins/sdk"
	"github.com/novation-dev/novation/plugins/sdk/decimal"
	"github.com/novation-dev/novation/plugins/sdk/internal/vector"
	"github.com/novation-dev/novation/plugins/sdk/sdktest"
	"github.com/novation-dev/novation/plugins/sdk/wire"
)

// count is a rule set on the vectors' schema: it adds the command's name to the
// texts of the state.
func count(call *sdk.Call, s *vector.State, c *vector.Command) error {
	switch c.Name {
	case "":
		var reasons sdk.Reasons
		reasons.Add("missing", "name", "no name")
		reasons.Add("late", "", "too late")
		return reasons.Err()
	case "fail":
		return errors.New("a number became too large")
	case "no code":
		return sdk.Reject("", "name", "a reason without a code")
	case "bad text":
		return sdk.Reject("bad", "name", "\xff")
	case "bad state":
		s.Text = "\xff"
	case "empty state":
		*s = vector.State{}
		return nil
	case "rounding":
		s.Amount = decimal.Must("0.005")
	case "no kind":
		call.Issue("", "1", "")
	case "finish":
		call.Finish()
		call.Issue("invoice", "7", "seven")
	case "reference":
		table, ok := call.Reference("quotes")
		if _, none := call.Reference("other"); !ok || none {
			return sdk.Reject("missing", "", "references")
		}
		s.Data = table
	}
	if call.New() != (call.Sequence() == 1) || !call.IsParty(call.Actor()) || call.IsParty("gamma") {
		return sdk.Reject("call", "", "the call does not tell the truth")
	}
	s.Texts = append(s.Texts, c.Name)
	s.I64 = call.Time()
	return nil
}

var rules = sdk.Rules{Apply: sdk.Apply(count)}

func record() *sdktest.Record {
	return &sdktest.Record{
		Rules: rules, Parties: []string{"alpha", "beta"}, Time: 99,
		References: []sdk.Reference{{Name: "quotes", Data: []byte("table")}},
	}
}

func TestApply(t *testing.T) {
	r := record()
	r.Accept(t, "alpha", &vector.Command{Name: "one"})
	r.Accept(t, "beta", &vector.Command{Name: "reference"})
	reply := r.Accept(t, "beta", &vector.Command{Name: "finish"})
	if !reply.Final || !r.Final || r.Sequence != 3 || !reflect.DeepEqual(reply.Documents, []sdk.Document{{Kind: "invoice", Number: "7", Summary: "seven"}}) {
		t.Errorf("reply %+v, sequence %d", reply, r.Sequence)
	}
	got := sdktest.Decode(t, r.State, &vector.State{})
	want := &vector.State{Texts: []string{"one", "reference", "finish"}, I64: 99, Data: []byte("table")}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("state %+v, want %+v", got, want)
	}
}

func TestRejections(t *testing.T) {
	for name, want := range map[string]sdk.Reasons{
		"":            {{Code: "missing", Field: "name", Message: "no name"}, {Code: "late", Message: "too late"}},
		"fail":        {{Code: sdk.CodeFailed, Message: "a number became too large"}},
		"no code":     {{Code: sdk.CodeFailed, Message: "a reason has no code: a reason without a code"}},
		"bad text":    {{Code: sdk.CodeFailed, Message: "not canonical: field 3.2: the text is not valid UTF-8"}},
		"bad state":   {{Code: sdk.CodeFailed, Message: "not canonical: field 6: the text is not valid UTF-8"}},
		"empty state": {{Code: sdk.CodeFailed, Message: "the reply has neither a state nor reasons"}},
		"rounding":    {{Code: sdk.CodeFailed, Message: `not canonical: field 16: "0.005" is not a decimal with 2 digits after the point: round it first`}},
		"no kind":     {{Code: sdk.CodeFailed, Message: "a document has no kind: 1"}},
	} {
		r := record()
		if got := r.Reject(t, "alpha", &vector.Command{Name: name}); !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %+v, want %+v", name, got, want)
		}
		if r.State != nil || r.Sequence != 0 {
			t.Errorf("%q moved the record", name)
		}
	}
}

func TestRun(t *testing.T) {
	valid := sdktest.Encode(t, &sdk.Request{Command: sdktest.Encode(t, &vector.Command{Name: "x"}), Parties: []string{"alpha"}, Actor: "alpha", Sequence: 1})
	check := sdk.Check(func(s *vector.State) error {
		if s.Text != "" {
			return sdk.Reject("text", "text", "no text")
		}
		return nil
	})
	up := sdk.Convert(func(from *vector.Price) (*vector.Formula, error) {
		if from.Currency == "" {
			return nil, sdk.Reject("lost", "currency", "no currency")
		}
		return &vector.Formula{Benchmark: from.Currency}, nil
	})
	for _, tc := range []struct {
		name    string
		op      sdk.Operation
		request []byte
		code    string // "" for a result
	}{
		{"apply", rules.Apply, valid, ""},
		{"no such operation", rules.Up, valid, sdk.CodeUnsupported},
		{"not a request", rules.Apply, []byte{0xff}, sdk.CodeMalformed},
		{"trailing bytes", rules.Apply, append(slices.Clip(valid), 0), sdk.CodeMalformed},
		{"short seed", rules.Apply, sdktest.Encode(t, &sdk.Request{Seed: []byte{1}}), sdk.CodeMalformed},
		{"malformed state", rules.Apply, sdktest.Encode(t, &sdk.Request{State: []byte{0xff}}), sdk.CodeMalformed},
		{"malformed command", rules.Apply, sdktest.Encode(t, &sdk.Request{Command: []byte{0xff}}), sdk.CodeMalformed},
		{"check holds", check, nil, ""},
		{"check fails", check, sdktest.Encode(t, &sdk.Request{State: sdktest.Encode(t, &vector.State{Text: "x"})}), "text"},
		{"check malformed", check, sdktest.Encode(t, &sdk.Request{State: []byte{1}}), sdk.CodeMalformed},
		{"convert", up, sdktest.Encode(t, &sdk.Request{State: sdktest.Encode(t, &vector.Price{Currency: "USD"})}), ""},
		{"convert refused", up, nil, "lost"},
		{"convert malformed", up, sdktest.Encode(t, &sdk.Request{State: []byte{1}}), sdk.CodeMalformed},
	} {
		var reply sdk.Reply
		if err := wire.Decode(sdk.Run(tc.op, tc.request), &reply); err != nil {
			t.Errorf("%s: %v", tc.name, err)
			continue
		}
		code := ""
		if len(reply.Reasons) > 0 {
			code = reply.Reasons[0].Code
		}
		if code != tc.code {
			t.Errorf("%s: %+v, want code %q", tc.name, reply, tc.code)
		}
	}
}

func TestServe(t *testing.T) {
	panics := func(rules sdk.Rules) (said any) {
		defer func() { said = recover() }()
		sdk.Serve(rules)
		return nil
	}
	if said := panics(sdk.Rules{}); said == nil {
		t.Error("rules without Apply are served")
	}
	if said := panics(rules); said != nil {
		t.Errorf("serving: %v", said)
	}
	if said := panics(rules); said == nil || !strings.Contains(said.(string), "twice") {
		t.Errorf("serving twice: %v", said)
	}
}

func TestReasonsAreNoErrorWhenEmpty(t *testing.T) {
	var reasons sdk.Reasons
	if err := reasons.Err(); err != nil {
		t.Errorf("no reasons are the error %v", err)
	}
}

// FuzzRun feeds arbitrary requests: whatever they are, the reply is canonical.
func FuzzRun(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte{0x12, 0x03, 0x0a, 0x01, 0x78})
	f.Fuzz(func(t *testing.T, request []byte) {
		var reply sdk.Reply
		if err := wire.Decode(sdk.Run(rules.Apply, request), &reply); err != nil {
			t.Error(err)
		}
	})
}
