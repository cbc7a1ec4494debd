package command

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"charm.land/lipgloss/v2"
)

// compilerOutput is what is read of the compiler's standard JSON output.
type compilerOutput struct {
	Errors []struct {
		Severity  string `json:"severity"`
		Message   string `json:"message"`
		Formatted string `json:"formattedMessage"`
	} `json:"errors"`
	Sources   map[string]struct{}            `json:"sources"`
	Contracts map[string]map[string]struct{} `json:"contracts"`
}

func (o *compilerOutput) count(severity string) (n int) {
	for _, e := range o.Errors {
		if e.Severity == severity {
			n++
		}
	}
	return n
}

// names are the contracts as SOURCE:NAME, in order.
func (o *compilerOutput) names() []string {
	names := []string{}
	for s, in := range o.Contracts {
		for name := range in {
			names = append(names, s+":"+name)
		}
	}
	slices.Sort(names)
	return names
}

// print prints the complaints in the compiler's own form; on a terminal in
// colours.
func (o *compilerOutput) print(w io.Writer) {
	styles := map[string]lipgloss.Style{"error": bad, "warning": warn, "info": faint}
	p := printer{w: w, colour: isTerminal(w)}
	for _, e := range o.Errors {
		text := e.Formatted
		if text == "" {
			text = e.Message
		}
		kind, rest, ok := strings.Cut(text, ":")
		if style, known := styles[e.Severity]; ok && known {
			text = p.style(style, kind+":") + rest
		}
		fmt.Fprintln(w, strings.TrimRight(text, "\n"))
		fmt.Fprintln(w)
	}
}
