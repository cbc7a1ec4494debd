package story

import (
	"context"
	"fmt"
	"runtime"
	"sync/atomic"
	"time"
)

// fault is a switch that a pod's rules ask.
type fault struct{ v atomic.Bool }

func (f *fault) on() bool { return f.v.Load() }

// tell is the plot.
func (t *Teller) tell(ctx context.Context) error {
	stages := []struct {
		name, begin string
		run         func(context.Context, facts) (string, error)
	}{
		{"publish-1.0.0", "crude-trade 1.0.0 is published: deal recap and confirmation", t.publish("1.0.0")},
		{"activate-1.0.0", "1.0.0 is proposed, approved by 3 of 3, vetted and activated", t.activate("1.0.0", "first release of the line", "alpha", "beta", "gamma")},
		{"trades", fmt.Sprintf("%d trades are recapped by the buyer and confirmed by the seller", len(t.rows)), t.trade},
		{"mismatch", "A seller who remembers another price cannot confirm", t.mismatch},
		{"publish-1.1.0", "1.1.0 is published: quantity tolerance and amendments; only rules change", t.publish("1.1.0")},
		{"activate-1.1.0", "1.1.0 is activated; nothing has to move", t.activate("1.1.0", "traders need tolerances", "alpha", "beta", "gamma")},
		{"amend", "A live trade gets a tolerance under the new rules", t.amend},
		{"refuse-patch", "A draft that calls a breaking change a patch is checked", t.refusePatch},
		{"publish-2.0.0", "2.0.0 is published: formula prices, logistics, invoices; new schema, new Book", t.publish("2.0.0")},
		{"tampered", "A bundle with one changed byte is offered", t.tampered},
		{"activate-2.0.0", "2.0.0 is approved by 2 of 3, rehearsed by every pod on its own records, activated", t.activate("2.0.0", "formula prices and invoicing", "alpha", "gamma")},
		{"pin", "Some trades stay on 1.1.0 on purpose", t.pin},
		{"touch", "Trades move when they are next touched: vessels are nominated, cargoes loaded and invoiced", t.touch},
		{"formula", "A trade is made at a formula price, which 1.x cannot say", t.formula},
		{"finish", "The rest move in the background", t.finish},
		{"pinned", "Pinned trades still finish under 1.1.0", t.pinned},
		{"disagree", "A pod that runs something else than what was approved endorses nothing", t.disagreement},
		{"revert-plan", "Members look at what a revert would do", t.revertPlan},
		{"revert", "2 of 3 members revert 2.0.0", t.revert},
		{"forward", "The cause is mended, and the line rolls forward to 2.0.0", t.forward},
		{"audit-verify", "An auditor verifies log, releases, approvals and code", t.verify},
		{"audit-replay", "Every decision of every pod is taken again", t.replay},
		{"audit-tampered", "One byte of a copy of one pod's database is changed", t.tamper},
	}
	for _, s := range stages {
		if err := t.stage(ctx, s.name, s.begin, s.run); err != nil {
			return err
		}
	}
	t.cfg.Begin("The end")
	t.cfg.Emit(t.totals(ctx))
	return nil
}

// totals is the last step.
func (t *Teller) totals(ctx context.Context) Step {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	took := time.Since(t.start)
	f := facts{"stages": t.steps, "gas": t.gas, "blocks": t.height(ctx), "records": len(t.trades), "memoryBytes": m.Sys}
	decisions := 0
	for _, id := range t.trades {
		// Both parties hold the record; the first one counts.
		if r, err := t.clients[t.partiesOf(id)[0]].Record(ctx, id); err == nil {
			decisions += int(r.Sequence)
		}
	}
	f["decisions"] = decisions
	return Step{
		Stage: "total", OK: true, MS: took.Milliseconds(), Facts: f,
		Text: fmt.Sprintf("%d stages, %d trades, %d decisions, %.1f s", t.steps, len(t.trades), decisions, took.Seconds()),
	}
}
