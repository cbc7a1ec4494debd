package testnet

import (
	"context"
	"crypto/ecdsa"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts"
	"github.com/novation-dev/novation/contracts/binding"
	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/pod"
	"github.com/novation-dev/novation/pod/api"
	"github.com/novation-dev/novation/pod/keys"
	"github.com/novation-dev/novation/pod/signer"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/keyset"
	"github.com/novation-dev/novation/registry/merklelog"
	"github.com/novation-dev/novation/registry/mirror"
	"github.com/novation-dev/novation/registry/shelf"
	"github.com/novation-dev/novation/registry/witness"
)

// names are the members of test networks.
var names = []string{"alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta"}

// NetworkFile is the name of the network file in a network's folder.
const NetworkFile = "network.json"

// PodDir returns the folder of a member's pod in a network's folder.
func PodDir(dir, member string) string { return filepath.Join(dir, "pods", member) }

// prepare reads the network file, or makes everything a new network needs but
// the contract. It can be interrupted at any point and run again.
func (n *Net) prepare() (*pod.Network, error) {
	path := filepath.Join(n.dir, NetworkFile)
	if network, err := pod.ReadNetwork(path); err == nil || !errors.Is(err, registry.ErrNotFound) {
		return network, err
	}
	if err := os.MkdirAll(filepath.Join(n.dir, "registry"), 0o700); err != nil {
		return nil, fmt.Errorf("making the folder of the network: %w", err)
	}
	network := &pod.Network{Chain: Chain}
	_, _ = rand.Read(network.Salt[:]) // never fails: it ends the program instead
	ports, err := freePorts(n.cfg.Pods + 2)
	if err != nil {
		return nil, err
	}
	network.Node, network.Registry = ports[0], ports[1]
	if network.LogKey, err = prepareLog(n.dir); err != nil {
		return nil, err
	}
	// A majority cosigns: two histories of the log cannot both have one.
	network.WitnessQuorum = n.cfg.Pods/2 + 1
	for i, id := range names[:n.cfg.Pods] {
		m, err := prepareMember(n.dir, id)
		if err != nil {
			return nil, err
		}
		m.URL = ports[i+2]
		if m.Witness, err = pod.CreateWitness(PodDir(n.dir, id), network.LogKey, id); err != nil {
			return nil, err
		}
		network.Members = append(network.Members, m)
	}
	first, err := prepareKeySet(n.dir)
	if err != nil {
		return nil, err
	}
	network.KeySets = []keyset.Publisher{first}
	_, err = secretFile(filepath.Join(n.dir, "registry", "token"))
	return network, err
}

// Ports of networks lie below those that systems hand out by themselves, from
// 32768 on Linux: what is free when a network is made would otherwise be some
// connection's own port by the time its pods listen, now or after a restart.
const firstPort, portsInAll, portsAtOnce = 20_000, 12_000, 16

// portsTried counts the ranges of ports that this process has begun to look at.
var portsTried atomic.Int64

// freePorts finds addresses on loopback on which nobody listens. Each process,
// and in it each network, begins to look at another place, so that two that
// are made at once do not choose the same.
func freePorts(count int) ([]string, error) {
	var urls []string
	place := (int64(os.Getpid()) + portsTried.Add(1)*97) * portsAtOnce
	for i := int64(0); len(urls) < count; i++ {
		if i == portsInAll {
			return nil, fmt.Errorf("looking for %d free ports from %d to %d: only %d are: %w", count, firstPort, firstPort+portsInAll-1, len(urls), registry.ErrConflict)
		}
		address := net.JoinHostPort("127.0.0.1", strconv.FormatInt(firstPort+(place+i)%portsInAll, 10))
		l, err := net.Listen("tcp", address)
		if err != nil {
			continue
		}
		_ = l.Close() // it never accepted anything
		urls = append(urls, "http://"+address)
	}
	return urls, nil
}

