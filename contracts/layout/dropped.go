package layout

import (
	"strings"

	"github.com/novation-dev/novation/contracts/ast"
)

// dropped refuses a storage location that stands in the comments before a
// struct and not in the tree: compilers before 0.8.20 do not keep it, and all
// keep only the last comment. previous is where what precedes it ends.
func (r *resolver) dropped(n *ast.Node, previous int) error {
	if _, found := locations(n.Doc()); found {
		return nil
	}
	if inComments(r.p.Before(n, previous), "@custom:storage-location") {
		return r.bad(n, "struct %s has a storage location in a comment that the compiler dropped: use Solidity 0.8.20 or later, and put it into the last comment before the struct", n.Name())
	}
	return nil
}

// inComments reports whether a word is in a NatSpec comment of a text that is
// nothing but comments at its end.
func inComments(text []byte, word string) bool {
	s := string(text)
	if !strings.Contains(s, word) {
		return false
	}
	for s != "" {
		switch {
		case strings.HasPrefix(s, "//"):
			line, rest, _ := strings.Cut(s, "\n")
			if strings.HasPrefix(line, "///") && strings.Contains(line, word) {
				return true
			}
			s = rest
		case strings.HasPrefix(s, "/*"):
			body, rest, _ := strings.Cut(s[2:], "*/")
			if strings.HasPrefix(body, "*") && strings.Contains(body, word) {
				return true
			}
			s = rest
		default:
			s = s[1:]
		}
	}
	return false
}

// unseen refuses a contract that looks as if it had namespaces when neither the
// tree nor a text can tell: one of a compiler that may drop the comments of
// structs, with a struct that is no part of the state and that functions still
// reach in storage. It is called when all types are known.
func (r *resolver) unseen(bases []*ast.Node) error {
	var reached map[int64]bool
	for _, contract := range bases {
		// Since 0.8.21 the tree has the events that a contract uses.
		if contract.Has("usedEvents") || r.p.Text(contract) != nil {
			continue
		}
		for _, n := range contract.List("nodes") {
			if n == nil || n.Type != "StructDefinition" || n.Doc() != "" {
				continue
			}
			name, err := r.declared(n, n)
			if err != nil {
				return err
			}
			if reached == nil {
				reached = inStoragePointers(bases)
			}
			if _, known := r.types[name.key]; !known && reached[n.ID] {
				return r.bad(n, "struct %s is reached in storage and no variable has it: whether it is a namespace only its comment tells, and neither the compiler kept that nor is the source here. Give the source too, or use Solidity 0.8.21 or later", n.Name())
			}
		}
	}
	return nil
}

// inStoragePointers returns the declarations that parameters and local
// variables point at in storage.
func inStoragePointers(contracts []*ast.Node) map[int64]bool {
	out := map[int64]bool{}
	for _, c := range contracts {
		c.Walk(func(n *ast.Node) bool {
			if n.Type == "VariableDeclaration" && n.Str("storageLocation") == "storage" {
				if id, ok := n.Child("typeName").Int("referencedDeclaration"); ok {
					out[id] = true
				}
			}
			return true
		})
	}
	return out
}
