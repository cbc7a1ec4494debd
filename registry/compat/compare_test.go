package compat_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/compat"
)

// A trial changes the newer of two equal releases.
type trial func(to *draft)

func raised(from uint32, down bool) trial {
	return func(to *draft) {
		to.manifest.StateSchema, to.manifest.Conversion = 2, &registry.Conversion{From: from, Down: down}
	}
}

// both applies several changes.
func both(all ...trial) trial {
	return func(to *draft) {
		for _, t := range all {
			t(to)
		}
	}
}

func repeated(msg, name string) trial {
	return func(to *draft) { to.field(msg, name).Label = descriptorpb.FieldDescriptorProto_LABEL_REPEATED.Enum() }
}

func enum(i int, values ...*descriptorpb.EnumValueDescriptorProto) trial {
	return func(to *draft) { to.file.EnumType[i].Value = values }
}

func decimal(msg, name string, scale uint64, unit string) trial {
	return func(to *draft) { decimalOf(to.field(msg, name), scale, unit) }
}

func plain(msg, name string) trial { return func(to *draft) { to.field(msg, name).Options = nil } }

func number(msg, name string, n int32) trial {
	return func(to *draft) { to.field(msg, name).Number = new(n) }
}

func set(kind, name, key string, value any) trial {
	return func(to *draft) { to.member(kind, name)[key] = value }
}

// indexing returns the parameters of Transitioned.
func indexing(first, second bool) []map[string]any {
	return []map[string]any{
		{"name": "record", "type": "bytes32", "indexed": first}, {"name": "sequence", "type": "uint64", "indexed": second},
	}
}

