// Package command is the command line: one file per command, each of which
// parses flags, calls a package of the module, and prints. Nothing else.
//
// # Dependencies
//
// The package may import every other one; none may import it.
package command

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/registry"
)

// Main runs the program with the given arguments and returns its exit code.
// Results go to out, everything else to errOut.
func Main(ctx context.Context, args []string, in io.Reader, out, errOut io.Writer) int {
	root := Root()
	root.SetArgs(asSolc(os.Args[0], args))
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(errOut)
	err := root.ExecuteContext(ctx)
	if err != nil {
		printError(err, asksForJSON(args), errOut)
	}
	return ExitCode(err)
}

// Root returns the root of all commands.
func Root() *cobra.Command {
	root := &cobra.Command{
		Use:   "novation",
		Short: "Move a consortium from one version of its contracts to the next, and back",
		Long: `Novation manages the smart contracts and business rules of a consortium.

A release pairs rules (WebAssembly) with a contract (Solidity) under one semantic
version. Members check it, approve it and let their pods move to it together;
records follow when their parties novate them; a revert takes the way back.

Begin with the whole story on three pods:

    novation demo

Exit status: 0 done; 1 could not; 2 usage or configuration; 3 the answer is no;
4 not allowed; 5 not found; 6 conflict or stale; 7 timed out waiting; 8 chain or
peer unreachable.`,
		Example:           "  novation demo\n  novation testnet up --dir ./net\n  novation help change propose",
		SilenceErrors:     true,
		SilenceUsage:      true,
		PersistentPreRunE: checkFormat,
	}
	root.PersistentFlags().StringP("output", "o", "text", "output format: text, json (demo: text, ndjson)")
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error { return usage(cmd, "%v", err) })
	root.AddGroup(
		&cobra.Group{ID: "story", Title: "Try it:"},
		&cobra.Group{ID: "rules", Title: "Write rules:"},
		&cobra.Group{ID: "release", Title: "Releases and changes:"},
		&cobra.Group{ID: "record", Title: "Records:"},
		&cobra.Group{ID: "audit", Title: "Audit:"},
	)
	root.AddCommand(
		demoCommand(), testnetCommand(), podCommand(),
		newCommand(), buildCommand(), testCommand(), rulesCommand(),
		releaseCommand(), checkCommand(), diffCommand(), contractCommand(), changeCommand(), fleetCommand(), keyCommand(), migrationCommand(), rollbackCommand(), compileCommand(), solcCommand(),
		recordCommand(), auditCommand(), logCommand(), versionCommand(), completionCommand(),
	)
	help := helpCommand()
	root.SetHelpCommand(help)
	root.AddCommand(help)
	explainUsage(root)
	return root
}

// explainUsage makes every complaint of cobra about the arguments of cmd and of
// the commands below it a usage error, and makes a command that only holds
// others refuse a name that it does not have.
func explainUsage(cmd *cobra.Command) {
	for _, sub := range cmd.Commands() {
		explainUsage(sub)
	}
	if cmd.HasSubCommands() {
		cmd.Args = hasNoSuch
		cmd.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
		return
	}
	check := cmd.Args
	if check == nil {
		check = cobra.ArbitraryArgs
	}
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			return usage(cmd, "%v: want %s", err, cmd.UseLine())
		}
		return nil
	}
}

// hasNoSuch refuses the arguments of a command that only holds others.
func hasNoSuch(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	maybe := ""
	cmd.SuggestionsMinimumDistance = 2 // as cobra has it
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		maybe = fmt.Sprintf("; is it %s?", strings.Join(near, " or "))
	}
	return usage(cmd, "%s has no command %q%s", cmd.CommandPath(), args[0], maybe)
}

// helpCommand is cobra's help command, but a topic that does not exist is an
// error.
func helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND]",
		Short:   "Explain a command",
		Long:    "Help prints what a command does, its flags and examples, as --help does.",
		Example: "  novation help record import",
		RunE: func(cmd *cobra.Command, args []string) error {
			about, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return usage(cmd, "there is no command %q", strings.Join(args, " "))
			}
			about.InitDefaultHelpFlag()
			return about.Help()
		},
	}
}

// A usageError says that the command line itself is wrong.
type usageError struct {
	cmd *cobra.Command
	err error
}

func (e *usageError) Error() string {
	return fmt.Sprintf("%v\nSee %s --help", e.err, e.cmd.CommandPath())
}

func (e *usageError) Unwrap() error { return registry.ErrInvalid }

// usage returns an error about the way cmd was called.
func usage(cmd *cobra.Command, format string, a ...any) error {
	return &usageError{cmd: cmd, err: fmt.Errorf(format, a...)}
}
