package command

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/pod/api"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/testnet"
)

func recordCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "record", GroupID: "record",
		Short: "Create, look at and move records",
		Long: `A record is one shared business object, such as a trade. Its state lives in the
parties' pods; the chain holds its id, sequence, commitment, epoch and status. ID is
the id of a record, or its first digits: 0x and at least four of them.`,
		Example: `  novation record import trades.csv --line crude-trade --answer confirm
  novation record list --as beta
  novation record submit 0x3f2a --command '{"complete":{}}'`,
	}
	cmd.AddCommand(recordPreflight(), recordImport(), recordList(), recordView(), recordSubmit(), recordHistory(), recordNovate(), recordPin())
	return cmd
}

// recordID is the argument of most commands here.
func recordID(use, short, long, example string, t *target, run func(cmd *cobra.Command, ctx context.Context, c *api.Client, id string) error) *cobra.Command {
	cmd := &cobra.Command{
		Use: use, Short: short, Long: long, Example: example, Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return t.with(cmd, func(ctx context.Context, c *api.Client) error { return run(cmd, ctx, c, args[0]) })
		},
	}
	t.flags(cmd)
	return cmd
}

func recordImport() *cobra.Command {
	var t target
	var line, answer string
	var limit int
	cmd := &cobra.Command{
		Use:   "import FILE.csv",
		Short: "Create a record for every line of a table",
		Long: `Import reads a CSV table whose columns are paths into the line's command message
(recap.terms.price) and, without a dot, the parties. The pod of the first party
creates each record; with --answer the others answer with the same contents.
A test network has the tokens of all pods; elsewhere only the lines whose first
party you act for are imported.`,
		Example: "  novation record import trades.csv --line crude-trade --answer confirm",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			n, err := t.network()
			if err != nil {
				return err
			}
			f, err := os.Open(args[0])
			if err != nil {
				return fmt.Errorf("opening the table: %w", missing(err))
			}
			defer f.Close()
			rows, err := api.ReadRows(f)
			if err != nil {
				return err
			}
			if limit < 0 {
				return usage(cmd, "--limit %d: want 1 or more lines, or 0 for all", limit)
			}
			if limit > 0 {
				rows = rows[:min(limit, len(rows))]
			}
			ctx, cancel := context.WithTimeout(cmd.Context(), t.wait)
			defer cancel()
			clients, err := testnet.Clients(t.dir, n)
			if err != nil {
				return err
			}
			out, err := testnet.Import(ctx, clients, line, rows, answer)
			if err != nil {
				return err
			}
			err = show(cmd, out, func(w io.Writer) {
				fmt.Fprintf(w, "%d records created, %d answers, %d failed\n", out.Created, out.Answered, len(out.Failed))
				for _, f := range out.Failed {
					fmt.Fprintf(w, "  line %d: %s\n", f.Line, f.Why)
				}
			})
			if err == nil && len(out.Failed) > 0 {
				err = fmt.Errorf("%d of %d lines failed: %w", len(out.Failed), len(rows), registry.ErrRefused)
			}
			return err
		},
	}
	t.flags(cmd)
	cmd.Flags().StringVar(&line, "line", "crude-trade", "line of the records")
	cmd.Flags().StringVar(&answer, "answer", "", "command with which the other parties answer, such as confirm")
	cmd.Flags().IntVar(&limit, "limit", 0, "import only so many lines (default: all)")
	return cmd
}

func recordList() *cobra.Command {
	var t target
	var line string
	cmd := &cobra.Command{
		Use: "list", Short: "List the records of a pod",
		Long: `List shows the records that the member is a party to: the release that decides them,
the epoch and sequence of the last decision, and what they wait for.`,
		Example: "  novation record list --as beta\n  novation record list --line crude-trade -o json", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return t.with(cmd, func(ctx context.Context, c *api.Client) error {
				all, err := c.Records(ctx, line)
				if err != nil {
					return err
				}
				return show(cmd, listOf(all), func(w io.Writer) {
					tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
					defer tw.Flush()
					fmt.Fprintln(tw, "RECORD\tLINE\tRELEASE\tEPOCH\tSTATUS\tSEQ\tPARTIES\tNOTE")
					for _, r := range all {
						fmt.Fprintf(tw, "%s\t%s\t%s\t%d\t%s\t%d\t%s\t%s\n", r.ID[:14], r.Line, r.Version, r.Epoch, r.Status, r.Sequence,
							strings.Join(r.Parties, " "), note(&r))
					}
				})
			})
		},
	}
	t.flags(cmd)
	cmd.Flags().StringVar(&line, "line", "", "only records of this line")
	return cmd
}

// note says the most important thing about a record beside its status.
func note(r *api.Record) string {
	switch {
	case r.Blocked != "":
		return "blocked: " + r.Blocked
	case r.Pending != "":
		return r.Pending
	case r.Pinned:
		return "pinned"
	case r.Refusal != "":
		return "refused: " + strings.ReplaceAll(r.Refusal, "\n", " ")
	}
	return ""
}

