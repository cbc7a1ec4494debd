package schema

import (
	"bytes"
	"context"
	_ "embed" // for the options file
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/bufbuild/protocompile"
	"github.com/bufbuild/protocompile/linker"
	"github.com/bufbuild/protocompile/reporter"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/novation-dev/novation/registry"
)

// optionsPath is the import path of the options file.
const optionsPath = "novation/options.proto"

//go:embed novation/options.proto
var optionsSource []byte

// OptionsSource returns the source of novation/options.proto, for tools and
// editors that want it beside the schema.
func OptionsSource() []byte { return bytes.Clone(optionsSource) }

// Compile makes the descriptor set of sources, whose keys are import paths
// such as "crude/v1/trade.proto". The same sources give the same bytes. Errors
// name file and line and match [registry.ErrInvalid].
func Compile(ctx context.Context, sources map[string][]byte) ([]byte, error) {
	var roots []string
	size := 0
	for _, path := range slices.Sorted(maps.Keys(sources)) {
		if size += len(sources[path]); size > MaxBytes {
			return nil, invalid("the sources are over the limit of %d bytes", MaxBytes)
		}
		if path != optionsPath {
			roots = append(roots, path)
			continue
		}
		if !bytes.Equal(sources[path], optionsSource) {
			return nil, invalid("%s differs from the one this program provides: remove it", path)
		}
	}
	if len(roots) == 0 {
		return nil, invalid("no .proto file was given")
	}
	compiled, err := compile(ctx, sources, roots)
	if err != nil {
		return nil, err
	}
	return link(compiled)
}

// CompileDir compiles every .proto file below the root of dir, whose paths in
// dir are their import paths.
func CompileDir(ctx context.Context, dir fs.FS) ([]byte, error) {
	sources := map[string][]byte{}
	err := fs.WalkDir(dir, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".proto") {
			return err
		}
		sources[path], err = fs.ReadFile(dir, path)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading schema sources: %w", err)
	}
	return Compile(ctx, sources)
}

// compile parses and links. The parser is not ours and reads what people
// typed, so a panic in it is reported as a fault of the input.
func compile(ctx context.Context, sources map[string][]byte, roots []string) (files linker.Files, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = invalid("compiling: the sources cannot be read: %v", r)
		}
	}()
	all := map[string]string{optionsPath: string(optionsSource)}
	for path, b := range sources {
		all[path] = string(b)
	}
	c := protocompile.Compiler{
		Resolver: protocompile.WithStandardImports(&protocompile.SourceResolver{
			Accessor: protocompile.SourceAccessorFromMap(all),
		}),
		MaxParallelism: 1,
		SourceInfoMode: protocompile.SourceInfoStandard, // for the lines of faults; not kept
		Reporter:       reporter.NewReporter(func(err reporter.ErrorWithPos) error { return err }, nil),
	}
	files, err = c.Compile(ctx, roots...)
	switch {
	case err == nil:
		return files, nil
	case ctx.Err() != nil:
		return nil, fmt.Errorf("compiling schema: %w", ctx.Err())
	}
	if at, ok := errors.AsType[reporter.ErrorWithPos](err); ok {
		p := at.GetPosition()
		return nil, invalid("%s:%d:%d: %v", p.Filename, p.Line, p.Col, at.Unwrap())
	}
	return nil, invalid("%v", err)
}

