package project

import (
	"fmt"
	"io/fs"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/cases"
	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/registry"
)

// samples encodes the calls of the cases in folder. Of a case with several
// steps it takes those whose state is told: see [cases.Case.Requests].
func samples(dir fs.FS, folder string, s *schema.Schema) ([]byte, error) {
	if !fs.ValidPath(folder) {
		return nil, fmt.Errorf("%s names the folder %q: want a path inside the project: %w", File, folder, registry.ErrInvalid)
	}
	sub, err := fs.Sub(dir, folder)
	if err != nil {
		return nil, fmt.Errorf("reading the samples: %w", err)
	}
	all, err := cases.Load(sub, s)
	if err != nil {
		return nil, fmt.Errorf("reading the samples in %s: %w", folder, err)
	}
	var out []abi.Sample
	for _, c := range all {
		for i, call := range c.Requests() {
			name := c.Name
			if i > 0 {
				name = fmt.Sprintf("%s, step %d", c.Name, i+1)
			}
			out = append(out, abi.Sample{Name: name, Op: call.Op, Request: call.Request})
		}
	}
	b, err := abi.EncodeSamples(out)
	if err != nil {
		return nil, fmt.Errorf("the cases in %s as samples: %w", folder, err)
	}
	return b, nil
}
