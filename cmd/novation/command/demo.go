package command

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/testnet/story"
)

func demoCommand() *cobra.Command {
	var cfg story.Config
	var exit, verbose bool
	cmd := &cobra.Command{
		Use: "demo", GroupID: "story",
		Short: "Watch three pods move live trades from release to release, and back",
		Long: `Demo starts a chain and three pods in this process, publishes the releases of an
example line, trades under them, moves the trades from 1.0.0 to 1.1.0 to 2.0.0,
reverts, rolls forward, and audits the result. Every line is real work. It takes
about a minute, needs nothing else, and leaves nothing behind unless --dir is
given.`,
		Example:     "  novation demo\n  novation demo --exit -o ndjson\n  novation demo --dir ./net",
		Args:        cobra.NoArgs,
		Annotations: map[string]string{formats: "text ndjson"},
		RunE: func(cmd *cobra.Command, _ []string) error {
			if cfg.Trades < 1 {
				return usage(cmd, "--trades %d: the story needs some", cfg.Trades)
			}
			out := cmd.OutOrStdout()
			if format, _ := cmd.Flags().GetString("output"); format == "ndjson" {
				e := json.NewEncoder(out)
				cfg.Begin = func(string) {}
				cfg.Emit = func(s story.Step) { _ = e.Encode(s) } // a broken stdout ends the process
			} else {
				tell := &teller{out: out, status: cmd.ErrOrStderr(), live: isTerminal(cmd.ErrOrStderr())}
				cfg.Begin, cfg.Emit = tell.begin, tell.emit
			}
			cfg.Log = logger(cmd.ErrOrStderr(), !verbose)
			if exit {
				return story.Tell(cmd.Context(), cfg)
			}
			return stay(cmd, cfg)
		},
	}
	cmd.Flags().BoolVar(&exit, "exit", false, "end when the story is told (otherwise the network stays up until Ctrl-C)")
	cmd.Flags().BoolVarP(&verbose, "verbose", "v", false, "show what the parts warn of")
	cmd.Flags().StringVar(&cfg.Dir, "dir", "", "folder to keep the network in (default: in memory)")
	cmd.Flags().StringVar(&cfg.Node, "rpc", "", "JSON-RPC URL of a node to use instead of one in this process")
	cmd.Flags().StringVar(&cfg.Finality, "finality", "", "what is final on that node: finalized, latest, or a number of blocks")
	cmd.Flags().IntVar(&cfg.Trades, "trades", 200, "how many trades to create")
	return cmd
}

// stay tells the story and leaves the network up for commands until the process
// is interrupted.
func stay(cmd *cobra.Command, cfg story.Config) error {
	t, err := story.Open(cmd.Context(), &cfg)
	if err != nil {
		return err
	}
	if err := t.Continue(cmd.Context()); err != nil {
		return errors.Join(err, t.Close())
	}
	fmt.Fprintf(cmd.ErrOrStderr(), "\nThe network stays up until Ctrl-C. Look around in another terminal:\n"+
		"  export NOVATION_DIR=%s\n  novation testnet status\n  novation change list\n  novation record list --as beta\n", t.Net().Dir())
	return errors.Join(t.Net().Run(cmd.Context()), t.Close())
}

// teller prints a story for people.
type teller struct {
	out, status io.Writer
	// live means that a running stage is shown and replaced.
	live bool
}

var (
	good  = lipgloss.NewStyle().Foreground(lipgloss.Color("2"))
	bad   = lipgloss.NewStyle().Foreground(lipgloss.Color("1")).Bold(true)
	faint = lipgloss.NewStyle().Faint(true)
)

func (t *teller) begin(text string) {
	if t.live {
		fmt.Fprintf(t.status, "\r\033[K%s", faint.Render("  … "+text))
	}
}

func (t *teller) emit(s story.Step) {
	if t.live {
		fmt.Fprint(t.status, "\r\033[K")
	}
	mark, style := "✓", good
	if !s.OK {
		mark, style = "✗", bad
	}
	colour := isTerminal(t.out)
	text := s.Text
	if begin, rest, ok := strings.Cut(s.Text, ": "); ok {
		text = begin + "\n    " + strings.ReplaceAll(rest, "\n", "\n    ")
		if colour {
			text = begin + "\n" + faint.Render("    "+strings.ReplaceAll(rest, "\n", "\n    "))
		}
	}
	if colour {
		mark = style.Render(mark)
	}
	fmt.Fprintf(t.out, "%s %6.2f s  %s\n", mark, float64(s.MS)/1000, strings.ReplaceAll(text, "\n    ", "\n             "))
}

// isTerminal reports whether w is a terminal that takes colours.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok || os.Getenv("NO_COLOR") != "" {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
