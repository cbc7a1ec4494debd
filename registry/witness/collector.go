package witness

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/merklelog"
)

// A CollectorConfig says whose cosignatures are collected for which log.
type CollectorConfig struct {
	Log *merklelog.Log
	// LogKey is the verifier key of the log.
	LogKey string
	Peers  []Peer
	// Quorum is how many cosignatures a checkpoint must have.
	Quorum int
	// HTTP makes the requests. Nil means [http.DefaultClient].
	HTTP *http.Client
	// Logger gets what goes wrong. Nil means [slog.Default].
	Logger *slog.Logger
}

// The pauses of Run: between two looks at a log that nobody woke it for, and
// between tries to reach enough witnesses, which grow from the one to the other.
const (
	lookEvery         = time.Second
	minRetry          = 20 * time.Millisecond
	maxRetry          = 2 * time.Second
	patienceWithAPeer = 5 * time.Second
)

// A Collector brings the checkpoints of a log to its witnesses while Run runs.
type Collector struct {
	cfg    CollectorConfig
	policy merklelog.Policy
	wake   chan struct{}

	// mu protects what follows. It is not held across a call out.
	mu sync.Mutex
	// last is the checkpoint with enough cosignatures; changed is closed when
	// there is another. failed says why there is no newer one.
	last    merklelog.Checkpoint
	changed chan struct{}
	failed  error
	// sizes are those that the witnesses have cosigned last, by their keys.
	sizes map[string]int64
}

// NewCollector returns a collector. It asks nobody before it runs.
func NewCollector(cfg CollectorConfig) (*Collector, error) {
	if cfg.HTTP == nil {
		cfg.HTTP = http.DefaultClient
	}
	if cfg.Logger == nil {
		cfg.Logger = slog.Default()
	}
	c := &Collector{cfg: cfg, wake: make(chan struct{}, 1), changed: make(chan struct{}), sizes: map[string]int64{}}
	c.policy = merklelog.Policy{Log: cfg.LogKey, Quorum: cfg.Quorum}
	for _, p := range cfg.Peers {
		c.policy.Witnesses = append(c.policy.Witnesses, p.Key)
	}
	return c, c.policy.Check()
}

// Checkpoint returns the last checkpoint that has enough cosignatures. It fails
// with [registry.ErrUnreachable] while there is none.
func (c *Collector) Checkpoint() ([]byte, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.last.Signed == nil {
		return nil, c.missing("no checkpoint has them yet")
	}
	return c.last.Signed, nil
}

// missing says which cosignatures are missing, and why. The caller holds mu.
func (c *Collector) missing(what string) error {
	why := ""
	if c.failed != nil {
		why = fmt.Sprintf(" (%v)", c.failed)
	}
	return fmt.Errorf("a checkpoint needs the cosignatures of %d of %d witnesses, %s%s: %w",
		c.cfg.Quorum, len(c.cfg.Peers), what, why, registry.ErrUnreachable)
}

// Await waits until a checkpoint of at least size has enough cosignatures. When
// ctx ends before, it fails with [registry.ErrTimeout]; what was written to the
// log stays and counts as soon as the witnesses are back.
func (c *Collector) Await(ctx context.Context, size int64) error {
	for {
		c.mu.Lock()
		enough, changed := c.last.Signed != nil && c.last.Size >= size, c.changed
		err := c.missing(fmt.Sprintf("size %d does not have them", size))
		c.mu.Unlock()
		if enough {
			return nil
		}
		c.Wake()
		select {
		case <-changed:
		case <-ctx.Done():
			return fmt.Errorf("it is in the log and stays there, but %v: %w", err, registry.ErrTimeout)
		}
	}
}

// Wake makes Run look at the log now.
func (c *Collector) Wake() {
	select {
	case c.wake <- struct{}{}:
	default:
	}
}

