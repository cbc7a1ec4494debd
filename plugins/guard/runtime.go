package guard

import (
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

// Features are those of WebAssembly that rules may use: version 2.0 without
// vectors, which the policy for modules refuses.
const Features = api.CoreFeaturesV2 &^ api.CoreFeatureSIMD

// RuntimeConfig is the one configuration under which modules are compiled and
// run; pages limits their memory, in pages of 64 KiB.
//
// Calls are bounded by gas, so a context does not end them: checks for one would
// make each loop slower.
func RuntimeConfig(pages uint32, interpreter bool) wazero.RuntimeConfig {
	config := wazero.NewRuntimeConfig()
	if interpreter {
		config = wazero.NewRuntimeConfigInterpreter()
	}
	return config.
		WithCoreFeatures(Features).
		WithMemoryLimitPages(pages).
		WithCloseOnContextDone(false).
		WithDebugInfoEnabled(false).
		WithCustomSections(false)
}
