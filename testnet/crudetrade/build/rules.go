package main

import (
	"context"
	"fmt"
	"path/filepath"

	"github.com/novation-dev/novation/plugins/nvgen/rules"
)

// versions are the projects whose rules are built here. The broken draft has the
// rules of 1.1.0: only its schema is compared, and it is never run.
var versions = []string{"1.0.0", "1.1.0", "1.1.1-broken", "2.0.0"}

// rules compiles the rules of one release, with the pinned toolchain.
func (o *output) rules(ctx context.Context, version string) error {
	path, module, err := rules.Build(ctx, filepath.Join(o.root, projects, version), rules.Config{})
	if err != nil {
		return fmt.Errorf("building the rules of %s: %w", version, err)
	}
	relative, err := filepath.Rel(o.root, path)
	if err != nil {
		return err
	}
	return o.put(relative, module)
}
