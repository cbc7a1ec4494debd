package keys

import (
	"crypto/ecdsa"
	"crypto/hkdf"
	"crypto/sha256"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/registry"
)

const (
	partyLabel    = "novation/party/v1"
	recordIDLabel = "novation/record-id/v1"
)

// RecordKey returns this pod's one-time key for the record with the given
// secret. It must never leave the process: see the package documentation.
func (k *Keys) RecordKey(secret [32]byte) (*ecdsa.PrivateKey, error) {
	s, err := blinding(k.podPublic, secret)
	if err != nil {
		return nil, err
	}
	d := s.Add(s, new(big.Int).SetBytes(crypto.FromECDSA(k.pod)))
	d.Mod(d, crypto.S256().Params().N)
	if d.Sign() == 0 {
		return nil, errUnlucky
	}
	key, err := crypto.ToECDSA(d.FillBytes(make([]byte, 32)))
	if err != nil {
		return nil, fmt.Errorf("deriving the key for a record: %w", err)
	}
	return key, nil
}

// PartyAddress returns the address that the pod with the given public key uses
// in the record with the given secret. It fails with [registry.ErrInvalid].
func PartyAddress(podPublic [33]byte, secret [32]byte) (common.Address, error) {
	s, err := blinding(podPublic, secret)
	if err != nil {
		return common.Address{}, err
	}
	pub, err := crypto.DecompressPubkey(podPublic[:])
	if err != nil {
		return common.Address{}, fmt.Errorf("reading public pod key %x: %v: %w", podPublic, err, registry.ErrInvalid)
	}
	curve := crypto.S256()
	raw := crypto.FromECDSAPub(pub) // 0x04, x, y
	px, py := new(big.Int).SetBytes(raw[1:33]), new(big.Int).SetBytes(raw[33:])
	x, y := curve.ScalarBaseMult(s.FillBytes(make([]byte, 32)))
	if x.Cmp(px) == 0 && y.Cmp(py) != 0 {
		return common.Address{}, errUnlucky // the sum is the point at infinity
	}
	x, y = curve.Add(px, py, x, y)
	x.FillBytes(raw[1:33])
	y.FillBytes(raw[33:])
	return common.BytesToAddress(crypto.Keccak256(raw[1:])[12:]), nil
}

// RecordSalt returns the salt in the id of the record with the given secret.
func RecordSalt(secret [32]byte) [32]byte {
	b, err := hkdf.Key(sha256.New, secret[:], []byte(recordIDLabel), "", 32)
	if err != nil {
		panic(err) // the lengths are constant and allowed
	}
	return [32]byte(b)
}

// errUnlucky happens for one secret in 2^256.
var errUnlucky = fmt.Errorf("deriving the key for a record: this record key cannot be used with this pod key: "+
	"choose another record key: %w", registry.ErrInvalid)

// blinding returns s of the package documentation, between 1 and n-1.
func blinding(podPublic [33]byte, secret [32]byte) (*big.Int, error) {
	if secret == [32]byte{} {
		return nil, fmt.Errorf("deriving the key for a record: the record key is missing: %w", registry.ErrInvalid)
	}
	b, err := hkdf.Key(sha256.New, secret[:], []byte(partyLabel), string(podPublic[:]), 48)
	if err != nil {
		return nil, fmt.Errorf("deriving the key for a record: %w", err)
	}
	return reduce(b)
}

// reduce reads a big-endian number modulo the group order and refuses 0.
func reduce(b []byte) (*big.Int, error) {
	s := new(big.Int).SetBytes(b)
	s.Mod(s, crypto.S256().Params().N)
	if s.Sign() == 0 {
		return nil, errUnlucky
	}
	return s, nil
}
