package main_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const module = "github.com/novation-dev/novation"

// imports is the architecture: which of our packages each package may import.
// A package that is not here fails the test, so that a new one starts with a
// decision. An import that is not used any more fails it too.
//
// Tests may import whatever stands no higher than their package (see layer).
var imports = map[string]string{
	// Vocabulary.
	"registry": "",

	// Mechanisms: rules.
	"plugins":                   "registry plugins/abi plugins/guard plugins/linear plugins/meter plugins/schema plugins/wasi plugins/wasm plugins/wire",
	"plugins/abi":               "registry plugins/wasm plugins/wire",
	"plugins/guard":             "registry",
	"plugins/linear":            "",
	"plugins/meter":             "registry plugins/wasm",
	"plugins/schema":            "registry",
	"plugins/wasi":              "registry",
	"plugins/wasm":              "registry",
	"plugins/wasm/wasmtest":     "plugins/wasm",
	"plugins/wire":              "registry plugins/schema",
	"plugins/nvgen":             "registry plugins/schema",
	"plugins/nvgen/rules":       "plugins/guests/golang plugins/guests/source",
	"plugins/nvgen/cmd/nvgen":   "plugins/nvgen plugins/schema",
	"plugins/nvgen/cmd/nvrules": "plugins/nvgen/rules",

	// Mechanisms: languages and projects of rules.
	"plugins/guests":                "registry plugins/guests/assemblyscript plugins/guests/c plugins/guests/golang plugins/guests/guest plugins/guests/rust plugins/guests/source plugins/schema",
	"plugins/guests/guest":          "plugins/schema",
	"plugins/guests/assemblyscript": "registry plugins/guests/guest plugins/schema",
	"plugins/guests/c":              "registry plugins/guests/guest plugins/schema",
	"plugins/guests/golang":         "registry plugins/guests/guest plugins/nvgen plugins/schema",
	"plugins/guests/golang/pack":    "",
	"plugins/guests/rust":           "registry plugins/guests/guest plugins/schema",
	"plugins/guests/source":         "registry plugins/abi plugins/schema",
	"plugins/cases":                 "registry plugins/abi plugins/schema plugins/wire",
	"plugins/cases/explore":         "registry plugins plugins/abi plugins/cases plugins/schema plugins/wire",
	"plugins/cases/timing":          "",
	"plugins/cases/trial":           "registry plugins plugins/abi plugins/cases plugins/wire",

	// Mechanisms: contracts and chain.
	"contracts":                        "registry contracts/artifact",
	"contracts/ast":                    "registry",
	"contracts/layout":                 "registry contracts/ast",
	"contracts/layout/picture":         "contracts/layout",
	"contracts/safety":                 "registry contracts/ast",
	"contracts/artifact":               "registry contracts/ast contracts/layout contracts/safety",
	"contracts/match":                  "registry contracts/artifact",
	"contracts/source":                 "registry",
	"contracts/solc":                   "registry plugins/guard plugins/linear contracts/solc/internal/lower contracts/solc/internal/soljson",
	"contracts/solc/internal/lower":    "registry",
	"contracts/solc/internal/soljson":  "registry",
	"contracts/solc/internal/solctest": "",
	"contracts/solc/nodetest":          "",
	"contracts/build":                  "contracts/artifact contracts/solc contracts/source",
	"contracts/binding":                "",
	"contracts/binding/gen":            "contracts contracts/artifact",
	"contracts/typed":                  "registry",
	"contracts/chain":                  "registry",
	"contracts/chain/chaintest":        "registry contracts/chain",

	// Mechanisms: releases, changes, evidence.
	"registry/internal/damage":  "registry",
	"registry/witness":          "registry registry/internal/damage registry/merklelog",
	"registry/bundle":           "registry",
	"registry/signer":           "registry registry/bundle",
	"registry/oci":              "registry registry/bundle",
	"registry/keyset":           "registry registry/bundle",
	"registry/lock":             "registry",
	"registry/provenance":       "registry plugins/wasm",
	"registry/merklelog":        "registry registry/internal/damage",
	"registry/shelf":            "registry registry/bundle registry/internal/damage registry/keyset registry/merklelog",
	"registry/mirror":           "registry registry/bundle registry/internal/damage registry/keyset registry/merklelog registry/shelf registry/witness",
	"registry/compat":           "registry registry/bundle plugins/abi plugins/wasm contracts/artifact contracts/ast contracts/layout contracts/safety",
	"registry/compat/sarif":     "registry/compat",
	"registry/compat/agreement": "",
	"registry/project":          "registry registry/bundle plugins/abi plugins/cases plugins/schema contracts contracts/artifact migrate/contract",
	"registry/commitment":       "",
	"registry/evidence":         "registry registry/bundle registry/commitment plugins plugins/abi plugins/schema plugins/wire contracts/typed",
	"migrate":                   "registry registry/evidence plugins/abi",
	"registry/change":           "registry registry/bundle migrate contracts/artifact contracts/binding contracts/typed",
	"registry/audit":            "registry registry/bundle registry/change registry/evidence registry/keyset registry/merklelog plugins plugins/schema contracts/artifact contracts/match",

	// Mechanisms: the state of contracts.
	"migrate/internal/extsort":  "registry",
	"migrate/statetree":         "registry contracts/layout migrate/internal/extsort",
	"migrate/slotset":           "registry migrate/statetree migrate/internal/extsort",
	"migrate/chainstate":        "registry contracts/artifact contracts/chain contracts/layout migrate/statetree migrate/slotset",
	"migrate/remap":             "registry contracts/layout migrate/statetree",
	"migrate/leaves":            "registry",
	"migrate/contract":          "registry registry/compat contracts contracts/artifact contracts/chain contracts/layout contracts/match migrate/chainstate migrate/internal/extsort migrate/leaves migrate/remap migrate/slotset migrate/statetree",
	"migrate/contract/picture":  "migrate/contract migrate/remap",
	"migrate/execute":           "registry contracts contracts/artifact contracts/chain contracts/layout contracts/match migrate/chainstate migrate/contract migrate/execute/outbox migrate/leaves migrate/remap migrate/slotset migrate/statetree",
	"migrate/execute/outbox":    "registry contracts/chain",
	"migrate/probe":             "registry contracts/artifact contracts/chain contracts/layout migrate/statetree",
	"migrate/rehearse":          "registry contracts/chain contracts/layout migrate/chainstate migrate/contract migrate/execute migrate/probe migrate/slotset migrate/statetree",
	"migrate/migratetest":       "registry contracts/artifact contracts/chain contracts/layout migrate/statetree",
	"migrate/migratetest/build": "contracts/artifact contracts/solc contracts/source",

	"migrate/execute/bench": "",
	"migrate/remap/rules":   "registry contracts/layout migrate/remap migrate/statetree plugins plugins/abi plugins/schema plugins/wire",
	"testnet/trio":          "contracts/chain migrate/migratetest pod/node",

	// Pod.
	"pod/store":                  "",
	"pod/store/storetest":        "pod/store",
	"pod/store/boltstore":        "registry pod/store",
	"pod/keys":                   "registry",
	"pod/signer":                 "registry contracts/typed pod/keys",
	"pod/node":                   "registry",
	"pod/node/nodetest":          "pod/node",
	"pod/exchange":               "registry pod/store",
	"pod/record":                 "registry registry/evidence pod/store",
	"pod/submit":                 "registry registry/evidence contracts/chain pod/signer pod/store",
	"pod/releases":               "registry registry/bundle registry/evidence registry/merklelog plugins plugins/schema pod/store",
	"pod/decision":               "registry registry/change registry/evidence contracts/binding contracts/typed pod/exchange pod/keys pod/record pod/releases pod/store pod/submit",
	"pod/ingest":                 "registry registry/change registry/evidence contracts/binding contracts/chain pod/decision pod/store",
	"pod/upgrade":                "registry registry/bundle registry/change registry/compat registry/evidence registry/merklelog registry/mirror migrate contracts contracts/artifact contracts/binding contracts/chain pod/decision pod/record pod/releases pod/store pod/submit contracts/typed registry/keyset",
	"pod/fleet":                  "registry registry/change pod/exchange pod/record pod/releases pod/store pod/upgrade",
	"pod/governance":             "registry registry/bundle registry/change registry/evidence registry/merklelog registry/mirror migrate contracts/artifact contracts/binding contracts/typed pod/moving pod/releases pod/store pod/submit pod/upgrade",
	"pod/api":                    "registry registry/change registry/evidence migrate plugins/wire contracts/typed pod/decision pod/exchange pod/fleet pod/governance pod/moving pod/record pod/releases pod/store pod/upgrade",
	"pod":                        "registry registry/audit registry/bundle registry/change registry/evidence registry/merklelog registry/mirror plugins contracts contracts/binding contracts/chain pod/api pod/decision pod/exchange pod/fleet pod/governance pod/ingest pod/keys pod/moving pod/record pod/releases pod/signer pod/store pod/store/boltstore pod/submit pod/upgrade registry/witness registry/keyset registry/oci",
	"testnet":                    "registry registry/bundle registry/change registry/merklelog registry/mirror registry/shelf plugins plugins/abi contracts contracts/binding contracts/chain contracts/typed pod pod/api pod/keys pod/node pod/signer registry/witness registry/keyset pod/upgrade",
	"pod/governance/lifecycle":   "",
	"pod/moving":                 "registry registry/bundle registry/change contracts/artifact contracts/chain migrate/contract migrate/execute migrate/rehearse pod/node pod/store",
	"testnet/crudetrade":         "registry",
	"testnet/crudetrade/build":   "plugins/nvgen plugins/nvgen/rules plugins/schema",
	"testnet/crudetrade/samples": "",
	"testnet/story":              "registry registry/audit registry/bundle registry/compat registry/project plugins contracts/chain pod pod/api testnet testnet/crudetrade",

	// Command line.
	"cmd/novation":                 "cmd/novation/command",
	"cmd/novation/internal/refdoc": "cmd/novation/command registry/compat",
	"cmd/novation/command": "registry registry/audit registry/bundle registry/change registry/compat registry/compat/sarif registry/evidence registry/keyset registry/lock registry/merklelog registry/mirror registry/oci registry/project registry/provenance registry/shelf registry/signer plugins plugins/abi plugins/cases plugins/cases/explore plugins/cases/timing plugins/cases/trial plugins/guests plugins/schema cmd/novation/internal/watch " +
		"contracts/artifact contracts/chain contracts/layout contracts/layout/picture contracts/match contracts/solc contracts/source contracts/typed " +
		"migrate/chainstate migrate/contract migrate/contract/picture migrate/execute migrate/rehearse migrate/remap/rules " +
		"pod pod/api pod/fleet pod/moving pod/releases pod/signer pod/upgrade testnet testnet/story",
	"cmd/novation/internal/watch": "registry registry/change pod/api pod/upgrade",
}

