package execute

import "time"

// A pace is how fast entries are written.
type pace struct {
	what        string
	done, total uint64
	since       time.Time
	from        uint64
	rate        float64
}

// progress notes how far a haul is.
func (m *Migration) progress(h haul, at uint64) {
	did := at
	if h.down {
		did = h.total - at
	}
	m.mu.Lock()
	p := &m.pace
	if p.what != h.method {
		*p = pace{what: h.method, since: time.Now(), from: did}
	}
	p.done, p.total = did, h.total
	if passed := time.Since(p.since).Seconds(); passed > 0 && did > p.from {
		p.rate = float64(did-p.from) / passed
	}
	m.mu.Unlock()
	if m.cfg.Progress != nil {
		m.cfg.Progress(h.method, did, h.total)
	}
}
