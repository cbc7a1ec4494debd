package keys_test

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"os"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/crypto"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/novation-dev/novation/pod/keys"
	"github.com/novation-dev/novation/registry"
)

func unhex(t *testing.T, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestGoldenDerivation holds derived keys against vectors that a second
// implementation, written from the documentation in another language, produced.
// They must never change.
func TestGoldenDerivation(t *testing.T) {
	b, err := os.ReadFile("testdata/derived.json")
	if err != nil {
		t.Fatal(err)
	}
	type vector struct{ PodKey, PodPublic, Secret, PartyKey, PartyAddress, RecordSalt string }
	var want []vector
	if err := json.Unmarshal(b, &want); err != nil {
		t.Fatal(err)
	}
	var got []vector
	for _, v := range want {
		pod, err := crypto.ToECDSA(unhex(t, v.PodKey))
		if err != nil {
			t.Fatal(err)
		}
		k, secret := keys.WithPod(pod), [32]byte(unhex(t, v.Secret))
		key, err := k.RecordKey(secret)
		if err != nil {
			t.Fatal(err)
		}
		public, salt := k.PodPublic(), keys.RecordSalt(secret)
		address, err := keys.PartyAddress(public, secret)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, vector{
			PodKey: v.PodKey, PodPublic: hex.EncodeToString(public[:]), Secret: v.Secret,
			PartyKey:     hex.EncodeToString(crypto.FromECDSA(key)),
			PartyAddress: hex.EncodeToString(address[:]), RecordSalt: hex.EncodeToString(salt[:]),
		})
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestOthersComputeTheSameAddress has everybody else, who has only the public
// key, arrive at the address of the key that the pod derives.
func TestOthersComputeTheSameAddress(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string) [32]byte {
			b := [32]byte(rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, name))
			b[0], b[31] = b[0]&0x7f, b[31]|1
			return b
		}
		d, secret, other := draw("pod"), draw("secret"), draw("other secret")
		pod, err := crypto.ToECDSA(d[:])
		if err != nil {
			t.Fatal(err)
		}
		k := keys.WithPod(pod)
		key, err := k.RecordKey(secret)
		if err != nil {
			t.Fatal(err)
		}
		address, err := keys.PartyAddress(k.PodPublic(), secret)
		if err != nil {
			t.Fatal(err)
		}
		if want := crypto.PubkeyToAddress(key.PublicKey); address != want {
			t.Fatalf("others compute %s, the pod %s", address, want)
		}
		if address == k.Pod() {
			t.Fatal("the address is that of the pod")
		}
		if secret == other {
			return
		}
		if elsewhere, err := keys.PartyAddress(k.PodPublic(), other); err != nil || elsewhere == address {
			t.Fatalf("the same address under another secret (%v)", err)
		}
	})
}

func TestDerivationRefuses(t *testing.T) {
	pod, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	k := keys.WithPod(pod)
	if _, err := k.RecordKey([32]byte{}); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("RecordKey without a secret: %v", err)
	}
	if _, err := keys.PartyAddress(k.PodPublic(), [32]byte{}); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("PartyAddress without a secret: %v", err)
	}
	for name, public := range map[string][33]byte{"nothing": {}, "no point": {0: 2, 32: 5}, "another form": {0: 4, 32: 1}} {
		if a, err := keys.PartyAddress(public, [32]byte{1}); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("PartyAddress of %s = %s, %v", name, a, err)
		}
	}
	n := crypto.S256().Params().N
	for _, b := range [][]byte{make([]byte, 48), n.Bytes(), new(big.Int).Lsh(n, 100).Bytes()} {
		if s, err := keys.Reduce(b); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("Reduce(%x) = %v, %v", b, s, err)
		}
	}
}

func TestSignatures(t *testing.T) {
	k := create(t)
	digest := crypto.Keccak256Hash([]byte("what is signed"))
	sig, err := k.SignPod(digest)
	if err != nil {
		t.Fatal(err)
	}
	if len(sig) != 65 || sig[64] != 27 && sig[64] != 28 {
		t.Fatalf("signature %x", sig)
	}
	if s := new(big.Int).SetBytes(sig[32:64]); s.Cmp(new(big.Int).Rsh(crypto.S256().Params().N, 1)) > 0 {
		t.Error("s is in the upper half")
	}
	sig[64] -= 27
	pub, err := crypto.SigToPub(digest[:], sig)
	if err != nil {
		t.Fatal(err)
	}
	if got := crypto.PubkeyToAddress(*pub); got != k.Pod() {
		t.Errorf("signed by %s, want %s", got, k.Pod())
	}
}

// TestPrintingShowsNoSecret prints keys in the ways that logs do.
func TestPrintingShowsNoSecret(t *testing.T) {
	k := create(t)
	j, err := json.Marshal(k) //nolint:staticcheck // SA9005: that nothing is encoded is what the test is about
	if err != nil {
		t.Fatal(err)
	}
	printed := fmt.Sprintf("%v %+v %#v %s %d %x ", k, k, k, k, k, k) + string(j)
	for name, secret := range map[string][]byte{
		"pod": crypto.FromECDSA(k.PodKey()), "exchange": k.Exchange().Bytes(),
	} {
		for _, form := range []string{hex.EncodeToString(secret), new(big.Int).SetBytes(secret).String(), fmt.Sprintf("%d", secret)} {
			if strings.Contains(printed, form) {
				t.Errorf("the %s key is printed: %s", name, printed)
			}
		}
	}
	if !strings.Contains(printed, k.Pod().String()) {
		t.Errorf("keys are printed without their address: %s", printed)
	}
}
