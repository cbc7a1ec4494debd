package wasi

import "encoding/binary"

const (
	subscriptionSize = 48
	eventSize        = 32

	eventClock   = 0
	eventFdRead  = 1
	eventFdWrite = 2

	absoluteTime = 1
	hangup       = 1
)

// An event is what poll reports about one subscription.
type event struct {
	userdata uint64
	err      errno
	kind     byte
	flags    uint16
}

// poll answers poll_oneoff. Descriptors are always ready, or bad, so a module
// waits only when all subscriptions are clocks; then the clocks are advanced to
// the earliest of them.
func poll(c call) errno {
	n := c.u32(2)
	if n == 0 || n > maxVectors {
		return inval
	}
	c.state.pay(PriceItem * uint64(n))
	in, inOK := c.mem.read(c.u32(0), n*subscriptionSize)
	out, outOK := c.mem.read(c.u32(1), n*eventSize)
	if !inOK || !outOK || !c.mem.putU32(c.u32(3), 0) {
		return fault
	}
	var events []event
	waits := make([]uint64, n) // of clocks; unused for others
	shortest, ready := ^uint64(0), false
	for i := range waits {
		s := in[i*subscriptionSize:]
		if s[8] != eventClock {
			ready = true
			continue
		}
		wait, known := c.state.wait(s)
		if !known {
			ready = true
		}
		waits[i] = wait
		shortest = min(shortest, wait)
	}
	if ready {
		shortest = 0
	}
	for i := range waits {
		s := in[i*subscriptionSize:]
		if s[8] == eventClock && waits[i] > shortest {
			continue
		}
		events = append(events, c.state.event(s))
	}
	c.state.sleep(shortest)
	for i, e := range events { // out may overlap in, so it is written last
		e.put(out[i*eventSize:])
	}
	return ok(c.mem.putU32(c.u32(3), uint32(len(events))))
}

// wait returns how long a clock subscription waits, in nanoseconds; false for
// a clock that does not exist.
func (s *State) wait(sub []byte) (ns uint64, known bool) {
	timeout := binary.LittleEndian.Uint64(sub[24:])
	absolute := binary.LittleEndian.Uint16(sub[40:])&absoluteTime != 0
	var now uint64
	switch binary.LittleEndian.Uint32(sub[16:]) {
	case realtime:
		now = s.real
	case monotonic:
		now = s.mono
	default:
		return 0, false
	}
	switch {
	case !absolute:
		return timeout, true
	case timeout <= now:
		return 0, true
	default:
		return timeout - now, true
	}
}

func (s *State) event(sub []byte) event {
	e := event{userdata: binary.LittleEndian.Uint64(sub), kind: sub[8]}
	id := binary.LittleEndian.Uint32(sub[16:])
	switch {
	case e.kind == eventClock && id > monotonic, e.kind > eventFdWrite:
		e.err = inval
	case e.kind == eventClock:
	case id > 2 || e.kind == eventFdRead && id != 0 || e.kind == eventFdWrite && id == 0:
		e.err = badf
	case e.kind == eventFdRead:
		e.flags = hangup
	}
	return e
}

func (e event) put(b []byte) {
	clear(b[:eventSize])
	binary.LittleEndian.PutUint64(b, e.userdata)
	binary.LittleEndian.PutUint16(b[8:], uint16(e.err))
	b[10] = e.kind
	binary.LittleEndian.PutUint16(b[24:], e.flags)
}
