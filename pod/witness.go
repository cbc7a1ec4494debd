package pod

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/witness"
)

// witnessPath is where a pod serves its witness, and witnessDir where that keeps
// its files, below the pod's folder.
const witnessPath, witnessDir = "/witness", "witness"

// CreateWitness makes the key with which the pod in dir cosigns the log with the
// given verifier key, unless it has one, and returns its verifier key.
func CreateWitness(dir, logKey, member string) (string, error) {
	origin, _, _ := strings.Cut(logKey, "+")
	return witness.CreateKey(filepath.Join(dir, witnessDir), origin+"/witness/"+member)
}

// openWitness opens the pod's witness. A pod that the network does not name as
// one has it, too: it keeps proofs that the log has forked.
func (p *Pod) openWitness() error {
	key, err := CreateWitness(p.cfg.Dir, p.cfg.Network.LogKey, p.cfg.Member)
	if err != nil {
		return err
	}
	if want := p.self.Witness; want != "" && want != key {
		return fmt.Errorf("the witness key in %s is %s, the network names %s: %w", p.cfg.Dir, key, want, registry.ErrInvalid)
	}
	p.witness, err = witness.Open(witness.Config{
		Dir: filepath.Join(p.cfg.Dir, witnessDir), Logs: []string{p.cfg.Network.LogKey}, Volatile: p.cfg.Volatile,
	})
	return err
}
