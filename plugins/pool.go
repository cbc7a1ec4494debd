package plugins

import (
	"context"
	"errors"
	goruntime "runtime"
	"sync"
	"time"
)

// A pool keeps the instances of one module. At most as many as there are
// processors are in use at once: more would only wait for each other, and each
// may have all the memory that the release grants.
type pool struct {
	make  func() (*instance, error)
	wait  time.Duration // longest wait for an instance
	after time.Duration // instances that were idle for so long go away
	busy  chan struct{} // one value for each instance in use

	// mu protects what follows.
	mu     sync.Mutex
	idle   []*instance // used last at the end
	period uint32      // counts the ticks of timer
	timer  *time.Timer // nil while idle is empty
	closed bool
}

func newPool(wait, after time.Duration, newInstance func() (*instance, error)) *pool {
	return &pool{make: newInstance, wait: wait, after: after, busy: make(chan struct{}, goruntime.GOMAXPROCS(0))}
}

// get returns an instance that equals the snapshot. The caller gives it back with
// put or drop.
func (p *pool) get(ctx context.Context) (*instance, error) {
	if ctx.Err() != nil {
		return nil, waited(ctx, 0)
	}
	select {
	case p.busy <- struct{}{}:
	default:
		if err := p.queue(ctx); err != nil {
			return nil, err
		}
	}
	p.mu.Lock()
	if n := len(p.idle); n > 0 {
		i := p.idle[n-1]
		p.idle[n-1], p.idle = nil, p.idle[:n-1]
		p.mu.Unlock()
		return i, nil
	}
	p.mu.Unlock()
	i, err := p.make()
	if err != nil {
		<-p.busy
		return nil, err
	}
	return i, nil
}

// queue waits for another caller to be done.
func (p *pool) queue(ctx context.Context) error {
	timer := time.NewTimer(p.wait)
	defer timer.Stop()
	select {
	case p.busy <- struct{}{}:
		return nil
	case <-ctx.Done():
		return waited(ctx, 0)
	case <-timer.C:
		return waited(ctx, p.wait)
	}
}

// put takes back an instance that has been reset.
func (p *pool) put(i *instance) {
	p.mu.Lock()
	i.used = p.period
	p.idle = append(p.idle, i)
	if p.timer == nil {
		p.timer = time.AfterFunc(p.after, p.tick)
	}
	p.mu.Unlock()
	<-p.busy
}

// drop takes back an instance that cannot be used again.
func (p *pool) drop(i *instance) error {
	defer func() { <-p.busy }()
	return i.close()
}

// tick drops the instances that were not used since the tick before.
func (p *pool) tick() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return
	}
	n := 0 // those used longest ago stand first
	for n < len(p.idle) && p.idle[n].used != p.period {
		n++
	}
	for _, i := range p.idle[:n] {
		_ = i.close() // unmapping what was mapped does not fail, and nobody could be told
	}
	p.idle = append(p.idle[:0:0], p.idle[n:]...)
	p.period++
	p.timer = nil
	if len(p.idle) > 0 {
		p.timer = time.AfterFunc(p.after, p.tick)
	}
}

// count returns how many instances are in use and how many are idle.
func (p *pool) count() (busy, idle int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.busy), len(p.idle)
}

// close releases the idle instances. None may be in use, and get must not be
// called again.
func (p *pool) close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	if p.timer != nil {
		p.timer.Stop()
	}
	var errs []error
	for _, i := range p.idle {
		errs = append(errs, i.close())
	}
	p.idle = nil
	return errors.Join(errs...)
}
