// Package command is the command line: one file per command, each of which
// parses flags, calls a package of the module, and prints. Nothing else.
//
// # Dependencies
//
// The package may import every other one; none may import it.
package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/registry"
)

// Main runs the program with the given arguments and returns its exit code.
// Results go to out, everything else to errOut.
func Main(ctx context.Context, args []string, in io.Reader, out, errOut io.Writer) int {
	root := Root()
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(errOut)
	cmd, err := root.ExecuteContextC(ctx)
	if err == nil {
		return 0
	}
	var usage *usageError
	if !errors.As(err, &usage) && (strings.HasPrefix(err.Error(), "unknown command") || strings.HasPrefix(err.Error(), "accepts ") || strings.HasPrefix(err.Error(), "requires ")) {
		err = &usageError{cmd: cmd, err: err}
	}
	printError(cmd, err, errOut)
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

    novation demo`,
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.PersistentFlags().StringP("output", "o", "text", "output format: text, json (demo: text, ndjson)")
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return &usageError{cmd: cmd, err: err}
	})
	root.AddGroup(
		&cobra.Group{ID: "story", Title: "Try it:"},
		&cobra.Group{ID: "release", Title: "Releases and changes:"},
		&cobra.Group{ID: "record", Title: "Records:"},
		&cobra.Group{ID: "audit", Title: "Audit:"},
	)
	root.AddCommand(
		demoCommand(), testnetCommand(), podCommand(),
		releaseCommand(), checkCommand(), changeCommand(), rollbackCommand(),
		recordCommand(), auditCommand(), versionCommand(),
	)
	return root
}

// A usageError says that the command line itself is wrong.
type usageError struct {
	cmd *cobra.Command
	err error
}

func (e *usageError) Error() string {
	return fmt.Sprintf("%v\nSee %s --help.", e.err, e.cmd.CommandPath())
}

func (e *usageError) Unwrap() error { return registry.ErrInvalid }

// usage returns an error about the way cmd was called.
func usage(cmd *cobra.Command, format string, a ...any) error {
	return &usageError{cmd: cmd, err: fmt.Errorf(format, a...)}
}
