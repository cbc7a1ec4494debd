package explore

import (
	"context"
	"regexp"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/novation-dev/novation/plugins/cases"
	"github.com/novation-dev/novation/plugins/wire"
)

// A fault is something that rules must not do.
type fault struct {
	kind, why string
	calls     []cases.Call
	any       bool   // any answer of the calls would have done
	state     []byte // what the last one should have answered with
}

// variable is what tells two instances of the same fault apart.
var variable = regexp.MustCompile(`"[^"]*"|[0-9a-fx.+-]*[0-9][0-9a-fx.+-]*`)

// key is equal for faults that are likely the same.
func (f *fault) key() string {
	return f.kind + " " + string(f.calls[len(f.calls)-1].Op) + " " + variable.ReplaceAllString(f.why, "#")
}

func (f *fault) found() Found {
	return Found{f.kind, cases.Finding{Name: f.kind + ": " + f.why, Why: "Found by novation test --fuzz.", Calls: f.calls, Any: f.any, State: f.state}}
}

// maxShrink bounds the calls that are made to make a fault smaller.
const maxShrink = 300

// shrink takes away from the call what the fault does not need.
func (x *explorer) shrink(ctx context.Context, c candidate, f *fault) *fault {
	every := x.every
	defer func() { x.every = every }()
	if f.kind == "disagreement" {
		x.every = 1
	}
	tries := 0
	for smaller := true; smaller; {
		smaller = false
		for _, less := range x.less(c) {
			if tries++; tries > maxShrink || ctx.Err() != nil {
				return f
			}
			if g := x.try(ctx, less); g != nil && g.key() == f.key() {
				c, f, smaller = less, g, true
				break
			}
		}
	}
	return f
}

// less returns the calls that have one field less. A real state stays as it is.
func (x *explorer) less(c candidate) (all []candidate) {
	for _, b := range without(c.Request.Command, x.reader.Schema.Command()) {
		d := c
		d.Request.Command = b
		all = append(all, d)
	}
	if len(c.Request.Seed) > 0 {
		d := c
		d.Request.Seed = nil
		all = append(all, d)
	}
	if c.real {
		return all
	}
	for _, b := range without(c.Request.State, x.mutator.state(c.Op)) {
		d := c
		d.Request.State = b
		all = append(all, d)
	}
	return all
}

// without returns the encodings of a message that have one of its fields less,
// at any depth.
func without(b []byte, md protoreflect.MessageDescriptor) (all [][]byte) {
	if len(b) == 0 {
		return nil
	}
	m, err := wire.Decode(md, b)
	if err != nil {
		return nil
	}
	var walk func(at protoreflect.Message)
	walk = func(at protoreflect.Message) {
		fields := at.Descriptor().Fields()
		for i := range fields.Len() {
			fd := fields.Get(i)
			if !at.Has(fd) {
				continue
			}
			was := at.Get(fd)
			at.Clear(fd)
			if less, err := wire.Encode(m); err == nil {
				all = append(all, less)
			}
			at.Set(fd, was)
			switch {
			case fd.Kind() != protoreflect.MessageKind:
			case fd.IsList():
				for i := range was.List().Len() {
					walk(was.List().Get(i).Message())
				}
			default:
				walk(was.Message())
			}
		}
	}
	walk(m)
	return all
}
