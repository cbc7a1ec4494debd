package command

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/novation-dev/novation/pod/fleet"
)

// viewFleet shows a table of pods and releases for each line, then what differs,
// then the own records.
func viewFleet(w io.Writer, r *fleet.Report) {
	fmt.Fprintf(w, "the fleet as the pod of %s sees it\n", r.Member)
	viewPods(w, r)
	for _, p := range r.Pods {
		if p.Member != r.Member || p.Statement == nil {
			continue
		}
		for i := range p.Statement.Lines {
			viewLine(w, r, &p.Statement.Lines[i])
		}
	}
	for i := range r.Pods {
		viewDifferences(w, &r.Pods[i])
	}
	viewHeld(w, r)
}

func viewPods(w io.Writer, r *fleet.Report) {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	defer tw.Flush()
	fmt.Fprintln(tw, "POD\tIS\tBUILD\tHOST ABI\tFOLLOWED TO")
	for _, p := range r.Pods {
		if p.Statement == nil {
			fmt.Fprintf(tw, "%s\t%s\t-\t-\t-\n", p.Member, podWord(&p))
			continue
		}
		s := p.Statement
		fmt.Fprintf(tw, "%s\t%s\t%s\t%d-%d\tblock %d\n", p.Member, podWord(&p), s.Build, s.HostABI.Min, s.HostABI.Max, s.Block)
	}
}

func podWord(p *fleet.Pod) string {
	switch {
	case p.Older:
		return "of an older version, which tells nothing"
	case !p.Reached && p.Seen == 0:
		return "not reached, never seen"
	case !p.Reached:
		return "not reached, last seen " + clock(uint64(p.Seen))
	case p.Statement.Quarantined:
		return "in quarantine"
	}
	return "running"
}

// viewLine shows how far each pod is with each release of a line.
func viewLine(w io.Writer, r *fleet.Report, own *fleet.Line) {
	fmt.Fprintf(w, "\n%s: active %s, epoch %d\n", own.Name, orNone(own.Active), own.Epoch)
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	defer tw.Flush()
	row := []string{"POD"}
	for _, rel := range own.Releases {
		row = append(row, rel.Version)
	}
	fmt.Fprintln(tw, strings.Join(row, "\t"))
	for _, p := range r.Pods {
		row = []string{p.Member}
		for _, rel := range own.Releases {
			row = append(row, cell(&p, own.Name, rel.Version))
		}
		fmt.Fprintln(tw, strings.Join(row, "\t"))
	}
}

// cell says how far a pod is with a release. What it said last, and may not be so
// any more, stands in brackets.
func cell(p *fleet.Pod, line, version string) string {
	if p.Statement == nil {
		return "?"
	}
	out := "-"
	if l := p.Statement.Line(line); l != nil {
		if rel := l.Release(version); rel != nil {
			out = string(rel.Stage)
			if rel.Open != nil && *rel.Open {
				out += ", open"
			}
			if rel.Why != "" {
				out += " !"
			}
		}
	}
	if !p.Reached {
		return "(" + out + ")"
	}
	return out
}

// viewDifferences says why a pod is not where it should be, and where it differs.
func viewDifferences(w io.Writer, p *fleet.Pod) {
	var lines []string
	if p.Error != "" {
		lines = append(lines, p.Error)
	}
	if p.Statement != nil {
		for _, l := range p.Statement.Lines {
			for _, rel := range l.Releases {
				if rel.Why != "" {
					lines = append(lines, fmt.Sprintf("%s@%s: %s", l.Name, rel.Version, rel.Why))
				}
			}
		}
	}
	for _, d := range p.Differs {
		of := ""
		if d.Line != "" {
			of = d.Line
			if d.Version != "" {
				of += "@" + d.Version
			}
			of += ": "
		}
		lines = append(lines, fmt.Sprintf("%s%s is %s there, %s here", of, d.Field, orNone(d.There), orNone(d.Here)))
	}
	if len(lines) > 0 {
		fmt.Fprintf(w, "\n%s\n  %s\n", p.Member, strings.Join(lines, "\n  "))
	}
}

func viewHeld(w io.Writer, r *fleet.Report) {
	told := "nobody else is told"
	if r.TellsOpen {
		told = "others are told where some are open, not how many"
	}
	fmt.Fprintf(w, "\nrecords of %s (%s)\n", r.Member, told)
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	defer tw.Flush()
	fmt.Fprintln(tw, "RELEASE\tIS\tOPEN\tPINNED\tCLOSED\tKEPT UNTIL")
	for _, h := range r.Held {
		kept := "-"
		if h.Retained > 0 {
			kept = clock(uint64(h.Retained))
		}
		fmt.Fprintf(tw, "%s@%s\t%s\t%d\t%d\t%d\t%s\n", h.Line, h.Version, h.Life, h.Open, h.Pinned, h.Closed, kept)
	}
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}
