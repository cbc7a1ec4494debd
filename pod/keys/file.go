package keys

import (
	"crypto/ecdh"
	"crypto/ecdsa"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math/bits"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/keystore"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/google/uuid"

	"github.com/novation-dev/novation/registry"
)

// exchangeKind marks exchange.json, so that it is not taken for a key of
// Ethereum.
const exchangeKind = "novation/exchange/x25519/v1"

// An exchangeFile is the content of exchange.json.
type exchangeFile struct {
	Kind   string              `json:"kind"`
	Public string              `json:"public"` // 64 hex digits
	Crypto keystore.CryptoJSON `json:"crypto"`
}

// scrypt says how much a guess of the passphrase costs.
type scrypt struct{ n, p int }

var (
	// standard takes 256 MB and 0.6 s for each key.
	standard = scrypt{keystore.StandardScryptN, keystore.StandardScryptP}
	// light takes 1 MB and 3 ms.
	light = scrypt{1 << 10, 1}
)

func (c Config) cost() scrypt {
	if c.Light {
		return light
	}
	return standard
}

func encryptEthereum(k *ecdsa.PrivateKey, passphrase string, c scrypt) ([]byte, error) {
	id, err := uuid.NewRandom()
	if err != nil {
		return nil, err
	}
	return keystore.EncryptKey(&keystore.Key{
		Id: id, Address: crypto.PubkeyToAddress(k.PublicKey), PrivateKey: k,
	}, passphrase, c.n, c.p)
}

func decryptEthereum(b []byte, passphrase string) (*ecdsa.PrivateKey, error) {
	var f struct {
		Address string
		Crypto  keystore.CryptoJSON
		Version int
	}
	if err := json.Unmarshal(b, &f); err != nil {
		return nil, fmt.Errorf("not a keystore file: %v: %w", err, registry.ErrInvalid)
	}
	if f.Version != 3 {
		return nil, fmt.Errorf("keystore version %d, want 3: %w", f.Version, registry.ErrInvalid)
	}
	if err := checkCrypto(f.Crypto); err != nil {
		return nil, err
	}
	k, err := keystore.DecryptKey(b, passphrase)
	if err != nil {
		return nil, decryptError(err)
	}
	if hex.EncodeToString(k.Address[:]) != strings.ToLower(f.Address) {
		return nil, fmt.Errorf("the key inside has address %s, the file says %s: %w", k.Address, f.Address, registry.ErrInvalid)
	}
	return k.PrivateKey, nil
}

func encryptExchange(k *ecdh.PrivateKey, passphrase string, c scrypt) ([]byte, error) {
	j, err := keystore.EncryptDataV3(k.Bytes(), []byte(passphrase), c.n, c.p)
	if err != nil {
		return nil, err
	}
	return json.Marshal(exchangeFile{Kind: exchangeKind, Public: hex.EncodeToString(k.PublicKey().Bytes()), Crypto: j})
}

func decryptExchange(b []byte, passphrase string) (*ecdh.PrivateKey, error) {
	var f exchangeFile
	if err := json.Unmarshal(b, &f); err != nil {
		return nil, fmt.Errorf("not an exchange key: %v: %w", err, registry.ErrInvalid)
	}
	if f.Kind != exchangeKind {
		return nil, fmt.Errorf("kind %q, want %q: %w", f.Kind, exchangeKind, registry.ErrInvalid)
	}
	if err := checkCrypto(f.Crypto); err != nil {
		return nil, err
	}
	raw, err := keystore.DecryptDataV3(f.Crypto, passphrase)
	if err != nil {
		return nil, decryptError(err)
	}
	k, err := ecdh.X25519().NewPrivateKey(raw)
	if err != nil {
		return nil, fmt.Errorf("the key inside is not one of X25519: %w", registry.ErrInvalid)
	}
	if hex.EncodeToString(k.PublicKey().Bytes()) != f.Public {
		return nil, fmt.Errorf("the key inside belongs to another public key than the file says: %w", registry.ErrInvalid)
	}
	return k, nil
}

func decryptError(err error) error {
	if errors.Is(err, keystore.ErrDecrypt) {
		return fmt.Errorf("the passphrase is wrong, or the file was changed: give the passphrase that was set when the "+
			"keys were created, or restore the directory from a backup: %w", registry.ErrNotAllowed)
	}
	return fmt.Errorf("decrypting: %v: %w", err, registry.ErrInvalid)
}

// checkCrypto refuses what this package would not write and what would make
// the keystore panic or exhaust the memory: it believes its parameters.
func checkCrypto(c keystore.CryptoJSON) error {
	bad := func(what string, is any) error {
		return fmt.Errorf("parameter %s of the encryption is %v: %w", what, is, registry.ErrInvalid)
	}
	number := func(name string) int {
		f, ok := c.KDFParams[name].(float64)
		if !ok || f < 1 || f > 1<<30 || f != float64(int(f)) {
			return 0
		}
		return int(f)
	}
	salt, _ := c.KDFParams["salt"].(string)
	switch n, p := number("n"), number("p"); {
	case c.Cipher != "aes-128-ctr":
		return bad("cipher", c.Cipher)
	case c.KDF != "scrypt":
		return bad("kdf", c.KDF)
	case n < 2 || n > 1<<20 || bits.OnesCount(uint(n)) != 1:
		return bad("n", c.KDFParams["n"])
	case p < 1 || p > 16:
		return bad("p", c.KDFParams["p"])
	case number("r") != 8:
		return bad("r", c.KDFParams["r"])
	case number("dklen") != 32:
		return bad("dklen", c.KDFParams["dklen"])
	case !hexOf(salt, 32):
		return bad("salt", c.KDFParams["salt"])
	case !hexOf(c.CipherParams.IV, 16):
		return bad("iv", c.CipherParams.IV)
	case !hexOf(c.CipherText, 32):
		return bad("ciphertext", c.CipherText)
	case !hexOf(c.MAC, 32):
		return bad("mac", c.MAC)
	}
	return nil
}

// hexOf reports whether s is the hexadecimal form of n bytes.
func hexOf(s string, n int) bool {
	b, err := hex.DecodeString(s)
	return err == nil && len(b) == n
}