// Every rule has a change at which it fires and one, like it, at which not.
var trials = map[string]struct{ fires, quiet trial }{
	"NOV-0101": {func(to *draft) { to.remove("Price", "lots") }, func(to *draft) { to.rename("Price", "lots", "parcels") }},
	"NOV-0102": {number("Price", "lots", 7), func(to *draft) { slices.Reverse(to.message("Price").Field) }},
	"NOV-0103": {func(to *draft) { to.rename("Trade", "buyer", "purchaser") }, func(to *draft) { to.rename("Recap", "note", "remark") }},
	"NOV-0104": {func(to *draft) { to.field("Trade", "buyer").Type = typeInt64.Enum() }, func(to *draft) { to.field("Recap", "note").Type = typeInt64.Enum() }},
	"NOV-0105": {repeated("Price", "lots"), repeated("Recap", "note")},
	"NOV-0106": {func(to *draft) {
		to.message("Trade").OneofDecl = []*descriptorpb.OneofDescriptorProto{{Name: new("pricing")}}
		to.field("Trade", "price").OneofIndex = proto.Int32(0)
	}, func(to *draft) { to.add("Trade", newField("other", 9, typeMessage, "Price")) }},
	"NOV-0107": {decimal("Price", "amount", 3, "USD/bbl"), decimal("Price", "amount", 2, "USD/bbl")},
	"NOV-0108": {enum(0, enumValue("DRAFT", 0)), enum(0, enumValue("DRAFT", 0), enumValue("CONFIRMED", 1), enumValue("CLOSED", 2))},
	"NOV-0109": {func(to *draft) { to.add("Price", newField("benchmark", 3, typeString, "")) }, func(to *draft) { to.add("Recap", newField("benchmark", 4, typeString, "")) }},
	"NOV-0120": {
		func(to *draft) { to.add("Price", newField("benchmark", 3, typeString, "")) },
		both(raised(1, true), func(to *draft) { to.add("Price", newField("benchmark", 3, typeString, "")) }),
	},
	"NOV-0121": {both(raised(1, true), func(to *draft) { to.manifest.Conversion = nil }), raised(1, true)},
	"NOV-0122": {func(to *draft) { to.manifest.StateSchema = 0 }, raised(1, true)}, // see built
	"NOV-0123": {both(raised(2, true), func(to *draft) { to.manifest.StateSchema = 3 }), raised(1, true)},
	"NOV-0124": {raised(1, false), raised(1, true)},
	"NOV-0125": {raised(1, true), func(*draft) {}},

	"NOV-0201": {func(to *draft) { to.remove("Recap", "note") }, func(to *draft) { to.remove("Price", "lots") }},
	"NOV-0202": {number("Recap", "note", 8), func(to *draft) { slices.Reverse(to.message("Recap").Field) }},
	"NOV-0203": {func(to *draft) { to.rename("Recap", "note", "remark") }, func(to *draft) {
		to.message("Recap").Name = new("Deal")
		to.field("Command", "recap").TypeName = new(".crude.v1.Deal")
	}},
	"NOV-0204": {func(to *draft) { to.field("Cancel", "reason").Type = typeInt64.Enum() }, func(to *draft) { to.field("Trade", "buyer").Type = typeInt64.Enum() }},
	"NOV-0205": {repeated("Cancel", "reason"), repeated("Price", "lots")},
	"NOV-0206": {func(to *draft) { to.field("Command", "cancel").OneofIndex = nil }, func(to *draft) {
		f := newField("amend", 3, typeMessage, "Recap")
		f.OneofIndex = proto.Int32(0)
		to.add("Command", f)
	}},
	"NOV-0207": {decimal("Recap", "volume", 3, "t"), decimal("Price", "amount", 3, "USD/bbl")},
	"NOV-0208": {enum(1, enumValue("BRENT", 0), enumValue("URAL", 1)), enum(1, enumValue("BRENT", 0), enumValue("URALS", 1))},
	"NOV-0209": {enum(1, enumValue("BRENT", 0), enumValue("URALS", 1), enumValue("WTI", 2)), func(to *draft) { to.remove("Recap", "note") }},
	"NOV-0220": {func(to *draft) {
		to.file.MessageType = append(to.file.MessageType, &descriptorpb.DescriptorProto{Name: new("Unused")})
	}, func(to *draft) { to.remove("Recap", "note") }},

	"NOV-0301": {func(to *draft) { to.drop("function", "record") }, func(to *draft) { to.drop("event", "Transitioned") }},
	"NOV-0302": {set("function", "record", "inputs", params("bytes32 id", "uint64 at")), set("function", "record", "inputs", params("bytes32 key"))},
	"NOV-0303": {set("function", "record", "outputs", params("bytes32 commitment")), set("function", "record", "outputs", params("bytes32 c", "uint64 s"))},
	"NOV-0304": {set("function", "record", "stateMutability", "nonpayable"), set("function", "record", "stateMutability", "view")},
	"NOV-0305": {func(to *draft) { to.drop("event", "Transitioned") }, func(to *draft) { to.drop("error", "StaleRelease") }},
	"NOV-0306": {set("event", "Transitioned", "inputs", indexing(true, true)), set("event", "Transitioned", "inputs", indexing(true, false))},
	"NOV-0307": {set("event", "Transitioned", "anonymous", true), func(to *draft) { delete(to.member("event", "Transitioned"), "anonymous") }},
	"NOV-0308": {set("event", "Transitioned", "inputs", params("bytes32 record")), set("event", "Transitioned", "inputs", indexing(false, true))},
	"NOV-0309": {set("error", "StaleRelease", "inputs", params("bytes32 record")), set("error", "StaleRelease", "inputs", params("bytes32 id", "uint64 epoch"))},
	"NOV-0310": {func(to *draft) { to.drop("receive", "") }, set("receive", "", "stateMutability", "payable")},
	"NOV-0311": {func(to *draft) {
		to.abi = append(to.abi, map[string]any{"type": "error", "name": "NotOpen", "inputs": params()})
	}, set("error", "StaleRelease", "inputs", params("bytes32 record"))},
	"NOV-0312": {set("constructor", "", "inputs", params("address a", "address b")), set("constructor", "", "inputs", params("address other"))},
	"NOV-0313": {set("function", "record", "inputs", params("bytes32 key")), func(to *draft) { slices.Reverse(to.abi) }},
	"NOV-0314": {func(to *draft) { to.manifest.Book.CodeHash = "0x" + strings.Repeat("cd", 32) }, func(to *draft) { to.manifest.Book.Shared = true }},
	"NOV-0315": {
		func(to *draft) {
			to.manifest.Book.CodeHash, to.manifest.Book.Shared = "0x"+strings.Repeat("cd", 32), true
		},
		func(to *draft) { to.manifest.Book.CodeHash = "0x" + strings.Repeat("cd", 32) },
	},

	"NOV-0321": {withoutLedger, func(to *draft) { to.rules = "others" }},
	"NOV-0322": {beside("Token", "Book", registry.NoProxy), beside(ledger, "Consortium", registry.NoProxy)},
	"NOV-0323": {beside(ledger, "Book", registry.Beacon), beside(ledger, "Consortium", registry.NoProxy)},
	"NOV-0324": {beside(ledger, "Consortium", registry.NoProxy), beside(ledger, "Book", registry.Beacon)},

	"NOV-0401": {func(to *draft) { to.rules = "others" }, func(to *draft) { to.manifest.Limits.MemoryPages = 16 }},
	"NOV-0402": {func(to *draft) { to.manifest.Limits.MemoryPages = 1023 }, func(to *draft) { to.manifest.Limits.Gas = registry.DefaultGas }},
	"NOV-0403": {func(to *draft) { to.manifest.Limits.Gas = registry.DefaultGas + 1 }, func(to *draft) { to.manifest.Limits.ReplyBytes = 1 << 20 }},
	"NOV-0404": {func(to *draft) { to.manifest.HostABI = 2 }, func(to *draft) { to.rules = "others" }}, // see built
	"NOV-0405": {func(to *draft) { to.manifest.Meter = 2 }, func(to *draft) { to.rules = "others" }},   // see built
	"NOV-0406": {func(to *draft) { to.refs = map[string][]byte{"calendar": []byte("2027")} }, func(to *draft) { to.rules = "others" }},
	"NOV-0407": {func(to *draft) { to.samples = "others" }, func(to *draft) { to.rules = "others" }},
	"NOV-0408": {func(to *draft) { to.rules = rulesModule(4095, false, true) }, func(to *draft) { to.rules = rulesModule(8192, false, true) }},
	"NOV-0409": {func(to *draft) { to.rules = rulesModule(4096, true, true) }, func(to *draft) { to.rules = rulesModule(4096, false, false) }},
	"NOV-0410": {func(to *draft) { to.rules = rulesModule(4096, false, false) }, func(to *draft) { to.rules = rulesModule(4096, true, true) }},
}

