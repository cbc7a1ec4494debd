package plugins

import (
	"fmt"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/plugins/wire"
)

// checkers judge what goes into one operation and what comes out of it.
type checkers struct{ state, command, out *wire.Checker }

// checkersOf has no entry for conversions when the release has none.
func checkersOf(s Spec) map[abi.Op]checkers {
	known := map[*schema.Schema]checkers{}
	of := func(s *schema.Schema) checkers {
		c, ok := known[s]
		if !ok {
			c = checkers{state: wire.NewChecker(s.State()), command: wire.NewChecker(s.Command())}
			known[s] = c
		}
		return c
	}
	all := map[abi.Op]checkers{}
	add := func(op abi.Op, in, out *schema.Schema) {
		if in != nil && out != nil {
			c := of(in)
			c.out = of(out).state
			all[op] = c
		}
	}
	add(abi.Apply, s.Schema, s.Schema)
	add(abi.Check, s.Schema, s.Schema)
	add(abi.Up, s.Previous, s.Schema)
	add(abi.Down, s.Schema, s.Previous)
	return all
}

// canonical checks that b is the canonical encoding of a message. No bytes are
// that of the default.
func canonical(name string, c *wire.Checker, b []byte) error {
	if len(b) == 0 {
		return nil
	}
	if err := c.Check(b); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// sound checks what is asked.
func (r *rules) sound(op abi.Op, q abi.Request) error {
	c, ok := r.checkers[op]
	switch {
	case !ok:
		return fmt.Errorf("a conversion needs the schema before this one, and the rules were loaded without it")
	case op != abi.Apply && len(q.State) == 0:
		return fmt.Errorf("the state is empty")
	case op != abi.Apply && len(q.Command) > 0:
		return fmt.Errorf("only %s takes a command", abi.Apply)
	}
	if err := canonical("state", c.state, q.State); err != nil {
		return err
	}
	return canonical("command", c.command, q.Command)
}

// write writes a request to buffer, which is memory of an instance, and returns
// its length.
func write(buffer []byte, q abi.Request) (uint32, error) {
	b, err := abi.AppendRequest(buffer[:0:len(buffer)], q)
	if err != nil {
		return 0, err
	}
	if len(b) > len(buffer) {
		return 0, fmt.Errorf("%d bytes do not fit the buffer of the rules, which has %d", len(b), len(buffer))
	}
	return uint32(len(b)), nil
}

// decode copies a reply out of b, which is memory of an instance.
func (r *rules) decode(op abi.Op, b []byte) (abi.Reply, error) {
	reply, err := abi.DecodeReply(op, b)
	if err != nil {
		return abi.Reply{}, err
	}
	if err := canonical("state", r.checkers[op].out, reply.State); err != nil {
		return abi.Reply{}, err
	}
	return reply, nil
}
