package match_test

import (
	"bytes"
	"math/big"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/contracts/match"
)

var (
	token = common.HexToAddress("0x00000000000000000000000000000000000070C3")
	whole = [32]byte{1, 2, 3, 31: 9}
	args  = []any{uint64(1_700_000_000), true, [4]byte{0xca, 0xfe, 0, 1}, int16(-300), big.NewInt(12345), uint8(2), token, whole}
)

// system deploys Vault and its libraries as one variant has them.
func (d *deployer) system(file string) (libraries map[string]common.Address, vault common.Address) {
	d.t.Helper()
	libraries = map[string]common.Address{}
	for _, name := range []string{"Sums", "Turns"} {
		libraries["src/Sums.sol:"+name] = d.deploy(artifactOf(d.t, file, name), nil, nil)
	}
	return libraries, d.deploy(artifactOf(d.t, file, "Vault"), libraries, nil, args...)
}

func short(r match.Result) string {
	if r.Difference != nil {
		return string(r.Verdict) + " " + string(r.Difference.Part)
	}
	return string(r.Verdict)
}

// TestVariants deploys contracts with immutables and libraries as compiled with
// every kind of metadata, and compares each with the artefact of every other.
func TestVariants(t *testing.T) {
	d := start(t)
	variants := []string{"ipfs", "comment", "none", "bzzr1", "bare"}
	for _, pipeline := range []string{"legacy", "ir"} {
		deployed, linked := map[string]common.Address{}, map[string]map[string]common.Address{}
		for _, v := range variants {
			linked[v], deployed[v] = d.system(pipeline + "-" + v)
		}
		for _, of := range variants {
			a := artifactOf(t, pipeline+"-"+of, "Vault")
			for _, v := range variants {
				want := match.Match
				if v == of {
					want = match.Exact
				}
				got, err := match.At(t.Context(), d, deployed[v], nil, a)
				if err != nil {
					t.Fatal(err)
				}
				if got.Verdict != want {
					t.Errorf("%s on chain, artefact %s: %s %+v, want %s", v, of, got.Verdict, got.Difference, want)
				}
				if diff := cmp.Diff(linked[v], got.Libraries); diff != "" {
					t.Error(diff)
				}
				if len(got.Immutables) != 9 {
					t.Errorf("%d immutables", len(got.Immutables))
				}
				if (len(got.Ignored) > 0) != (want == match.Match && v != "bare") {
					t.Errorf("%s on chain, artefact %s: ignored %v", v, of, got.Ignored)
				}
			}
			for name, at := range linked[of] {
				library := artifactOf(t, pipeline+"-"+of, name)
				got, err := match.At(t.Context(), d, at, nil, library)
				if err != nil || got.Verdict != match.Exact {
					t.Errorf("%s: %+v %v", name, got, err)
				}
			}
		}
		// The other pipeline makes other code.
		other := artifactOf(t, map[string]string{"legacy": "ir-ipfs", "ir": "legacy-ipfs"}[pipeline], "Vault")
		if got := match.Code(d.code(deployed["ipfs"]), other); got.Verdict != match.None || got.Difference == nil {
			t.Errorf("code of another pipeline: %+v", got)
		}
	}
}

// TestRecovered reads the values of immutables of every type.
func TestRecovered(t *testing.T) {
	d := start(t)
	for _, file := range []string{"legacy-ipfs", "ir-ipfs"} {
		_, vault := d.system(file)
		got := match.Code(d.code(vault), artifactOf(t, file, "Vault"))
		values := map[string]string{}
		for _, i := range got.Immutables {
			if len(i.Value) != 32 {
				t.Errorf("%s has %d bytes", i.Name, len(i.Value))
			}
			values[i.Name+" "+i.Type] = i.Decoded
		}
		if diff := cmp.Diff(map[string]string{
			"src/Vault.sol:Vault.owner address":         d.from.Hex(),
			"src/Vault.sol:Vault.opened uint64":         "1700000000",
			"src/Vault.sol:Vault.strict bool":           "true",
			"src/Vault.sol:Vault.tag bytes4":            "0xcafe0001",
			"src/Vault.sol:Vault.shift int16":           "-300",
			"src/Vault.sol:Vault.price Price":           "12345",
			"src/Vault.sol:Vault.grade enum Grade":      "2",
			"src/Vault.sol:Vault.token contract IToken": token.Hex(),
			"src/Vault.sol:Vault.whole bytes32":         "0x" + common.Bytes2Hex(whole[:]),
		}, values); diff != "" {
			t.Errorf("%s: %s", file, diff)
		}
	}
}