// layer is how high a top-level folder stands. The tests of a package may
// import what is not higher.
var layer = map[string]int{"registry": 1, "plugins": 1, "contracts": 1, "migrate": 1, "pod": 2, "testnet": 3, "cmd": 4}

// fixtures may be imported by the tests of every package: the example line,
// contracts with state, and a real chain.
var fixtures = map[string]bool{"testnet/crudetrade": true, "migrate/migratetest": true, "pod/node": true, "pod/node/nodetest": true}

// dependencies says who owns each of our direct dependencies: only its owners,
// and the packages below an owner that ends in "/...", may import it. "tests"
// means every test. A dependency that is not here fails the test, as does an
// owner that does not use it.
var dependencies = map[string]string{
	"charm.land/lipgloss/v2":           "cmd/novation/command cmd/novation/internal/watch",
	"github.com/spf13/cobra":           "cmd/novation/command cmd/novation/internal/refdoc cmd/novation:test",
	"github.com/vbauerster/mpb/v8":     "cmd/novation/command",
	"github.com/charmbracelet/x/term":  "cmd/novation/command",
	"github.com/danielgtaylor/huma/v2": "pod/api",

	"github.com/tetratelabs/wazero":      "plugins plugins/guard plugins/wasi contracts/solc tests",
	"github.com/bufbuild/protocompile":   "plugins/schema",
	"google.golang.org/protobuf":         "plugins/... registry/compat registry/bundle:test",
	"github.com/go-json-experiment/json": "contracts/... migrate/... registry/compat",
	"github.com/owenrumney/go-sarif/v3":  "registry/compat/sarif",
	"github.com/pelletier/go-toml/v2":    "contracts/source",
	"github.com/goccy/go-yaml":           "plugins/cases plugins/guests/source registry/project cmd/novation/command",

	// The keys, hashes and types of Ethereum are needed where things are signed;
	// a node and its RPC only where a chain is reached.
	"github.com/ethereum/go-ethereum": "contracts/... migrate/... registry/change registry/evidence registry/audit registry/project pod/... testnet/... cmd/novation/command cmd/novation/internal/watch cmd/novation:test",
	"github.com/holiman/uint256":      "contracts/layout/... migrate/... registry/compat registry/compat/agreement:test pod/node:test",

	"go.etcd.io/bbolt": "registry/internal/damage registry/merklelog registry/shelf registry/witness:test testnet:test migrate/execute/... pod/releases:test pod/store/boltstore pod/node",

	"github.com/Masterminds/semver/v3":                  "registry registry/compat registry/lock registry/merklelog registry/shelf contracts/source contracts/solc",
	"github.com/opencontainers/image-spec":              "registry/bundle registry/oci",
	"github.com/opencontainers/go-digest":               "registry/oci registry/bundle",
	"oras.land/oras-go/v2":                              "registry/bundle registry/oci",
	"github.com/secure-systems-lab/go-securesystemslib": "registry/bundle registry/keyset",
	"github.com/in-toto/attestation":                    "registry/bundle:test",
	"github.com/transparency-dev/formats":               "registry/merklelog registry/witness",
	"golang.org/x/mod":                                  "registry/merklelog registry/witness",

	"github.com/google/uuid": "pod/keys pod/signer:test",
	// It needs a C compiler: only with the build tag pkcs11.
	"github.com/miekg/pkcs11": "pod/signer",
	"golang.org/x/sync":       "registry/compat migrate/chainstate pod pod/fleet testnet testnet/story",
	"golang.org/x/sys":        "plugins/linear migrate/execute",

	"github.com/google/go-cmp":        "contracts/chain/chaintest tests",
	"github.com/rogpeppe/go-internal": "tests",
	"pgregory.net/rapid":              "tests",
}

