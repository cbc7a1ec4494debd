package rehearse

import (
	"fmt"
	"io"
	"text/tabwriter"
)

// Text writes the report for a terminal.
func (r *Report) Text(w io.Writer) error {
	p := &printer{w: w}
	p.line("Rehearsal of %s at %s on chain %d", r.Name, r.Address, r.ChainID)
	p.line("  plan       %s, %s", r.Plan, r.way())
	p.line("  state      block %d, %d slots, storage root %s", r.Live.Block, r.Live.Slots, r.Live.StorageRoot)
	if o := r.Outcome; o != nil {
		p.line("  outcome    %s, %d gas, writers refused for %.0f s", o.words(), o.Gas, o.RefusedSeconds)
	}
	if c := r.Probes; c != nil {
		p.line("  getters    %d asked %d questions: %d same, %d refused alike, %d differ only by the contract's address, %d different",
			len(c.Getters), c.Asked, c.Same, c.Refused, c.Itself, c.Different)
	}
	if c := r.Draining; c != nil {
		p.line("  draining   %d of %d questions are refused until their entries are written, %d different", c.Unserved, c.Asked, c.Different)
	}
	if v := r.Reverted; v != nil {
		p.line("  revert     %s, %d gas, %d values carried, %d lost", exact(v.Exact), v.Gas, v.Carried, v.Lost)
	}
	p.line("  crashes    survived %d", len(r.Crashes))
	for _, a := range r.Aborts {
		p.line("  abort      at %s: %s", a.Point, exact(a.Exact))
	}
	if r.Outcome != nil && len(r.Outcome.Steps) > 0 {
		p.line("")
		t := tabwriter.NewWriter(p, 2, 0, 2, ' ', tabwriter.AlignRight)
		_, _ = fmt.Fprintln(t, "step\ttransactions\tgas\tlargest\t")
		for _, s := range r.Outcome.Steps {
			_, _ = fmt.Fprintf(t, "%s\t%d\t%d\t%d\t\n", s.Name, s.Transactions, s.Gas, s.MostGas)
		}
		p.keep(t.Flush())
	}
	if len(r.Findings) > 0 {
		p.line("")
	}
	for _, f := range r.Findings {
		p.line("%-8s %-10s %s", f.Level, f.Code, f.Text)
	}
	p.line("")
	p.line("%s (%.1f s)", r.verdict(), r.Seconds)
	return p.err
}

// A printer keeps the first error.
type printer struct {
	w   io.Writer
	err error
}

// Write implements io.Writer.
func (p *printer) Write(b []byte) (int, error) {
	if p.err != nil {
		return 0, p.err
	}
	n, err := p.w.Write(b)
	p.keep(err)
	return n, err
}

func (p *printer) keep(err error) {
	if p.err == nil {
		p.err = err
	}
}

func (p *printer) line(format string, args ...any) { _, _ = fmt.Fprintf(p, format+"\n", args...) }

func (r *Report) way() string {
	if r.Rewrite {
		return string(r.Way) + " with rewriting"
	}
	return string(r.Way)
}

// verdict is the answer in words.
func (r *Report) verdict() string {
	switch {
	case r.Ready():
		return "READY: the plan may be approved as rehearsed"
	case r.Complete:
		return "NOT READY: see the findings above"
	}
	return "NOT READY: the rehearsal was brief or ended early, see the findings above"
}

func (o *Outcome) words() string {
	out := fmt.Sprintf("%d entries written", o.Eager)
	if o.Deferred > 0 {
		out += fmt.Sprintf(", %d deferred", o.Deferred)
	}
	if o.Verified != nil && len(o.Verified.Differences) == 0 {
		out += ", verified"
	}
	if o.Repeated {
		out += ", running it again changes nothing"
	}
	return out
}

func exact(ok bool) string {
	if ok {
		return "every slot and every answer as before"
	}
	return "NOT as before"
}
