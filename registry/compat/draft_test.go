package compat_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
)

// A draft is a release under construction, easy to change.
type draft struct {
	manifest registry.Manifest
	file     *descriptorpb.FileDescriptorProto
	abi      []map[string]any
	rules    string
	refs     map[string][]byte
	samples  string
	// contracts are beside the Book.
	contracts map[string]bundle.Contract
}

type (
	kind    = descriptorpb.FieldDescriptorProto_Type
	field   = *descriptorpb.FieldDescriptorProto
	message = *descriptorpb.DescriptorProto
)

const (
	typeString  = descriptorpb.FieldDescriptorProto_TYPE_STRING
	typeInt64   = descriptorpb.FieldDescriptorProto_TYPE_INT64
	typeMessage = descriptorpb.FieldDescriptorProto_TYPE_MESSAGE
	typeEnum    = descriptorpb.FieldDescriptorProto_TYPE_ENUM
)

func newField(name string, number int32, k kind, typeName string) field {
	f := &descriptorpb.FieldDescriptorProto{
		Name: new(name), Number: new(number), Type: k.Enum(),
		Label: descriptorpb.FieldDescriptorProto_LABEL_OPTIONAL.Enum(), JsonName: new(name),
	}
	if typeName != "" {
		f.TypeName = new(".crude.v1." + typeName)
	}
	return f
}

// decimalOf sets the option (novation.decimal) of f, as a compiler writes it.
func decimalOf(f field, scale uint64, unit string) field {
	var d []byte
	if scale > 0 {
		d = protowire.AppendVarint(protowire.AppendTag(d, 1, protowire.VarintType), scale)
	}
	if unit != "" {
		d = protowire.AppendString(protowire.AppendTag(d, 2, protowire.BytesType), unit)
	}
	f.Options = &descriptorpb.FieldOptions{}
	f.Options.ProtoReflect().SetUnknown(protowire.AppendBytes(protowire.AppendTag(nil, 50701, protowire.BytesType), d))
	return f
}

func enumValue(name string, number int32) *descriptorpb.EnumValueDescriptorProto {
	return &descriptorpb.EnumValueDescriptorProto{Name: new(name), Number: new(number)}
}

// newDraft returns the release that all tests begin with.
func newDraft() *draft {
	oneofMember := newField("recap", 1, typeMessage, "Recap")
	oneofMember.OneofIndex = proto.Int32(0)
	cancel := newField("cancel", 2, typeMessage, "Cancel")
	cancel.OneofIndex = proto.Int32(0)
	file := &descriptorpb.FileDescriptorProto{
		Name: new("crude/v1/trade.proto"), Package: new("crude.v1"), Syntax: new("proto3"),
		Dependency: []string{"novation/options.proto"}, // not in the set
		MessageType: []*descriptorpb.DescriptorProto{
			{Name: new("Trade"), Field: []*descriptorpb.FieldDescriptorProto{
				newField("buyer", 1, typeString, ""),
				newField("price", 2, typeMessage, "Price"),
				newField("status", 3, typeEnum, "Status"),
				newField("parent", 4, typeMessage, "Trade"), // it contains itself
			}},
			{Name: new("Price"), Field: []*descriptorpb.FieldDescriptorProto{
				decimalOf(newField("amount", 1, typeString, ""), 2, "USD/bbl"),
				newField("lots", 2, typeInt64, ""),
			}},
			{
				Name:      new("Command"),
				OneofDecl: []*descriptorpb.OneofDescriptorProto{{Name: new("do")}},
				Field:     []*descriptorpb.FieldDescriptorProto{oneofMember, cancel},
			},
			{Name: new("Recap"), Field: []*descriptorpb.FieldDescriptorProto{
				decimalOf(newField("volume", 1, typeString, ""), 3, "bbl"),
				newField("grade", 2, typeEnum, "Grade"),
				newField("note", 3, typeString, ""),
			}},
			{Name: new("Cancel"), Field: []*descriptorpb.FieldDescriptorProto{newField("reason", 1, typeString, "")}},
		},
		EnumType: []*descriptorpb.EnumDescriptorProto{
			{Name: new("Status"), Value: []*descriptorpb.EnumValueDescriptorProto{enumValue("DRAFT", 0), enumValue("CONFIRMED", 1)}},
			{Name: new("Grade"), Value: []*descriptorpb.EnumValueDescriptorProto{enumValue("BRENT", 0), enumValue("URALS", 1)}},
		},
	}
	d := &draft{
		manifest: registry.Manifest{
			Format: 1, Name: "crude-trade", Version: "1.0.0", StateSchema: 1, HostABI: 1, Meter: 1,
			Schema:     registry.Schema{State: "crude.v1.Trade", Command: "crude.v1.Command"},
			Book:       registry.Book{CodeHash: "0x" + strings.Repeat("ab", 32)},
			References: []registry.Reference{{Name: "calendar"}},
		},
		file:  file,
		rules: rulesModule(4096, false, true),
		refs:  map[string][]byte{"calendar": []byte("2026")},
		abi: []map[string]any{
			{"type": "constructor", "stateMutability": "nonpayable", "inputs": params("address consortium")},
			{"type": "function", "name": "transition", "stateMutability": "nonpayable", "inputs": []map[string]any{
				{"name": "t", "type": "tuple", "components": params("bytes32 record", "uint64 sequence")},
				{"name": "endorsements", "type": "bytes[]"},
			}, "outputs": params()},
			{
				"type": "function", "name": "record", "stateMutability": "view",
				"inputs": params("bytes32 id"), "outputs": params("bytes32 commitment", "uint64 sequence"),
			},
			{"type": "event", "name": "Transitioned", "anonymous": false, "inputs": []map[string]any{
				{"name": "record", "type": "bytes32", "indexed": true},
				{"name": "sequence", "type": "uint64", "indexed": false},
			}},
			{"type": "error", "name": "StaleRelease", "inputs": params("bytes32 record", "uint64 given")},
			{"type": "receive", "stateMutability": "payable"},
		},
		contracts: map[string]bundle.Contract{},
	}
	beside(ledger, "Book", registry.NoProxy)(d)
	return d
}

