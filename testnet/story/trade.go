package story

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/novation-dev/novation/pod/api"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/testnet"
	"github.com/novation-dev/novation/testnet/crudetrade"
)

// trade imports the table: the buyer recaps, the seller confirms.
func (t *Teller) trade(ctx context.Context, f facts) (string, error) {
	began := time.Now()
	in, err := testnet.Import(ctx, t.clients, crudetrade.Line, t.rows, "confirm")
	if err != nil {
		return "", err
	}
	if len(in.Failed) > 0 {
		return "", fmt.Errorf("%d trades failed, the first in line %d: %s", len(in.Failed), in.Failed[0].Line, in.Failed[0].Why)
	}
	t.trades = in.Records
	done := in.Created + in.Answered
	f["records"], f["decisions"] = in.Created, done
	return fmt.Sprintf("%d records, %d decisions, %.0f per second", in.Created, done, float64(done)/time.Since(began).Seconds()), nil
}

// lines returns the lines of the table that became records, in order.
func (t *Teller) lines() []int { return slices.Sorted(maps.Keys(t.trades)) }

// row returns the terms of a line of the table.
func (t *Teller) row(line int) (terms map[string]string, parties []string) {
	r := t.rows[line-2]
	var contents struct {
		Terms map[string]string `json:"terms"`
	}
	if err := json.Unmarshal(r.Contents, &contents); err != nil {
		panic(err) // ReadRows made it
	}
	return contents.Terms, r.Parties
}

// partiesOf returns the parties of a record of the table, or those of the
// record made at a formula price.
func (t *Teller) partiesOf(id string) []string {
	for line, known := range t.trades {
		if known == id && line >= 2 {
			_, p := t.row(line)
			return p
		}
	}
	return []string{"alpha", "beta"}
}

// give has a member give a command, once its pod has applied what the others
// have seen.
func (t *Teller) give(ctx context.Context, member, id, command string) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	seen, err := t.sequence(ctx, id)
	if err != nil {
		return err
	}
	_, err = t.clients[member].Command(ctx, id, seen, json.RawMessage(command))
	return err
}

// sequence is the highest sequence of a record that any pod has applied.
func (t *Teller) sequence(ctx context.Context, id string) (uint64, error) {
	highest := uint64(0)
	for _, m := range t.members {
		r, err := t.clients[m].Record(ctx, id)
		switch {
		case err == nil:
			highest = max(highest, r.Sequence)
		case !errors.Is(err, registry.ErrNotFound):
			return 0, err
		}
	}
	return highest, nil
}

// mismatch recaps one more trade and confirms another price.
func (t *Teller) mismatch(ctx context.Context, f facts) (string, error) {
	terms, parties := t.row(2)
	terms["reference"] = "CT-2026-9001"
	recap, err := json.Marshal(map[string]any{"recap": map[string]any{"terms": terms}})
	if err != nil {
		return "", err
	}
	k, err := t.clients[parties[0]].Create(ctx, api.NewRecord{Line: crudetrade.Line, Parties: parties, Command: recap})
	if err != nil {
		return "", err
	}
	id := k.Record.String()
	terms["price"] = "1.0000"
	confirm, err := json.Marshal(map[string]any{"confirm": map[string]any{"terms": terms}})
	if err != nil {
		return "", err
	}
	err = t.give(ctx, parties[1], id, string(confirm))
	if !errors.Is(err, registry.ErrRefused) {
		return "", fmt.Errorf("a confirmation with another price was taken: %v", err)
	}
	if cancel := t.give(ctx, parties[0], id, `{"cancel":{"reason":"recapped in error"}}`); cancel != nil {
		return "", cancel
	}
	f["record"], f["exit"] = id, registry.ConditionOf(err).Exit
	return fmt.Sprintf("%v; the buyer cancels", err), nil
}

// amend gives one trade a tolerance, which needs both parties.
func (t *Teller) amend(ctx context.Context, f facts) (string, error) {
	line := t.lines()[0]
	id := t.trades[line]
	_, parties := t.row(line)
	err := t.give(ctx, parties[0], id, `{"amend":{"reason":"terminal asks for it","changes":[`+
		`{"field":"tolerance","value":"5.00"},{"field":"tolerance_option","value":"BUYER"}]}}`)
	if err != nil {
		return "", err
	}
	if err := t.give(ctx, parties[1], id, `{"accept_amendment":{}}`); err != nil {
		return "", err
	}
	f["record"] = id
	return fmt.Sprintf("record %s: ±5 %% in buyer's option, agreed by %s and %s", id[:10], parties[0], parties[1]), nil
}

