package compat

import (
	"strings"

	"github.com/novation-dev/novation/contracts/layout"
)

// misread reports whether OpenZeppelin's tool takes a part of a type's name for
// punctuation. The compiler writes t_enum$_E_$5 for the enum E; the tool makes
// parentheses of $_ and _$ wherever what follows allows it, which for _E does
// not give t_enum(_E)5.
func misread(t layout.Type) bool {
	name := t.Name[strings.LastIndexByte(t.Name, '.')+1:]
	if !strings.ContainsAny(name, "_$") {
		return false
	}
	return punctuate("t_enum$_"+name+"_$5") != "t_enum("+name+")5"
}

func punctuate(s string) string {
	signs := []struct{ from, to string }{{"$_", "("}, {"_$_", ","}, {"_$", ")"}}
	// ends says of each place that any number of signs may follow, and then
	// something that cannot be part of one.
	ends := make([]bool, len(s)+1)
	for i := len(s); i >= 0; i-- {
		ends[i] = i == len(s) || s[i] != '_' && s[i] != '$'
		for _, sign := range signs {
			ends[i] = ends[i] || strings.HasPrefix(s[i:], sign.from) && ends[i+len(sign.from)]
		}
	}
	var b strings.Builder
next:
	for i := 0; i < len(s); {
		for _, sign := range signs {
			if n := len(sign.from); strings.HasPrefix(s[i:], sign.from) && ends[i+n] {
				b.WriteString(sign.to)
				i += n
				continue next
			}
		}
		b.WriteByte(s[i])
		i++
	}
	return b.String()
}
