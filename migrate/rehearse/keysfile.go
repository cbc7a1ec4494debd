package rehearse

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/migrate/statetree"
	"github.com/novation-dev/novation/registry"
)

// keysFile writes keys as a contract.KeysFile, with every mapping named, so that
// no others are searched for. It holds them all in memory: a hundred bytes each.
func keysFile(ctx context.Context, l *layout.Layout, keys *statetree.KeySet) ([]byte, error) {
	counts, err := keys.Counts(ctx)
	if err != nil {
		return nil, err
	}
	shapes, err := statetree.Shapes(l)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	out.WriteString("{")
	for i, pattern := range slices.Sorted(maps.Keys(counts)) {
		if i > 0 {
			out.WriteString(",\n")
		}
		fmt.Fprintf(&out, "%s: [", quote(pattern))
		first := true
		for tuple, err := range keys.Tuples(ctx, pattern) {
			if err != nil {
				return nil, fmt.Errorf("writing the keys of %s: %w", pattern, err)
			}
			types, err := keyTypes(shapes, pattern, len(tuple))
			if err != nil {
				return nil, err
			}
			texts := make([]string, len(tuple))
			for j, k := range tuple {
				texts[j] = quote(statetree.Format(l, types[j], k))
			}
			if !first {
				out.WriteString(",")
			}
			first = false
			out.WriteString("[" + strings.Join(texts, ",") + "]")
		}
		out.WriteString("]")
	}
	out.WriteString("}\n")
	return out.Bytes(), nil
}

// keyTypes are the types of the n keys on the way to a mapping's elements.
func keyTypes(shapes []statetree.Shape, pattern string, n int) ([]string, error) {
	for _, s := range shapes {
		if strings.HasPrefix(s.Pattern, pattern) && len(s.KeyTypes) >= n {
			return s.KeyTypes[:n], nil
		}
	}
	return nil, fmt.Errorf("there are keys of %q, which the layout does not have: %w", pattern, registry.ErrInvalid)
}

func quote(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		panic(err) // a string
	}
	return string(b)
}

func contains(s, part string) bool { return strings.Contains(s, part) }

func selector(sig string) []byte { return crypto.Keccak256([]byte(sig))[:4] }
