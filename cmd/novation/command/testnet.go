package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"sort"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/pod"
	"github.com/novation-dev/novation/pod/api"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/testnet"
	"github.com/novation-dev/novation/testnet/story"
)

func testnetCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "testnet", GroupID: "story",
		Short: "Run a whole consortium in one process",
		Long: `A test network has a node, a registry and the pods of all members, on loopback. It
runs what production runs; only the node is shared by all pods, and the keys of
all members lie in one folder.`,
		Example: "  novation testnet up --dir ./net\n  novation testnet status --dir ./net",
	}
	cmd.AddCommand(testnetUp(), testnetStatus(), testnetBench())
	return cmd
}

func testnetUp() *cobra.Command {
	var cfg testnet.Config
	var quiet bool
	cmd := &cobra.Command{
		Use:   "up",
		Short: "Start a network and keep it up until Ctrl-C",
		Long: `Up creates the network in --dir, or goes on with the one that is there: chain,
records and changes survive a restart, and a kill.`,
		Example: "  novation testnet up --pods 3 --dir ./novation-net\n  novation testnet up --dir ./net --block-time 1s --without gamma",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg.Log = logger(cmd.ErrOrStderr(), quiet)
			n, err := testnet.Start(cmd.Context(), cfg)
			if err != nil {
				return err
			}
			err = show(cmd, n.Network().Public(), func(w io.Writer) {
				tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
				defer tw.Flush()
				fmt.Fprintf(tw, "network\t%s\n", n.Dir())
				fmt.Fprintf(tw, "node\t%s (chain %d)\n", n.Network().Node, n.Network().Chain)
				fmt.Fprintf(tw, "consortium\t%s\n", n.Network().Consortium.Hex())
				fmt.Fprintf(tw, "registry\t%s\n", n.Network().Registry)
				for _, m := range n.Network().Members {
					fmt.Fprintf(tw, "pod %s\t%s\n", m.ID, m.URL)
				}
			})
			return errors.Join(err, n.Run(cmd.Context()), n.Close())
		},
	}
	cmd.Flags().IntVar(&cfg.Pods, "pods", 3, "members of a new network")
	cmd.Flags().StringVar(&cfg.Dir, "dir", defaultDir, "folder of the network; empty for one in memory")
	cmd.Flags().DurationVar(&cfg.BlockTime, "block-time", 0, "time between blocks; 0 for a block whenever a transaction waits")
	cmd.Flags().StringVar(&cfg.Node, "rpc", "", "JSON-RPC URL of a node to use instead of one in this process")
	cmd.Flags().StringVar(&cfg.Finality, "finality", "", "what is final on that node: finalized, latest, or a number of blocks")
	cmd.Flags().StringSliceVar(&cfg.Elsewhere, "without", nil, "members whose pods run elsewhere (see novation pod run)")
	cmd.Flags().BoolVar(&cfg.NoFinisher, "no-finisher", false, "do not novate records in the background")
	cmd.Flags().BoolVarP(&quiet, "quiet", "q", false, "log nothing")
	return cmd
}

// logger writes what the parts have to say, warnings and worse.
func logger(w io.Writer, quiet bool) *slog.Logger {
	if quiet {
		return slog.New(slog.DiscardHandler)
	}
	return slog.New(slog.NewTextHandler(w, &slog.HandlerOptions{Level: slog.LevelWarn}))
}

func testnetStatus() *cobra.Command {
	var t target
	cmd := &cobra.Command{
		Use: "status", Short: "Show how the pods are and where the records are",
		Long: `Status asks every pod of the network: does it run, how far has it followed the
chain, which release is active on each line, and how many records are on which.`,
		Example: "  novation testnet status --dir ./net", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			n, err := t.network()
			if err != nil {
				return err
			}
			ctx, cancel := context.WithTimeout(cmd.Context(), t.wait)
			defer cancel()
			all, missing := statuses(ctx, t.dir, n)
			if len(all) == 0 {
				return fmt.Errorf("no pod of the network in %s answers: %w\nBegin with novation testnet up --dir %s", t.dir, registry.ErrUnreachable, t.dir)
			}
			v := struct {
				list[api.Status]
				// Missing are the members whose pods do not answer.
				Missing []string `json:"missing"`
			}{listOf(all), missing}
			return show(cmd, v, func(w io.Writer) { viewStatuses(w, all, missing) })
		},
	}
	t.netFlags(cmd)
	return cmd
}

func statuses(ctx context.Context, dir string, n *pod.Network) (all []api.Status, missing []string) {
	missing = []string{}
	for _, m := range n.Members {
		c, err := testnet.Client(dir, n, m.ID)
		if err != nil {
			missing = append(missing, m.ID)
			continue
		}
		s, err := c.Status(ctx)
		if err != nil {
			missing = append(missing, m.ID)
			continue
		}
		all = append(all, s)
	}
	return all, missing
}