// built returns the bundles of a trial. Three numbers have no other value that
// passes the check of manifests, so that they are set afterwards.
func built(t *testing.T, change trial) (from, to *bundle.Bundle) {
	t.Helper()
	d := newDraft()
	change(d)
	schema, host, meter := d.manifest.StateSchema, d.manifest.HostABI, d.manifest.Meter
	d.manifest.StateSchema, d.manifest.HostABI, d.manifest.Meter = max(schema, 1), registry.HostABI, registry.Meter
	to = d.build(t)
	to.Manifest.StateSchema, to.Manifest.HostABI, to.Manifest.Meter = schema, host, meter
	return newDraft().build(t), to
}

func TestRules(t *testing.T) {
	for _, r := range compat.Rules() {
		t.Run(r.Code, func(t *testing.T) {
			if r.Title == "" || r.Why == "" || r.Do == "" || r.Level == compat.None || r.Area == "" || r.Kind == "" {
				t.Errorf("the rule is incomplete: %+v", r)
			}
			if r.Example.Fires == "" || r.Example.Quiet == "" {
				t.Error("the rule has no example")
			}
			tt, ok := trials[r.Code]
			if !ok && solidity(r) {
				return // its examples are the trials: see TestExamples
			}
			if !ok {
				t.Fatal("the rule has no trial")
			}
			fired, err := compat.Compare(built(t, tt.fires))
			if err != nil {
				t.Fatal(err)
			}
			i := slices.IndexFunc(fired, func(f compat.Finding) bool { return f.Code == r.Code })
			if i < 0 {
				t.Fatalf("it does not fire; found %+v", fired)
			}
			if f := fired[i]; f.Level != r.Level || f.Where == "" || f.What == "" || f.Why != r.Why || f.Do != r.Do {
				t.Errorf("the finding is incomplete: %+v", f)
			}
			quiet, err := compat.Compare(built(t, tt.quiet))
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range quiet {
				if f.Code == r.Code {
					t.Errorf("it fires at the harmless change: %+v", f)
				}
			}
		})
	}
	for code := range trials {
		if !slices.ContainsFunc(compat.Rules(), func(r compat.Rule) bool { return r.Code == code }) {
			t.Errorf("there is a trial of %s, which does not exist", code)
		}
	}
}

