package api

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/novation-dev/novation/registry"
)

// A Row is a record to be created, read from one line of a table.
type Row struct {
	// Number is the line in the file, beginning with 2.
	Number int
	// Parties are the values of the columns without a dot, in order. The first
	// of them creates the record.
	Parties []string
	// Step is the name of the command, "recap"; Command its JSON.
	Step    string
	Command json.RawMessage
	// Contents is the JSON of the command without its name.
	Contents json.RawMessage
}

// Answer returns the command with another name and the same contents, as a
// party gives it that confirms.
func (r *Row) Answer(step string) json.RawMessage {
	b, err := json.Marshal(map[string]json.RawMessage{step: r.Contents})
	if err != nil {
		panic(err) // Contents is JSON
	}
	return b
}

// ReadRows reads a CSV table. The names of its columns are paths into the
// line's command message ("recap.terms.price"); columns without a dot name the
// parties. Empty cells are left out. It fails with [registry.ErrInvalid] and
// names the line.
func ReadRows(r io.Reader) ([]Row, error) {
	c := csv.NewReader(r)
	head, err := c.Read()
	if err != nil {
		return nil, fmt.Errorf("reading the header of the table: %v: %w", err, registry.ErrInvalid)
	}
	var rows []Row
	for number := 2; ; number++ {
		cells, err := c.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, fmt.Errorf("reading line %d of the table: %v: %w", number, err, registry.ErrInvalid)
		}
		row, err := readRow(head, cells)
		if err != nil {
			return nil, fmt.Errorf("line %d of the table: %w", number, err)
		}
		row.Number = number
		rows = append(rows, row)
	}
}

func readRow(head, cells []string) (Row, error) {
	var row Row
	command := map[string]any{}
	for i, name := range head {
		if !strings.Contains(name, ".") {
			row.Parties = append(row.Parties, cells[i])
			continue
		}
		if cells[i] == "" {
			continue
		}
		if err := put(command, name, cells[i]); err != nil {
			return row, err
		}
	}
	if len(row.Parties) == 0 || len(command) != 1 {
		return row, fmt.Errorf("want columns that name the parties, and columns of exactly one command: %w", registry.ErrInvalid)
	}
	for step, contents := range command {
		b, err := json.Marshal(contents)
		if err != nil {
			return row, err
		}
		row.Step, row.Contents = step, b
	}
	row.Command = row.Answer(row.Step)
	return row, nil
}

// put puts a cell at the path that its column names. Two columns must not mean
// the same field, or one a field of the other.
func put(command map[string]any, name, cell string) error {
	steps := strings.Split(name, ".")
	at := command
	for i, step := range steps {
		there, taken := at[step]
		next, isMessage := there.(map[string]any)
		last := i == len(steps)-1
		switch {
		case step == "":
			return fmt.Errorf("column %q: a part of its path is empty: %w", name, registry.ErrInvalid)
		case taken && (last || !isMessage):
			return fmt.Errorf("column %q says again what another column says: %w", name, registry.ErrInvalid)
		case last:
			at[step] = cell
		case !taken:
			next = map[string]any{}
			at[step] = next
		}
		at = next
	}
	return nil
}
