package keys

import (
	"crypto/ecdsa"
	"math/big"
)

// WithPod returns keys of which only the pod key can be used.
func WithPod(pod *ecdsa.PrivateKey) *Keys { return newKeys(pod, nil) }

// Reduce is how a derived number is brought into the group.
func Reduce(b []byte) (*big.Int, error) { return reduce(b) }

// GenerateAndDie does what a crash in the middle of Create leaves behind.
func GenerateAndDie(dir string, c Config) error {
	_, files, err := generate(c)
	if err != nil {
		return err
	}
	files["no/such/directory"] = nil // fails after the others, or before
	return place(dir, files)
}

// Cost returns the parameters n and p of scrypt.
func Cost(c Config) (n, p int) { return c.cost().n, c.cost().p }
