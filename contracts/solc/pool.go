package solc

import "context"

// maxIdle bounds the instances that wait for a compilation.
const maxIdle = 2

// get returns an instance that begins with the snapshot.
func (c *Compiler) get(ctx context.Context) (*instance, error) {
	c.mu.Lock()
	if n := len(c.idle) - 1; n >= 0 {
		i := c.idle[n]
		c.idle = c.idle[:n]
		c.mu.Unlock()
		i.begin(ctx)
		return i, nil
	}
	c.mu.Unlock()
	return c.fresh(ctx)
}

// fresh makes an instance that begins with the snapshot.
func (c *Compiler) fresh(ctx context.Context) (*instance, error) {
	i, err := c.newInstance(ctx)
	if err != nil {
		return nil, err
	}
	if err := i.restore(); err != nil {
		i.close(ctx)
		return nil, err
	}
	return i, nil
}

// put takes an instance back whose compilation has ended well. It is made as it
// was, or dropped, and another made in its place.
func (c *Compiler) put(ctx context.Context, i *instance) {
	if i.reset() {
		c.keep(i)
		return
	}
	i.close(ctx)
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.idle) > 0 || c.coming || c.closed {
		return
	}
	c.coming = true
	c.making.Go(func() {
		i, err := c.fresh(context.Background())
		c.mu.Lock()
		c.coming = false
		c.mu.Unlock()
		if err == nil { // else the next compilation finds out
			c.keep(i)
		}
	})
}

// keep keeps an instance for the next compilation, if it may be needed.
func (c *Compiler) keep(i *instance) {
	c.mu.Lock()
	if len(c.idle) < maxIdle && !c.closed {
		c.idle = append(c.idle, i)
		i = nil
	}
	c.mu.Unlock()
	if i != nil {
		i.close(context.Background())
	}
}

// drain ends the keeping of instances.
func (c *Compiler) drain(ctx context.Context) {
	c.mu.Lock()
	c.closed = true
	c.mu.Unlock()
	c.making.Wait()
	for _, i := range c.idle {
		i.close(ctx)
	}
	c.idle = nil
}
