package match_test

import (
	"encoding/json"
	"errors"
	"math/big"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts/match"
	"github.com/novation-dev/novation/registry"
)

// TestReport finds code directly and behind a minimal proxy, keeps what was
// found, and looks again: at the same code, and at other code.
func TestReport(t *testing.T) {
	d := start(t)
	_, vault := d.system("legacy-ipfs")
	a := artifactOf(t, "legacy-ipfs", "Vault")
	chainID, block := d.ChainID(), (*big.Int)(nil)
	direct, err := match.Find(t.Context(), d, vault, chainID, block, a)
	if err != nil {
		t.Fatal(err)
	}
	if direct.Verdict != match.Exact || *direct.Address != vault || len(direct.Proxies) != 0 || len(direct.Immutables) != 9 || len(direct.Libraries) != 2 {
		t.Errorf("directly: %+v", direct)
	}
	proxy := common.Address{0xab}
	behind := accounts{
		code: map[common.Address][]byte{
			proxy: append(append(common.FromHex("0x363d3d373d3d3d363d73"), vault[:]...), common.FromHex("0x5af43d82803e903d91602b57fd5bf3")...),
			vault: d.code(vault),
		},
	}
	through, err := match.Find(t.Context(), behind, proxy, chainID, block, a)
	if err != nil {
		t.Fatal(err)
	}
	if through.Verdict != match.Exact || *through.Address != vault || len(through.Proxies) != 1 || through.Proxies[0].Address != proxy {
		t.Errorf("behind a proxy: %+v", through)
	}

	b, err := json.Marshal(direct)
	if err != nil {
		t.Fatal(err)
	}
	kept, err := match.ParseReport(b)
	if err != nil {
		t.Fatal(err)
	}
	again, err := json.Marshal(kept)
	if diff := cmp.Diff(string(b), string(again)); diff != "" || err != nil {
		t.Errorf("what was kept (-want +got):\n%s\n%v", diff, err)
	}
	if err := kept.Again(d.code(vault), a); err != nil {
		t.Error(err)
	}
	other := d.code(vault)
	other[len(other)/2] ^= 1
	if err := kept.Again(other, a); !errors.Is(err, registry.ErrRefused) || !strings.Contains(err.Error(), "another than it was") {
		t.Errorf("other code: %v", err)
	}
	for what, lie := range map[string]func(*match.Report){
		"verdict":   func(r *match.Report) { r.Verdict = match.Match },
		"immutable": func(r *match.Report) { r.Immutables[0].Value[31] ^= 1 },
		"library":   func(r *match.Report) { r.Libraries = nil },
	} {
		told, err := match.ParseReport(b)
		if err != nil {
			t.Fatal(err)
		}
		lie(told)
		if err := told.Again(d.code(vault), a); !errors.Is(err, registry.ErrRefused) {
			t.Errorf("another %s: %v", what, err)
		}
	}
	for _, bad := range []string{"", "{}", `{"verdict":"yes"}`, strings.Replace(string(b), `"verdict"`, `"word"`, 1)} {
		if _, err := match.ParseReport([]byte(bad)); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%.20q: %v", bad, err)
		}
	}
}