// TestLibraries tells where libraries believe to be, and refuses one that is
// elsewhere: it is a copy whose guard does not hold.
func TestLibraries(t *testing.T) {
	d := start(t)
	for _, file := range []string{"legacy-ipfs", "ir-ipfs"} {
		a := artifactOf(t, file, "Turns")
		at := d.deploy(a, nil, nil)
		got, err := match.At(t.Context(), d, at, nil, a)
		if err != nil || got.Verdict != match.Exact || got.Self == nil || *got.Self != at {
			t.Fatalf("%s: %+v %v", file, got, err)
		}
		// Code that returns a copy of the library, as it is.
		code := d.code(at)
		n := byte(len(code) >> 8)
		copier := []byte{0x61, n, byte(len(code)), 0x80, 0x60, 0x0c, 0x60, 0x00, 0x39, 0x60, 0x00, 0xf3}
		again := d.send(nil, append(copier, code...)).ContractAddress
		if !bytes.Equal(d.code(again), code) {
			t.Fatal("the copy is none")
		}
		got, err = match.At(t.Context(), d, again, nil, a)
		if err != nil || short(got) != "none library" {
			t.Errorf("%s: a copy elsewhere: %+v %v", file, got, err)
		}
	}
}

// TestInside compares contracts that have others inside, whose metadata is in
// the middle of the code.
func TestInside(t *testing.T) {
	d := start(t)
	for _, pipeline := range []string{"legacy", "ir"} {
		for _, test := range []struct {
			name, on, of, want string
			inside             int // places of metadata in the artefact
		}{
			{"Factory", "ipfs", "ipfs", "exact", 2},
			{"Factory", "comment", "ipfs", "match", 2},
			{"Factory", "ipfs", "comment", "match", 2},
			{"Foundry", "comment", "ipfs", "match", 3},
			{"Factory", "bare", "bare", "exact", 0},
			// Other metadata inside has another length, which is part of the code.
			{"Factory", "bare", "ipfs", "none code", 2},
			{"Factory", "ipfs", "bare", "none code", 0},
			{"Factory", "none", "ipfs", "none code", 2},
			{"Foundry", "bzzr1", "ipfs", "none code", 3},
		} {
			a := artifactOf(t, pipeline+"-"+test.of, test.name)
			if len(a.Runtime.Metadata) != test.inside && test.inside > 0 || test.inside == 0 && len(a.Runtime.Metadata) > 0 {
				t.Errorf("%s %s: metadata at %v, want %d places", pipeline, test.name, a.Runtime.Metadata, test.inside)
			}
			at := d.deploy(artifactOf(t, pipeline+"-"+test.on, test.name), nil, nil)
			got := match.Code(d.code(at), a)
			if short(got) != test.want {
				t.Errorf("%s %s, %s on chain, artefact %s: %s %+v, want %s", pipeline, test.name, test.on, test.of, got.Verdict, got.Difference, test.want)
			}
			if test.want == "match" && len(got.Ignored) != test.inside {
				t.Errorf("%s %s: ignored %v, want %d places", pipeline, test.name, got.Ignored, test.inside)
			}
		}
	}
}

