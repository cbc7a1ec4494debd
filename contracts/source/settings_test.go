package source_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts/source"
)

type object = map[string]any

// settingsOf are the settings in the input of a project, without what is asked
// of the compiler.
func settingsOf(t *testing.T, archive string, o source.Options) object {
	t.Helper()
	s := inputOf(t, folder(t, archive), o).Settings
	delete(s, "outputSelection")
	return s
}

// TestFoundrySettings compares the settings with those that forge 1.7.1 gives the
// compiler for the same file.
func TestFoundrySettings(t *testing.T) {
	ipfs := object{"useLiteralContent": false, "bytecodeHash": "ipfs", "appendCBOR": true}
	for what, c := range map[string]struct {
		toml    string
		profile string
		want    object
	}{
		"nothing": {"", "", object{"optimizer": object{"enabled": false, "runs": 200.0}, "metadata": ipfs, "evmVersion": "osaka", "viaIR": false, "libraries": object{}}},
		"runs alone turn the optimizer on": {
			"[profile.default]\noptimizer_runs = 5\nevm_version = \"paris\"\n", "",
			object{"optimizer": object{"enabled": true, "runs": 5.0}, "metadata": ipfs, "evmVersion": "paris", "viaIR": false, "libraries": object{}},
		},
		"a profile over the default one": {
			"[profile.default]\noptimizer = true\noptimizer_runs = 5\n[profile.x]\noptimizer = false\nvia_ir = true\n", "x",
			object{"optimizer": object{"enabled": false, "runs": 5.0}, "metadata": ipfs, "evmVersion": "osaka", "viaIR": true, "libraries": object{}},
		},
		"everything": {
			`[profile.default]
libraries = ["src/L.sol:L:0x1111111111111111111111111111111111111111"]
optimizer_details = {yul = true, cse = false, constant_optimizer = true, yulDetails = {stackAllocation = true, optimizerSteps = "u"}}
revert_strings = "strip"
bytecode_hash = "none"
cbor_metadata = false
use_literal_content = true
evm_version = "prague"
`, "",
			object{
				"optimizer": object{"enabled": false, "runs": 200.0, "details": object{
					"yul": true, "cse": false, "constantOptimizer": true, "yulDetails": object{"stackAllocation": true, "optimizerSteps": "u"},
				}},
				"metadata":   object{"useLiteralContent": true, "bytecodeHash": "none", "appendCBOR": false},
				"evmVersion": "prague", "viaIR": false, "debug": object{"revertStrings": "strip"},
				"libraries": object{"src/L.sol": object{"L": "0x1111111111111111111111111111111111111111"}},
			},
		},
	} {
		got := settingsOf(t, "-- src/A.sol --\n-- foundry.toml --\n"+c.toml, source.Options{Profile: c.profile})
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: settings (-want +got):\n%s", what, diff)
		}
	}
}

// TestEVMVersion asks for an EVM version that older compilers do not have.
func TestEVMVersion(t *testing.T) {
	p, err := source.Open(folder(t, "-- foundry.toml --\n-- src/A.sol --\n"), source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for compiler, want := range map[string]string{
		"0.8.34": "osaka", "0.8.29": "osaka", "0.8.28": "prague", "0.8.26+commit.8a97fa7a": "cancun", "0.8.23": "shanghai", "0.8.19": "paris", "0.8.17": "london", "0.8.2": "istanbul",
	} {
		in := parse(t, must(p.Input(compiler)))
		if got := in.Settings["evmVersion"]; got != want {
			t.Errorf("compiler %s: EVM version %v, want %s", compiler, got, want)
		}
	}
	if _, err := p.Input("new"); err == nil {
		t.Error("a version that is none was taken")
	}
}

func TestSettings(t *testing.T) {
	const archive = "-- foundry.toml --\n[profile.default]\nremappings = [\"a/=lib/a/\"]\noptimizer_runs = 7\n-- src/A.sol --\n"
	got := settingsOf(t, archive, source.Options{
		Settings:   []byte(`{"optimizer": {"enabled": false}, "metadata": null, "viaIR": true, "debug": {"debugInfo": ["*"]}, "libraries": null}`),
		Remappings: []string{"src:b/=lib/b/", "a/=lib/other/"},
	})
	want := object{
		"optimizer": object{"enabled": false, "runs": 7.0}, "viaIR": true, "evmVersion": "osaka", "debug": object{"debugInfo": []any{"*"}},
		"remappings": []any{"src:b/=lib/b/", "a/=lib/other/"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("settings (-want +got):\n%s", diff)
	}
}

// TestOutputs asks for the layout of transient storage only of compilers that
// have it, and for what the configuration adds.
func TestOutputs(t *testing.T) {
	p, err := source.Open(folder(t, "-- foundry.toml --\n[profile.default]\nextra_output = [\"irOptimized\", \"abi\"]\n-- src/A.sol --\n"), source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for compiler, want := range map[string][2]int{"0.8.26": {0, 1}, "0.8.27": {1, 1}} {
		all := parse(t, must(p.Input(compiler))).Settings["outputSelection"].(object)["*"].(object)
		count := map[any]int{}
		for _, o := range all["*"].([]any) {
			count[o]++
		}
		if got := [2]int{count["transientStorageLayout"], count["irOptimized"]}; got != want || count["abi"] != 1 || count["storageLayout"] != 1 {
			t.Errorf("compiler %s is asked for %v", compiler, all)
		}
		if diff := cmp.Diff([]any{"ast"}, all[""]); diff != "" {
			t.Errorf("outputs of sources (-want +got):\n%s", diff)
		}
	}
}