// pins is how many trades stay on 1.1.0 on purpose; touches how many move by
// being touched.
const pins, touches = 6, 12

func (t *Teller) pin(ctx context.Context, f facts) (string, error) {
	lines := t.lines()
	pinned := lines[len(lines)-min(pins, len(lines)/4):]
	for _, line := range pinned {
		_, parties := t.row(line)
		for _, p := range parties {
			if err := t.clients[p].Pin(ctx, t.trades[line], true); err != nil {
				return "", err
			}
		}
	}
	f["pinned"] = len(pinned)
	return fmt.Sprintf("%d trades are pinned by their parties", len(pinned)), nil
}

// touch performs FOB trades under 2.0.0: a nomination moves them.
func (t *Teller) touch(ctx context.Context, f facts) (string, error) {
	lines := t.lines()
	var chosen []int
	for _, line := range lines[1 : len(lines)-min(pins, len(lines)/4)] {
		if terms, _ := t.row(line); terms["incoterm"] == "FOB" && len(chosen) < touches {
			chosen = append(chosen, line)
		}
	}
	errs := make([]error, len(chosen))
	var wg sync.WaitGroup
	for i, line := range chosen {
		// The first half is nominated and invoiced, the rest only nominated.
		wg.Go(func() { errs[i] = t.perform(ctx, line, i < len(chosen)/2) })
	}
	wg.Wait()
	if err := errors.Join(errs...); err != nil {
		return "", err
	}
	moved, err := t.count(ctx, "2.0.0")
	f["touched"], f["novated"], f["invoiced"] = len(chosen), moved, len(chosen)/2
	return fmt.Sprintf("%d trades moved to 2.0.0, %d of them are loaded and invoiced", moved, len(chosen)/2), err
}

// perform nominates a vessel for an FOB trade, and loads and invoices it.
func (t *Teller) perform(ctx context.Context, line int, invoice bool) error {
	terms, parties := t.row(line)
	buyer, seller, id := parties[0], parties[1], t.trades[line]
	steps := []struct{ who, command string }{
		{buyer, fmt.Sprintf(`{"nominate":{"vessel":"Emerald Star","imo":"9074729","eta":%q}}`, terms["laycan_from"])},
		{seller, `{"accept_nomination":{}}`},
		{seller, fmt.Sprintf(`{"load":{"number":"BL-%d","date":%q,"quantity":%q}}`, line, terms["laycan_from"], terms["quantity"])},
		{seller, `{"issue_invoice":{"kind":"FINAL"}}`},
	}
	if !invoice {
		steps = steps[:1]
	}
	for _, s := range steps {
		if err := t.give(ctx, s.who, id, s.command); err != nil {
			return fmt.Errorf("line %d, %s gives %s: %w", line, s.who, s.command, err)
		}
	}
	return nil
}

// formula makes a trade that schema 1 has no words for.
func (t *Teller) formula(ctx context.Context, f facts) (string, error) {
	recap := `{"recap":{"terms":{"reference":"CT-2026-9002","trade_date":"2026-06-01","buyer":"alpha","seller":"beta",` +
		`"grade":"WTI Midland","quantity":"700000.000","price":{"formula":{"benchmark":"US Gulf Midland","differential":"-0.3500",` +
		`"bill":{"before":2,"on":true,"after":2}}},"currency":"USD","incoterm":"FOB","location":"Houston",` +
		`"laycan_from":"2026-06-20","laycan_to":"2026-06-22","payment_days":30,"tolerance":"5.00","tolerance_option":"BUYER"}}}`
	k, err := t.clients["alpha"].Create(ctx, api.NewRecord{Line: crudetrade.Line, Parties: []string{"alpha", "beta"}, Command: json.RawMessage(recap)})
	if err != nil {
		return "", err
	}
	id := k.Record.String()
	t.trades[0] = id
	confirm := `{"confirm"` + recap[len(`{"recap"`):]
	if err := t.give(ctx, "beta", id, confirm); err != nil {
		return "", err
	}
	f["record"] = id
	return "WTI Midland at US Gulf Midland −0.35, five days around the bill of lading", nil
}

