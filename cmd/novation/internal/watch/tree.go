package watch

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"charm.land/lipgloss/v2"
	"charm.land/lipgloss/v2/tree"

	"github.com/novation-dev/novation/pod/upgrade"
	"github.com/novation-dev/novation/registry/change"
)

// A Style says how a tree looks.
type Style struct {
	// Width is that of the terminal, in cells; 0 means 80.
	Width int
	// Colour marks what is done, waits and hinders in colours too.
	Colour bool
}

// The marks of what is done, what waits and what hinders.
const (
	done    = "✓"
	waits   = "·"
	hinders = "✗"
)

var colours = map[string]lipgloss.Style{
	done:    lipgloss.NewStyle().Foreground(lipgloss.Color("2")),
	waits:   lipgloss.NewStyle().Faint(true),
	hinders: lipgloss.NewStyle().Foreground(lipgloss.Color("1")).Bold(true),
}

// indent is how far each level of a tree is from the one above it.
const indent = 4

// leaf renders one line of a branch, with a mark before it, wrapped to the width.
func (st Style) leaf(mark, format string, a ...any) string {
	text := lipgloss.Wrap(fmt.Sprintf(format, a...), max(st.Width-2*indent-2, 20), "")
	text = strings.ReplaceAll(text, "\n", "\n  ")
	if st.Colour {
		mark = colours[mark].Render(mark)
	}
	return mark + " " + text
}

// Tree draws where a change stands at a time: who has approved, who is ready,
// what it waits for, and what is due when.
func (s *Snapshot) Tree(now time.Time, st Style) string {
	if st.Width <= 0 {
		st.Width = 80
	}
	c := &s.Change
	head := fmt.Sprintf("%s  %s  %s", c.Hash[:min(10, len(c.Hash))], Move(c), s.stands())
	t := tree.Root(lipgloss.Wrap(head, max(st.Width, 20), ""))
	for _, b := range []struct {
		title  string
		leaves []string
	}{
		{fmt.Sprintf("approved by %d of %d", len(c.Approved), c.Needed), s.approvals(st)},
		{fmt.Sprintf("pods ready %d of %d", len(c.Vetted), c.Readiness), s.pods(st)},
		{"contracts that move", s.moves(st)},
		{"waits for", s.blockers(st)},
		{"due", s.due(now, st)},
	} {
		if len(b.leaves) == 0 {
			continue
		}
		branch := tree.Root(b.title)
		for _, l := range b.leaves {
			branch.Child(l)
		}
		t.Child(branch)
	}
	return t.String()
}

// stands says in words what became of the change.
func (s *Snapshot) stands() string {
	c := &s.Change
	switch c.Status {
	case change.Activated:
		return fmt.Sprintf("activated, epoch %d", c.Epoch)
	case change.Reverted:
		return fmt.Sprintf("reverted, epoch %d", c.RevertEpoch)
	default:
		return string(c.Status)
	}
}

// approvals has a line for every member: what it thinks, and why.
func (s *Snapshot) approvals(st Style) (all []string) {
	c := &s.Change
	for _, m := range s.Members {
		mark, text := waits, "has not voted"
		switch {
		case slices.Contains(c.Approved, m.ID):
			mark, text = done, "approved"
		case slices.Contains(c.Rejected, m.ID):
			mark, text = hinders, "rejects it"
		}
		if mark == waits && slices.Contains(c.Required, m.ID) {
			text += ", and must"
		}
		if why := s.words(m.ID); why != "" {
			text += ": " + why
		}
		all = append(all, st.leaf(mark, "%s %s", m.ID, text))
	}
	if c.FellAway != "" {
		all = append(all, st.leaf(hinders, "%s", c.FellAway))
	}
	return all
}

// pods has a line for every pod: how far it is, and what stops it.
func (s *Snapshot) pods(st Style) (all []string) {
	for _, m := range s.Members {
		p, asked := s.Pods[m.ID]
		mark, text := waits, "has not vetted"
		if slices.Contains(s.Change.Vetted, m.ID) {
			mark, text = done, "vetted"
		}
		switch {
		case asked && p.Stage == upgrade.Switched:
			mark, text = done, "switched"
		case asked && mark == waits && p.Stage != "" && p.Stage != upgrade.Vetted:
			text = string(p.Stage)
		}
		if asked && p.Error != "" {
			mark, text = hinders, text+", and stops: "+p.Error
		}
		all = append(all, st.leaf(mark, "%s %s", m.ID, text))
	}
	if s.Silent != "" {
		all = append(all, st.leaf(hinders, "the pod that is asked does not answer: %s", s.Silent))
	}
	return all
}

// moves has a line for every migration of the change.
func (s *Snapshot) moves(st Style) (all []string) {
	for _, m := range s.Change.Moves {
		mark, text := waits, fmt.Sprintf("%s %s, %d of %d entries written", m.Contract, m.Phase, m.Loaded, m.Eager)
		if m.Deferred > 0 {
			text += fmt.Sprintf(", %d of %d drained", m.Drained, m.Deferred)
		}
		switch {
		case m.Error != "":
			mark, text = hinders, text+": "+m.Error
		case m.Settled == s.Change.Status:
			mark = done
		case m.Waits != "":
			text += "; it waits: " + m.Waits
		}
		all = append(all, st.leaf(mark, "%s", text))
	}
	return all
}

// blockers has a line for everything that the change waits for.
func (s *Snapshot) blockers(st Style) (all []string) {
	for _, w := range s.Change.Waits {
		all = append(all, st.leaf(waits, "%s", w))
	}
	if p := s.Change.Pause; p != nil {
		all = append(all, st.leaf(hinders, "%s has paused activations: %s", p.By, s.Change.Words(p.Reason)))
	}
	return all
}

// due has a line for every second that is still to come.
func (s *Snapshot) due(now time.Time, st Style) (all []string) {
	for _, d := range s.Change.Deadlines {
		at := time.Unix(int64(d.At), 0).UTC()
		if left := at.Sub(now); left >= 0 {
			all = append(all, st.leaf(waits, "%s in %s, at %s", d.What, Left(left), at.Format("2006-01-02 15:04:05 UTC")))
		}
	}
	return all
}

// Left renders a time that is left, in its two largest units.
func Left(d time.Duration) string {
	s := int64(d / time.Second)
	switch {
	case s >= 86400:
		return fmt.Sprintf("%dd %02dh", s/86400, s%86400/3600)
	case s >= 3600:
		return fmt.Sprintf("%dh %02dm", s/3600, s%3600/60)
	default:
		return fmt.Sprintf("%dm %02ds", s/60, s%60)
	}
}