// link checks the profile and serialises the files, each after its imports.
func link(compiled linker.Files) ([]byte, error) {
	set := &descriptorpb.FileDescriptorSet{}
	done := map[string]bool{optionsPath: true}
	var add func(f protoreflect.FileDescriptor) error
	add = func(f protoreflect.FileDescriptor) error {
		if done[f.Path()] {
			return nil
		}
		done[f.Path()] = true
		fdp, err := plain(f)
		if err != nil {
			return err
		}
		if fl := faultIn(fdp); fl != nil {
			return invalid("%s: %s", at(fl, f.SourceLocations()), fl.Error())
		}
		fdp.SourceCodeInfo = nil
		for i := range f.Imports().Len() {
			if err := add(f.Imports().Get(i).FileDescriptor); err != nil {
				return err
			}
		}
		set.File = append(set.File, fdp)
		return nil
	}
	for _, f := range compiled {
		if err := add(f); err != nil {
			return nil, err
		}
	}
	b, err := proto.MarshalOptions{Deterministic: true}.Marshal(set)
	if err != nil {
		return nil, fmt.Errorf("writing descriptor set: %w", err)
	}
	if _, err := read(b); err != nil { // what Load refuses is never written
		return nil, err
	}
	return b, nil
}

// plain returns f as a descriptor that knows no custom options: they are kept
// as unknown fields, the form in which Load sees them. JSON names become those
// of the schema.
func plain(f protoreflect.FileDescriptor) (*descriptorpb.FileDescriptorProto, error) {
	result, ok := f.(linker.Result)
	if !ok {
		return nil, invalid("%s is provided by the compiler and not part of the profile", f.Path())
	}
	b, err := proto.MarshalOptions{Deterministic: true}.Marshal(result.FileDescriptorProto())
	if err != nil {
		return nil, fmt.Errorf("writing %s: %w", f.Path(), err)
	}
	fdp := &descriptorpb.FileDescriptorProto{}
	if err := (proto.UnmarshalOptions{Resolver: noExtensions{}}).Unmarshal(b, fdp); err != nil {
		return nil, fmt.Errorf("reading %s back: %w", f.Path(), err)
	}
	for _, m := range fdp.MessageType {
		plainJSONNames(m)
	}
	return fdp, nil
}

// plainJSONNames replaces the lowerCamel names a compiler fills in by the
// names of the schema. A name the author chose stays, and is refused later.
func plainJSONNames(m *descriptorpb.DescriptorProto) {
	for _, f := range m.Field {
		if f.GetJsonName() == lowerCamel(f.GetName()) {
			f.JsonName = new(f.GetName())
		}
	}
	for _, n := range m.NestedType {
		plainJSONNames(n)
	}
}

func lowerCamel(name string) string {
	var b strings.Builder
	up := false
	for _, r := range name {
		if r == '_' {
			up = true
			continue
		}
		if up && r >= 'a' && r <= 'z' {
			r -= 'a' - 'A'
		}
		up = false
		b.WriteRune(r)
	}
	return b.String()
}

// at returns "file:line:column" of a fault, or of its nearest ancestor.
func at(fl *fault, locations protoreflect.SourceLocations) string {
	for n := len(fl.path); n > 0; n-- {
		if l := locations.ByPath(fl.path[:n]); l.Path != nil {
			return fmt.Sprintf("%s:%d:%d", fl.file, l.StartLine+1, l.StartColumn+1)
		}
	}
	return fl.file
}

func compileOptions() (*descriptorpb.FileDescriptorProto, error) {
	files, err := compile(context.Background(), nil, []string{optionsPath})
	if err != nil {
		return nil, fmt.Errorf("compiling %s: %w", optionsPath, err)
	}
	result, ok := files[0].(linker.Result)
	if !ok {
		return nil, fmt.Errorf("compiling %s: not compiled from source: %w", optionsPath, registry.ErrInvalid)
	}
	fdp := proto.Clone(result.FileDescriptorProto()).(*descriptorpb.FileDescriptorProto)
	fdp.SourceCodeInfo = nil
	return fdp, nil
}

// noExtensions resolves nothing, so that options registered elsewhere in the
// process cannot change what this package reads.
type noExtensions struct{}

func (noExtensions) FindExtensionByName(protoreflect.FullName) (protoreflect.ExtensionType, error) {
	return nil, protoregistry.NotFound
}

func (noExtensions) FindExtensionByNumber(protoreflect.FullName, protoreflect.FieldNumber) (protoreflect.ExtensionType, error) {
	return nil, protoregistry.NotFound
}
