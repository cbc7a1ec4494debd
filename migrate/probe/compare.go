package probe

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/novation-dev/novation/registry"
)

// MaxDifferences bounds how many differences a Comparison lists.
const MaxDifferences = 100

// A Comparison is what two sides answered.
type Comparison struct {
	// Asked questions had the same answer (Same), were refused by both
	// (Refused; Reworded of them in other words), or are Different.
	Asked     uint64 `json:"asked"`
	Same      uint64 `json:"same"`
	Refused   uint64 `json:"refused"`
	Reworded  uint64 `json:"reworded"`
	Different uint64 `json:"different"`
	// Itself counts answers that differ only in the contract's own address,
	// which is another after a move to a new proxy.
	Itself uint64 `json:"itself"`
	// Unserved counts those that a Partial side refused.
	Unserved uint64 `json:"unserved"`
	// Getters has a row for every function that was asked.
	Getters []Row `json:"getters"`
	// Differences are listed up to MaxDifferences.
	Differences []Difference `json:"differences"`
	// Skipped, Gone and New are those of the list.
	Skipped []Skip   `json:"skipped"`
	Gone    []string `json:"gone"`
	New     []string `json:"new"`
}

// A Row counts the questions of one getter.
type Row struct {
	Function  string `json:"function"`
	Asked     uint64 `json:"asked"`
	Different uint64 `json:"different"`
}

// A Difference is a question with two answers.
type Difference struct {
	Function string         `json:"function"`
	Args     []string       `json:"args,omitempty"`
	From     common.Address `json:"from"`
	Before   string         `json:"before"`
	After    string         `json:"after"`
	// Call is what was sent to the old contract, in hex.
	Call string `json:"call"`
}

// OK reports whether everything was asked and nothing differs. Skipped getters
// have a reason of the author's; those that are gone have none.
func (c *Comparison) OK() bool { return c.Different == 0 && len(c.Gone) == 0 }

// Compare asks both sides all questions and compares the answers.
//
// A contract that moved to a new address answers some questions differently for
// that reason alone: what it is called, the separator that it signs under. moved
// is the old contract as it would be at the new address; what it answers like the
// new one counts as Itself. It is nil when there is none.
func (l *List) Compare(ctx context.Context, s Source, before, after Side, moved *Side) (*Comparison, error) {
	if before.After || !after.After || (moved != nil && moved.After) {
		return nil, fmt.Errorf("comparing probes: the first side must be the old contract and the second the new one: %w", registry.ErrInvalid)
	}
	e := explainer{ctx: ctx, was: before.Address, is: after.Address, moved: moved, partial: after.Partial}
	return l.compare(before.Ask(ctx, l.Questions(ctx, s)), after.Ask(ctx, l.Questions(ctx, s)), &e)
}

// An explainer knows reasons for which answers may differ.
type explainer struct {
	ctx     context.Context //nolint:containedctx // of one comparison, which it does not outlive
	was, is common.Address
	moved   *Side
	partial bool
	asked   int
}

// itself reports whether a difference follows from the contract's address alone.
func (e *explainer) itself(b, a Answer) (bool, error) {
	if b.OK && a.OK && e.was != e.is && bytes.Equal(readdress(b.Data, e.was, e.is), a.Data) {
		return true, nil
	}
	if e.asked++; e.moved == nil || e.asked > maxMoved {
		return false, nil
	}
	out, err := e.moved.batch(e.ctx, []Question{b.Question})
	return err == nil && out[0].OK == a.OK && same(out[0], a), err
}

// maxMoved bounds how many differences are held against the old contract at the
// new address. When there are more, the address is not the reason.
const maxMoved = 2000

// CompareAnswers compares answers to the same questions, from wherever. The
// addresses are those of the contract before and after.
func (l *List) CompareAnswers(before, after iter.Seq2[Answer, error], was, is common.Address) (*Comparison, error) {
	return l.compare(before, after, &explainer{was: was, is: is})
}

func (l *List) compare(before, after iter.Seq2[Answer, error], e *explainer) (*Comparison, error) {
	c := &Comparison{
		Getters: []Row{}, Differences: []Difference{},
		Skipped: append([]Skip{}, l.Skipped...), Gone: append([]string{}, l.Gone...), New: append([]string{}, l.New...),
	}
	next, stop := iter.Pull2(after)
	defer stop()
	for b, err := range before {
		if err != nil {
			return nil, err
		}
		a, err, ok := next()
		if err != nil {
			return nil, err
		}
		if !ok || a.Getter != b.Getter || !bytes.Equal(a.Question.Data(false), b.Question.Data(false)) {
			return nil, fmt.Errorf("comparing probes: the two sides were asked different questions: %w", registry.ErrConflict)
		}
		if err := c.count(b, a, e); err != nil {
			return nil, err
		}
	}
	if _, err, ok := next(); ok || err != nil {
		return nil, fmt.Errorf("comparing probes: one side was asked more questions (%v): %w", err, registry.ErrConflict)
	}
	return c, nil
}

func (c *Comparison) count(b, a Answer, e *explainer) error {
	name := b.Getter.Name()
	if n := len(c.Getters); n == 0 || c.Getters[n-1].Function != name {
		c.Getters = append(c.Getters, Row{Function: name})
	}
	row := &c.Getters[len(c.Getters)-1]
	row.Asked++
	c.Asked++
	switch {
	case !b.OK && !a.OK:
		c.Refused++
		if !bytes.Equal(b.Data, a.Data) {
			c.Reworded++
		}
		return nil
	case b.OK && a.OK && same(b, a):
		c.Same++
		return nil
	case b.OK && !a.OK && e.partial:
		c.Unserved++
		return nil
	}
	if explained, err := e.itself(b, a); err != nil || explained {
		c.Itself++
		return err
	}
	row.Different++
	c.Different++
	if len(c.Differences) < MaxDifferences {
		was, is := apart(b.text(&b.Getter.Before), a.text(&a.Getter.After))
		c.Differences = append(c.Differences, Difference{
			Function: name, Args: texts(b.Getter.Before.Inputs, b.Args), From: b.From,
			Before: was, After: is, Call: hexutil.Encode(b.Question.Data(false)),
		})
	}
	return nil
}

// same reports whether two answers say the same, be it in other types.
func same(b, a Answer) bool {
	if bytes.Equal(b.Data, a.Data) {
		return true
	}
	before, err := decode(b.Getter.Before.Outputs, b.Data)
	if err != nil {
		return false
	}
	after, err := decode(a.Getter.After.Outputs, a.Data)
	return err == nil && slices.Equal(before, after)
}

// readdress replaces the words that are an address.
func readdress(data []byte, was, is common.Address) []byte {
	return bytes.ReplaceAll(data, common.LeftPadBytes(was[:], 32), common.LeftPadBytes(is[:], 32))
}
