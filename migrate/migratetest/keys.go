package migratetest

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/novation-dev/novation/migrate/statetree"
	"github.com/novation-dev/novation/registry"
)

// KeySet reads the subject's keys file, for tests that stand below the planner.
// The caller closes it.
func KeySet(s *Subject, dir string) (*statetree.KeySet, error) {
	var file map[string][]any
	if err := json.Unmarshal(s.Keys, &file); err != nil {
		return nil, err
	}
	shapes, err := statetree.Shapes(s.From.Layout)
	if err != nil {
		return nil, err
	}
	set, err := statetree.NewKeySet(s.From.Layout, dir)
	if err != nil {
		return nil, err
	}
	for pattern, tuples := range file {
		for _, tuple := range tuples {
			if err := add(set, s, shapes, pattern, tuple); err != nil {
				_ = set.Close()
				return nil, fmt.Errorf("keys of %s: %w", pattern, err)
			}
		}
	}
	return set, nil
}

func add(set *statetree.KeySet, s *Subject, shapes []statetree.Shape, pattern string, tuple any) error {
	texts, many := tuple.([]any)
	if !many {
		texts = []any{tuple}
	}
	for _, shape := range shapes {
		if !strings.HasPrefix(shape.Pattern, pattern) || len(shape.KeyTypes) < len(texts) {
			continue
		}
		var keys []statetree.Value
		for i, t := range texts {
			v, err := statetree.ParseValue(s.From.Layout, shape.KeyTypes[i], t.(string))
			if err != nil {
				return err
			}
			keys = append(keys, v)
		}
		return set.Add(pattern, keys)
	}
	return fmt.Errorf("no such mapping in the layout: %w", registry.ErrNotFound)
}
