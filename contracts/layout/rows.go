package layout

import "github.com/holiman/uint256"

// A Row is a slot, or several in a row that one variable fills, for a drawing
// or a table.
type Row struct {
	Slot uint256.Int
	// Slots is how many slots the row stands for, at least one.
	Slots uint256.Int
	// Cells fill the row from its low-order end, without holes.
	Cells []Cell
}

// A Cell is a stretch of a slot. The cell of a variable with slots of its own
// has the size of one, whatever is in it.
type Cell struct {
	// Variable is nil for bytes that nobody uses.
	Variable *Variable
	// Offset and Size are in bytes, from the low-order end.
	Offset, Size int
}

// SizeOf returns how many slots a value of a type takes, and for a value that
// shares its slot how many bytes of it; 0 bytes otherwise. The type is a key of
// l.Types; for any other string it returns zeros.
func (l *Layout) SizeOf(typ string) (slots uint256.Int, bytes int) {
	t, ok := l.Types[typ]
	if ok && t.Size > 0 {
		return *uint256.NewInt(1), t.Size
	}
	return t.Slots, 0
}

// Rows arranges variables by slot: l.Storage, l.Transient, or the members of a
// struct, in the order that they have there.
func (l *Layout) Rows(variables []Variable) []Row {
	var rows []Row
	for i := range variables {
		v := &variables[i]
		slots, size := l.SizeOf(v.Type)
		if n := len(rows); size == 0 || n == 0 || !rows[n-1].Slot.Eq(&v.Slot) {
			rows = append(rows, Row{Slot: v.Slot, Slots: slots})
		}
		if size == 0 {
			size = slotSize
		}
		row := &rows[len(rows)-1]
		row.fill(v.Offset)
		row.Cells = append(row.Cells, Cell{v, v.Offset, size})
	}
	for i := range rows {
		rows[i].fill(slotSize)
	}
	return rows
}

// fill adds a cell that nobody uses, up to an offset.
func (r *Row) fill(to int) {
	from := 0
	if n := len(r.Cells); n > 0 {
		from = r.Cells[n-1].Offset + r.Cells[n-1].Size
	}
	if from < to {
		r.Cells = append(r.Cells, Cell{nil, from, to - from})
	}
}
