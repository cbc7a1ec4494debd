package command

import (
	"io"
	"sync"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// bars tell a person at a terminal how far long work is, how fast it goes and
// when it will be done. Elsewhere they say nothing. They are safe for concurrent
// use.
type bars struct {
	mu   sync.Mutex
	all  *mpb.Progress
	what map[string]*mpb.Bar
}

func newBars(w io.Writer) *bars {
	if !isTerminal(w) {
		return &bars{}
	}
	return &bars{all: mpb.New(mpb.WithOutput(w), mpb.WithWidth(40)), what: map[string]*mpb.Bar{}}
}

// set says how much of something is done. A total of 0 means that nobody knows.
func (b *bars) set(what string, done, total uint64) {
	if b.all == nil {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	bar := b.what[what]
	if bar == nil {
		bar = b.all.AddBar(0,
			mpb.PrependDecorators(decor.Name(what, decor.WCSyncSpaceR), decor.CountersNoUnit("%d of %d", decor.WCSyncSpace)),
			mpb.AppendDecorators(decor.AverageSpeed(0, "%.0f/s", decor.WCSyncSpace), decor.AverageETA(decor.ET_STYLE_GO, decor.WCSyncSpace)))
		b.what[what] = bar
	}
	bar.SetTotal(int64(max(total, done+1)), false)
	bar.SetCurrent(int64(done))
	if total > 0 && done >= total {
		bar.SetTotal(int64(total), true)
	}
}

// close leaves the bars as they are and ends them.
func (b *bars) close() {
	if b.all == nil {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, bar := range b.what {
		bar.Abort(false)
	}
	b.all.Wait()
}
