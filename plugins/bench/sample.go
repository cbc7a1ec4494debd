package main

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/novation-dev/novation/plugins"
	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/registry"
)

// measured is the case that is measured.
const measured = "benchmark"

// warming are cases that the rules runtime calls once before it takes its
// snapshot, as the samples of a release. The measured one is not among them.
var warming = []string{"propose", "amend", "confirm", "benchmark, first"}

// A subject is the rule in one language.
type subject struct {
	lang           string
	module         []byte
	section        abi.Section
	request, reply []byte
	spec           plugins.Spec
}

// languages are those that the rule is written in.
var languages = []string{"c", "assemblyscript", "rust", "go"}

// subjects reads the modules and the cases. Languages whose module is not there
// are left out.
func subjects(dir string) ([]subject, error) {
	file, err := os.ReadFile(filepath.Join(dir, "cases.json"))
	if err != nil {
		return nil, err
	}
	var cases struct {
		Cases []struct{ Name, Op, Request, Reply string }
	}
	if err := json.Unmarshal(file, &cases); err != nil {
		return nil, fmt.Errorf("reading cases.json: %w", err)
	}
	set, err := schema.CompileDir(background, os.DirFS(dir))
	if err != nil {
		return nil, err
	}
	s, err := schema.Load(set, schema.Names{State: "recap.v1.Recap", Command: "recap.v1.Command"})
	if err != nil {
		return nil, err
	}
	base := subject{spec: plugins.Spec{Schema: s}}
	requests := map[string][]byte{}
	for _, c := range cases.Cases {
		b, err := hex.DecodeString(c.Request)
		if err != nil {
			return nil, err
		}
		if requests[c.Name] = b; c.Name == measured {
			base.request = b
			if base.reply, err = hex.DecodeString(c.Reply); err != nil {
				return nil, err
			}
		}
	}
	for _, name := range warming {
		q, err := abi.DecodeRequest(requests[name])
		if err != nil {
			return nil, fmt.Errorf("case %q: %w", name, err)
		}
		base.spec.Samples = append(base.spec.Samples, plugins.Sample{Name: name, Op: abi.Apply, Request: q})
	}
	var all []subject
	for _, lang := range languages {
		one := base
		one.lang = lang
		if one.module, err = os.ReadFile(filepath.Join(dir, lang+".wasm")); errors.Is(err, fs.ErrNotExist) {
			continue
		} else if err != nil {
			return nil, err
		}
		if one.section, err = abi.ReadSection(one.module); err != nil {
			return nil, fmt.Errorf("%s.wasm: %w", lang, err)
		}
		one.spec.Digest = registry.DigestOf(one.module)
		all = append(all, one)
	}
	return all, nil
}