// params reads "type name" pairs.
func params(specs ...string) []map[string]any {
	out := []map[string]any{}
	for _, s := range specs {
		t, name, _ := strings.Cut(s, " ")
		out = append(out, map[string]any{"name": name, "type": t})
	}
	return out
}

// message returns the message of the schema with the given name.
func (d *draft) message(name string) message {
	for _, m := range d.file.MessageType {
		if m.GetName() == name {
			return m
		}
	}
	panic("no message " + name)
}

// field returns the field of a message with the given name.
func (d *draft) field(msg, name string) field {
	for _, f := range d.message(msg).Field {
		if f.GetName() == name {
			return f
		}
	}
	panic("no field " + name)
}

// remove removes a field from a message.
func (d *draft) remove(msg, name string) {
	m := d.message(msg)
	var rest []*descriptorpb.FieldDescriptorProto
	for _, f := range m.Field {
		if f.GetName() != name {
			rest = append(rest, f)
		}
	}
	m.Field = rest
}

// add adds a field to a message.
func (d *draft) add(msg string, f field) { d.message(msg).Field = append(d.message(msg).Field, f) }

func (d *draft) rename(msg, from, to string) {
	f := d.field(msg, from)
	f.Name, f.JsonName = new(to), new(to)
}

// member returns the member of the ABI with the given type and name.
func (d *draft) member(kind, name string) map[string]any {
	for _, m := range d.abi {
		if m["type"] == kind && (name == "" || m["name"] == name) {
			return m
		}
	}
	panic("no " + kind + " " + name)
}

// drop removes a member from the ABI.
func (d *draft) drop(kind, name string) {
	gone := d.member(kind, name)
	d.abi = slices.DeleteFunc(d.abi, func(m map[string]any) bool {
		return m["type"] == gone["type"] && m["name"] == gone["name"]
	})
}

// build makes a bundle whose manifest is true.
func (d *draft) build(t testing.TB) *bundle.Bundle {
	t.Helper()
	schema, err := proto.MarshalOptions{Deterministic: true}.Marshal(
		&descriptorpb.FileDescriptorSet{File: []*descriptorpb.FileDescriptorProto{d.file}})
	if err != nil {
		t.Fatal(err)
	}
	artifact, err := json.Marshal(map[string]any{"format": 1, "abi": d.abi})
	if err != nil {
		t.Fatal(err)
	}
	b := &bundle.Bundle{Manifest: d.manifest, Rules: []byte(d.rules), Schema: schema, Artifact: artifact, References: d.refs, Contracts: d.contracts}
	b.Manifest.Rules = registry.BlobOf(b.Rules)
	b.Manifest.Schema.Blob = registry.BlobOf(schema)
	b.Manifest.Book.Artifact = registry.BlobOf(artifact)
	if d.samples != "" {
		samples := registry.BlobOf([]byte(d.samples))
		b.Samples, b.Manifest.Samples = []byte(d.samples), &samples
	}
	for i, r := range b.Manifest.References {
		b.Manifest.References[i].Blob = registry.BlobOf(d.refs[r.Name])
	}
	if _, err := b.Digest(); err != nil {
		t.Fatal(err)
	}
	return b
}
