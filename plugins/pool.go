package plugins

import (
	"context"
	"errors"
	goruntime "runtime"
	"slices"
	"sync"
	"time"
)

// A pool keeps the instances of one module. At most as many as there are
// processors are in use at once: more would only wait for each other, and each
// may have all the memory that the release grants.
type pool struct {
	make  func() (*instance, error)
	most  int           // instances in use at once
	wait  time.Duration // longest wait for an instance
	after time.Duration // instances that were idle for so long go away

	// mu protects what follows. A call takes it twice.
	mu      sync.Mutex
	busy    int             // instances in use
	queue   []chan struct{} // callers who wait, first come first; closing one gives it what a busy one had
	idle    []*instance     // used last at the end
	period  uint32          // counts the ticks of timer
	timer   *time.Timer     // nil while idle is empty
	closed  bool
	drained chan struct{} // closed when the pool is, and none is busy
}

func newPool(wait, after time.Duration, newInstance func() (*instance, error)) *pool {
	return &pool{make: newInstance, most: goruntime.GOMAXPROCS(0), wait: wait, after: after, drained: make(chan struct{})}
}

// get returns an instance that equals the snapshot. The caller gives it back with
// put or drop.
func (p *pool) get(ctx context.Context) (*instance, error) {
	if ctx.Err() != nil {
		return nil, waited(ctx, 0)
	}
	p.mu.Lock()
	if p.closed {
		p.mu.Unlock()
		return nil, ErrClosed
	}
	if p.busy == p.most {
		turn := make(chan struct{})
		p.queue = append(p.queue, turn)
		p.mu.Unlock()
		if err := p.await(ctx, turn); err != nil {
			return nil, err
		}
		p.mu.Lock()
	} else {
		p.busy++
	}
	if n := len(p.idle); n > 0 {
		i := p.idle[n-1]
		p.idle[n-1], p.idle = nil, p.idle[:n-1]
		p.mu.Unlock()
		return i, nil
	}
	p.mu.Unlock()
	i, err := p.make()
	if err != nil {
		p.mu.Lock()
		p.release()
		p.mu.Unlock()
		return nil, err
	}
	return i, nil
}

// await waits for another caller to be done.
func (p *pool) await(ctx context.Context, turn chan struct{}) (err error) {
	timer := time.NewTimer(p.wait)
	defer timer.Stop()
	select {
	case <-turn:
		return nil
	case <-ctx.Done():
		err = waited(ctx, 0)
	case <-timer.C:
		err = waited(ctx, p.wait)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if at := slices.Index(p.queue, turn); at >= 0 {
		p.queue = slices.Delete(p.queue, at, at+1)
	} else {
		p.release() // it was given one meanwhile
	}
	return err
}

// release ends the use of an instance. mu is held.
func (p *pool) release() {
	if len(p.queue) > 0 {
		close(p.queue[0])
		p.queue = slices.Delete(p.queue, 0, 1)
		return
	}
	p.busy--
	if p.closed && p.busy == 0 {
		close(p.drained)
	}
}

// put takes back an instance that has been reset.
func (p *pool) put(i *instance) {
	p.mu.Lock()
	defer p.mu.Unlock()
	i.used = p.period
	p.idle = append(p.idle, i)
	if p.timer == nil {
		p.timer = time.AfterFunc(p.after, p.tick)
	}
	p.release()
}

// drop takes back an instance that cannot be used again.
func (p *pool) drop(i *instance) error {
	err := i.close()
	p.mu.Lock()
	defer p.mu.Unlock()
	p.release()
	return err
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
	return p.busy, len(p.idle)
}

// close lets nobody in any more, waits for those who are, and releases the idle
// instances. It returns false when the pool was closed before.
func (p *pool) close() (first bool, err error) {
	p.mu.Lock()
	if p.closed {
		p.mu.Unlock()
		return false, nil
	}
	p.closed = true
	if p.busy == 0 {
		close(p.drained)
	}
	p.mu.Unlock()
	<-p.drained
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.timer != nil {
		p.timer.Stop()
	}
	var errs []error
	for _, i := range p.idle {
		errs = append(errs, i.close())
	}
	p.idle = nil
	return true, errors.Join(errs...)
}