func recordView() *cobra.Command {
	var t target
	return recordID("view ID", "Show a record and its state", `View shows what the chain holds of a record, and its state as the member's pod has
it: as JSON, by the schema of the release that decides the record now.`,
		"  novation record view 0x3f2a", &t,
		func(cmd *cobra.Command, ctx context.Context, c *api.Client, id string) error {
			r, err := c.Record(ctx, id)
			if err != nil {
				return err
			}
			return show(cmd, r, func(w io.Writer) {
				tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
				fmt.Fprintf(tw, "record\t%s\n", r.ID)
				fmt.Fprintf(tw, "parties\t%s\n", strings.Join(r.Parties, ", "))
				fmt.Fprintf(tw, "release\t%s@%s, epoch %d\n", r.Line, r.Version, r.Epoch)
				fmt.Fprintf(tw, "status\t%s at sequence %d\n", r.Status, r.Sequence)
				fmt.Fprintf(tw, "commitment\t%s\n", r.Commitment)
				if n := note(&r); n != "" {
					fmt.Fprintf(tw, "note\t%s\n", n)
				}
				_ = tw.Flush() // a broken stdout shows below
				var b bytes.Buffer
				if json.Indent(&b, r.State, "", "  ") == nil {
					fmt.Fprintln(w, b.String())
				}
			})
		})
}

func recordSubmit() *cobra.Command {
	var t target
	var command string
	var after uint64
	cmd := recordID("submit ID", "Give a command to a record", `Submit has the member's pod run the rules, collect the other parties' endorsements
and wait until the outcome is final. Exit status 3 means that the rules refuse the
command, and says why. A record on an older release is novated first, unless it is
pinned.`,
		`  novation record submit 0x3f2a --command '{"complete":{}}'`, &t,
		func(cmd *cobra.Command, ctx context.Context, c *api.Client, id string) error {
			ticket, err := c.Command(ctx, id, after, json.RawMessage(command))
			if err != nil {
				return err
			}
			return show(cmd, ticket, func(w io.Writer) {
				fmt.Fprintf(w, "final: sequence %d of record %s, commitment %s\n", ticket.Sequence, ticket.Record, ticket.Next)
			})
		})
	cmd.PreRunE = func(cmd *cobra.Command, _ []string) error {
		if !json.Valid([]byte(command)) {
			return usage(cmd, "--command %q is not JSON: want something like '{\"complete\":{}}'", command)
		}
		return nil
	}
	cmd.Flags().StringVar(&command, "command", "", "the command as JSON (required)")
	cmd.Flags().Uint64Var(&after, "after", 0, "wait first until this pod has applied that sequence (needs the whole id)")
	return cmd
}

func recordHistory() *cobra.Command {
	var t target
	return recordID("history ID", "List the decisions of a record", `History lists what was decided about a record: when, by whom, under which release
and epoch, in which block, what it changed, and which documents went out.`,
		"  novation record history 0x3f2a", &t,
		func(cmd *cobra.Command, ctx context.Context, c *api.Client, id string) error {
			all, err := c.History(ctx, id)
			if err != nil {
				return err
			}
			return show(cmd, listOf(all), func(w io.Writer) {
				tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
				defer tw.Flush()
				fmt.Fprintln(tw, "SEQ\tKIND\tRELEASE\tEPOCH\tTIME\tBY\tBLOCK\tCHANGED\tDOCUMENTS")
				for _, s := range all {
					var docs []string
					for _, d := range s.Documents {
						docs = append(docs, d.Kind+" "+d.Number)
					}
					fmt.Fprintf(tw, "%d\t%s\t%s\t%d\t%s\t%s\t%d\t%s\t%s\n", s.Sequence, s.Kind, s.Version, s.Epoch, clock(uint64(s.Time)),
						s.Actor, s.Block, strings.Join(s.Changed, " "), strings.Join(docs, ", "))
				}
			})
		})
}

func recordNovate() *cobra.Command {
	var t target
	return recordID("novate ID", "Move a record to the release its line is on", `Novate converts the state of a record to the schema of the active release, and
moves it to that release's Book with the endorsement of its parties.`,
		"  novation record novate 0x3f2a", &t,
		func(cmd *cobra.Command, ctx context.Context, c *api.Client, id string) error {
			ticket, err := c.Novate(ctx, id)
			if err != nil {
				return err
			}
			return show(cmd, ticket, func(w io.Writer) {
				fmt.Fprintf(w, "novated: sequence %d of record %s\n", ticket.Sequence, ticket.Record)
			})
		})
}

func recordPin() *cobra.Command {
	var t target
	var off bool
	cmd := recordID("pin ID", "Keep a record on the release it is on", `Pin keeps the finisher and later commands from novating a record, at this member's
pod. It can go on under its release as long as that is draining.`,
		"  novation record pin 0x3f2a\n  novation record pin 0x3f2a --off", &t,
		func(cmd *cobra.Command, ctx context.Context, c *api.Client, id string) error {
			if err := c.Pin(ctx, id, !off); err != nil {
				return err
			}
			return show(cmd, map[string]any{"record": id, "pinned": !off}, func(w io.Writer) { fmt.Fprintf(w, "%s pinned: %t\n", id, !off) })
		})
	cmd.Flags().BoolVar(&off, "off", false, "let it go again")
	return cmd
}
