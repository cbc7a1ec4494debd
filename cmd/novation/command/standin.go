package command

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// solcName is what the program is called when it stands in for solc.
var solcName = regexp.MustCompile(`^solc(?:js)?(?:-v?(\d+\.\d+\.\d+.*))?$`)

// asSolc returns the arguments of a call that is meant for solc as those of
// compile: because the program was called by solc's name, or because the
// arguments are solc's. Tools that drive solc, such as forge build --use, ask for
// --version alone and for --standard-json, among other flags.
func asSolc(program string, args []string) []string {
	name := strings.TrimSuffix(filepath.Base(program), ".exe")
	if m := solcName.FindStringSubmatch(name); m != nil {
		as := []string{"compile"}
		if m[1] != "" {
			as = append(as, "--solc", m[1])
		}
		return append(as, args...)
	}
	flag := len(args) > 0 && strings.HasPrefix(args[0], "--")
	if flag && (slices.Contains(args, "--standard-json") || len(args) == 1 && args[0] == "--version") {
		return append([]string{"compile"}, args...)
	}
	return args
}

// standIn answers as solc does.
func (f *compileFlags) standIn(cmd *cobra.Command, args []string) error {
	if len(args) > 1 || len(args) == 1 && args[0] != "-" {
		return usage(cmd, "--version and --standard-json take no arguments: the input comes from stdin")
	}
	chosen, err := f.choose(nil, ".")
	if err != nil {
		return fmt.Errorf("%w\nThe version of this program is printed by novation version", err)
	}
	if f.version && chosen.installed != nil {
		return printSolcVersion(cmd, chosen.installed.Version)
	}
	c, err := chosen.load(cmd.Context())
	if err != nil {
		return err
	}
	defer c.Close(cmd.Context())
	if f.version {
		return printSolcVersion(cmd, c.Version())
	}
	input, err := readInput(cmd.InOrStdin())
	if err != nil {
		return err
	}
	output, err := c.Compile(cmd.Context(), input)
	if err != nil {
		return err
	}
	_, err = cmd.OutOrStdout().Write(output)
	return err
}

// printSolcVersion prints a version in the form that other programs take apart:
// two lines, of which the first has no digits.
func printSolcVersion(cmd *cobra.Command, version string) error {
	_, err := fmt.Fprintf(cmd.OutOrStdout(), "solc, the solidity compiler commandline interface (run by novation)\nVersion: %s\n", version)
	return err
}
