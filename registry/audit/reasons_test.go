package audit_test

import (
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/audit"
	"github.com/novation-dev/novation/registry/change"
	"github.com/novation-dev/novation/registry/merklelog"
	"github.com/novation-dev/novation/registry/witness"
)

// The words of a vote are shown when they have the digest that stands on chain,
// and only then.
func TestReasons(t *testing.T) {
	w := theWorld(t)
	words := []byte("demurrage is wrong")
	digest := registry.DigestOf(words)
	for name, c := range map[string]struct {
		stored []byte
		word   audit.Word
		detail string
	}{
		"known":       {words, audit.Exact, `"demurrage is wrong"`},
		"withheld":    {nil, audit.NotChecked, "reason withheld: digest " + common.Hash(digest).Hex()},
		"other words": {[]byte("demurrage is right"), audit.None, "another digest than the one on chain"},
	} {
		src, chain := w.copies()
		ch := chain.view.Sorted()[1]
		ch.Votes = append(ch.Votes, change.Vote{Approver: common.Address{7}, Number: 2, Stance: change.Rejecting, Reason: common.Hash(digest)})
		if c.stored != nil {
			src.documents[digest] = c.stored
		}
		r, err := audit.Verify(t.Context(), src, w.trust, chain)
		if err != nil {
			t.Fatal(err)
		}
		var found []audit.Check
		for _, check := range r.Checks {
			if strings.HasPrefix(check.Name, "reason of vote 2 of ") {
				found = append(found, check)
			}
		}
		if len(found) != 1 || found[0].Word != c.word || !strings.Contains(found[0].Detail, c.detail) {
			t.Errorf("%s: %+v; want %s: %s", name, found, c.word, c.detail)
		}
		if r.OK() != (c.word != audit.None) {
			t.Errorf("%s: the audit says %v", name, r.OK())
		}
	}
}

// A log that its witnesses have not cosigned is not believed, although it has
// signed itself.
func TestUnwitnessedLog(t *testing.T) {
	w := theWorld(t)
	src, chain := w.copies()
	key, err := witness.CreateKey(t.TempDir(), "registry.example/witness")
	if err != nil {
		t.Fatal(err)
	}
	trust := w.trust
	trust.Log = merklelog.Policy{Log: trust.Log.Log, Witnesses: []string{key}, Quorum: 1}
	r, err := audit.Verify(t.Context(), src, trust, chain)
	if err != nil || r.OK() || r.Failed != 1 || words(r)["log"] != audit.None {
		t.Fatalf("%+v, %v; want the log refused alone", r, err)
	}
}
