package match_test

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"math/big"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/contracts/chain"
	"github.com/novation-dev/novation/pod/node"
	"github.com/novation-dev/novation/pod/node/nodetest"
)

// builds are read once: every test names them by file.
var builds = map[string]*artifact.Build{}

func buildOf(tb testing.TB, file string) *artifact.Build {
	tb.Helper()
	if builds[file] == nil {
		b, err := artifact.Open("testdata/" + file + ".json.gz")
		if err != nil {
			tb.Fatal(err)
		}
		builds[file] = b
	}
	return builds[file]
}

func artifactOf(tb testing.TB, file, name string) *artifact.Artifact {
	tb.Helper()
	a, err := buildOf(tb, file).Artifact(name)
	if err != nil {
		tb.Fatal(err)
	}
	return a
}

// A deployer sends transactions to a chain of its own.
type deployer struct {
	*chain.Client
	t     *testing.T
	key   *ecdsa.PrivateKey
	from  common.Address
	nonce uint64
}

func start(t *testing.T) *deployer {
	t.Helper()
	c, err := chain.Dial(t.Context(), chain.Config{URL: nodetest.Start(t, node.Config{}).HTTPURL()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	key, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	return &deployer{Client: c, t: t, key: key, from: crypto.PubkeyToAddress(key.PublicKey)}
}

// StorageAt completes a client to a match.Reader.
func (d *deployer) StorageAt(ctx context.Context, account common.Address, slot common.Hash, _ *big.Int) ([]byte, error) {
	var out hexutil.Bytes
	err := d.RPC().CallContext(ctx, &out, "eth_getStorageAt", account, slot, "latest")
	return out, err
}

func (d *deployer) send(to *common.Address, data []byte) *types.Receipt {
	d.t.Helper()
	raw, hash, err := d.Sign(d.t.Context(), d.key, d.nonce, to, data, 10_000_000)
	if err != nil {
		d.t.Fatal(err)
	}
	d.nonce++
	if err := d.SendRaw(d.t.Context(), raw); err != nil {
		d.t.Fatal(err)
	}
	r, err := d.WaitFinal(d.t.Context(), hash)
	if err != nil {
		d.t.Fatal(err)
	}
	if r.Status != types.ReceiptStatusSuccessful {
		d.t.Fatalf("transaction failed: %v", d.RevertReason(d.t.Context(), r, raw))
	}
	return r
}

// deploy creates a contract. Libraries are by "source:Name"; tweak, if any,
// changes the creation code.
func (d *deployer) deploy(a *artifact.Artifact, libraries map[string]common.Address, tweak func([]byte) []byte, args ...any) common.Address {
	d.t.Helper()
	code := slices.Clone(a.Creation.Object)
	for name, ranges := range a.Creation.Links {
		address, ok := libraries[name]
		if !ok {
			d.t.Fatalf("no address of %s", name)
		}
		for _, r := range ranges {
			copy(code[r.Start:], address[:])
		}
	}
	if tweak != nil {
		changed := tweak(slices.Clone(code))
		if bytes.Equal(changed, code) {
			d.t.Fatal("nothing was changed")
		}
		code = changed
	}
	return d.send(nil, append(code, d.pack(a, "", args...)...)).ContractAddress
}

func (d *deployer) pack(a *artifact.Artifact, method string, args ...any) []byte {
	d.t.Helper()
	parsed, err := abi.JSON(bytes.NewReader(a.ABI))
	if err != nil {
		d.t.Fatal(err)
	}
	out, err := parsed.Pack(method, args...)
	if err != nil {
		d.t.Fatal(err)
	}
	return out
}

func (d *deployer) code(at common.Address) []byte {
	d.t.Helper()
	out, err := d.Code(d.t.Context(), at)
	if err != nil {
		d.t.Fatal(err)
	}
	return out
}
