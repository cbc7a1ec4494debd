package merklelog_test

import (
	"crypto/rand"
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	fnote "github.com/transparency-dev/formats/note"
	"golang.org/x/mod/sumdb/note"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/merklelog"
)

// cosigners returns witnesses and their verifier keys.
func cosigners(t *testing.T, n int) (signers []note.Signer, keys []string) {
	t.Helper()
	for i := range n {
		key, plain, err := note.GenerateKey(rand.Reader, fmt.Sprintf("witness.example/%d", i))
		if err != nil {
			t.Fatal(err)
		}
		s, err := fnote.NewSignerForCosignatureV1(key)
		if err != nil {
			t.Fatal(err)
		}
		vkey, err := fnote.VKeyToCosignatureV1(plain)
		if err != nil {
			t.Fatal(err)
		}
		signers, keys = append(signers, s), append(keys, vkey)
	}
	return signers, keys
}

// cosign adds cosignatures to a checkpoint.
func cosign(t *testing.T, signed []byte, vkey string, by ...note.Signer) []byte {
	t.Helper()
	v, err := note.NewVerifier(vkey)
	if err != nil {
		t.Fatal(err)
	}
	n, err := note.Open(signed, note.VerifierList(v))
	if err != nil {
		t.Fatal(err)
	}
	out, err := note.Sign(n, by...)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestPolicy(t *testing.T) {
	l := openLog(t, openDB(t))
	fill(t, l, 3)
	_, vkey := testKeys(t)
	signed := head(t, l).Head().Signed
	w, keys := cosigners(t, 4)
	p := merklelog.Policy{Log: vkey, Witnesses: keys[:3], Quorum: 2}
	for name, tt := range map[string]struct {
		signed []byte
		want   error
	}{
		"two":            {cosign(t, signed, vkey, w[0], w[2]), nil},
		"all":            {cosign(t, signed, vkey, w[0], w[1], w[2]), nil},
		"and a stranger": {cosign(t, signed, vkey, w[3], w[1], w[2]), nil},
		"none":           {signed, merklelog.ErrUnwitnessed},
		"one":            {cosign(t, signed, vkey, w[1]), merklelog.ErrUnwitnessed},
		"one twice":      {append(cosign(t, signed, vkey, w[1]), cosign(t, signed, vkey, w[1])[len(signed):]...), merklelog.ErrUnwitnessed},
		"one known":      {cosign(t, signed, vkey, w[3], w[1]), merklelog.ErrUnwitnessed},
	} {
		c, err := p.Open(tt.signed)
		if !errors.Is(err, tt.want) || (err == nil) != (tt.want == nil) || err == nil && c.Size != 3 {
			t.Errorf("%s: Open = %v, %v; want %v", name, c, err, tt.want)
		}
	}
	names, err := p.Cosigned(cosign(t, signed, vkey, w[3], w[1]))
	if diff := cmp.Diff([]string{"witness.example/1"}, names); diff != "" || err != nil {
		t.Errorf("Cosigned: %v\n%s", err, diff)
	}
	for name, bad := range map[string]merklelog.Policy{
		"no log":      {},
		"too many":    {Log: vkey, Witnesses: keys[:1], Quorum: 2},
		"negative":    {Log: vkey, Quorum: -1},
		"twice":       {Log: vkey, Witnesses: []string{keys[0], keys[0]}, Quorum: 2},
		"no key":      {Log: vkey, Witnesses: []string{"x"}},
		"the log":     {Log: vkey, Witnesses: []string{vkey}},
		"a newer key": {Log: vkey, Witnesses: []string{"x+00000000+Bg=="}},
	} {
		if err := bad.Check(); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s: Check = %v, want ErrInvalid", name, err)
		}
	}
}

func TestLogProof(t *testing.T) {
	l := openLog(t, openDB(t))
	entries := fill(t, l, 300)
	_, vkey := testKeys(t)
	tree := head(t, l)
	p, err := tree.Inclusion(300, 259)
	if err != nil {
		t.Fatal(err)
	}
	good := merklelog.LogProof{Entry: entries[259], Proof: p, Checkpoint: tree.Head().Signed}
	got, err := merklelog.ParseLogProof(good.Encode())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(&good, got); diff != "" {
		t.Errorf("read back (-want +got):\n%s", diff)
	}
	if c, err := got.Check(merklelog.Policy{Log: vkey}); err != nil || c.Size != 300 {
		t.Errorf("Check = %v, %v", c, err)
	}
	got.Entry.Note = "another"
	if _, err := got.Check(merklelog.Policy{Log: vkey}); !errors.Is(err, merklelog.ErrProof) {
		t.Errorf("a changed entry: Check = %v", err)
	}
	for _, b := range [][]byte{nil, []byte("c2sp.org/tlog-proof@v1\nindex 1\n\nx\n"), make([]byte, 1<<20)} {
		if _, err := merklelog.ParseLogProof(b); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("ParseLogProof of %d bytes = %v", len(b), err)
		}
	}
}

// A log in the form of before the first release says what to do.
func TestFormerFormat(t *testing.T) {
	db := openDB(t)
	skey, _ := testKeys(t)
	openLog(t, db)
	former(t, db)
	if _, err := merklelog.Open(db, merklelog.Config{Key: skey}); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("Open = %v, want ErrInvalid", err)
	}
}
