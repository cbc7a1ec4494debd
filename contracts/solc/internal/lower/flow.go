package lower

// analyse finds the functions that may throw, and those that count calls.
//
// The graph has a node for every function and one for every type; the latter
// stands for a call by the table. Exceptions do not come through a call of an
// invoke import, which catches.
func (w *writer) analyse() error {
	g := &graph{w: w, nodes: len(w.functions) + len(w.types)}
	for i := range w.bodies {
		if err := g.scan(i); err != nil {
			return err
		}
	}
	for _, f := range w.slots {
		if f >= 0 {
			g.edge(g.typeNode(w.functions[f]), uint32(f), false)
		}
	}
	var roots []uint32
	for f, k := range w.kinds {
		if k == kindThrow {
			roots = append(roots, uint32(f))
		}
	}
	w.counts = g.counters()
	reached := g.reach(roots)
	w.threads = reached[:len(w.functions)]
	w.byTable = reached[len(w.functions):]
	return nil
}

// A graph says who calls whom: edge i leads from[i] to to[i]. An edge stands for
// one call; caught[i] says that it catches.
type graph struct {
	w        *writer
	nodes    int
	from, to []uint32
	caught   []bool
}

func (g *graph) typeNode(typ uint32) uint32 { return uint32(len(g.w.functions)) + g.w.canon[typ] }

func (g *graph) edge(from, to uint32, caught bool) {
	g.from, g.to, g.caught = append(g.from, from), append(g.to, to), append(g.caught, caught)
}

// scan reads a body.
func (g *graph) scan(i int) error {
	w := g.w
	f := uint32(len(w.imports) + i)
	r := w.part(i)
	var in instruction
	for r.more() {
		switch r.next(&in); in.op {
		case opCall:
			w.known(r, in.a)
			if r.err != nil {
				return r.err
			}
			g.called(f, in.a)
		case opCallIndirect:
			if r.err == nil && int(in.a) >= w.declared {
				r.fail("type %d of %d", in.a, w.declared)
			}
			if r.err != nil {
				return r.err
			}
			g.edge(f, g.typeNode(in.a), false)
		}
	}
	if len(g.from) > maxCalls {
		r.fail("more than %d calls", maxCalls)
	}
	return r.err
}

// called adds the edge of a direct call.
func (g *graph) called(f, callee uint32) {
	switch {
	case g.w.kinds[callee] != kindInvoke:
		g.edge(f, callee, false)
	case g.w.invokes[callee] < 0:
		g.edge(f, g.w.dyn[callee], true)
	default:
		g.edge(f, g.typeNode(uint32(g.w.invokes[callee])), true)
	}
}

// part returns a reader of the instructions of a body.
func (w *writer) part(i int) *reader { return newReader(w.b).part(w.bodies[i].code, w.bodies[i].end) }

// An adjacency has the edges of each node n: its other ends are
// ends[at[n]:at[n+1]].
type adjacency struct{ at, ends []uint32 }

func (a adjacency) of(n uint32) []uint32 { return a.ends[a.at[n]:a.at[n+1]] }

// join sorts edges by where they begin. Those that skip names are left out.
func join(nodes int, from, to []uint32, skip []bool) adjacency {
	a := adjacency{at: make([]uint32, nodes+2), ends: make([]uint32, len(to))}
	for i, n := range from {
		if skip == nil || !skip[i] {
			a.at[n+2]++
		}
	}
	for n := range nodes {
		a.at[n+1] += a.at[n]
	}
	for i, n := range from {
		if skip == nil || !skip[i] {
			a.ends[a.at[n+1]] = to[i]
			a.at[n+1]++
		}
	}
	return a
}

// reach returns the nodes from which a path leads to one of the roots, not
// through a call that catches.
func (g *graph) reach(roots []uint32) []bool {
	callers := join(g.nodes, g.to, g.from, g.caught)
	reached := make([]bool, g.nodes)
	for _, n := range roots {
		reached[n] = true
	}
	for len(roots) > 0 {
		n := roots[len(roots)-1]
		roots = roots[:len(roots)-1]
		for _, c := range callers.of(n) {
			if !reached[c] {
				reached[c] = true
				roots = append(roots, c)
			}
		}
	}
	return reached
}
