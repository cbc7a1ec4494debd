package cases

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/plugins/wire"
)

// A Reader reads cases for one release.
type Reader struct {
	// Schema is that of the release.
	Schema *schema.Schema
	// Previous is the schema that up reads and down writes. Nil means that cases
	// with these operations are errors.
	Previous *schema.Schema
	// References are the tables that every request gets.
	References []abi.Reference
}

// Load reads the cases of a release that converts nothing and has no reference
// data: see [Reader.Load].
func Load(dir fs.FS, s *schema.Schema) ([]Case, error) { return Reader{Schema: s}.Load(dir) }

// Load reads every file below dir that ends in .yaml, in the order of their
// paths. Its errors are those of the file system, or an [*Error].
func (r Reader) Load(dir fs.FS) ([]Case, error) {
	var all []Case
	err := fs.WalkDir(dir, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".yaml" {
			return err
		}
		b, err := fs.ReadFile(dir, name)
		if err != nil {
			return err
		}
		cases, err := (&reading{Reader: r, dir: dir, file: name}).cases(b)
		all = append(all, cases...)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading cases: %w", err)
	}
	return all, nil
}

// A reading is that of one file.
type reading struct {
	Reader
	dir  fs.FS
	file string
}

func (r *reading) cases(b []byte) (all []Case, err error) {
	f, err := parser.ParseBytes(b, 0)
	if err != nil {
		return nil, r.explain(nil, err)
	}
	for _, doc := range f.Docs {
		if doc.Body == nil || doc.Body.Type() == ast.CommentType || doc.Body.Type() == ast.NullType {
			continue
		}
		c, err := r.one(doc.Body)
		if err != nil {
			return nil, err
		}
		if c.Name == "" {
			c.Name = strings.TrimSuffix(r.file, ".yaml")
			if len(f.Docs) > 1 {
				c.Name += fmt.Sprintf(" line %d", c.Line)
			}
		}
		all = append(all, c)
	}
	return all, nil
}

func (r *reading) one(body ast.Node) (Case, error) {
	var f form
	if err := yaml.NodeToValue(body, &f, yaml.Strict()); err != nil {
		return Case{}, r.explain(body, err)
	}
	places := stepPlaces(body)
	forms := []stepForm{f.Top}
	if f.Steps != nil {
		if t := f.Top; t.Op != "" || t.Command != nil || t.Expect != nil {
			return Case{}, r.at(body, "a case with steps has op, command and expect in them, not beside them")
		}
		if len(f.Steps) == 0 {
			return Case{}, r.at(body, "steps is empty")
		}
		forms = f.Steps
		if forms[0].State == nil {
			forms[0].State = f.Top.State
		}
		if forms[0].Sequence == 0 {
			forms[0].Sequence = f.Top.Sequence
		}
	}
	c := Case{Name: f.Name, File: r.file, Line: places[0].GetToken().Position.Line}
	before := f.Top
	for i, s := range forms {
		if i > 0 {
			before.Time = forms[i-1].Time
		}
		forms[i] = s.over(before)
		place := places[0]
		if len(places) > i+1 {
			place = places[i+1]
		}
		step, err := r.step(place, forms[i])
		if err != nil {
			return Case{}, err
		}
		step.Carried, step.Line = i > 0 && s.State == nil, position(place).Line
		c.Steps = append(c.Steps, step)
	}
	return c, nil
}

// stepPlaces returns the first key of a case, and the nodes of its steps.
func stepPlaces(body ast.Node) []ast.Node {
	places := []ast.Node{body}
	m, ok := body.(ast.MapNode)
	if !ok {
		return places
	}
	it := m.MapRange()
	for first := true; it.Next(); first = false {
		if first {
			places[0] = it.Key()
		}
		if steps, ok := it.Value().(ast.ArrayNode); ok && it.Key().GetToken().Value == "steps" {
			for s := steps.ArrayRange(); s.Next(); {
				places = append(places, s.Value())
			}
		}
	}
	return places
}

