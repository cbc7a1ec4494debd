package typed_test

import (
	"crypto/ecdsa"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/ethclient/simulated"
	"github.com/ethereum/go-ethereum/params"
	"github.com/ethereum/go-ethereum/signer/core/apitypes"
	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts"
	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/contracts/binding"
	"github.com/novation-dev/novation/contracts/typed"
	"github.com/novation-dev/novation/registry/change"
)

// chainID is the id of go-ethereum's simulated chain.
const chainID = 1337

// deployed is a Consortium of one member and a Book on a simulated chain.
type deployed struct {
	client           simulated.Client
	consortium, book common.Address
}

func deploy(t *testing.T) deployed {
	t.Helper()
	key, pod := testKey(1), testKey(2)
	account := crypto.PubkeyToAddress(key.PublicKey)
	backend := simulated.NewBackend(types.GenesisAlloc{account: {Balance: big.NewInt(params.Ether)}})
	t.Cleanup(func() { backend.Close() })

	send := func(code, args []byte) common.Address {
		t.Helper()
		address, tx, err := bind.DeployContract(bind.NewKeyedTransactor(key, big.NewInt(chainID)), code, backend.Client(), args)
		if err != nil {
			t.Fatal(err)
		}
		backend.Commit()
		receipt, err := backend.Client().TransactionReceipt(t.Context(), tx.Hash())
		if err != nil {
			t.Fatal(err)
		}
		if receipt.Status != types.ReceiptStatusSuccessful {
			t.Fatal("deployment failed")
		}
		return address
	}
	consortium := send(contracts.Consortium().Creation.Object, binding.NewConsortium().PackConstructor(
		[]common.Address{account}, []common.Address{crypto.PubkeyToAddress(pod.PublicKey)}, 1))
	book := send(contracts.Book().Creation.Object, binding.NewBook().PackConstructor(consortium))
	return deployed{backend.Client(), consortium, book}
}

func TestDigestsAreTheContracts(t *testing.T) {
	on := deploy(t)
	consortium, book := binding.NewConsortium(), binding.NewBook()
	for _, g := range goldens {
		t.Run(g.name, func(t *testing.T) {
			contract, call, unpack := on.consortium, []byte(nil), consortium.UnpackHashChange
			switch s := g.statement.(type) {
			case *typed.Change:
				call = consortium.PackHashChange(change.ToChain(*s))
				if s.Policy != [32]byte{} {
					call, unpack = consortium.PackHashChangeWithPolicy(change.ToChain(*s), s.Calls, s.Policy), consortium.UnpackHashChangeWithPolicy
				} else if s.Calls != [32]byte{} {
					call, unpack = consortium.PackHashChangeWithCalls(change.ToChain(*s), s.Calls), consortium.UnpackHashChangeWithCalls
				}
			case *typed.Vote, *typed.Resolution:
				t.Skip("the contract has no function for its digest: the tests in pod/governance/lifecycle have it take signatures over it")
			case *typed.Revert:
				call = consortium.PackHashRevert(binding.Revert(*s))
			case *typed.Membership:
				call = consortium.PackHashMembership(binding.Membership(*s))
			case *typed.Transition:
				contract, call, unpack = on.book, book.PackHashTransition(binding.Transition(*s)), book.UnpackHashTransition
			case *typed.Novation:
				contract, call, unpack = on.book, book.PackHashNovation(binding.Novation(*s)), book.UnpackHashNovation
			}
			want, err := bind.Call(consortium.Instance(on.client, contract), &bind.CallOpts{Context: t.Context()}, call, unpack)
			if err != nil {
				t.Fatal(err)
			}
			if got := g.statement.Digest(chainID, contract); got != want {
				t.Errorf("digest %x, the contract says %x", got, want)
			}
			if got := g.statement.Digest(chainID+1, contract); got == want {
				t.Error("the digest does not depend on the chain")
			}
			shown, _, err := apitypes.TypedDataAndHash(g.statement.TypedData(chainID, contract))
			if err != nil {
				t.Fatal(err)
			}
			if common.BytesToHash(shown) != want {
				t.Errorf("a wallet signs %x, the contract says %x", shown, want)
			}
		})
	}
}

func TestDeployedCodeIsTheArtefacts(t *testing.T) {
	on := deploy(t)
	for _, c := range []struct {
		artefact *artifact.Artifact
		at       common.Address
	}{{contracts.Consortium(), on.consortium}, {contracts.Book(), on.book}} {
		code, err := on.client.CodeAt(t.Context(), c.at, nil)
		if err != nil {
			t.Fatal(err)
		}
		if !c.artefact.Matches(code) {
			t.Errorf("%s: the code on chain is not the artefact's", c.artefact.Name)
		}
		if diff := cmp.Diff(crypto.Keccak256Hash(code), common.Hash(c.artefact.CodeHash())); diff != "" {
			t.Errorf("%s: code hash (-chain +artefact):\n%s", c.artefact.Name, diff)
		}
		code[0] ^= 1
		if c.artefact.Matches(code) {
			t.Errorf("%s: changed code still matches", c.artefact.Name)
		}
	}
}

// testKey returns the private key n.
func testKey(n int64) *ecdsa.PrivateKey {
	key, err := crypto.ToECDSA(common.LeftPadBytes(big.NewInt(n).Bytes(), 32))
	if err != nil {
		panic(err)
	}
	return key
}
