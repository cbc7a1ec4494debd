// Package nvgen generates the Go codecs with which rules read and write the
// messages of their schema.
//
// It turns the messages and enums of .proto files in the restricted profile
// into plain structs with methods that call plugins/sdk/wire directly: no
// reflection, no registration, nothing at run time that the message does not
// need. The same schema gives the same source, so generated code is committed
// and a test compares.
//
// What becomes what:
//
//   - a message becomes a struct; a message field a pointer, nil when absent; a
//     list of messages a slice of structs;
//   - a string with (novation.decimal) becomes a decimal.Decimal, because money
//     that stays a string invites arithmetic on floats;
//   - an enum becomes a named int32 with its declared values as constants;
//   - the members of a oneof become pointer fields beside the others, and
//     reading or writing more than one of them fails.
//
// # Dependencies
//
// It imports plugins/schema and protobuf's descriptors. Generated code imports
// only the SDK.
package nvgen

import (
	"fmt"
	"go/format"
	"path"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/registry"
)

// The packages that generated code imports.
const (
	wirePath    = "github.com/novation-dev/novation/plugins/sdk/wire"
	decimalPath = "github.com/novation-dev/novation/plugins/sdk/decimal"
)

// A Config says what to generate.
type Config struct {
	// Package is the name of the Go package.
	Package string
	// Files are the import paths of the .proto files to generate, such as
	// "crude/v1/trade.proto".
	Files []string
	// Imports maps the import paths of other .proto files to the Go import
	// paths of the packages generated from them. A file that is needed and
	// missing here is an error.
	Imports map[string]string
}

// Generate returns Go source by file name: "trade.nv.go" for trade.proto. Its
// errors match [registry.ErrInvalid].
func Generate(s *schema.Schema, c Config) (map[string][]byte, error) {
	if c.Package == "" || len(c.Files) == 0 {
		return nil, invalid("name a Go package and at least one .proto file")
	}
	out := map[string][]byte{}
	for _, name := range c.Files {
		file, err := find(s, name)
		if err != nil {
			return nil, err
		}
		src, err := generateFile(file, c)
		if err != nil {
			return nil, err
		}
		base := strings.TrimSuffix(path.Base(name), ".proto") + ".nv.go"
		if _, twice := out[base]; twice {
			return nil, invalid("two files would become %s", base)
		}
		out[base] = src
	}
	return out, nil
}

func find(s *schema.Schema, name string) (protoreflect.FileDescriptor, error) {
	for _, f := range s.Files() {
		if f.Path() == name {
			return f, nil
		}
	}
	return nil, invalid("%s is not in the schema", name)
}

func generateFile(file protoreflect.FileDescriptor, c Config) ([]byte, error) {
	g := &generator{file: file, config: c, imports: map[string]bool{}}
	for i := range file.Enums().Len() {
		g.enum(file.Enums().Get(i))
	}
	for i := range file.Messages().Len() {
		g.message(file.Messages().Get(i))
	}
	if g.err != nil {
		return nil, g.err
	}
	src, err := format.Source([]byte(g.header() + g.body.String()))
	if err != nil {
		return nil, fmt.Errorf("formatting the code of %s: %w", file.Path(), err)
	}
	return src, nil
}

func invalid(format string, a ...any) error {
	return fmt.Errorf("nvgen: %s: %w", fmt.Sprintf(format, a...), registry.ErrInvalid)
}