// finish lets the pods novate what is left.
func (t *Teller) finish(ctx context.Context, f facts) (string, error) {
	before, err := t.count(ctx, "2.0.0")
	if err != nil {
		return "", err
	}
	for _, m := range t.members {
		if err := t.clients[m].SetFinisher(ctx, true); err != nil {
			return "", err
		}
	}
	now, left, err := t.settle(ctx, "2.0.0")
	f["novated"], f["left"] = now-before, left
	return fmt.Sprintf("%d trades novated by the finisher; %d stay under 1.1.0: pinned or closed", now-before, left), err
}

// pinned completes a pinned trade where it is.
func (t *Teller) pinned(ctx context.Context, f facts) (string, error) {
	lines := t.lines()
	line := lines[len(lines)-1]
	_, parties := t.row(line)
	for _, p := range parties {
		if err := t.give(ctx, p, t.trades[line], `{"complete":{}}`); err != nil {
			return "", err
		}
	}
	r, err := t.clients[parties[len(parties)-1]].Record(ctx, t.trades[line])
	if err != nil {
		return "", err
	}
	if r.Version != "1.1.0" || r.Status != "closed" {
		return "", fmt.Errorf("the pinned trade is %s under %s", r.Status, r.Version)
	}
	f["record"], f["version"], f["status"] = r.ID, r.Version, r.Status
	return fmt.Sprintf("record %s is %s under %s", r.ID[:10], r.Status, r.Version), nil
}

// disagreement makes gamma's rules compute something else for one command.
func (t *Teller) disagreement(ctx context.Context, f facts) (string, error) {
	line := 0
	for _, l := range t.lines() {
		if l < 2 {
			continue
		}
		r, err := t.recordOf(ctx, l)
		if err != nil {
			return "", err
		}
		if _, p := t.row(l); p[1] == "gamma" && r.Status == "open" && r.Version == "2.0.0" && r.Sequence == 3 {
			line = l
			break
		}
	}
	if line == 0 {
		return "", fmt.Errorf("there is no open trade with gamma to try it on")
	}
	_, parties := t.row(line)
	command := json.RawMessage(`{"amend":{"reason":"port works","changes":[{"field":"payment_days","value":"45"}]}}`)
	t.disagree.v.Store(true)
	_, err := t.clients[parties[0]].Command(ctx, t.trades[line], 0, command)
	t.disagree.v.Store(false)
	if !errors.Is(err, registry.ErrRefused) {
		return "", fmt.Errorf("a decision on which the pods disagree was taken: %v", err)
	}
	if again := t.give(ctx, parties[0], t.trades[line], string(command)); again != nil {
		return "", fmt.Errorf("after the fault was mended: %w", again)
	}
	f["record"], f["exit"] = t.trades[line], registry.ConditionOf(err).Exit
	return fmt.Sprintf("%v; mended, it goes through", err), nil
}

func (t *Teller) recordOf(ctx context.Context, line int) (api.Record, error) {
	_, parties := t.row(line)
	return t.clients[parties[0]].Record(ctx, t.trades[line])
}

// places counts the records of all pods by version, each record once.
func (t *Teller) places(ctx context.Context) (map[string]int, map[string]api.Record, error) {
	by, records := map[string]int{}, map[string]api.Record{}
	for _, m := range t.members {
		all, err := t.clients[m].Records(ctx, crudetrade.Line)
		if err != nil {
			return nil, nil, err
		}
		for _, r := range all {
			if r.Parties[0] == m {
				by[r.Version]++
				records[r.ID] = r
			}
		}
	}
	return by, records, nil
}

func (t *Teller) count(ctx context.Context, version string) (int, error) {
	by, _, err := t.places(ctx)
	return by[version], err
}

// settle waits until every open record that can move is under the given
// version, and returns how many are there and how many are elsewhere.
func (t *Teller) settle(ctx context.Context, version string) (there, elsewhere int, err error) {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	for {
		by, records, err := t.places(ctx)
		if err != nil {
			return 0, 0, err
		}
		waiting := ""
		for _, r := range records {
			if r.Version != version && r.Status == "open" && !r.Pinned && r.Refusal == "" {
				waiting = r.ID
			}
		}
		if waiting == "" {
			return by[version], len(records) - by[version], nil
		}
		select {
		case <-ctx.Done():
			return 0, 0, fmt.Errorf("record %s did not move to %s: %w", waiting, version, registry.ErrTimeout)
		case <-time.After(20 * time.Millisecond):
		}
	}
}
