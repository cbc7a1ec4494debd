package command

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/registry"
)

// ExitCode returns the exit code that err stands for: 0 done, 1 could not, 2
// usage or configuration, 3 the answer is no, 4 not allowed, 5 not found, 6
// conflict or stale, 7 timed out waiting, 8 chain or peer unreachable.
func ExitCode(err error) int {
	if err == nil {
		return 0
	}
	return registry.ConditionOf(err).Exit
}

// wantsJSON reports whether cmd was called with -o json, and refuses a format
// that does not exist.
func wantsJSON(cmd *cobra.Command) (bool, error) {
	switch f, _ := cmd.Flags().GetString("output"); f {
	case "text":
		return false, nil
	case "json":
		return true, nil
	default:
		return false, usage(cmd, "output format %q is not known here: want text or json", f)
	}
}

// show prints v as JSON when that was asked for, and calls text otherwise.
func show(cmd *cobra.Command, v any, text func(w io.Writer)) error {
	asJSON, err := wantsJSON(cmd)
	if err != nil {
		return err
	}
	if !asJSON {
		text(cmd.OutOrStdout())
		return nil
	}
	e := json.NewEncoder(cmd.OutOrStdout())
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// list is the JSON form of every list: never null.
type list[T any] struct {
	Items []T `json:"items"`
}

func listOf[T any](items []T) list[T] {
	if items == nil {
		items = []T{}
	}
	return list[T]{Items: items}
}

// printError writes err to w, as JSON when the command was asked for JSON.
func printError(cmd *cobra.Command, err error, w io.Writer) {
	f, _ := cmd.Flags().GetString("output")
	if f != "json" && f != "ndjson" {
		fmt.Fprintf(w, "novation: %v\n", err)
		return
	}
	message, hint, _ := strings.Cut(err.Error(), "\n")
	var body struct {
		Error struct {
			Code    string `json:"code"`
			Message string `json:"message"`
			Hint    string `json:"hint"`
		} `json:"error"`
	}
	body.Error.Code, body.Error.Message, body.Error.Hint = registry.ConditionOf(err).Code, message, hint
	_ = json.NewEncoder(w).Encode(body) // nothing is left to tell a broken stderr
}
