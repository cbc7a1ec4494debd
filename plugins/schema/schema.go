// Package schema compiles and reads the schemas of releases: the `.proto`
// files that say what the state and the commands of a record look like.
//
// A schema is part of the release, as the bytes of a FileDescriptorSet whose
// digest the rules name in their `novation.abi` section. [Compile] makes those
// bytes from source, the same bytes for the same sources wherever it runs;
// [Load] reads them and refuses everything outside the restricted profile.
//
// # The restricted profile
//
// proto3 only. Fields are int32, int64, uint32, uint64, bool, string, bytes,
// enums and messages, singular or repeated. There are no floats, fixed or
// zigzag integers, maps, groups, extensions, services and no `optional`; a
// oneof has message members only; an enum has no aliases; a repeated number is
// packed. Exactly one custom option exists, `(novation.decimal)` on string
// fields, and its file `novation/options.proto` is provided by this package.
// What remains has one encoding per value: see package wire.
//
// The set holds the author's files only, each after its imports. The options
// file and google/protobuf/descriptor.proto are not part of it, so that a newer
// compiler cannot change the digest of an old schema.
//
// # Dependencies
//
// It imports registry, and of others protocompile and protobuf's descriptors.
// Only this package imports protocompile.
package schema

import (
	"fmt"
	"sync"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/novation-dev/novation/registry"
)

// MaxBytes bounds a descriptor set, in bytes.
const MaxBytes = 1 << 20

// Names picks the two messages of a release out of its schema.
type Names struct {
	// State and Command are full names, "crude.v1.Trade". An empty name means
	// the only top-level message called "State" or "Command".
	State, Command string
}

// A Schema is a checked descriptor set. It is immutable and may be used by
// several goroutines.
type Schema struct {
	set            []byte
	digest         registry.Digest
	state, command protoreflect.MessageDescriptor
	files          []protoreflect.FileDescriptor
}

// Load reads a descriptor set, checks the restricted profile and finds the
// messages that names asks for. Its errors match [registry.ErrInvalid].
func Load(set []byte, names Names) (*Schema, error) {
	files, err := read(set)
	if err != nil {
		return nil, err
	}
	s := &Schema{set: append([]byte(nil), set...), digest: registry.DigestOf(set), files: files}
	if s.state, err = s.find("state", names.State, "State"); err != nil {
		return nil, err
	}
	if s.command, err = s.find("command", names.Command, "Command"); err != nil {
		return nil, err
	}
	return s, nil
}

// Digest returns the digest of the descriptor set.
func (s *Schema) Digest() registry.Digest { return s.digest }

// Bytes returns a copy of the descriptor set.
func (s *Schema) Bytes() []byte { return append([]byte(nil), s.set...) }

// State describes the state of a record.
func (s *Schema) State() protoreflect.MessageDescriptor { return s.state }

// Command describes what is asked of the rules.
func (s *Schema) Command() protoreflect.MessageDescriptor { return s.command }

// Names returns the full names of state and command.
func (s *Schema) Names() Names {
	return Names{State: string(s.state.FullName()), Command: string(s.command.FullName())}
}

// Files returns the author's files, each after its imports.
func (s *Schema) Files() []protoreflect.FileDescriptor {
	return append([]protoreflect.FileDescriptor(nil), s.files...)
}

// Message finds a top-level message by its full name. It fails with
// [registry.ErrNotFound].
func (s *Schema) Message(name string) (protoreflect.MessageDescriptor, error) {
	for _, f := range s.files {
		for i := range f.Messages().Len() {
			if m := f.Messages().Get(i); string(m.FullName()) == name {
				return m, nil
			}
		}
	}
	return nil, fmt.Errorf("message %s is not in schema %s: %w", name, s.digest.Short(), registry.ErrNotFound)
}

func (s *Schema) find(role, name, fallback string) (protoreflect.MessageDescriptor, error) {
	if name != "" {
		m, err := s.Message(name)
		if err != nil {
			return nil, invalid("the %s message %q is not a top-level message of the schema", role, name)
		}
		return m, nil
	}
	var found protoreflect.MessageDescriptor
	for _, f := range s.files {
		m := f.Messages().ByName(protoreflect.Name(fallback))
		if m == nil {
			continue
		}
		if found != nil {
			return nil, invalid("both %s and %s could be the %s message: name one", found.FullName(), m.FullName(), role)
		}
		found = m
	}
	if found == nil {
		return nil, invalid("no top-level message is called %q: name the %s message", fallback, role)
	}
	return found, nil
}

// read links and checks a descriptor set.
func read(set []byte) (files []protoreflect.FileDescriptor, err error) {
	if len(set) > MaxBytes {
		return nil, invalid("a descriptor set of %d bytes is over the limit of %d", len(set), MaxBytes)
	}
	var fds descriptorpb.FileDescriptorSet
	if err := (proto.UnmarshalOptions{Resolver: noExtensions{}}).Unmarshal(set, &fds); err != nil {
		return nil, invalid("reading descriptor set: %v", err)
	}
	if len(fds.File) == 0 {
		return nil, invalid("the descriptor set holds no file")
	}
	for _, f := range fds.File {
		if err := checkFile(f); err != nil {
			return nil, err
		}
	}
	provided, err := providedFiles()
	if err != nil {
		return nil, err
	}
	all := &descriptorpb.FileDescriptorSet{File: append(append([]*descriptorpb.FileDescriptorProto(nil), provided...), fds.File...)}
	linked, err := protodesc.NewFiles(all)
	if err != nil {
		return nil, invalid("linking descriptor set: %v", err)
	}
	for _, f := range fds.File {
		d, err := linked.FindFileByPath(f.GetName())
		if err != nil {
			return nil, invalid("linking descriptor set: %v", err)
		}
		files = append(files, d)
	}
	return files, nil
}

// providedFiles returns descriptor.proto and the options file: what a set may
// import without holding it.
var providedFiles = sync.OnceValues(func() ([]*descriptorpb.FileDescriptorProto, error) {
	options, err := compileOptions()
	if err != nil {
		return nil, err
	}
	return []*descriptorpb.FileDescriptorProto{
		protodesc.ToFileDescriptorProto(descriptorpb.File_google_protobuf_descriptor_proto), options,
	}, nil
})

func invalid(format string, a ...any) error {
	return fmt.Errorf("schema: %s: %w", fmt.Sprintf(format, a...), registry.ErrInvalid)
}