func (r *reading) step(place ast.Node, f stepForm) (s Step, err error) {
	op, ok := ops[f.Op]
	if !ok {
		return s, r.at(place, "the operation %q is not known: want apply, up, down or check", f.Op)
	}
	if op != abi.Apply && f.Command != nil {
		return s, r.at(f.Command, "only apply has a command")
	}
	if r.Previous == nil && (op == abi.Up || op == abi.Down) {
		return s, r.at(place, "%s converts from or to the schema of the release before, which is not known here: give `novation test` the flag --previous", f.Op)
	}
	s.Op = op
	q := &s.Request
	q.Sequence, q.Parties = f.Sequence, f.Parties
	if f.Actor != nil {
		q.Actor = *f.Actor
	}
	given, answered := r.Schema, r.Schema
	switch op {
	case abi.Up:
		given = r.Previous
	case abi.Down:
		answered = r.Previous
	default:
	}
	if q.State, err = r.encoded(f.State, given.State()); err != nil {
		return s, err
	}
	if q.Command, err = r.encoded(f.Command, r.Schema.Command()); err != nil {
		return s, err
	}
	if q.Time, err = r.time(f.Time); err != nil {
		return s, err
	}
	if f.Seed != nil {
		if q.Seed, err = hex.DecodeString(*f.Seed); err != nil {
			return s, r.at(place, "seed %q is not hexadecimal", *f.Seed)
		}
	}
	if q.References, err = r.references(place, f.References); err != nil {
		return s, err
	}
	if err := q.Validate(); err != nil {
		return s, r.at(place, "%v", err)
	}
	s.Expect, err = r.expect(f.Expect, op, answered.State())
	return s, err
}

// encoded returns the canonical bytes of a message; nothing when it is not
// given.
func (r *reading) encoded(n ast.Node, md protoreflect.MessageDescriptor) ([]byte, error) {
	if n == nil {
		return nil, nil
	}
	m, err := r.message(n, md, "", 1)
	if err != nil {
		return nil, err
	}
	b, err := wire.Encode(m)
	if err != nil {
		return nil, r.at(n, "%v", err)
	}
	return b, nil
}

func (r *reading) time(n ast.Node) (int64, error) {
	if n == nil {
		return 0, nil
	}
	text := n.GetToken().Value
	if sec, err := strconv.ParseInt(text, 10, 64); err == nil {
		return sec, nil
	}
	t, err := time.Parse(time.RFC3339, text)
	if err != nil || t.Nanosecond() != 0 {
		return 0, r.at(n, "time %q: want unix seconds, or a time such as 2026-03-02T09:00:00Z", text)
	}
	return t.Unix(), nil
}

// references returns the tables of the release with those of a case in their
// place, in order.
func (r *reading) references(place ast.Node, own map[string]referenceForm) ([]abi.Reference, error) {
	all := slices.Clone(r.References)
	for name, f := range own {
		data := []byte(f.Text)
		if f.File != "" {
			var err error
			if data, err = fs.ReadFile(r.dir, path.Join(path.Dir(r.file), f.File)); err != nil {
				return nil, r.at(place, "reference %s: %v", name, err)
			}
		}
		all = slices.DeleteFunc(all, func(a abi.Reference) bool { return a.Name == name })
		all = append(all, abi.Reference{Name: name, Data: data})
	}
	slices.SortFunc(all, func(a, b abi.Reference) int { return strings.Compare(a.Name, b.Name) })
	return all, nil
}

// explain names the place that the YAML library complains about.
func (r *reading) explain(n ast.Node, err error) error {
	e := &Error{File: r.file, Reason: err.Error()}
	if n != nil {
		e.Line, e.Column = position(n).Line, position(n).Column
	}
	if y, ok := errors.AsType[yaml.Error](err); ok {
		e.Reason = y.GetMessage()
		if t := y.GetToken(); t != nil && t.Position != nil {
			e.Line, e.Column = t.Position.Line, t.Position.Column
		}
	}
	return e
}

// at is a complaint about n.
func (r *reading) at(n ast.Node, format string, a ...any) error {
	p := position(n)
	return &Error{File: r.file, Line: p.Line, Column: p.Column, Reason: fmt.Sprintf(format, a...)}
}
