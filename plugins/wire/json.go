package wire

import (
	"bytes"
	"encoding/json"
	"strings"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"
)

// FromJSON reads the JSON form of a message, with the field names of the
// schema. Unknown fields and values without a canonical encoding are refused
// with an [*Error].
func FromJSON(md protoreflect.MessageDescriptor, b []byte) (*dynamicpb.Message, error) {
	m := dynamicpb.NewMessage(md)
	if err := (protojson.UnmarshalOptions{RecursionLimit: MaxDepth + 1}).Unmarshal(b, m); err != nil {
		return nil, faulty("", "reading JSON: %s", plainText(err))
	}
	if _, err := Encode(m); err != nil {
		return nil, err
	}
	return m, nil
}

// ToJSON writes the JSON form of a message: the field names of the schema, in
// the order of their declaration, 64-bit numbers as strings, bytes as base64,
// no spaces, default values omitted. It is for people and APIs; nothing that is
// signed is made from it.
func ToJSON(msg proto.Message) ([]byte, error) {
	if _, err := Encode(msg); err != nil {
		return nil, err
	}
	b, err := protojson.MarshalOptions{UseProtoNames: true}.Marshal(msg)
	if err != nil {
		return nil, faulty("", "writing JSON: %s", plainText(err))
	}
	var out bytes.Buffer // protojson adds spaces at random
	if err := json.Compact(&out, b); err != nil {
		return nil, faulty("", "writing JSON: %v", err)
	}
	return out.Bytes(), nil
}

// plainText undoes the non-breaking spaces that protobuf puts into its error
// texts at random.
func plainText(err error) string {
	return strings.TrimPrefix(strings.ReplaceAll(err.Error(), "\u00a0", " "), "proto: ")
}