// A pkg is what `go list` says about a package of ours.
type pkg struct {
	ImportPath                         string
	Imports, TestImports, XTestImports []string
}

// TestArchitecture holds the code against the tables.
func TestArchitecture(t *testing.T) {
	if diff := cmp.Diff([]string(nil), violations(list(t), imports, dependencies)); diff != "" {
		t.Errorf("the code is not what the tables in deps_test.go say (+ is a violation):\n%s", diff)
	}
}

// TestArchitectureViolations shows that every kind of violation is found.
func TestArchitectureViolations(t *testing.T) {
	imports := map[string]string{"registry": "", "pod": "registry", "gone": "", "testnet": "pod registry"}
	owners := map[string]string{"example.com/heavy": "pod", "example.com/idle": "pod", "example.com/cmp": "tests"}
	pkgs := []pkg{
		{ImportPath: module + "/registry", Imports: []string{"fmt", module + "/pod"}, XTestImports: []string{module + "/testnet"}},
		{ImportPath: module + "/pod", Imports: []string{"example.com/heavy/v2", "example.com/heavy", "example.com/cmp/x"}},
		{ImportPath: module + "/testnet", Imports: []string{module + "/pod", module + "/registry"}, TestImports: []string{"example.com/cmp", "example.com/heavy/sub"}},
		{ImportPath: module + "/new", Imports: []string{"example.com/unheard"}},
	}
	want := []string{
		"dependency example.com/idle: its owner pod does not import it any more",
		"gone is in the table, but there is no such package",
		"new is not in the table: decide what it may import",
		"new may not import example.com/unheard: it has no owner",
		"pod does not import registry any more: take it out of the table",
		"pod may not import example.com/cmp/x: only its owners may (tests)",
		"pod may not import example.com/heavy/v2: it has no owner",
		"registry may not import pod",
		"testnet may not import example.com/heavy/sub in a test: only its owners may (pod)",
		"the tests of registry may not import testnet, which stands higher",
	}
	if diff := cmp.Diff(want, violations(pkgs, imports, owners)); diff != "" {
		t.Errorf("violations (-want +got):\n%s", diff)
	}
}