// Run collects until ctx ends.
func (c *Collector) Run(ctx context.Context) error {
	retry := minRetry
	for {
		pause := lookEvery
		err := c.collect(ctx)
		if ctx.Err() != nil {
			return nil //nolint:nilerr // being stopped is how Run ends
		}
		c.mu.Lock()
		news := err != nil && (c.failed == nil || c.failed.Error() != err.Error())
		c.failed = err
		c.mu.Unlock()
		if news {
			c.cfg.Logger.WarnContext(ctx, "collecting cosignatures; it will be tried again", "error", err)
		}
		wake := c.wake
		if err != nil {
			pause, retry, wake = retry, min(2*retry, maxRetry), nil
		} else {
			retry = minRetry
		}
		t := time.NewTimer(pause)
		select {
		case <-ctx.Done():
			t.Stop()
			return nil
		case <-wake:
			t.Stop()
		case <-t.C:
		}
	}
}

// collect gets the cosignatures of the present head. Witnesses that are slower
// than enough others go on by themselves.
func (c *Collector) collect(ctx context.Context) error {
	head, err := c.cfg.Log.Checkpoint()
	if err != nil {
		return err
	}
	c.mu.Lock()
	done := c.last.Signed != nil && c.last.Size == head.Size
	c.mu.Unlock()
	if done {
		return nil
	}
	type answer struct {
		line []byte
		err  error
	}
	answers := make(chan answer, len(c.cfg.Peers))
	for _, p := range c.cfg.Peers {
		go func() {
			line, err := c.ask(ctx, p, head)
			answers <- answer{line, err}
		}()
	}
	signed, have := bytes.Clone(head.Signed), 0
	var errs []error
	for range c.cfg.Peers {
		if have >= c.cfg.Quorum {
			break
		}
		a := <-answers
		if a.err != nil {
			errs = append(errs, a.err)
			continue
		}
		signed, have = append(signed, a.line...), have+1
	}
	if have < c.cfg.Quorum {
		return errors.Join(errs...)
	}
	return c.publish(signed)
}

func (c *Collector) publish(signed []byte) error {
	next, err := c.policy.Open(signed)
	if err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.last = next
	close(c.changed)
	c.changed = make(chan struct{})
	return nil
}

// ask gets the cosignature of one witness and verifies it.
func (c *Collector) ask(ctx context.Context, p Peer, head merklelog.Checkpoint) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, patienceWithAPeer)
	defer cancel()
	c.mu.Lock()
	old := c.sizes[p.Key]
	c.mu.Unlock()
	line, err := c.askFrom(ctx, p, head, old)
	if other, ok := errors.AsType[*SizeError](err); ok {
		if other.Size > head.Size {
			return nil, fmt.Errorf("witness %s has cosigned size %d, but the log has only %d entries: its file was put back to an earlier day, "+
				"restore the newest copy: %w", p.Name(), other.Size, head.Size, registry.ErrRefused)
		}
		line, err = c.askFrom(ctx, p, head, other.Size)
	}
	if err != nil {
		return nil, err
	}
	if len(line) > 1024 || bytes.Count(line, []byte("\n")) != 1 {
		return nil, fmt.Errorf("witness %s answers with something else than one signature: %w", p.Name(), registry.ErrRefused)
	}
	cosigned := append(bytes.Clone(head.Signed), line...)
	if _, err := (merklelog.Policy{Log: c.cfg.LogKey, Witnesses: []string{p.Key}, Quorum: 1}).Open(cosigned); err != nil {
		return nil, fmt.Errorf("the answer of witness %s: %w", p.Name(), err)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sizes[p.Key] = max(c.sizes[p.Key], head.Size)
	return line, nil
}

func (c *Collector) askFrom(ctx context.Context, p Peer, head merklelog.Checkpoint, old int64) ([]byte, error) {
	if old > head.Size {
		return nil, &SizeError{Size: old}
	}
	proof, err := c.cfg.Log.ProveConsistency(old, head.Size)
	if err != nil {
		return nil, err
	}
	return p.Ask(ctx, c.cfg.HTTP, &Request{Old: old, Proof: proof, Checkpoint: head.Signed})
}
