package governance_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/pod/governance"
	"github.com/novation-dev/novation/pod/submit"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
)

// A member consents to the next resolution of its member set, and to the end of a
// Book when it holds nothing there.
func TestConsents(t *testing.T) {
	d := newDesk(t)
	book := common.Address{0xb0}
	d.view.Books = map[common.Address]*change.Book{book: {Line: line, Epoch: 7, State: change.Draining}}
	good, err := governance.RetireOf(d.view, book, "why")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		edit  func(r *typed.Resolution)
		holds []string
		want  error
	}{
		"good":                {func(*typed.Resolution) {}, nil, nil},
		"held":                {func(*typed.Resolution) {}, []string{"a record"}, registry.ErrRefused},
		"another member set":  {func(r *typed.Resolution) { r.MemberEpoch++ }, nil, registry.ErrStale},
		"an old number":       {func(r *typed.Resolution) { r.Number-- }, nil, registry.ErrStale},
		"a later number":      {func(r *typed.Resolution) { r.Number++ }, nil, registry.ErrStale},
		"expired":             {func(r *typed.Resolution) { r.Expiry = d.view.Time - 1 }, nil, registry.ErrStale},
		"for ever":            {func(r *typed.Resolution) { r.Expiry = 1 << 60 }, nil, registry.ErrStale},
		"another epoch":       {func(r *typed.Resolution) { r.Value++ }, nil, registry.ErrStale},
		"no Book":             {func(r *typed.Resolution) { r.Subject[20] ^= 1 }, nil, registry.ErrStale},
		"more than a Book":    {func(r *typed.Resolution) { r.Subject[0] = 1 }, nil, registry.ErrStale},
		"held, but of a lift": {func(r *typed.Resolution) { r.Kind = typed.Lift }, []string{"a record"}, nil},
	} {
		r := good
		c.edit(&r)
		d.holds = c.holds
		if err := d.Consents(t.Context(), r); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	d.holds = []string{"a record is pinned"}
	digest := good.Digest(chainID, consortium)
	all := map[common.Address][]byte{}
	for i := range int64(3) {
		all[account(i+1)] = sign(t, digest, i+1)
	}
	if err := d.Resolve(t.Context(), good, all); !errors.Is(err, registry.ErrRefused) || !strings.Contains(err.Error(), "a record is pinned") {
		t.Errorf("carried although the member holds a record: %v", err)
	}
	if q := d.queued(); len(q) != 0 {
		t.Errorf("queued nevertheless: %+v", q)
	}
	synctest.Test(t, func(t *testing.T) { // what nothing holds is sent
		d.holds = nil
		end := make(chan error, 1)
		go func() { end <- d.Resolve(context.Background(), good, all) }()
		synctest.Wait()
		d.view = &change.View{Resolutions: good.Number}
		d.settle(submit.Result{})
		if err := <-end; err != nil {
			t.Error(err)
		}
	})
}

func TestAgreeRefuses(t *testing.T) {
	d := newDesk(t)
	later := uint64(time.Now().Add(time.Hour).Unix())
	for name, c := range map[string]struct {
		class, quorum uint32
		until         uint64
		reason        string
	}{
		"a class that is none": {2, 1, later, "why"},
		"more than all":        {1, 4, later, "why"},
		"nobody":               {1, 0, later, "why"},
		"in the past":          {1, 1, 100, "why"},
		"no reason":            {1, 1, later, ""},
	} {
		if _, err := d.Agree(c.class, c.quorum, c.until, c.reason); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s: %v, want ErrInvalid", name, err)
		}
	}
	r, err := d.Agree(typed.ClassPatch, 1, later, "why")
	if err != nil {
		t.Fatal(err)
	}
	words, err := d.Words(t.Context(), r)
	if err != nil || !strings.Contains(words[0], "a change of class patch") || !strings.Contains(words[0], "needs 1 approvals instead of 2") {
		t.Errorf("%q, %v", words, err)
	}
	r.Kind = 9
	if _, err := d.Words(t.Context(), r); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("a kind that is none: %v", err)
	}
}
