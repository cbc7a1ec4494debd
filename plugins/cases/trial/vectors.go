package trial

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"slices"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/cases"
	"github.com/novation-dev/novation/plugins/wire"
	"github.com/novation-dev/novation/registry"
)

// A Verdict is what became of a vector.
type Verdict struct {
	// File and Name say which vector it is.
	File, Name string
	// Gas is what the call used; 0 when there was none.
	Gas uint64
	// Wrong says what is not as the vector has it; empty is a pass.
	Wrong string
}

// vectorFile is the form of a file of vectors: calls, or encodings of one message
// (see plugins/testdata/wire/README.md and plugins/testdata/recap/README.md).
type vectorFile struct {
	Cases []struct {
		Name    string `json:"name"`
		Op      abi.Op `json:"op"`
		Request string `json:"request"`
		Reply   string `json:"reply"`
	} `json:"cases"`
	Message string `json:"message"`
	Vectors []struct {
		Name   string          `json:"name"`
		Hex    string          `json:"hex"`
		Fields json.RawMessage `json:"fields"`
		Reason string          `json:"reason"`
	} `json:"vectors"`
}

// Vectors holds the module against the golden vectors in the .json files below
// dir. Of calls, the reply must be the one of the vector to the byte. Of a
// message of the schema, the encoding must be as the vector says, and the
// module must be able to read it where it is a state or a command. Files of other
// messages, and other JSON, are returned in skipped.
func (t *Trial) Vectors(ctx context.Context, dir fs.FS) (all []Verdict, skipped []string, err error) {
	err = fs.WalkDir(dir, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".json" {
			return err
		}
		b, err := fs.ReadFile(dir, name)
		if err != nil {
			return err
		}
		var f vectorFile
		if err := json.Unmarshal(b, &f); err != nil {
			return fmt.Errorf("%s: %v: %w", name, err, registry.ErrInvalid)
		}
		md := t.message(f.Message)
		if f.Cases == nil && (md == nil || f.Vectors == nil) {
			skipped = append(skipped, name)
			return nil
		}
		for _, c := range f.Cases {
			gas, wrong := t.callVector(ctx, c.Op, c.Request, c.Reply)
			all = append(all, Verdict{name, c.Name, gas, wrong})
		}
		for _, v := range f.Vectors {
			if md == nil {
				break // calls and vectors of another schema in one file
			}
			gas, wrong := t.messageVector(ctx, md, v.Hex, v.Fields)
			all = append(all, Verdict{name, v.Name, gas, wrong})
		}
		return ctx.Err()
	})
	if err != nil {
		return nil, nil, fmt.Errorf("reading vectors: %w", err)
	}
	return all, skipped, nil
}

// message finds a message of the schema; nil when there is none of that name.
func (t *Trial) message(name string) protoreflect.MessageDescriptor {
	md, err := t.Reader.Schema.Message(name)
	if err != nil {
		return nil
	}
	return md
}

// callVector makes one call and compares the reply to the byte.
func (t *Trial) callVector(ctx context.Context, op abi.Op, request, reply string) (gas uint64, wrong string) {
	if !slices.Contains(abi.Ops(), op) {
		return 0, fmt.Sprintf("there is no operation %q", op)
	}
	b, err := hex.DecodeString(request)
	if err != nil {
		return 0, "request: " + err.Error()
	}
	q, err := abi.DecodeRequest(b)
	if err != nil {
		return 0, err.Error()
	}
	r, err := t.Ask(ctx, cases.Call{Op: op, Request: q})
	if err != nil {
		return r.Gas, err.Error()
	}
	got, err := abi.EncodeReply(op, r.Reply)
	if err != nil {
		return r.Gas, err.Error()
	}
	if hex.EncodeToString(got) != reply {
		return r.Gas, fmt.Sprintf("want reply %s, got %x", reply, got)
	}
	return r.Gas, ""
}

// messageVector checks the encoding of one message; without fields it must be
// refused.
func (t *Trial) messageVector(ctx context.Context, md protoreflect.MessageDescriptor, text string, fields json.RawMessage) (gas uint64, wrong string) {
	b, err := hex.DecodeString(text)
	if err != nil {
		return 0, "hex: " + err.Error()
	}
	_, err = wire.Decode(md, b)
	if fields == nil {
		if err == nil {
			return 0, "it was accepted"
		}
		return 0, ""
	}
	if err != nil {
		return 0, err.Error()
	}
	m, err := wire.FromJSON(md, fields)
	if err != nil {
		return 0, err.Error()
	}
	got, err := wire.Encode(m)
	if err != nil {
		return 0, err.Error()
	}
	if !bytes.Equal(got, b) {
		return 0, fmt.Sprintf("want %x, got %x", b, got)
	}
	return t.reads(ctx, md, b)
}

// malformed is the code with which the SDKs reject bytes that they cannot read.
const malformed = "malformed"

// reads gives the module a state or a command. Whatever it says of it, it must
// have been able to read it.
func (t *Trial) reads(ctx context.Context, md protoreflect.MessageDescriptor, b []byte) (gas uint64, wrong string) {
	var calls []cases.Call
	if md == t.Reader.Schema.State() && len(b) > 0 {
		calls = append(calls, cases.Call{Op: abi.Check, Request: abi.Request{State: b, Sequence: 2}},
			cases.Call{Op: abi.Apply, Request: abi.Request{State: b, Sequence: 2}})
	}
	if md == t.Reader.Schema.Command() {
		calls = append(calls, cases.Call{Op: abi.Apply, Request: abi.Request{Command: b, Sequence: 1}})
	}
	for _, c := range calls {
		if !t.Has(c.Op) {
			continue
		}
		c.Request.References = t.Reader.References
		r, err := t.Ask(ctx, c)
		gas += r.Gas
		if err != nil {
			return gas, err.Error()
		}
		for _, x := range r.Reasons {
			if x.Code == malformed {
				return gas, "the module cannot read it: " + x.Message
			}
		}
	}
	return gas, ""
}
