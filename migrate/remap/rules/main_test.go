package rules_test

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/novation-dev/novation/contracts/layout"
	"github.com/novation-dev/novation/migrate/remap"
	"github.com/novation-dev/novation/migrate/remap/rules"
	"github.com/novation-dev/novation/migrate/statetree"
	"github.com/novation-dev/novation/plugins"
)

// engine serves all tests: the rules take a second to compile.
var engine *plugins.Engine

func TestMain(m *testing.M) { os.Exit(run(m)) }

func run(m *testing.M) int {
	ctx := context.Background()
	var err error
	if engine, err = plugins.NewEngine(ctx, plugins.Config{}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer engine.Close(ctx)
	return m.Run()
}

// load loads the rules of the example.
func load(tb testing.TB, from, to *layout.Layout) *rules.Computer {
	tb.Helper()
	c, err := rules.Load(tb.Context(), engine, dealsModule(tb), from, to)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := c.Close(); err != nil {
			tb.Error(err)
		}
	})
	return c
}

// example is the migration of the example, there and back.
type example struct {
	from, to    *layout.Layout
	there, back *remap.Mapping
}

func newExample(tb testing.TB) example {
	tb.Helper()
	e := example{from: artefact(tb, "Deals").Layout, to: artefact(tb, "DealsV2").Layout}
	var err error
	if e.there, err = remap.New(e.from, e.to, mapOf(tb)); err != nil {
		tb.Fatal(err)
	}
	if e.back, err = e.there.Inverse(); err != nil {
		tb.Fatal(err)
	}
	return e
}

func mapOf(tb testing.TB) (m remap.Map) {
	tb.Helper()
	b, err := os.ReadFile("testdata/map.json")
	if err == nil {
		err = json.Unmarshal(b, &m)
	}
	if err != nil {
		tb.Fatal(err)
	}
	return m
}

// state reads lines "path = value".
func state(l *layout.Layout, lines ...string) iter.Seq2[statetree.Field, error] {
	return func(yield func(statetree.Field, error) bool) {
		tree, err := statetree.New(l)
		for _, line := range lines {
			path, value, _ := strings.Cut(line, " = ")
			var p statetree.Path
			var f statetree.Field
			if err == nil {
				p, err = tree.Parse(path)
			}
			if err == nil {
				f, err = tree.Locate(p)
			}
			if err == nil {
				f.Value, err = statetree.ParseValue(l, f.Type, value)
			}
			if !yield(f, err) || err != nil {
				return
			}
		}
	}
}

// lines is the other way round, sorted and without what is zero.
func lines(l *layout.Layout, fields iter.Seq2[statetree.Field, error]) (out []string, err error) {
	for f, err := range fields {
		if err != nil {
			return nil, err
		}
		if !f.Value.IsZero() {
			out = append(out, f.Path.String()+" = "+statetree.Format(l, f.Type, f.Value))
		}
	}
	slices.Sort(out)
	return out, nil
}

func newValues(n int) []statetree.Value { return make([]statetree.Value, n) }
