package lower

// maxCost bounds what a call may execute, without the loops, until a call is
// counted: bytes of code.
const maxCost = 1 << 17

// counters chooses the functions that count their calls down: at least one in
// every cycle of calls, and so many more that what the others execute between two
// counts stays below a bound. Cycles are not the only way to take for ever: of
// sixty functions that each call the next one twice, the last is called 2^60
// times.
//
// A walk through the graph, depth first, finds the cycles: each has an edge back
// to where the walk is.
func (g *graph) counters() []bool {
	c := &counter{
		graph: g, callees: join(g.nodes, g.from, g.to, nil),
		state: make([]byte, g.nodes), cost: make([]uint64, g.nodes), counts: make([]bool, len(g.w.functions)),
	}
	for n := range g.nodes {
		if c.state[n] == notSeen {
			c.walk(uint32(n))
		}
	}
	return c.counts
}

// A counter is the walk.
type counter struct {
	*graph
	callees adjacency
	state   []byte
	cost    []uint64 // of one call; 1 if it is counted
	counts  []bool   // of functions
	path    []step
}

// A step is a node on the path, and which of its edges is next.
type step struct{ node, next uint32 }

// States of a node.
const (
	notSeen = iota
	onPath
	done
)

func (c *counter) walk(n uint32) {
	c.enter(n)
	for len(c.path) > 0 {
		top := &c.path[len(c.path)-1]
		ends := c.callees.of(top.node)
		if int(top.next) == len(ends) {
			c.leave(top.node)
			c.path = c.path[:len(c.path)-1]
			continue
		}
		end := ends[top.next]
		top.next++
		switch c.state[end] {
		case notSeen:
			c.enter(end)
		case onPath:
			c.cut(top.node, end)
		}
	}
}

func (c *counter) enter(n uint32) {
	c.state[n] = onPath
	c.path = append(c.path, step{node: n})
}

// cut makes one end of an edge that closes a cycle count: the one that is a
// function and not a type.
func (c *counter) cut(from, to uint32) {
	if int(to) < len(c.counts) {
		c.counts[to] = true
		return
	}
	c.counts[from] = true
}

// leave knows the cost of all callees of n but those on the path, which count, or
// whose edge here does.
func (c *counter) leave(n uint32) {
	c.state[n] = done
	cost := uint64(1)
	isType := int(n) >= len(c.counts)
	if i := int(n) - len(c.w.imports); i >= 0 && !isType {
		cost += uint64(c.w.bodies[i].end - c.w.bodies[i].code)
	}
	for _, end := range c.callees.of(n) {
		switch {
		case c.state[end] != done:
			cost++
		case isType: // one of them is called
			cost = max(cost, c.cost[end])
		default:
			cost += c.cost[end]
		}
	}
	if !isType && cost > maxCost {
		c.counts[n] = true
	}
	if !isType && c.counts[n] {
		cost = 1
	}
	c.cost[n] = cost
}