// The places and words of findings, and nothing found beside them.
func TestFindings(t *testing.T) {
	for name, tt := range map[string]struct {
		change trial
		want   []string // code, place, what
	}{
		"nothing": {func(*draft) {}, nil},
		"new package": {func(to *draft) {
			to.file.Package = new("crude.v2")
			for _, m := range to.file.MessageType {
				for _, f := range m.Field {
					if f.TypeName != nil {
						f.TypeName = new(strings.Replace(f.GetTypeName(), "v1", "v2", 1))
					}
				}
			}
			to.manifest.Schema.State, to.manifest.Schema.Command = "crude.v2.Trade", "crude.v2.Command"
		}, []string{"NOV-0220 schema"}},
		"two fields exchange their numbers": {
			both(number("Price", "amount", 2), number("Price", "lots", 1)),
			[]string{"NOV-0102 state.price.amount number 1 became 2", "NOV-0102 state.price.lots number 2 became 1", "NOV-0120 stateSchema both releases say 1"},
		},
		"a number given to another field": {
			both(func(to *draft) { to.remove("Price", "amount") }, number("Price", "lots", 1)),
			[]string{
				"NOV-0101 state.price.amount number 1 now belongs to lots", "NOV-0102 state.price.lots number 2 became 1",
				"NOV-0120 stateSchema both releases say 1",
			},
		},
		"a number used again": {
			func(to *draft) {
				to.remove("Recap", "note")
				to.add("Recap", newField("laycan", 3, typeInt64, ""))
			},
			[]string{"NOV-0203 command.recap.note number 3 is now called laycan", "NOV-0204 command.recap.note string became int64"},
		},
		"decimal given up": {
			plain("Recap", "volume"),
			[]string{`NOV-0207 command.recap.volume decimal of scale 3 in "bbl" became no decimal`},
		},
		"message shared by state and command": {
			func(to *draft) { to.add("Command", newField("price", 9, typeMessage, "Price")) },
			[]string{"NOV-0209 command.price number 9 is new"},
		},
		"raised limits and lowered": {
			func(to *draft) { to.manifest.Limits = registry.Limits{MemoryPages: 2000, ReplyBytes: 10} },
			[]string{"NOV-0402 limits.replyBytes 1048576 became 10", "NOV-0403 limits.memoryPages 1024 became 2000"},
		},
		"reference added": {
			func(to *draft) {
				to.manifest.References = append(to.manifest.References, registry.Reference{Name: "quotes"})
				to.refs["quotes"] = []byte("1")
			},
			[]string{"NOV-0406 references.quotes it was added"},
		},
		"reference removed": {
			func(to *draft) { to.manifest.References, to.refs = nil, nil },
			[]string{"NOV-0406 references.calendar it was removed"},
		},
		"struct of a function": {
			set("function", "transition", "inputs", []map[string]any{
				{"name": "t", "type": "tuple", "components": params("bytes32 record", "uint256 sequence")},
				{"name": "endorsements", "type": "bytes[]"},
			}),
			[]string{"NOV-0302 function transition((bytes32,uint64),bytes[]) it is now transition((bytes32,uint256),bytes[])"},
		},
		"field of a struct renamed": {
			set("function", "transition", "inputs", []map[string]any{
				{"name": "t", "type": "tuple", "components": params("bytes32 id", "uint64 sequence")},
				{"name": "endorsements", "type": "bytes[]"},
			}),
			[]string{"NOV-0313 function transition((bytes32,uint64),bytes[]) (t(record,sequence),endorsements)() became (t(id,sequence),endorsements)()"},
		},
		"overload added": {
			func(to *draft) {
				to.abi = append(to.abi, map[string]any{"type": "function", "name": "record", "stateMutability": "view", "inputs": params(), "outputs": params()})
			},
			[]string{"NOV-0311 function record() it was added"},
		},
		"one replaced by two": {
			func(to *draft) {
				to.drop("function", "record")
				for _, p := range []string{"uint8 a", "uint16 a"} {
					to.abi = append(to.abi, map[string]any{"type": "function", "name": "record", "stateMutability": "view", "inputs": params(p), "outputs": params()})
				}
			},
			[]string{
				"NOV-0301 function record(bytes32) it was removed",
				"NOV-0311 function record(uint16) it was added", "NOV-0311 function record(uint8) it was added",
			},
		},
		"fallback added": {
			func(to *draft) {
				to.abi = append(to.abi, map[string]any{"type": "fallback", "stateMutability": "payable"})
			},
			[]string{"NOV-0310 fallback it was added"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			from, to := built(t, tt.change)
			findings, err := compat.Compare(from, to)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, f := range findings {
				s := f.Code + " " + f.Where
				if f.Code != "NOV-0220" { // its digests say nothing
					s += " " + f.What
				}
				got = append(got, s)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("Compare (-want +got):\n%s", diff)
			}
			for range 20 {
				again, err := compat.Compare(from, to)
				if diff := cmp.Diff(findings, again); err != nil || diff != "" {
					t.Fatalf("another order: %v\n%s", err, diff)
				}
			}
		})
	}
}

