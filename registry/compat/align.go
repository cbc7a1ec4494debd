package compat

import "slices"

// The kinds of operations that lead from one list of variables to another. The
// words are those of OpenZeppelin's tool.
const (
	opAppend      = "append"
	opInsert      = "insert"
	opDelete      = "delete"
	opRename      = "rename"
	opReplace     = "replace"
	opTypeChange  = "typechange"
	opLayout      = "layoutchange"
	opFinishGap   = "finishgap"
	opShrinkGap   = "shrinkgap"
	opNoNamespace = "delete-namespace"
)

// What an operation costs. To append costs nothing: lists grow at the end.
const (
	costChange = 3
	costInsert = 2
	costDelete = 2
	costLayout = 1
	costType   = 1
	costFinish = 1
	costShrink = 0
)

// A step is one operation between two lists. From and to are indices; that of
// the list in which there is nothing is -1.
type step struct {
	kind     string
	from, to int
}

// align returns the cheapest operations that make a list of m out of one of n.
// change tells what makes one element another, "" when they are the same, and
// what that costs. Of ways that cost the same it takes the one with the latest
// change, then the latest insertion: which of them is reported must not depend
// on anything else.
//
// Everything beyond the length of the old list counts as appended, wherever it
// stands. Whether something lies on a variable that was there before has to be
// asked apart.
func align(n, m int, change func(i, j int) (kind string, cost int)) []step {
	const (
		isChange = iota
		isInsert
		isDelete
	)
	width := m + 1
	cost := make([]int32, (n+1)*width)
	how := make([]uint8, (n+1)*width)
	insert := func(j int) int32 {
		if j > n {
			return 0
		}
		return costInsert
	}
	for j := 1; j <= m; j++ {
		cost[j], how[j] = cost[j-1]+insert(j), isInsert
	}
	for i := 1; i <= n; i++ {
		row := i * width
		cost[row], how[row] = cost[row-width]+costDelete, isDelete
		for j := 1; j <= m; j++ {
			_, c := change(i-1, j-1)
			best, by := cost[row-width+j-1]+int32(c), uint8(isChange)
			if c := cost[row+j-1] + insert(j); c < best {
				best, by = c, isInsert
			}
			if c := cost[row-width+j] + costDelete; c < best {
				best, by = c, isDelete
			}
			cost[row+j], how[row+j] = best, by
		}
	}
	var out []step
	for i, j := n, m; i > 0 || j > 0; {
		switch how[i*width+j] {
		case isChange:
			i, j = i-1, j-1
			if kind, _ := change(i, j); kind != "" {
				out = append(out, step{kind, i, j})
			}
		case isInsert:
			kind := opInsert
			if j > n {
				kind = opAppend
			}
			j--
			out = append(out, step{kind, -1, j})
		case isDelete:
			i--
			out = append(out, step{opDelete, i, -1})
		}
	}
	slices.Reverse(out)
	return out
}
