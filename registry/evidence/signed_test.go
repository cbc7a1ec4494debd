package evidence_test

import (
	"crypto/ecdsa"
	"errors"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/evidence"
)

// testKey returns the private key n.
func testKey(n int64) *ecdsa.PrivateKey {
	key, err := crypto.ToECDSA(common.LeftPadBytes(big.NewInt(n).Bytes(), 32))
	if err != nil {
		panic(err)
	}
	return key
}

// signers returns the keys 1 to n, in ascending order of their addresses.
func signers(n int64) []*ecdsa.PrivateKey {
	var keys []*ecdsa.PrivateKey
	for i := range n {
		keys = append(keys, testKey(i+1))
	}
	slices.SortFunc(keys, func(a, b *ecdsa.PrivateKey) int {
		return crypto.PubkeyToAddress(a.PublicKey).Cmp(crypto.PubkeyToAddress(b.PublicKey))
	})
	return keys
}

// sign makes d a decision of a record of its parties, endorsed by all of them.
func sign(t testing.TB, d *evidence.Decision) {
	t.Helper()
	keys := signers(int64(len(d.Parties)))
	var addresses []common.Address
	for _, k := range keys {
		addresses = append(addresses, crypto.PubkeyToAddress(k.PublicKey))
	}
	h, err := typed.PartiesHash(addresses)
	if err != nil {
		t.Fatal(err)
	}
	d.Signers, d.Record = h, typed.RecordID(h, salt)
	d.Endorsements = endorse(t, d, keys...)
}

func endorse(t testing.TB, d *evidence.Decision, keys ...*ecdsa.PrivateKey) [][]byte {
	t.Helper()
	var out [][]byte
	for _, k := range keys {
		s, err := typed.Sign(k, d.Signed())
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, s)
	}
	return out
}

func TestCheckEndorsementsRefuses(t *testing.T) {
	names, all := goldens(t)
	keys := signers(2)
	for _, c := range []struct {
		name   string
		change func(*evidence.Decision)
		want   string
	}{
		{"none", func(d *evidence.Decision) { d.Endorsements = nil }, "0 of 2 parties endorsed"},
		{"one missing", func(d *evidence.Decision) { d.Endorsements = d.Endorsements[:1] }, "1 of 2"},
		{"one too many", func(d *evidence.Decision) { d.Endorsements = append(d.Endorsements, d.Endorsements[0]) }, "3 of 2"},
		{"other order", func(d *evidence.Decision) { slices.Reverse(d.Endorsements) }, "not over this decision"},
		{"one twice", func(d *evidence.Decision) { d.Endorsements[1] = d.Endorsements[0] }, "not over this decision"},
		{"wrong signer", func(d *evidence.Decision) { d.Endorsements = endorse(t, d, keys[0], testKey(3)) }, "not over this decision"},
		{"short signature", func(d *evidence.Decision) { d.Endorsements[1] = d.Endorsements[1][:64] }, "endorsement 2"},
		{"empty signature", func(d *evidence.Decision) { d.Endorsements[0] = nil }, "endorsement 1"},
		{"v of another library", func(d *evidence.Decision) { d.Endorsements[0][64] -= 27 }, "endorsement 1"},
		{"a byte of a signature", func(d *evidence.Decision) { d.Endorsements[0][3] ^= 1 }, ""},
		{"more parties than signers", func(d *evidence.Decision) { d.Parties = append(d.Parties, "gamma") }, "2 of 3"},
		{"other parties", func(d *evidence.Decision) { d.Signers[0] ^= 1 }, "does not follow from its parties"},
		{"other record", func(d *evidence.Decision) { d.Record[0] ^= 1 }, "does not follow from its parties"},
		{"other chain", func(d *evidence.Decision) { d.Chain++ }, "not over this decision"},
		{"other book", func(d *evidence.Decision) { d.Book[0] ^= 1 }, "not over this decision"},
		{"other sequence", func(d *evidence.Decision) { d.Sequence++ }, "not over this decision"},
		{"other commitment before", func(d *evidence.Decision) { d.Previous[0] ^= 1 }, "not over this decision"},
		{"other commitment after", func(d *evidence.Decision) { d.Next[0] ^= 1 }, "not over this decision"},
		{"other epoch", func(d *evidence.Decision) { d.Epoch++ }, "not over this decision"},
		{"other status", func(d *evidence.Decision) { d.Final = !d.Final }, "not over this decision"},
	} {
		for _, name := range names {
			d := clone(t, all[name])
			if err := d.CheckEndorsements(salt); err != nil {
				t.Fatal(err)
			}
			c.change(d)
			if err := d.CheckEndorsements(salt); !errors.Is(err, registry.ErrRefused) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%s of %s: CheckEndorsements = %v, want ErrRefused with %q", c.name, name, err, c.want)
			}
		}
	}
	if err := all["create"].CheckEndorsements(fill(1)); !errors.Is(err, registry.ErrRefused) {
		t.Errorf("another salt: CheckEndorsements = %v, want ErrRefused", err)
	}
}

// Where a novation goes is part of what is signed; for other decisions it means
// nothing and is not.
func TestCheckEndorsementsOfNovations(t *testing.T) {
	_, all := goldens(t)
	for name, change := range map[string]func(*evidence.Decision){
		"other destination":      func(d *evidence.Decision) { d.To[0] ^= 1 },
		"other epoch there":      func(d *evidence.Decision) { d.ToEpoch++ },
		"turned to a transition": func(d *evidence.Decision) { d.Kind = evidence.Transition },
	} {
		d := clone(t, all["novate-up"])
		change(d)
		if err := d.CheckEndorsements(salt); !errors.Is(err, registry.ErrRefused) {
			t.Errorf("%s: CheckEndorsements = %v, want ErrRefused", name, err)
		}
	}
	d := clone(t, all["transition"])
	d.Kind = evidence.Up
	if err := d.CheckEndorsements(salt); !errors.Is(err, registry.ErrRefused) {
		t.Errorf("a transition turned to a novation: CheckEndorsements = %v, want ErrRefused", err)
	}
}

func clone(t testing.TB, d *evidence.Decision) *evidence.Decision {
	t.Helper()
	c, err := evidence.ParseDecision(d.Encode())
	if err != nil {
		t.Fatal(err)
	}
	return c
}
