package nodetest_test

import (
	"encoding/json"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// An input is standard JSON with a name. Short ones are compiled in every run;
// those that compile have code.
type input struct {
	name     string
	short    bool
	compiles bool
	text     []byte
}

type settings = map[string]any

// everything selects all outputs that there are.
var everything = map[string]any{"*": map[string]any{"*": []string{"*"}, "": []string{"*"}}}

// standard is the input for some sources.
func standard(language string, sources map[string]string, more settings) []byte {
	all := map[string]any{}
	for name, text := range sources {
		all[name] = map[string]string{"content": text}
	}
	s := settings{"outputSelection": everything}
	maps.Copy(s, more)
	b, err := json.Marshal(map[string]any{"language": language, "sources": all, "settings": s})
	if err != nil {
		panic(err)
	}
	return b
}

func optimizer(runs int) settings {
	return settings{"optimizer": map[string]any{"enabled": true, "runs": runs}}
}

// solidity is the input for the files of testdata that are named.
func solidity(t *testing.T, more settings, names ...string) []byte {
	sources := map[string]string{}
	for _, name := range names {
		sources[name] = read(t, filepath.Join("testdata", name))
	}
	return standard("Solidity", sources, more)
}

func read(t *testing.T, file string) string {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

var importOf = regexp.MustCompile(`(?m)^import\s+(?:[^"';]*from\s+)?["']([^"']+)["']`)

// openZeppelin is the input for files of npm's @openzeppelin/contracts and all that
// they import.
func openZeppelin(t *testing.T, version string, more settings, roots ...string) []byte {
	const prefix = "@openzeppelin/contracts/"
	sources := map[string]string{}
	var add func(name string)
	add = func(name string) {
		if _, ok := sources[name]; ok {
			return
		}
		text := read(t, filepath.Join("node_modules", "openzeppelin-"+version, strings.TrimPrefix(name, prefix)))
		sources[name] = text
		for _, m := range importOf.FindAllStringSubmatch(text, -1) {
			target := m[1]
			if strings.HasPrefix(target, ".") {
				target = path.Join(path.Dir(name), target)
			}
			add(target)
		}
	}
	for _, r := range roots {
		add(prefix + r)
	}
	if len(roots) > 1 && len(sources) < 40 {
		t.Fatalf("%d sources, want 40 or more", len(sources))
	}
	return standard("Solidity", sources, more)
}

// inputs are those for a compiler. The compilation via Yul is called so since
// 0.8.13; no one OpenZeppelin compiles with all of them.
func inputs(t *testing.T, minor int) []input {
	all := []input{
		{"not JSON", true, false, []byte(`{"language": "Solidity", `)},
		{"no sources", true, false, []byte(`{"language":"Solidity","sources":{}}`)},
		{"erroneous", true, false, solidity(t, nil, "erroneous.sol", "nested.sol")},
		{"small", true, true, solidity(t, optimizer(200), "small.sol")},
		{"libraries", true, true, solidity(t, optimizer(1), "libraries.sol")},
		{"storage", true, true, solidity(t, nil, "storage.sol")},
		{"strings", false, true, solidity(t, settings{"metadata": map[string]any{"useLiteralContent": true}}, "strings.sol")},
		{"assembly", false, true, solidity(t, settings{"debug": map[string]any{"revertStrings": "debug"}}, "assembly.sol")},
		{"parsing only", false, false, solidity(t, settings{"stopAfter": "parsing", "outputSelection": map[string]any{"*": map[string]any{"": []string{"ast"}}}}, "storage.sol", "libraries.sol")},
		{"Yul", false, true, standard("Yul", map[string]string{"a.yul": read(t, "testdata/a.yul")}, optimizer(200))},
		{"together", false, true, solidity(t, optimizer(1000), "small.sol", "libraries.sol", "storage.sol", "strings.sol", "assembly.sol")},
		{"a token", true, true, openZeppelin(t, "4.4", optimizer(200), "token/ERC20/ERC20.sol")},
	}
	switch {
	case minor >= 24:
		all = append(all, input{"a governor", false, true, openZeppelin(t, "5.4", via(optimizer(200)), governor5...)})
	case minor >= 20:
		all = append(all, input{"a governor", false, true, openZeppelin(t, "5.0", via(optimizer(200)), governor5...)})
	case minor >= 13:
		all = append(all, input{"a governor", false, true, openZeppelin(t, "4.4", via(optimizer(200)), governor4...)})
	default:
		all = append(all, input{"a governor", false, true, openZeppelin(t, "4.4", optimizer(200), governor4...)})
	}
	return all
}

func via(s settings) settings {
	s["viaIR"] = true
	return s
}

var governor5 = []string{
	"governance/Governor.sol", "governance/extensions/GovernorTimelockControl.sol", "governance/extensions/GovernorVotesQuorumFraction.sol",
	"governance/extensions/GovernorCountingSimple.sol", "token/ERC20/extensions/ERC4626.sol", "token/ERC721/extensions/ERC721Enumerable.sol",
	"token/ERC1155/extensions/ERC1155Supply.sol",
}

var governor4 = []string{
	"governance/Governor.sol", "governance/extensions/GovernorTimelockControl.sol", "governance/extensions/GovernorVotesQuorumFraction.sol",
	"governance/extensions/GovernorCountingSimple.sol", "token/ERC20/extensions/ERC20Votes.sol", "token/ERC721/extensions/ERC721Enumerable.sol",
	"token/ERC1155/extensions/ERC1155Supply.sol", "proxy/beacon/BeaconProxy.sol", "proxy/transparent/ProxyAdmin.sol",
}
