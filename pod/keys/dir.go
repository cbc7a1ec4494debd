package keys

import (
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"

	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/registry"
)

const (
	approvalFile = "approval.json"
	podFile      = "pod.json"
	exchangeName = "exchange.json"

	// maxFile bounds what is read of a key file. They have under 600 bytes.
	maxFile = 16 << 10
)

// Config says how to create keys.
type Config struct {
	// Passphrase encrypts the files. It must not be empty.
	Passphrase string
	// Light makes guessing the passphrase cheap, and creating and opening keys
	// quick: 3 ms for each key rather than 0.6 s. Only for test networks.
	Light bool
}

// Create makes new keys in dir, which must not exist or be empty. The
// directory appears with all keys in it or not at all; a crash may leave a
// directory beside it whose name begins with ".keys-", which can be deleted.
// Create fails with [registry.ErrConflict] when there is something at dir.
func Create(dir string, c Config) (*Keys, error) {
	if c.Passphrase == "" {
		return nil, fmt.Errorf("creating keys in %s: the passphrase is empty: %w", dir, registry.ErrInvalid)
	}
	if err := checkVacant(dir); err != nil {
		return nil, fmt.Errorf("creating keys in %s: %w", dir, err)
	}
	k, files, err := generate(c)
	if err == nil {
		err = place(dir, files)
	}
	if err != nil {
		return nil, fmt.Errorf("creating keys in %s: %w", dir, err)
	}
	return k, nil
}

// generate returns new keys and the files that hold them.
func generate(c Config) (*Keys, map[string][]byte, error) {
	cost := c.cost()
	approval, err := crypto.GenerateKey()
	if err != nil {
		return nil, nil, err
	}
	pod, err := crypto.GenerateKey()
	if err != nil {
		return nil, nil, err
	}
	exchange, err := ecdh.X25519().GenerateKey(rand.Reader)
	if err != nil {
		return nil, nil, err
	}
	a, errA := encryptEthereum(approval, c.Passphrase, cost)
	p, errP := encryptEthereum(pod, c.Passphrase, cost)
	e, errE := encryptExchange(exchange, c.Passphrase, cost)
	if err := errors.Join(errA, errP, errE); err != nil {
		return nil, nil, fmt.Errorf("encrypting: %w", err)
	}
	return newKeys(pod, exchange), map[string][]byte{approvalFile: a, podFile: p, exchangeName: e}, nil
}

// checkVacant fails unless dir can be made: nothing is there, or an empty
// directory.
func checkVacant(dir string) error {
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case errors.Is(err, syscall.ENOTDIR), err == nil && len(entries) > 0:
		return errTaken
	}
	return err
}

var errTaken = fmt.Errorf("something is there already, and keys are never overwritten: choose another directory, or "+
	"move that one away: %w", registry.ErrConflict)

// place writes the files into a new directory and then gives it its name.
func place(dir string, files map[string][]byte) (err error) {
	parent := filepath.Dir(filepath.Clean(dir))
	if err := os.MkdirAll(parent, 0o700); err != nil {
		return err
	}
	tmp, err := os.MkdirTemp(parent, ".keys-") // mode 0700
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.RemoveAll(tmp)
		}
	}()
	for name, b := range files {
		if err := writeFile(filepath.Join(tmp, name), b); err != nil {
			return err
		}
	}
	if err := syncDir(tmp); err != nil {
		return err
	}
	// An empty directory makes way. Removing one that is not empty fails, and
	// so does renaming onto one that somebody else has made meanwhile.
	_ = syscall.Rmdir(dir)
	err = os.Rename(tmp, dir)
	if errors.Is(err, fs.ErrExist) || errors.Is(err, syscall.ENOTEMPTY) || errors.Is(err, syscall.ENOTDIR) {
		return errTaken
	}
	if err != nil {
		return err
	}
	return syncDir(parent)
}

func writeFile(path string, b []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	return errors.Join(err, f.Sync(), f.Close())
}

// syncDir makes the names in dir durable. Windows does that by itself.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// Open decrypts the keys of a pod in dir. It fails with [registry.ErrNotAllowed]
// when the passphrase is wrong, [registry.ErrNotFound] when there are no keys,
// and [registry.ErrInvalid] when a file is not what [Create] wrote.
func Open(dir, passphrase string) (*Keys, error) {
	pod, err := read(dir, podFile, passphrase, decryptEthereum)
	if err != nil {
		return nil, err
	}
	exchange, err := read(dir, exchangeName, passphrase, decryptExchange)
	if err != nil {
		return nil, err
	}
	return newKeys(pod, exchange), nil
}

// OpenApproval decrypts the approval key in dir. It fails as [Open] does;
// [registry.ErrNotFound] means that the key is kept elsewhere.
func OpenApproval(dir, passphrase string) (*ecdsa.PrivateKey, error) {
	return read(dir, approvalFile, passphrase, decryptEthereum)
}

// ReadKeystore decrypts an Ethereum keystore file, version 3, whose key
// derivation is scrypt. It fails as [Open] does.
func ReadKeystore(path, passphrase string) (*ecdsa.PrivateKey, error) {
	return read(filepath.Dir(path), filepath.Base(path), passphrase, decryptEthereum)
}

func read[K any](dir, name, passphrase string, decrypt func([]byte, string) (K, error)) (k K, err error) {
	path := filepath.Join(dir, name)
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return k, fmt.Errorf("opening keys in %s: %s is missing: %w", dir, name, registry.ErrNotFound)
	}
	if err != nil {
		return k, fmt.Errorf("opening keys: %w", err)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return k, fmt.Errorf("opening keys: %w", err)
	}
	if len(b) > maxFile {
		return k, fmt.Errorf("opening keys: %s is too long for a key file: %w", path, registry.ErrInvalid)
	}
	if k, err = decrypt(b, passphrase); err != nil {
		return k, fmt.Errorf("opening keys: %s: %w", path, err)
	}
	return k, nil
}