func TestCompareRefuses(t *testing.T) {
	for name, change := range map[string]func(*bundle.Bundle){
		"another line":       func(b *bundle.Bundle) { b.Manifest.Name = "gas" },
		"schema no protobuf": func(b *bundle.Bundle) { b.Schema = []byte("\xff") },
		"no schema":          func(b *bundle.Bundle) { b.Schema = nil },
		"too large a schema": func(b *bundle.Bundle) { b.Schema = make([]byte, 1<<20+1) },
		"no such state":      func(b *bundle.Bundle) { b.Manifest.Schema.State = "crude.v1.Deal" },
		"no such command":    func(b *bundle.Bundle) { b.Manifest.Schema.Command = "" },
		"state is an enum":   func(b *bundle.Bundle) { b.Manifest.Schema.State = "crude.v1.Status" },
		"artefact no JSON":   func(b *bundle.Bundle) { b.Artifact = []byte("{") },
		"no ABI":             func(b *bundle.Bundle) { b.Artifact = []byte("{}") },
		"unknown member":     func(b *bundle.Bundle) { b.Artifact = []byte(`{"abi":[{"type":"modifier"}]}`) },
		"member twice":       func(b *bundle.Bundle) { b.Artifact = []byte(`{"abi":[{"type":"receive"},{"type":"receive"}]}`) },
	} {
		good, bad := newDraft().build(t), newDraft().build(t)
		change(bad)
		if _, err := compat.Compare(good, bad); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s: Compare = %v, want ErrInvalid", name, err)
		}
		if _, err := compat.Compare(bad, good); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s, the other way round: Compare = %v, want ErrInvalid", name, err)
		}
	}
}

// A type that the set does not hold would compare as equal to anything.
func TestMissingTypes(t *testing.T) {
	for name, change := range map[string]trial{
		"message": func(to *draft) { to.field("Trade", "price").TypeName = new(".crude.v1.Prize") },
		"enum":    func(to *draft) { to.field("Recap", "grade").TypeName = new(".crude.v1.Grad") },
	} {
		if _, err := compat.Compare(built(t, change)); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s: Compare = %v, want ErrInvalid", name, err)
		}
	}
}

func FuzzCompare(f *testing.F) {
	good := newDraft().build(f)
	f.Add(good.Schema, good.Artifact)
	f.Fuzz(func(t *testing.T, schema, artifact []byte) {
		other := newDraft().build(t)
		other.Schema, other.Artifact = schema, artifact
		if _, err := compat.Compare(good, other); err != nil && !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("Compare = %v", err)
		}
		if _, err := compat.Compare(other, other); err != nil && !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("Compare with itself = %v", err)
		}
	})
}
