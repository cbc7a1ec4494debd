package compat

import (
	"fmt"
	"slices"

	host "github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/wasm"
	"github.com/novation-dev/novation/registry/bundle"
)

// moduleRules are about what a module of rules says of itself.
var moduleRules = map[string]Rule{
	"NOV-0408": {
		Area: AreaRelease, Kind: "buffer-shrunk", Level: Minor, Title: "rules take shorter requests",
		Why: "a command, or a state with its reference data, that fitted into the rules' buffer may not fit any more",
		Do:  "keep the buffer as large as it was, or raise the minor version",
		Example: Example{
			Before: "a module whose novation.abi section says: buffer 65536",
			Fires:  "buffer 32768",
			Quiet:  "buffer 131072",
		},
	},
	"NOV-0409": {
		Area: AreaRelease, Kind: "profile-changed", Level: Minor, Title: "rules changed their profile",
		Why: "rules of the go profile call the pod for time and randomness and take more memory; pods that keep to pure rules refuse them",
		Do:  "raise the minor version, and tell the operators",
		Example: Example{
			Before: "a module that imports nothing",
			Fires:  "a module that imports functions of wasi_snapshot_preview1",
			Quiet:  "a module that imports nothing, and decides otherwise",
		},
	},
	"NOV-0410": {
		Area: AreaRelease, Kind: "check-removed", Level: Minor, Title: "rules check states no more",
		Why: "nv_check was asked about every state before and after a migration, and nothing asks now",
		Do:  "export nv_check, or raise the minor version",
		Example: Example{
			Before: "a module that exports nv_apply and nv_check",
			Fires:  "a module that exports nv_apply",
			Quiet:  "a module that exports nv_apply, nv_check and nv_down",
		},
	},
}

// A module is what the rules of a release say of themselves. Whether they can
// be loaded at all is for those who load them: of a module that cannot be read
// nothing is known but that its bytes changed.
type module struct {
	known   bool
	buffer  uint32
	profile string
	check   bool
}

func readModule(b *bundle.Bundle) module {
	s, err := host.ReadSection(b.Rules)
	if err != nil {
		return module{}
	}
	m, err := wasm.Parse(b.Rules)
	if err != nil {
		return module{}
	}
	out := module{known: true, buffer: s.Buffer, profile: "pure"}
	if len(m.Imports) > 0 {
		out.profile = "go"
	}
	out.check = slices.ContainsFunc(m.Exports, func(e wasm.Export) bool { return e.Name == string(host.Check) })
	return out
}

func compareModules(from, to module) []Finding {
	var out []Finding
	if !from.known || !to.known {
		return nil
	}
	if to.buffer < from.buffer {
		out = append(out, found("NOV-0408", "rules.buffer", fmt.Sprintf("%d bytes became %d", from.buffer, to.buffer)))
	}
	if to.profile != from.profile {
		out = append(out, found("NOV-0409", "rules.profile", fmt.Sprintf("%s became %s", from.profile, to.profile)))
	}
	if from.check && !to.check {
		out = append(out, found("NOV-0410", "rules.nv_check", "it is not exported any more"))
	}
	return out
}
