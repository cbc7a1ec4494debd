package plugins_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/plugins"
	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/registry"
)

// counter returns a rule that adds one to the last letter of its answer at each
// call, and traps when it is asked with a long command.
func counter(s *schema.Schema) asm {
	a := goodAsm(s)
	last := int32(dataAt + len(noted) - 1)
	a.funcs[1].code = join([]byte{0x20, 0}, i32c(9), []byte{0x4a, 0x04, 0x40}, unreachable, []byte{0x0b},
		i32c(last), load8(last), i32c(1), []byte{0x6a, 0x3a, 0, 0}, at(dataAt, uint32(len(noted))))
	return a
}

// What samples leave behind is what every call begins with.
func TestSamples(t *testing.T) {
	s := load(t, schemaSource)
	module := counter(s).bytes()
	sample := plugins.Sample{Name: "once", Op: abi.Apply, Request: abi.Request{Command: command("x")}}
	var digests []registry.Digest
	engines(t, func(t *testing.T, e *plugins.Engine) {
		for n, want := range []string{"ol", "om", "on"} {
			spec := plugins.Spec{Schema: s}
			for range n {
				spec.Samples = append(spec.Samples, sample)
			}
			r := open(t, e, module, spec)
			for range 3 {
				if got, err := r.Apply(t.Context(), abi.Request{}); err != nil || string(got.State[2:]) != want {
					t.Errorf("after %d samples: %q, %v, want %q", n, got.State, err, want)
				}
			}
			digests = append(digests, r.Snapshot())
		}
	})
	if d := cmp.Diff(digests[:3], digests[3:]); d != "" {
		t.Errorf("snapshots of compiler and interpreter differ:\n%s", d)
	}
	if digests[0] == digests[1] || digests[1] == digests[2] {
		t.Errorf("snapshots after different samples are the same: %v", digests)
	}
}

// A sample that is not answered refuses the module, and is named.
func TestSamplesRefuse(t *testing.T) {
	s := load(t, schemaSource)
	module := counter(s).bytes()
	good := plugins.Sample{Name: "good", Op: abi.Apply}
	e := engine(t, plugins.Config{})
	tests := []struct {
		name, want string
		bad        plugins.Sample
	}{
		{"trap", "unreachable", plugins.Sample{Op: abi.Apply, Request: abi.Request{Command: command("longer than it likes")}}},
		{"not offered", "do not offer it", plugins.Sample{Op: abi.Up}},
		{"not canonical", "not sound", plugins.Sample{Op: abi.Apply, Request: abi.Request{State: []byte{0x08, 0}}}},
		{"too long", "do not fit the buffer", plugins.Sample{Op: abi.Apply, Request: abi.Request{Actor: strings.Repeat("x", 2000)}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.bad.Name = "the bad one"
			_, err := e.Load(t.Context(), module, plugins.Spec{Digest: registry.DigestOf(module), Schema: s, Samples: []plugins.Sample{good, tt.bad, good}})
			wantInvalid(t, err)
			if !strings.Contains(err.Error(), `sample 2 "the bad one"`) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%v: want sample 2 and %q", err, tt.want)
			}
		})
	}
	many := make([]plugins.Sample, abi.MaxSamples+1)
	_, err := e.Load(t.Context(), module, plugins.Spec{Digest: registry.DigestOf(module), Schema: s, Samples: many})
	wantInvalid(t, err)
	if _, err := e.Load(t.Context(), module, plugins.Spec{Digest: registry.DigestOf(module), Schema: s, Samples: []plugins.Sample{good}}); err != nil {
		t.Errorf("a good sample: %v", err)
	}
}
