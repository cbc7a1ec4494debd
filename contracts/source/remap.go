package source

import (
	"fmt"
	"slices"
	"strings"

	"github.com/novation-dev/novation/registry"
)

// A Remapping replaces the beginning of import paths.
type Remapping struct {
	// Context is the beginning of the names of the sources whose imports are
	// meant; "" means all.
	Context string
	// Prefix is replaced by Target. It is not empty.
	Prefix, Target string
}

// ParseRemapping reads "context:prefix=target", where context and its colon may
// be absent. Anything else matches [registry.ErrInvalid].
func ParseRemapping(text string) (Remapping, error) {
	key, target, ok := strings.Cut(text, "=")
	context, prefix, scoped := strings.Cut(key, ":")
	if !scoped {
		context, prefix = "", key
	}
	if !ok || prefix == "" || target == "" || strings.ContainsAny(text, "\n\x00") {
		return Remapping{}, fmt.Errorf("%q is no remapping: want prefix=target or context:prefix=target: %w", text, registry.ErrInvalid)
	}
	return Remapping{Context: context, Prefix: prefix, Target: target}, nil
}

// String is the form that the compiler reads.
func (r Remapping) String() string {
	if r.Context == "" {
		return r.Prefix + "=" + r.Target
	}
	return r.Context + ":" + r.Prefix + "=" + r.Target
}

// remap applies the remapping with the longest context, of these the one with
// the longest prefix, of these the last; once, as the compiler does, so that
// remappings cannot go round in circles.
func remap(rules []Remapping, importer, path string) string {
	best := -1
	for i, r := range rules {
		if !strings.HasPrefix(importer, r.Context) || !strings.HasPrefix(path, r.Prefix) {
			continue
		}
		if best >= 0 {
			b := rules[best]
			if len(r.Context) < len(b.Context) || len(r.Context) == len(b.Context) && len(r.Prefix) < len(b.Prefix) {
				continue
			}
		}
		best = i
	}
	if best < 0 {
		return path
	}
	return rules[best].Target + path[len(rules[best].Prefix):]
}

// firstOf keeps the first of several remappings of the same paths.
func firstOf(rules []Remapping) []Remapping {
	seen := map[Remapping]bool{}
	return slices.DeleteFunc(rules, func(r Remapping) bool {
		r.Target = ""
		again := seen[r]
		seen[r] = true
		return again
	})
}

// absolute returns the name that an import path stands for in the source
// importer, before remappings: a path that begins with a dot goes on from the
// importer's folder, and cannot leave the topmost one.
func absolute(importer, path string) string {
	if first, _, _ := strings.Cut(path, "/"); first != "." && first != ".." {
		return path
	}
	at := strings.Split(importer, "/")
	at = at[:len(at)-1]
	for part := range strings.SplitSeq(path, "/") {
		switch part {
		case "", ".":
		case "..":
			at = at[:max(0, len(at)-1)]
		default:
			at = append(at, part)
		}
	}
	return strings.Join(at, "/")
}