// TestOld compares what older compilers made: hashes for Swarm, a mark of
// experimental features.
func TestOld(t *testing.T) {
	d := start(t)
	for _, file := range []string{"solc5", "solc4"} {
		sums := d.deploy(artifactOf(t, file, "Sums"), nil, nil)
		libraries := map[string]common.Address{"src/Old.sol:Sums": sums}
		for variant, want := range map[string]match.Verdict{"": match.Exact, "-comment": match.Match} {
			at := d.deploy(artifactOf(t, file+variant, "Ledger"), libraries, nil)
			got := match.Code(d.code(at), artifactOf(t, file, "Ledger"))
			if got.Verdict != want || got.Libraries["src/Old.sol:Sums"] != sums {
				t.Errorf("%s%s: %+v", file, variant, got)
			}
		}
	}
	a := artifactOf(t, "solc5", "Ledger")
	if r := a.Runtime.Metadata; len(r) != 1 || !bytes.Contains(a.Runtime.Object[r[0].Start:], []byte("experimental")) {
		t.Errorf("no mark of experimental features in %v", r)
	}
}

// TestChanged deploys code that is not the artefact's, each in one place.
func TestChanged(t *testing.T) {
	d := start(t)
	for _, pipeline := range []string{"legacy", "ir"} {
		a := artifactOf(t, pipeline+"-ipfs", "Factory")
		inner := bytes.Index(a.Creation.Object, a.Runtime.Object)
		if inner < 0 {
			t.Fatal("the runtime code is not in the creation code")
		}
		child := a.Runtime.Metadata[0]
		flip := func(at int) func([]byte) []byte {
			return func(code []byte) []byte {
				code[inner+at] ^= 1
				return code
			}
		}
		for _, test := range []struct {
			name  string
			tweak func([]byte) []byte
			want  string
		}{
			{"hash at the end", flip(len(a.Runtime.Object) - 20), "match"},
			{"hash inside", flip(child.Start + 20), "match"},
			{"version inside", flip(child.Start + child.Length - 3), "match"},
			{"key inside", flip(child.Start + 3), "none metadata"},
			{"length inside", flip(child.Start + child.Length - 1), "none metadata"},
			{"shorter metadata inside", func(code []byte) []byte {
				end := inner + child.Start + child.Length
				copy(code[end-12:], []byte{0xa1, 0x64, 's', 'o', 'l', 'c', 0x43, 0, 8, 0x22, 0, 10})
				code[end-13] ^= 1
				return code
			}, "none metadata"},
			{"before the metadata inside", flip(child.Start - 1), "none code"},
			{"key at the end", flip(len(a.Runtime.Object) - 50), "none length"},
			{"length at the end", flip(len(a.Runtime.Object) - 1), "none length"},
			{"code", flip(60), "none code"},
		} {
			got := match.Code(d.code(d.deploy(a, nil, test.tweak)), a)
			if short(got) != test.want {
				t.Errorf("%s, %s: %s %+v, want %s", pipeline, test.name, got.Verdict, got.Difference, test.want)
			}
		}
	}
}

// TestDecoy changes data that looks like the metadata of a contract, and is not.
func TestDecoy(t *testing.T) {
	d := start(t)
	for _, file := range []string{"legacy-ipfs", "ir-ipfs", "legacy-bare", "ir-bare", "legacy-none", "ir-none"} {
		a := artifactOf(t, file, "Decoy")
		data := []byte{0xa1, 0x64, 's', 'o', 'l', 'c', 0x43, 0x00, 0x08, 0x22, 0x00, 0x0a}
		at := bytes.Index(a.Runtime.Object, data)
		if _, ok := artifact.MetadataAt(a.Runtime.Object, at+len(data)); at < 0 || !ok {
			t.Fatalf("%s: there is no decoy in the code", file)
		}
		tweak := func(code []byte) []byte {
			return bytes.Replace(code, data, slices.Replace(bytes.Clone(data), 7, 10, 0xdd, 0xee, 0xff), 1)
		}
		got := match.Code(d.code(d.deploy(a, nil, tweak)), a)
		if short(got) != "none code" || got.Difference.Offset != at+7 {
			t.Errorf("%s: other data passes for metadata: %+v", file, got)
		}
	}
}
