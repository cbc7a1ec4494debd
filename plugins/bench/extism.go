package main

import (
	"fmt"

	extism "github.com/extism/go-sdk"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/guard"
	"github.com/novation-dev/novation/plugins/wasm"
)

// extismPlugin is a plugin of Extism that is called over and over, without a
// timeout or a limit.
func extismPlugin(s subject) (*contender, error) {
	module, err := asPlugin(wasm.MergeData(s.module), abi.Apply, s.section.Buffer)
	if err != nil {
		return nil, err
	}
	compiled, err := extism.NewCompiledPlugin(background, extism.Manifest{Wasm: []extism.Wasm{extism.WasmData{Data: module}}},
		extism.PluginConfig{EnableWasi: true, RuntimeConfig: guard.RuntimeConfig(s.section.MemoryPages, false)}, nil)
	if err != nil {
		return nil, err
	}
	var p *extism.Plugin
	var out []byte
	c := &contender{
		call: func() error {
			code, b, err := p.Call("call", s.request)
			if err == nil && code != 0 {
				err = fmt.Errorf("exit code %d", code)
			}
			out = b
			return err
		},
		reply: func() []byte { return out },
		close: func() { _ = compiled.Close(background) },
	}
	renew := func() error {
		if p != nil {
			_ = p.Close(background)
		}
		p, err = compiled.Instance(background, extism.PluginInstanceConfig{})
		if err == nil {
			_, _, err = p.Call("call", s.request) // the first one initialises
		}
		return err
	}
	if !s.frees() {
		c.renew = renew
	}
	return c, renew()
}