// prepareMember makes the keys, passphrase and token of a member's pod.
func prepareMember(dir, id string) (pod.Member, error) {
	home := PodDir(dir, id)
	if err := os.MkdirAll(home, 0o700); err != nil {
		return pod.Member{}, fmt.Errorf("making the folder of %s: %w", id, err)
	}
	pass, err := secretFile(filepath.Join(home, "passphrase"))
	if err != nil {
		return pod.Member{}, err
	}
	if _, err := secretFile(filepath.Join(home, "token")); err != nil {
		return pod.Member{}, err
	}
	path := filepath.Join(home, "keys")
	k, err := keys.Open(path, pass)
	if errors.Is(err, registry.ErrNotFound) {
		k, err = keys.Create(path, keys.Config{Passphrase: pass, Light: true})
	}
	if err != nil {
		return pod.Member{}, err
	}
	m := pod.Member{ID: id, Pod: k.Pod()}
	places, err := signer.ReadPlaces(home)
	if err != nil {
		return m, err
	}
	if m.Account, m.Approver = places.Account.Address, places.Approval.Address; m.Approver == (common.Address{}) {
		approval, err := keys.OpenApproval(path, pass)
		if err != nil {
			return m, err
		}
		m.Approver = crypto.PubkeyToAddress(approval.PublicKey)
	}
	return m, nil
}

// secretFile returns the secret in a file, which it makes when it is missing.
func secretFile(path string) (string, error) {
	b, err := os.ReadFile(path)
	if err == nil && len(b) > 0 {
		return strings.TrimSpace(string(b)), nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("reading a secret: %w", err)
	}
	raw := make([]byte, 24)
	_, _ = rand.Read(raw) // never fails: it ends the program instead
	s := hex.EncodeToString(raw)
	if err := os.WriteFile(path, []byte(s+"\n"), 0o600); err != nil {
		return "", fmt.Errorf("writing a secret: %w", err)
	}
	return s, nil
}

// logKeyFile is where the registry of a test network keeps its log's key.
func logKeyFile(dir string) string { return filepath.Join(dir, "registry", "log.key") }

// prepareLog makes the key of the log and returns its public half.
func prepareLog(dir string) (string, error) {
	b, err := os.ReadFile(logKeyFile(dir))
	if errors.Is(err, fs.ErrNotExist) {
		key, err := merklelog.GenerateKey("novation.test/log")
		if err != nil {
			return "", err
		}
		if err := os.WriteFile(logKeyFile(dir), []byte(key), 0o600); err != nil {
			return "", fmt.Errorf("writing the key of the log: %w", err)
		}
		b = []byte(key)
	} else if err != nil {
		return "", fmt.Errorf("reading the key of the log: %w", err)
	}
	return merklelog.VerifierKey(string(b))
}

// PublisherFile is the name of the publisher's private key in a network's
// folder.
const PublisherFile = "publisher.pem"

// preparePublisher makes the key with which releases are signed.
func preparePublisher(dir string) (bundle.PrivateKey, error) {
	path := filepath.Join(dir, PublisherFile)
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		key, err := bundle.GenerateKey()
		if err != nil {
			return key, err
		}
		if err := os.WriteFile(path, key.Encode(), 0o600); err != nil {
			return key, fmt.Errorf("writing the publisher's key: %w", err)
		}
		return key, nil
	}
	if err != nil {
		return bundle.PrivateKey{}, fmt.Errorf("reading the publisher's key: %w", err)
	}
	return bundle.ParsePrivateKey(b)
}

// PublisherName is the name under which the key sets of a test network's
// publisher stand in the log.
const PublisherName = "publisher"

// prepareKeySet returns the publisher of a new network: of every line, with one
// key, which signs releases and the next key set.
func prepareKeySet(dir string) (keyset.Publisher, error) {
	key, err := preparePublisher(dir)
	if err != nil {
		return keyset.Publisher{}, err
	}
	first, err := keyset.New(keyset.Set{
		Format: keyset.Format, Version: 1, Threshold: 1, Releases: 1, Keys: []keyset.Key{keyset.KeyOf(key.Public(), PublisherFile)},
	})
	if err == nil {
		first, err = first.Sign(context.Background(), key)
	}
	if err != nil {
		return keyset.Publisher{}, fmt.Errorf("making the first key set: %w", err)
	}
	return keyset.Publisher{Name: PublisherName, First: string(first.Raw)}, nil
}

// Publisher returns the key with which releases of a network are signed.
func Publisher(dir string) (bundle.PrivateKey, error) { return preparePublisher(dir) }