// TestSDKRequiresNothing keeps a hundred modules away from those who write
// rules.
func TestSDKRequiresNothing(t *testing.T) {
	mod, err := os.ReadFile(filepath.Join("..", "..", "plugins", "sdk", "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	if got := requires(mod); got != nil {
		t.Errorf("plugins/sdk/go.mod requires %q: the SDK uses the standard library only", got)
	}
	for _, broken := range []string{"module x\nrequire example.com/a v1.0.0\n", "module x\nrequire (\n\texample.com/a v1.0.0\n)\n"} {
		if requires([]byte(broken)) == nil {
			t.Errorf("a requirement in %q was not seen", broken)
		}
	}
}

// requires returns the lines of a go.mod file that name another module.
func requires(mod []byte) (found []string) {
	for s := bufio.NewScanner(bytes.NewReader(mod)); s.Scan(); {
		line := strings.TrimSpace(s.Text())
		if strings.HasPrefix(line, "require") || strings.HasPrefix(line, "replace") || strings.HasPrefix(line, "tool") {
			found = append(found, line)
		}
	}
	return found
}

// list returns our packages, with what only a build tag brings in. go-ethereum
// and the others are not loaded for it.
func list(t *testing.T) (pkgs []pkg) {
	t.Helper()
	c := exec.Command("go", "list", "-tags=pkcs11", "-json=ImportPath,Imports,TestImports,XTestImports", module+"/...")
	var stderr bytes.Buffer
	c.Stderr = &stderr
	out, err := c.Output()
	if err != nil {
		t.Fatalf("listing the packages: %v\n%s", err, &stderr)
	}
	for d := json.NewDecoder(bytes.NewReader(out)); d.More(); {
		var p pkg
		if err := d.Decode(&p); err != nil {
			t.Fatal(err)
		}
		pkgs = append(pkgs, p)
	}
	return pkgs
}

// violations returns, in order, where pkgs are not as the tables say.
func violations(pkgs []pkg, imports, owners map[string]string) (found []string) {
	report := func(format string, a ...any) { found = append(found, fmt.Sprintf(format, a...)) }
	used := map[string]bool{} // "dependency owner" that an import made good
	seen := map[string]bool{}
	for _, p := range pkgs {
		name := strings.TrimPrefix(p.ImportPath, module+"/")
		seen[name] = true
		allowed, known := imports[name]
		if !known {
			report("%s is not in the table: decide what it may import", name)
		}
		for _, i := range p.Imports {
			if ours, ok := strings.CutPrefix(i, module+"/"); ok {
				if known && !slices.Contains(strings.Fields(allowed), ours) {
					report("%s may not import %s", name, ours)
				}
			} else if why := disowned(name, i, false, owners, used); why != "" {
				report("%s may not import %s%s", name, i, why)
			}
		}
		for ours := range strings.FieldsSeq(allowed) {
			if !slices.Contains(p.Imports, module+"/"+ours) {
				report("%s does not import %s any more: take it out of the table", name, ours)
			}
		}
		for _, i := range slices.Concat(p.TestImports, p.XTestImports) {
			if ours, ok := strings.CutPrefix(i, module+"/"); ok {
				if height(ours) > height(name) && !fixtures[ours] {
					report("the tests of %s may not import %s, which stands higher", name, ours)
				}
			} else if why := disowned(name, i, true, owners, used); why != "" {
				report("%s may not import %s in a test%s", name, i, why)
			}
		}
	}
	for name := range imports {
		if !seen[name] {
			report("%s is in the table, but there is no such package", name)
		}
	}
	for dep, list := range owners {
		for owner := range strings.FieldsSeq(list) {
			if owner != "tests" && !used[dep+" "+owner] {
				report("dependency %s: its owner %s does not import it any more", dep, owner)
			}
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// height is the layer of a package.
func height(name string) int {
	top, _, _ := strings.Cut(name, "/")
	return layer[top]
}

// disowned says why a package may not import a path outside of our module, ""
// when it may, and marks in used the owner that gave the right.
func disowned(name, path string, test bool, owners map[string]string, used map[string]bool) string {
	if first, _, _ := strings.Cut(path, "/"); !strings.Contains(first, ".") {
		return "" // the standard library
	}
	dep := ""
	for d := range owners {
		if path == d || strings.HasPrefix(path, d+"/") && !isMajor(path[len(d)+1:]) {
			dep = d
		}
	}
	if dep == "" {
		return ": it has no owner"
	}
	for owner := range strings.FieldsSeq(owners[dep]) {
		only, forTests := strings.CutSuffix(owner, ":test")
		below, tree := strings.CutSuffix(only, "/...")
		if owner == "tests" && test || (test || !forTests) && (name == only || tree && (name == below || strings.HasPrefix(name, below+"/"))) {
			used[dep+" "+owner] = true
			return ""
		}
	}
	return fmt.Sprintf(": only its owners may (%s)", owners[dep])
}

// isMajor reports whether the rest of an import path begins with a major
// version, which makes it another module.
func isMajor(rest string) bool {
	first, _, _ := strings.Cut(rest, "/")
	return len(first) > 1 && first[0] == 'v' && first[1] >= '2' && first[1] <= '9'
}
