package pod

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/keyset"
	"github.com/novation-dev/novation/registry/merklelog"
	"github.com/novation-dev/novation/registry/witness"
)

// A Network describes a consortium to one of its pods. All members have the
// same; it is not public, since it holds the salt.
type Network struct {
	// Chain is the chain id; Node is the JSON-RPC URL of the pod's node.
	Chain uint64 `json:"chain"`
	Node  string `json:"node"`
	// Finality says which blocks of that node are final.
	Finality string `json:"finality"`
	// Consortium is the contract, deployed in block Deployed.
	Consortium common.Address `json:"consortium"`
	Deployed   chain.Cursor   `json:"deployed"`
	// Salt hides names and digests on chain.
	Salt Secret `json:"salt"`
	// Registry is the URL of the registry; LogKey verifies its checkpoints.
	Registry string `json:"registry"`
	LogKey   string `json:"logKey"`
	// Mirrors are asked when the registry does not answer, or not truly, before
	// the pods of the members: "https://…" for a server with the same log,
	// "oci://HOST/PATH/LINE" for a repository of an OCI registry, "folder:PATH" for
	// an OCI image layout. Nil means none.
	Mirrors []string `json:"mirrors,omitempty"`
	// WitnessQuorum is how many pods must have cosigned a checkpoint of the log
	// before anyone acts on it; 0 means that the log is believed alone.
	WitnessQuorum int `json:"witnessQuorum,omitempty"`
	// KeySets are the publishers with their first key sets; later ones are in the
	// log.
	KeySets []keyset.Publisher `json:"keySets,omitempty"`
	// Publishers are public keys in PEM, each of which may sign any release, for
	// ever: for networks without KeySets, in place of which they stand.
	Publishers []string `json:"publishers,omitempty"`
	// Members in the order in which the contract got them.
	Members []Member `json:"members"`
}

// A Member is one member as the others know it.
type Member struct {
	ID       string         `json:"id"`
	Approver common.Address `json:"approver"`
	// Pod is the address of the pod's key, with which it says who it is.
	Pod common.Address `json:"pod"`
	// Account sends the pod's own transactions, and is what the Consortium knows
	// the pod by. Zero means Pod. It is another one where its key is held by
	// something that only signs transactions (see pod/signer).
	Account common.Address `json:"account,omitzero"`
	// URL is the base of the pod's API and exchange.
	URL string `json:"url"`
	// Witness is the verifier key of the pod's cosignatures; "" when it is no
	// witness.
	Witness string `json:"witness,omitempty"`
}

// Sender returns the account of the pod on the chain.
func (m *Member) Sender() common.Address {
	if m.Account != (common.Address{}) {
		return m.Account
	}
	return m.Pod
}

// A Secret is 32 bytes that are written as "0x" and hex, and not printed.
type Secret [32]byte

// MarshalText returns the hexadecimal form.
func (s Secret) MarshalText() ([]byte, error) { return []byte(common.Hash(s).Hex()), nil }

// UnmarshalText implements [encoding.TextUnmarshaler].
func (s *Secret) UnmarshalText(b []byte) error { return (*common.Hash)(s).UnmarshalText(b) }

// String hides the secret.
func (s Secret) String() string { return "(secret)" }

// Member returns the member with the given id. It fails with
// [registry.ErrNotFound].
func (n *Network) Member(id string) (Member, error) {
	if i := slices.IndexFunc(n.Members, func(m Member) bool { return m.ID == id }); i >= 0 {
		return n.Members[i], nil
	}
	return Member{}, fmt.Errorf("member %q is not of this consortium: %w", id, registry.ErrNotFound)
}

// Public returns n without its secret.
func (n *Network) Public() *Network {
	c := *n
	c.Salt = Secret{}
	return &c
}

// Witnesses returns the pods that cosign the log.
func (n *Network) Witnesses() []witness.Peer {
	var peers []witness.Peer
	for _, m := range n.Members {
		if m.Witness != "" {
			peers = append(peers, witness.Peer{URL: m.URL + witnessPath, Key: m.Witness})
		}
	}
	return peers
}

// LogPolicy returns which checkpoints of the log are believed.
func (n *Network) LogPolicy() merklelog.Policy {
	p := merklelog.Policy{Log: n.LogKey, Quorum: n.WitnessQuorum}
	for _, w := range n.Witnesses() {
		p.Witnesses = append(p.Witnesses, w.Key)
	}
	return p
}

// ids returns the member ids in order.
func (n *Network) ids() []string {
	var ids []string
	for _, m := range n.Members {
		ids = append(ids, m.ID)
	}
	return ids
}

// Keys returns whose releases are believed. It fails with
// [registry.ErrInvalid] when nobody's can be.
func (n *Network) Keys() (keyset.Trust, error) {
	t := keyset.Trust{Publishers: n.KeySets}
	for _, p := range n.Publishers {
		k, err := bundle.ParsePublicKey([]byte(p))
		if err != nil {
			return t, err
		}
		t.Fixed = append(t.Fixed, k)
	}
	if _, err := t.Ring(); err != nil {
		return t, fmt.Errorf("the publishers of the network: %w", err)
	}
	return t, nil
}

// ReadNetwork reads a network file.
func ReadNetwork(path string) (*Network, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading the network file: %v\nCreate a test network with novation testnet up --dir: %w", err, registry.ErrNotFound)
	}
	var n Network
	if err := json.Unmarshal(b, &n); err != nil {
		return nil, fmt.Errorf("reading the network file %s: %v: %w", path, err, registry.ErrInvalid)
	}
	return &n, nil
}

// Write writes the network file, readable by its owner only, at once or not at
// all.
func (n *Network) Write(path string) error {
	b, err := json.MarshalIndent(n, "", "  ")
	if err != nil {
		return err
	}
	tmp := path + ".new"
	if err := os.WriteFile(tmp, append(b, '\n'), 0o600); err != nil {
		return fmt.Errorf("writing the network file: %w", err)
	}
	if err := os.Rename(tmp, path); err != nil {
		return fmt.Errorf("writing the network file %s: %w", filepath.Base(path), err)
	}
	return nil
}
