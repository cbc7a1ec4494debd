package command

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
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

// formats is the annotation of a command that has output formats of its own.
const formats = "formats"

// checkFormat refuses an output format that cmd does not have, before anything
// is done.
func checkFormat(cmd *cobra.Command, _ []string) error {
	known := strings.Fields(cmd.Annotations[formats])
	if len(known) == 0 {
		known = []string{"text", "json"}
	}
	if f, _ := cmd.Flags().GetString("output"); !slices.Contains(known, f) {
		return usage(cmd, "output format %q is not known here: want %s", f, strings.Join(known, " or "))
	}
	return nil
}

// wantsJSON reports whether cmd was called with -o json.
func wantsJSON(cmd *cobra.Command) bool {
	f, _ := cmd.Flags().GetString("output")
	return f == "json"
}

// asksForJSON reports whether JSON was asked for on a command line that may be
// wrong in other places.
func asksForJSON(args []string) bool {
	for i, a := range args {
		v, ok := strings.CutPrefix(a, "--output=")
		if !ok && (a == "-o" || a == "--output") && i+1 < len(args) {
			v, ok = args[i+1], true
		}
		if !ok && strings.HasPrefix(a, "-o") {
			v, ok = strings.TrimPrefix(a[2:], "="), true
		}
		if ok && (v == "json" || v == "ndjson") {
			return true
		}
	}
	return false
}

// show prints v as JSON when that was asked for, and calls text otherwise.
func show(cmd *cobra.Command, v any, text func(w io.Writer)) error {
	return showTo(cmd, cmd.OutOrStdout(), v, text)
}

// showTo prints as show does, to w.
func showTo(cmd *cobra.Command, w io.Writer, v any, text func(w io.Writer)) error {
	if !wantsJSON(cmd) {
		text(w)
		return nil
	}
	e := json.NewEncoder(w)
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

// errorBody is the JSON of an error.
type errorBody struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	Hint    string `json:"hint"`
}

// bodyOf takes an error apart: what and why, then what to do next.
func bodyOf(err error) *errorBody {
	message, hint, _ := strings.Cut(err.Error(), "\n")
	c := registry.ConditionOf(err)
	if c.Err != nil {
		// The condition ends the hint when both stand in one format string.
		hint = strings.TrimSuffix(hint, ": "+c.Err.Error())
	}
	return &errorBody{Code: c.Code, Message: message, Hint: hint}
}

// printError writes err to w.
func printError(err error, asJSON bool, w io.Writer) {
	body := bodyOf(err)
	if asJSON {
		_ = json.NewEncoder(w).Encode(map[string]any{"error": body}) // nothing is left to tell a broken stderr
		return
	}
	fmt.Fprintf(w, "novation: %s\n", body.Message)
	if body.Hint != "" {
		fmt.Fprintln(w, body.Hint)
	}
}
