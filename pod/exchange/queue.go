package exchange

import (
	"cmp"
	"slices"
	"sync"
)

// A Queue is the messages to one member about one record that were not
// delivered yet.
type Queue struct {
	To string `json:"to"`
	// Record is 0x and 64 hex digits.
	Record string `json:"record"`
	// Messages waiting, at least one.
	Messages int `json:"messages"`
	// Attempts that failed to deliver the first of them, and why the last of
	// these failed; 0 and "" when none did.
	Attempts int    `json:"attempts"`
	Reason   string `json:"reason"`
}

// Queues returns what waits to be delivered, as far as [Exchange.Run] has seen
// it, ordered by member and record.
func (x *Exchange) Queues() []Queue {
	q := &x.queues
	q.mu.Lock()
	defer q.mu.Unlock()
	out := []Queue{}
	for _, l := range q.lanes {
		out = append(out, Queue{
			To: l.to, Record: hexOf(l.record[:]), Messages: len(l.numbers), Attempts: l.attempts, Reason: l.reason,
		})
	}
	slices.SortFunc(out, func(a, b Queue) int { return cmp.Or(cmp.Compare(a.To, b.To), cmp.Compare(a.Record, b.Record)) })
	return out
}

// queues are the lanes that have messages.
type queues struct {
	mu    sync.Mutex
	lanes map[laneKey]*lane // guarded by mu
	links map[string]*link  // guarded by mu
}

type laneKey struct {
	to     string
	record [32]byte
}

// A lane is a queue with the goroutine that empties it.
type lane struct {
	laneKey
	numbers  []uint64 // of messages, ascending; guarded by queues.mu
	attempts int      // guarded by queues.mu
	reason   string   // guarded by queues.mu
}

// reset forgets everything: the outbox has it.
func (q *queues) reset() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.lanes, q.links = map[laneKey]*lane{}, map[string]*link{}
}

// add puts a message at the end of its lane. It returns the lane when it is
// new, so that somebody begins to empty it.
func (q *queues) add(k laneKey, number uint64) *lane {
	q.mu.Lock()
	defer q.mu.Unlock()
	if l := q.lanes[k]; l != nil {
		l.numbers = append(l.numbers, number)
		return nil
	}
	l := &lane{laneKey: k, numbers: []uint64{number}}
	q.lanes[k] = l
	return l
}

// first returns the message to deliver next. When there is none it removes the
// lane, whose goroutine ends then.
func (q *queues) first(l *lane) (number uint64, ok bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(l.numbers) == 0 {
		delete(q.lanes, l.laneKey)
		return 0, false
	}
	return l.numbers[0], true
}

// settled removes the first message of a lane.
func (q *queues) settled(l *lane) {
	q.mu.Lock()
	defer q.mu.Unlock()
	l.numbers, l.attempts, l.reason = l.numbers[1:], 0, ""
}

// failed notes an attempt and returns how many there were.
func (q *queues) failed(l *lane, reason string) int {
	q.mu.Lock()
	defer q.mu.Unlock()
	l.attempts++
	l.reason = reason
	return l.attempts
}

// link returns what lanes to one member share.
func (q *queues) link(to string, width int) *link {
	q.mu.Lock()
	defer q.mu.Unlock()
	l := q.links[to]
	if l == nil {
		l = &link{slots: make(chan struct{}, width), up: make(chan struct{})}
		q.links[to] = l
	}
	return l
}

// A link is the way to one member's pod.
type link struct {
	slots chan struct{} // holds one element for each message under way

	mu   sync.Mutex
	down bool          // guarded by mu
	up   chan struct{} // guarded by mu; closed when the pod answers again
}

// report notes whether the pod answered. When it did not, it returns a channel
// that is closed as soon as it does.
func (l *link) report(answered bool) <-chan struct{} {
	l.mu.Lock()
	defer l.mu.Unlock()
	if answered && l.down {
		close(l.up)
		l.up = make(chan struct{})
	}
	l.down = !answered
	if answered {
		return nil
	}
	return l.up
}
