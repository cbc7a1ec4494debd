package typed_test

import (
	"errors"
	"math/big"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"pgregory.net/rapid"

	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/registry"
)

func TestSignRecovers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		key := testKey(rapid.Int64Range(1, 1<<62).Draw(t, "key"))
		digest := [32]byte(rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, "digest"))
		signature, err := typed.Sign(key, digest)
		if err != nil {
			t.Fatal(err)
		}
		got, err := typed.Recover(digest, signature)
		if err != nil {
			t.Fatal(err)
		}
		if want := crypto.PubkeyToAddress(key.PublicKey); got != want {
			t.Errorf("recovered %s, want %s", got, want)
		}
		digest[0] ^= 1
		if got, err := typed.Recover(digest, signature); err == nil && got == crypto.PubkeyToAddress(key.PublicKey) {
			t.Error("the signature is good for another digest")
		}
	})
}

func TestSignWithoutKey(t *testing.T) {
	if _, err := typed.Sign(nil, filled(1)); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("%v, want ErrInvalid", err)
	}
}

func TestRecoverRefuses(t *testing.T) {
	digest := filled(1)
	good, err := typed.Sign(testKey(5), digest)
	if err != nil {
		t.Fatal(err)
	}
	// The same signature in its other form: s replaced by n - s, v turned.
	mirrored := slices.Clone(good)
	s := new(big.Int).SetBytes(good[32:64])
	s.Sub(crypto.S256().Params().N, s).FillBytes(mirrored[32:64])
	mirrored[64] ^= 27 ^ 28
	with := func(at int, b byte) []byte {
		c := slices.Clone(good)
		c[at] = b
		return c
	}
	for name, bad := range map[string][]byte{
		"none": nil, "short": good[:64], "long": append(slices.Clone(good), 0), "mirrored": mirrored,
		"v 0": with(64, 0), "v 1": with(64, 1), "v 26": with(64, 26), "v 29": with(64, 29), "zeros": make([]byte, 65),
		"no r": append(make([]byte, 32), good[32:]...),
	} {
		if _, err := typed.Recover(digest, bad); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s: %v, want ErrInvalid", name, err)
		}
	}
}

func TestPartiesHash(t *testing.T) {
	one, two := common.HexToAddress("0x01"), common.HexToAddress("0x02")
	// keccak256(abi.encode([address(1), address(2)])), as the ABI defines it.
	encoded := slices.Concat(common.LeftPadBytes([]byte{32}, 32), common.LeftPadBytes([]byte{2}, 32),
		common.LeftPadBytes([]byte{1}, 32), common.LeftPadBytes([]byte{2}, 32))
	got, err := typed.PartiesHash([]common.Address{one, two})
	if err != nil {
		t.Fatal(err)
	}
	if want := [32]byte(crypto.Keccak256Hash(encoded)); got != want {
		t.Errorf("%x, want %x", got, want)
	}
	salt := filled(7)
	if want := [32]byte(crypto.Keccak256Hash(got[:], salt[:])); typed.RecordID(got, salt) != want {
		t.Errorf("record id is not %x", want)
	}
	for name, bad := range map[string][]common.Address{
		"none": nil, "zero": {{}}, "twice": {one, one}, "descending": {two, one},
	} {
		if _, err := typed.PartiesHash(bad); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s: %v, want ErrInvalid", name, err)
		}
	}
}
