package rules

import (
	"context"
	_ "embed" // for the schema
	"fmt"

	"github.com/novation-dev/novation/plugins/schema"
)

// SchemaPath is the import path of the schema's one file. Its digest covers the
// path, so a project of rules has the file below its folder under this path.
const SchemaPath = "migrate/v1/element.proto"

// The messages of the schema.
const (
	stateName   = "novation.migrate.v1.Element"
	commandName = "novation.migrate.v1.Command"
)

//go:embed schema/migrate/v1/element.proto
var schemaSource []byte

// SchemaSource returns the schema that rules of migrations are written for, for
// tools that put it into a project.
func SchemaSource() []byte { return append([]byte(nil), schemaSource...) }

// Schema compiles the schema that rules of migrations are written for.
func Schema(ctx context.Context) (*schema.Schema, error) {
	set, err := schema.Compile(ctx, map[string][]byte{SchemaPath: schemaSource})
	if err != nil {
		return nil, fmt.Errorf("compiling %s: %w", SchemaPath, err)
	}
	return schema.Load(set, schema.Names{State: stateName, Command: commandName})
}
