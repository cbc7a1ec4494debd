package command

import (
	"fmt"
	"io"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/novation-dev/novation/migrate/execute"
)

func viewVerified(w io.Writer, r *execute.Report) {
	p := newPrinter(w, nil)
	word, style := "as planned", good
	if len(r.Differences) > 0 {
		word, style = "not as planned", bad
	}
	fmt.Fprintf(w, "%s  %s at block %d: %d slots, code %s\n", p.style(style, word), r.Account, r.Block, r.Slots, r.Code)
	fmt.Fprintf(w, "storage root  %s\nexpected      %s\n", r.StorageRoot, r.Expected)
	for _, d := range r.Differences {
		fmt.Fprintf(w, "  differs      %s  slot %s: %s, want %s\n", d.Path, d.Slot, d.Found, d.Want)
	}
	for _, d := range r.Initialised {
		fmt.Fprintf(w, "  initialised  %s  slot %s: %s\n", d.Path, d.Slot, d.Found)
	}
}

func viewMigration(w io.Writer, v *execute.View) {
	p := newPrinter(w, nil)
	style := good
	if v.Phase == "aborted" || v.Phase == "aborting" {
		style = warn
	}
	way := string(v.Way)
	if v.Rewrite {
		way += ", slots rewritten"
	}
	fmt.Fprintf(w, "phase        %s\nway          %s\nplan         %s\n", p.style(style, v.Phase), way, v.Plan)
	fmt.Fprintf(w, "source       %s\n", v.Source)
	for _, x := range []struct {
		name    string
		address common.Address
	}{{"target", v.Target}, {"becomes", v.Implementation}, {"gate", v.Gate}, {"ledger", v.Ledger}} {
		if x.address != (common.Address{}) {
			fmt.Fprintf(w, "%-11s  %s\n", x.name, x.address)
		}
	}
	if v.Eager > 0 {
		fmt.Fprintf(w, "written      %d of %d entries\n", v.Loaded, v.Eager)
	}
	if v.Deferred > 0 {
		fmt.Fprintf(w, "drained      %d of %d deferred entries\n", v.Drained, v.Deferred)
	}
	if v.Rate > 0 {
		fmt.Fprintf(w, "speed        %.0f entries a second, %s left\n", v.Rate, time.Duration(v.Left*float64(time.Second)).Round(time.Second))
	}
	fmt.Fprintf(w, "sent         %d transactions, %d gas\n", len(v.Transactions), v.Gas)
	if v.Refused > 0 {
		fmt.Fprintf(w, "refused      writers for %.0f s\n", v.Refused)
	}
	if v.Waiting != nil {
		fmt.Fprintf(w, "waits for    %s: %s\n", v.Waiting.For, v.Waiting.Text)
		if v.Waiting.To != nil {
			fmt.Fprintf(w, "             call %s with %s\n", v.Waiting.To, hexutil.Encode(v.Waiting.Data))
		}
	}
	if v.Revert != nil {
		fmt.Fprintln(w, "\nrevert")
		viewMigration(w, v.Revert)
	}
}

func viewMigrationRevert(w io.Writer, pre *execute.Preview) {
	fmt.Fprintf(w, "at block %d: %d entries would be written, %d never changed, %d cannot be carried back\n",
		pre.Block, pre.Entries, pre.Untouched, len(pre.Losses))
	for _, l := range pre.Losses {
		fmt.Fprintf(w, "  loss   %s: %s\n", l.Path, l.Reason)
	}
	if pre.Events > 0 {
		fmt.Fprintf(w, "%d events that the new contract emitted for indexers cannot be taken back: they must drop its address\n", pre.Events)
	}
	fmt.Fprintf(w, "%d values came about under the new contract\n", pre.Tainted)
	for i, x := range pre.Taint {
		if i == 20 {
			fmt.Fprintf(w, "  taint  … and %d more (see -o json)\n", pre.Tainted-20)
			break
		}
		fmt.Fprintf(w, "  taint  %s: %s, was %s\n", x.Path, x.After, x.Before)
	}
}