// startRegistry serves the releases and their log.
func (n *Net) startRegistry(run context.Context) error {
	key, err := os.ReadFile(logKeyFile(n.dir))
	if err != nil {
		return fmt.Errorf("reading the key of the log: %w", err)
	}
	token, err := secretFile(filepath.Join(n.dir, "registry", "token"))
	if err != nil {
		return err
	}
	publishers, err := n.network.Keys()
	if err != nil {
		return err
	}
	n.shelf, err = shelf.Open(filepath.Join(n.dir, "registry", "registry.db"), shelf.Config{LogKey: string(key), Keys: publishers})
	if err != nil {
		return err
	}
	var witnesses *witness.Collector
	if n.network.WitnessQuorum > 0 {
		witnesses, err = witness.NewCollector(witness.CollectorConfig{
			Log: n.shelf.Log(), LogKey: n.network.LogKey, Peers: n.network.Witnesses(), Quorum: n.network.WitnessQuorum, Logger: n.cfg.Log,
		})
		if err != nil {
			return err
		}
		n.group.Go(func() error { return witnesses.Run(run) })
	}
	s := &http.Server{
		ReadHeaderTimeout: 10 * time.Second,
		Handler: mirror.NewServer(mirror.ServerConfig{Shelf: n.shelf, Witnesses: witnesses, Logger: n.cfg.Log, Authorize: func(r *http.Request) (string, error) {
			if r.Header.Get("Authorization") != "Bearer "+token {
				return "", fmt.Errorf("the request has no valid token of the registry: %w", registry.ErrNotAllowed)
			}
			return "member", nil
		}}),
	}
	l, err := net.Listen("tcp", strings.TrimPrefix(n.network.Registry, "http://"))
	if err != nil {
		return fmt.Errorf("listening for the registry: %v: %w", err, registry.ErrConflict)
	}
	n.registry = s
	context.AfterFunc(run, func() { _ = s.Close() })
	n.group.Go(func() error {
		if err := s.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			return fmt.Errorf("serving the registry: %w", err)
		}
		return nil
	})
	return nil
}

// Registry returns a client of a network's registry that may write.
func Registry(dir string, network *pod.Network) (*mirror.Client, error) {
	token, err := secretFile(filepath.Join(dir, "registry", "token"))
	if err != nil {
		return nil, err
	}
	return mirror.NewClient(mirror.ClientConfig{
		URL: network.Registry, VerifierKey: network.LogKey, Witnesses: network.LogPolicy().Witnesses, Quorum: network.WitnessQuorum,
		Authorize: func(r *http.Request) { r.Header.Set("Authorization", "Bearer "+token) },
	})
}

// PodConfig returns the configuration of a member's pod from a network's
// folder. Engine and Log are left to the caller.
func PodConfig(dir string, network *pod.Network, member string) (pod.Config, error) {
	home := PodDir(dir, member)
	cfg := pod.Config{Network: network, Member: member, Dir: home}
	for to, path := range map[*string]string{
		&cfg.Passphrase: filepath.Join(home, "passphrase"), &cfg.Token: filepath.Join(home, "token"),
		&cfg.RegistryToken: filepath.Join(dir, "registry", "token"),
	} {
		b, err := os.ReadFile(path)
		if err != nil {
			return cfg, fmt.Errorf("reading the secrets of %s: %v: %w", member, err, registry.ErrNotFound)
		}
		*to = strings.TrimSpace(string(b))
	}
	places, err := signer.ReadPlaces(home)
	if err == nil && places.Account.Source != "" {
		cfg.Account, err = signer.Open(places.Account.Source, signer.Options{Address: places.Account.Address, Passphrase: cfg.Passphrase})
	}
	if err != nil {
		return cfg, fmt.Errorf("the account of the pod of %s: %w", member, err)
	}
	return cfg, nil
}

// Client returns a client of a member's pod from a network's folder.
func Client(dir string, network *pod.Network, member string) (*api.Client, error) {
	m, err := network.Member(member)
	if err != nil {
		return nil, err
	}
	b, err := os.ReadFile(filepath.Join(PodDir(dir, member), "token"))
	if err != nil {
		return nil, fmt.Errorf("reading the token of %s: %v: %w", member, err, registry.ErrNotFound)
	}
	return &api.Client{URL: m.URL, Token: strings.TrimSpace(string(b))}, nil
}

