package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/plugins"
	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/cases/timing"
	"github.com/novation-dev/novation/registry"
)

// timed is a line of what bench prints. Times are in nanoseconds.
type timed struct {
	Sample    string        `json:"sample"`
	Op        abi.Op        `json:"op"`
	Way       string        `json:"way"`
	Calls     int           `json:"calls"`
	P50       time.Duration `json:"p50"`
	P95       time.Duration `json:"p95"`
	PerSecond float64       `json:"callsPerSecond"`
	Gas       uint64        `json:"gas"`
}

func rulesBench() *cobra.Command {
	var f subjectFlags
	var budget time.Duration
	cmd := &cobra.Command{
		Use:   "bench FILE|FOLDER",
		Short: "Time the samples of a release",
		Long: `Bench calls every sample of a release in three ways, which take turns:

  protected    as a pod does it: fresh state, gas, depth and canonical NaNs
  interpreted  as an auditor does it for a second opinion
  fresh        from the bytes of the module, with its machine code in the cache,
               to the first answer

One goroutine calls. The times include the checks of request and reply.`,
		Example: "  novation rules bench ./iou\n  novation rules bench rules.wasm --schema ./iou --time 5s -o json",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := f.open(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			if len(s.spec.Samples) == 0 {
				return fmt.Errorf("%s has no samples to call\nName a folder of cases in novation.yaml, such as `samples: cases/samples`: %w", s.name, registry.ErrNotFound)
			}
			lines, err := benchAll(cmd.Context(), s, budget)
			if err != nil {
				return err
			}
			return show(cmd, listOf(lines), func(w io.Writer) { viewBench(w, lines) })
		},
	}
	f.add(cmd)
	cmd.Flags().DurationVar(&budget, "time", time.Second, "how long to call each sample")
	return cmd
}

// benchAll times every sample of s.
func benchAll(ctx context.Context, s *subject, budget time.Duration) (lines []timed, err error) {
	var loaded []plugins.Rules
	var engines []*plugins.Engine
	defer func() {
		for _, r := range loaded {
			err = errors.Join(err, r.Close())
		}
		for _, e := range engines {
			err = errors.Join(err, e.Close(ctx))
		}
	}()
	for _, c := range []plugins.Config{{CacheDir: moduleCache()}, {Interpreter: true}} {
		e, err := plugins.NewEngine(ctx, c)
		if err != nil {
			return nil, err
		}
		engines = append(engines, e)
		r, err := e.Load(ctx, s.module, s.spec)
		if err != nil {
			return nil, err
		}
		loaded = append(loaded, r)
	}
	for _, sample := range s.spec.Samples {
		on := func(r plugins.Rules) func(context.Context) (uint64, error) {
			return func(ctx context.Context) (uint64, error) {
				result, err := plugins.Call(ctx, r, sample.Op, sample.Request)
				return result.Gas, err
			}
		}
		costs, err := timing.Run(ctx, []timing.Way{
			{Name: "protected", Call: on(loaded[0])},
			{Name: "interpreted", Call: on(loaded[1])},
			{Name: "fresh", Call: func(ctx context.Context) (gas uint64, err error) {
				r, err := engines[0].Load(ctx, s.module, s.spec)
				if err != nil {
					return 0, err
				}
				defer func() { err = errors.Join(err, r.Close()) }()
				return on(r)(ctx)
			}},
		}, budget)
		if err != nil {
			return nil, fmt.Errorf("timing %s: %w", sample.Name, err)
		}
		for _, c := range costs {
			lines = append(lines, timed{sample.Name, sample.Op, c.Way, c.Calls, c.P50, c.P95, c.PerSecond, c.Gas})
		}
	}
	return lines, nil
}

func viewBench(w io.Writer, lines []timed) {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(tw, "sample\tway\tp50\tp95\tcalls/s\tgas\n")
	last := ""
	for _, l := range lines {
		name := l.Sample
		if name == last {
			name = ""
		}
		last = l.Sample
		fmt.Fprintf(tw, "%s\t%s\t%v\t%v\t%.0f\t%d\n", name, l.Way, round(l.P50), round(l.P95), l.PerSecond, l.Gas)
	}
	_ = tw.Flush() // a broken stdout shows elsewhere
}

// round leaves three digits of a time.
func round(d time.Duration) time.Duration {
	unit := time.Duration(1)
	for d/unit >= 1000 {
		unit *= 10
	}
	return d.Round(unit)
}
