package main

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/novation-dev/novation/registry/compat"
)

// areas are the parts of the index, in order.
var areas = []struct {
	area compat.Area
	text string
}{
	{compat.AreaSchema, "State and commands"},
	{compat.AreaABI, "The interface of contracts"},
	{compat.AreaStorage, "Storage behind a proxy"},
	{compat.AreaSafety, "Code behind a proxy"},
	{compat.AreaRelease, "The rest of a release"},
}

const intro = `# Findings

What ` + "`novation check`" + ` and ` + "`novation diff`" + ` report, one page for each code. A code never changes its meaning.

The level is the smallest version bump that may carry the change: *patch*, *minor*, *major*. What is *unsafe* is carried by no
version: the new code would misread or lose the state behind the proxy. It takes another contract and a migration, or an allowance
with a reason.
`

// findings returns a page for each rule, and an index.
func findings(rules []compat.Rule) map[string][]byte {
	all := map[string][]byte{}
	var index bytes.Buffer
	index.WriteString(intro)
	for _, a := range areas {
		fmt.Fprintf(&index, "\n## %s\n\n| code | level | kind | what |\n|---|---|---|---|\n", a.text)
		for _, r := range rules {
			if r.Area == a.area {
				fmt.Fprintf(&index, "| [%s](%s.md) | %s | `%s` | %s |\n", r.Code, r.Code, r.Level, r.Kind, r.Title)
			}
		}
	}
	all["README.md"] = index.Bytes()
	for _, r := range rules {
		all[r.Code+".md"] = page(r)
	}
	return all
}

func page(r compat.Rule) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# %s: %s\n\n", r.Code, r.Title)
	fmt.Fprintf(&b, "Level **%s**, area %s, kind `%s`. [All findings](README.md).\n", r.Level, r.Area, r.Kind)
	fmt.Fprintf(&b, "\n## Why it matters\n\n%s\n\n## What to do\n\n%s\n", sentence(r.Why), sentence(r.Do))
	snippet(&b, "Before", r.Example.Before)
	snippet(&b, "It is found in", r.Example.Fires)
	snippet(&b, "It is not found in", r.Example.Quiet)
	return b.Bytes()
}

func snippet(b *bytes.Buffer, title, code string) {
	if code = strings.Trim(code, "\n"); code != "" {
		fmt.Fprintf(b, "\n## %s\n\n```\n%s\n```\n", title, code)
	}
}

// sentence makes a sentence of a text that begins and ends like a part of one.
func sentence(s string) string {
	if s == "" {
		return ""
	}
	s = strings.ToUpper(s[:1]) + s[1:]
	if !strings.HasSuffix(s, ".") {
		s += "."
	}
	return s
}
