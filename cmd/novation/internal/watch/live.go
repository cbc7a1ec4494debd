package watch

import (
	"fmt"
	"io"
	"strings"
)

// A Live draws a text on a terminal, each time in the place of the one before.
// Lines must not be wider than the terminal.
type Live struct {
	W io.Writer
	// Height of the terminal, in lines; 0 means that nothing is cut off.
	Height int

	drawn int // lines of what stands there
}

// Draw replaces what was drawn before. What would be higher than the terminal is
// cut off: it could not be replaced.
func (l *Live) Draw(text string) error {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if most := l.Height - 1; l.Height > 2 && len(lines) > most {
		lines = append(lines[:most-1:most-1], fmt.Sprintf("… %d more lines", len(lines)-most+1))
	}
	var b strings.Builder
	if l.drawn > 0 {
		fmt.Fprintf(&b, "\x1b[%dA", l.drawn)
	}
	for _, line := range lines {
		b.WriteString("\r" + line + "\x1b[K\n")
	}
	b.WriteString("\x1b[J")
	l.drawn = len(lines)
	_, err := io.WriteString(l.W, b.String())
	return err
}
