package cases

import (
	"fmt"

	"github.com/novation-dev/novation/plugins/abi"
)

// Samples returns the calls of cases that can warm rules up, in order and each
// with a name of its own: those of [Case.Requests], less the calls whose tables
// are not those of the release, and at most [abi.MaxSamples].
func (r Reader) Samples(all []Case) (samples []abi.Sample) {
	taken := map[string]bool{}
	for _, c := range all {
		for i, call := range c.Requests() {
			if len(samples) == abi.MaxSamples || r.ownReferences(call.Request.References) != nil {
				continue
			}
			name := c.Name
			if len(c.Steps) > 1 {
				name = fmt.Sprintf("%s, step %d", c.Name, i+1)
			}
			for n := 2; taken[name]; n++ {
				name = fmt.Sprintf("%s (%d)", c.Name, n)
			}
			taken[name] = true
			call.Request.References = nil // the host adds those of the release
			samples = append(samples, abi.Sample{Name: name, Op: call.Op, Request: call.Request})
		}
	}
	return samples
}