func viewStatuses(w io.Writer, all []api.Status, missing []string) {
	for _, s := range all {
		state := "running"
		if s.Quarantine != "" {
			state = "QUARANTINE: " + s.Quarantine
		}
		fmt.Fprintf(w, "%s  %s, block %d, chain time %s\n", s.Member, state, s.Block, clock(s.Time))
		tw := tabwriter.NewWriter(w, 2, 0, 2, ' ', 0)
		for _, l := range s.Lines {
			fmt.Fprintf(tw, "  %s\tactive %s\tepoch %d\n", l.Name, l.Version, l.Epoch)
			for _, p := range l.Places {
				fmt.Fprintf(tw, "  \t%s %s\t%d open\t%d closed\t%d pinned\t%d blocked\t%d refused\n",
					p.Version, p.Word(), p.Open, p.Closed, p.Pinned, p.Blocked, p.Refused)
			}
		}
		_ = tw.Flush() // a broken stdout shows at the next line
		for _, source := range s.Sources {
			if source.Error != "" {
				fmt.Fprintf(w, "  %s failed %d times: %s\n", source.Name, source.Failures, source.Error)
			}
		}
		if s.Undeliverable > 0 {
			fmt.Fprintf(w, "  %d messages were refused for good by peers\n", s.Undeliverable)
		}
	}
	for _, m := range missing {
		fmt.Fprintf(w, "%s  does not answer\n", m)
	}
}

func testnetBench() *cobra.Command {
	var records int
	var dir string
	cmd := &cobra.Command{
		Use:   "bench",
		Short: "Measure a network of three pods in this process",
		Long: `Bench prints the time until three pods are ready, the memory of the process, the
decisions per second end to end (command, rules on both pods, endorsements,
chain, applied by both), and the time from the activation of a release until the
last pod has switched.`,
		Example: "  novation testnet bench --records 200",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if records < 1 {
				return usage(cmd, "--records %d: there must be something to measure", records)
			}
			r, err := story.Bench(cmd.Context(), dir, records)
			if err != nil {
				return err
			}
			return show(cmd, r, func(w io.Writer) {
				tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
				defer tw.Flush()
				fmt.Fprintf(tw, "three pods ready\t%d ms\n", r.ReadyMS)
				fmt.Fprintf(tw, "decisions\t%d in %d ms\t%.0f per second\n", r.Decisions, r.DecisionsMS, r.PerSecond)
				fmt.Fprintf(tw, "activation to last pod switched\t%d ms\n", r.SwitchMS)
				fmt.Fprintf(tw, "memory\t%d MiB from the system, %d MiB resident at most\n", r.SystemMiB, r.ResidentMiB)
			})
		},
	}
	cmd.Flags().IntVar(&records, "records", 200, "records to create and confirm")
	cmd.Flags().StringVar(&dir, "dir", "", "empty folder to run in, with durable stores (default: in memory)")
	return cmd
}

func sortedKeys[V any](m map[string]V) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

// pointVariable names, for tests, the point at which a pod kills itself.
const pointVariable = "NOVATION_KILL_AT"

func podCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "pod", GroupID: "story", Short: "Run one member's pod",
		Long:    "A pod is one member's part of a consortium: its keys, its records, its API.",
		Example: "  novation pod run --dir ./novation-net --as gamma",
	}
	cmd.AddCommand(podRun())
	return cmd
}

func podRun() *cobra.Command {
	var t target
	var noFinisher bool
	var mirrors []string
	cmd := &cobra.Command{
		Use:   "run",
		Short: "Run the pod of one member in a process of its own",
		Long: `Run opens the member's folder in the network and serves until it is stopped. It
can be killed at any point and started again.

Log and releases come from the registry or, when that does not answer or not truly, from
the mirrors of the network file, those of --mirror, and the pods of the other members.
A mirror is a server with the same log (https://…), a repository of an OCI registry
(oci://HOST/PATH/LINE) or an OCI image layout (folder:PATH); none of them is believed
anything.`,
		Example: "  novation pod run --dir ./novation-net --as gamma\n  novation pod run --as gamma --mirror oci://registry.example/acme/crude-trade",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			n, err := t.network()
			if err != nil {
				return err
			}
			p, done, err := testnet.OpenPod(cmd.Context(), t.dir, n, t.member, testnet.PodOptions{
				NoFinisher: noFinisher, Mirrors: mirrors, Log: logger(cmd.ErrOrStderr(), false), KillAt: os.Getenv(pointVariable),
			})
			if err != nil {
				return err
			}
			fmt.Fprintf(cmd.ErrOrStderr(), "pod of %s, since %s\n", t.member, time.Now().Format(time.TimeOnly))
			return errors.Join(p.Run(cmd.Context()), p.Close(), done())
		},
	}
	t.flags(cmd)
	cmd.Flags().BoolVar(&noFinisher, "no-finisher", false, "do not novate records in the background")
	cmd.Flags().StringArrayVar(&mirrors, "mirror", nil, "further source of releases (may be repeated)")
	return cmd
}
