package main_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/cmd/novation/command"
)

// TestHelp asks of every command that it can be understood from its help alone.
func TestHelp(t *testing.T) {
	if diff := cmp.Diff([]string(nil), walk(command.Root())); diff != "" {
		t.Errorf("help texts (+ is a fault):\n%s", diff)
	}
}

// TestHelpFaults shows that a bad help text is found.
func TestHelpFaults(t *testing.T) {
	root := &cobra.Command{Use: "novation", Short: "Root", Example: "  novation bad a"}
	root.AddCommand(&cobra.Command{
		Use: "bad A", Short: "ends with a stop.", Example: "  novation bad --nope 'a b'\n  novation worse\n  novation bad",
		Args: cobra.ExactArgs(1), Run: func(*cobra.Command, []string) {},
	}, &cobra.Command{Use: "mute", Short: "Mute", Long: "Says much.", Run: func(*cobra.Command, []string) {}})
	want := []string{
		"novation bad: example \"novation bad --nope 'a b'\": unknown flag: --nope",
		`novation bad: example "novation bad": accepts 1 arg(s), received 0`,
		`novation bad: example "novation worse" is not about it`,
		"novation bad: it has no long text",
		`novation bad: its short text "ends with a stop." is no headline`,
		"novation mute: it has no example",
	}
	if diff := cmp.Diff(want, walk(root)); diff != "" {
		t.Errorf("faults (-want +got):\n%s", diff)
	}
}

// walk returns the faults of cmd's help and of that of the commands below it.
func walk(cmd *cobra.Command) (faults []string) {
	report := func(format string, a ...any) {
		faults = append(faults, cmd.CommandPath()+": "+fmt.Sprintf(format, a...))
	}
	if s := cmd.Short; s == "" || strings.HasSuffix(s, ".") || strings.ToUpper(s[:1]) != s[:1] {
		report("its short text %q is no headline", s)
	}
	if cmd.Long == "" && cmd.HasParent() {
		report("it has no long text")
	}
	if cmd.Example == "" {
		report("it has no example")
	}
	for line := range strings.Lines(cmd.Example) {
		if _, at, ok := strings.Cut(strings.TrimSpace(line), "novation "); ok {
			if why := try(cmd, at); why != "" {
				report("example \"novation %s\"%s", at, why)
			}
		}
	}
	for _, sub := range cmd.Commands() {
		faults = append(faults, walk(sub)...)
	}
	slices.Sort(faults)
	return faults
}

// try says what is wrong with the arguments of an example of cmd.
func try(cmd *cobra.Command, line string) string {
	args := split(line)
	found, rest, err := cmd.Root().Find(args)
	if err != nil || found != cmd && !strings.HasPrefix(found.CommandPath(), cmd.CommandPath()+" ") && cmd.HasParent() {
		return " is not about it"
	}
	if err := found.ParseFlags(rest); err != nil {
		return ": " + err.Error()
	}
	if err := found.ValidateArgs(found.Flags().Args()); err != nil {
		return ": " + err.Error()
	}
	return ""
}

// split splits a line as a shell does, as far as the examples need it.
func split(line string) (args []string) {
	line, _, _ = strings.Cut(line, " | ")
	line = strings.TrimSuffix(line, ")")
	word, quote := "", rune(0)
	for _, r := range line + " " {
		switch {
		case quote == 0 && (r == '\'' || r == '"'):
			quote = r
		case r == quote:
			quote = 0
		case r == ' ' && quote == 0:
			if word != "" {
				args = append(args, word)
			}
			word = ""
		default:
			word += string(r)
		}
	}
	return args
}