// MemberKeys opens the keys of a member's pod from a network's folder.
func MemberKeys(dir, member string) (*keys.Keys, error) {
	home := PodDir(dir, member)
	pass, err := passphrase(home, member)
	if err != nil {
		return nil, err
	}
	return keys.Open(filepath.Join(home, "keys"), pass)
}

func passphrase(home, member string) (string, error) {
	b, err := os.ReadFile(filepath.Join(home, "passphrase"))
	if err != nil {
		return "", fmt.Errorf("reading the passphrase of %s: %v: %w", member, err, registry.ErrNotFound)
	}
	return strings.TrimSpace(string(b)), nil
}

// ApprovalKey opens the approval key of a member in a network's folder.
func ApprovalKey(dir, member string) (*ecdsa.PrivateKey, error) {
	home := PodDir(dir, member)
	pass, err := passphrase(home, member)
	if err != nil {
		return nil, err
	}
	k, err := keys.OpenApproval(filepath.Join(home, "keys"), pass)
	if errors.Is(err, registry.ErrNotFound) {
		return nil, fmt.Errorf("the approval key of %s is not in the folder of its pod\n"+
			"Name who has it with --key, or sign where it is: novation change export, change sign --offline, change submit: %w", member, err)
	}
	return k, err
}

// Approver returns who signs what a member approves, as the member's folder in
// a network's folder says. The caller closes it.
func Approver(dir string, network *pod.Network, member string) (signer.Signer, error) {
	m, err := network.Member(member)
	if err != nil {
		return nil, err
	}
	home := PodDir(dir, member)
	places, err := signer.ReadPlaces(home)
	if err != nil {
		return nil, err
	}
	if places.Approval.Source == "" {
		k, err := ApprovalKey(dir, member)
		if err != nil {
			return nil, err
		}
		if a := crypto.PubkeyToAddress(k.PublicKey); a != m.Approver {
			return nil, fmt.Errorf("the approval key in the folder of %s is that of %s, the members know %s: %w", member, a, m.Approver, registry.ErrInvalid)
		}
		return signer.Local(k), nil
	}
	pass, err := passphrase(home, member)
	if err != nil {
		return nil, err
	}
	return signer.Open(places.Approval.Source, signer.Options{Address: m.Approver, Passphrase: pass})
}

// deploy puts the Consortium contract on chain, once, and completes the network
// file.
func (n *Net) deploy(ctx context.Context) error {
	if n.network.Consortium != (common.Address{}) {
		return nil
	}
	c, err := pod.Dial(ctx, n.network)
	if err != nil {
		return err
	}
	defer c.Close()
	k, err := MemberKeys(n.dir, n.network.Members[0].ID)
	if err != nil {
		return err
	}
	var approvers, pods []common.Address
	for _, m := range n.network.Members {
		approvers, pods = append(approvers, m.Approver), append(pods, m.Sender())
	}
	// A majority approves: 2 of 3.
	threshold := uint32(len(pods)/2 + 1)
	args, err := binding.NewConsortium().GetABI().Pack("", approvers, pods, threshold)
	if err != nil {
		return fmt.Errorf("packing the constructor of Consortium: %w", err)
	}
	r, err := create(ctx, c, k, append(contracts.Consortium().Creation.Object, args...))
	if err != nil {
		return fmt.Errorf("deploying Consortium: %w", err)
	}
	before := r.BlockNumber.Uint64() - 1
	b, err := c.BlockByNumber(ctx, before)
	if err != nil {
		return err
	}
	n.network.Consortium, n.network.Deployed = r.ContractAddress, chain.Cursor{Number: b.Number, Hash: b.Hash}
	return n.network.Write(filepath.Join(n.dir, NetworkFile))
}

func create(ctx context.Context, c *chain.Client, k *keys.Keys, code []byte) (*types.Receipt, error) {
	nonce, err := c.NonceAt(ctx, k.Pod())
	if err != nil {
		return nil, err
	}
	raw, hash, err := c.Sign(ctx, k.PodKey(), nonce, nil, code, 12_000_000)
	if err != nil {
		return nil, err
	}
	if err := c.SendRaw(ctx, raw); err != nil {
		return nil, err
	}
	r, err := c.WaitFinal(ctx, hash)
	if err != nil {
		return nil, err
	}
	if r.Status == 0 {
		return nil, c.RevertReason(ctx, r, raw)
	}
	return r, nil
}
