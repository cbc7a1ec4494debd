package v1

import (
	"strconv"

	"github.com/novation-dev/novation/plugins/sdk"
	"github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/crudev1"
	"github.com/novation-dev/novation/plugins/sdk/examples/crudetrade/deal"
)

// Check reports which invariants a state breaks: what no sequence of commands
// of 1.0.0 and 1.1.0 can bring about.
func Check(t *crudev1.Trade) error {
	r := checkTerms("terms.", t.Terms)
	if t.Terms == nil {
		return r
	}
	side := func(field, member string, may bool) {
		switch {
		case member == "":
		case !may:
			r.Add(deal.Invariant, field, "it is set at stage "+t.Stage.String())
		case member != t.Terms.Buyer && member != t.Terms.Seller:
			r.Add(deal.Invariant, field, member+" is neither buyer nor seller")
		}
	}
	confirmed := t.Stage == crudev1.StageConfirmed || t.Stage == crudev1.StageCompleted ||
		t.Stage == crudev1.StageCancelled && len(t.Amendments) > 0
	if t.Stage == crudev1.StageUnspecified {
		r.Add(deal.Invariant, "stage", "a trade has a stage")
	}
	if t.RecappedBy == "" {
		r.Add(deal.Invariant, "recapped_by", "somebody recorded the recap")
	}
	side("recapped_by", t.RecappedBy, true)
	side("completed_by", t.CompletedBy, t.Stage != crudev1.StageRecapped)
	if t.Stage == crudev1.StageCompleted && t.CompletedBy == "" {
		r.Add(deal.Invariant, "completed_by", "a completed trade was first called so by a party")
	}
	checkCancellation(&r, t)
	if t.Stage == crudev1.StageRecapped && t.ConfirmedAt != 0 {
		r.Add(deal.Invariant, "confirmed_at", "the trade is not confirmed")
	}
	if t.EndedAt != 0 && t.Stage != crudev1.StageCompleted && t.Stage != crudev1.StageCancelled {
		r.Add(deal.Invariant, "ended_at", "the trade is not over")
	}
	for i := range t.Amendments {
		checkAmendment(&r, t, i, confirmed)
	}
	return r.Err()
}

func checkCancellation(r *sdk.Reasons, t *crudev1.Trade) {
	c := t.Cancellation
	switch {
	case c == nil && t.Stage == crudev1.StageCancelled:
		r.Add(deal.Invariant, "cancellation", "a cancelled trade says who asked for it")
	case c == nil:
	case t.Stage != crudev1.StageConfirmed && t.Stage != crudev1.StageCancelled:
		r.Add(deal.Invariant, "cancellation", "it is set at stage "+t.Stage.String())
	case c.RequestedBy != t.Terms.Buyer && c.RequestedBy != t.Terms.Seller:
		r.Add(deal.Invariant, "cancellation.requested_by", c.RequestedBy+" is neither buyer nor seller")
	}
}

func checkAmendment(r *sdk.Reasons, t *crudev1.Trade, i int, confirmed bool) {
	a := &t.Amendments[i]
	path := "amendments[" + strconv.Itoa(i) + "]"
	switch {
	case !confirmed:
		r.Add(deal.Invariant, path, "only a confirmed trade is amended")
	case a.ProposedBy != t.Terms.Buyer && a.ProposedBy != t.Terms.Seller:
		r.Add(deal.Invariant, path+".proposed_by", a.ProposedBy+" is neither buyer nor seller")
	case a.Status == crudev1.AmendmentStatusUnspecified:
		r.Add(deal.Invariant, path+".status", "an amendment has a status")
	case a.Status == crudev1.AmendmentStatusProposed && i != len(t.Amendments)-1:
		r.Add(deal.Invariant, path+".status", "only the last amendment can be open")
	case len(a.Changes) == 0:
		r.Add(deal.Invariant, path+".changes", "an amendment changes something")
	case a.Status == crudev1.AmendmentStatusProposed:
		for j, c := range a.Changes {
			if why := setTerm(new(crudev1.Terms), c.Field, c.After); why != "" {
				r.Add(deal.Invariant, path+".changes["+strconv.Itoa(j)+"]", why)
			}
		}
	}
}
