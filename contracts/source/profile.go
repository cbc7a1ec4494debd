package source

import (
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"github.com/novation-dev/novation/registry"
)

// A profile is what matters here of one profile of foundry.toml. Nil means that
// nothing is said.
type profile struct {
	Src             *string  `toml:"src"`
	Test            *string  `toml:"test"`
	Script          *string  `toml:"script"`
	Libs            []string `toml:"libs"`
	IncludePaths    []string `toml:"include_paths"`
	Remappings      []string `toml:"remappings"`
	AutoDetect      *bool    `toml:"auto_detect_remappings"`
	Solc            *string  `toml:"solc"`
	SolcVersion     *string  `toml:"solc_version"`
	EVMVersion      *string  `toml:"evm_version"`
	Optimizer       *bool    `toml:"optimizer"`
	OptimizerRuns   *uint32  `toml:"optimizer_runs"`
	Details         table    `toml:"optimizer_details"`
	ViaIR           *bool    `toml:"via_ir"`
	BytecodeHash    *string  `toml:"bytecode_hash"`
	CBORMetadata    *bool    `toml:"cbor_metadata"`
	LiteralContent  *bool    `toml:"use_literal_content"`
	RevertStrings   *string  `toml:"revert_strings"`
	ExtraOutput     []string `toml:"extra_output"`
	ExtraOutputFile []string `toml:"extra_output_files"`
	Libraries       []string `toml:"libraries"`
	Skip            []string `toml:"skip"`
	// What changes the code and is not done here.
	Extends      any     `toml:"extends"`
	Profiles     []table `toml:"additional_compiler_profiles"`
	Restrictions []table `toml:"compilation_restrictions"`
}

type table map[string]any

// readProfile reads the profile of the given name, laid over the default one.
func readProfile(t *tree, dir, name string) (*profile, error) {
	file := filepath.Join(dir, foundryFile)
	text, err := t.read(file)
	if err != nil {
		return nil, err
	}
	fault := func(what string) error { return fmt.Errorf("reading %s: %s: %w", file, what, registry.ErrInvalid) }
	var keys struct {
		Profile map[string]table `toml:"profile"`
	}
	var typed struct {
		Profile map[string]*profile `toml:"profile"`
	}
	err = toml.Unmarshal(text, &keys)
	if err == nil {
		err = toml.Unmarshal(text, &typed)
	}
	if err != nil {
		if at, ok := errors.AsType[*toml.DecodeError](err); ok {
			line, _ := at.Position()
			return nil, fault(fmt.Sprintf("line %d: %s: %v", line, strings.Join(at.Key(), "."), err))
		}
		return nil, fault(err.Error())
	}
	p := typed.Profile[name]
	if p == nil && name != "default" {
		return nil, fmt.Errorf("%s has no profile %q: %w", file, name, registry.ErrNotFound)
	}
	for _, n := range []string{"default", name} {
		for key := range keys.Profile[n] {
			if want := misspelt(key); want != "" {
				return nil, fault(fmt.Sprintf("profile.%s.%s: write it as %s", n, key, want))
			}
		}
	}
	out := overlay(p, typed.Profile["default"])
	switch {
	case out.Extends != nil:
		return nil, fault("extends is not followed: write the settings into this file")
	case len(out.Profiles) > 0 || len(out.Restrictions) > 0:
		return nil, fault("settings for single files (additional_compiler_profiles, compilation_restrictions) are not supported: compile these files by themselves")
	}
	return out, nil
}

// profileKeys are the keys of a profile that are understood here, by their
// letters alone.
func profileKeys() map[string]string {
	out := map[string]string{}
	for _, f := range reflect.VisibleFields(reflect.TypeFor[profile]()) {
		key := f.Tag.Get("toml")
		out[strings.ReplaceAll(key, "_", "")] = key
	}
	return out
}

// misspelt returns how a key has to be written that forge would take for another
// spelling of it, such as via-ir or viaIR; "" when it is none.
func misspelt(key string) string {
	letters := strings.ToLower(strings.NewReplacer("_", "", "-", "").Replace(key))
	if want := profileKeys()[letters]; want != key {
		return want
	}
	return ""
}

// overlay returns the first profile, with what it does not say from the second.
// Either may be nil.
func overlay(p, under *profile) *profile {
	out := &profile{}
	for _, from := range []*profile{under, p} {
		if from == nil {
			continue
		}
		v, to := reflect.ValueOf(from).Elem(), reflect.ValueOf(out).Elem()
		for i := range v.NumField() {
			if !v.Field(i).IsNil() {
				to.Field(i).Set(v.Field(i))
			}
		}
	}
	return out
}

func or[T any](p *T, otherwise T) T {
	if p == nil {
		return otherwise
	}
	return *p
}

// sources is the folder of the sources in a project in dir: the one that is
// named, or that is there.
func (p *profile) sources(dir string) string {
	if p.Src == nil && !isDir(filepath.Join(dir, "src")) && isDir(filepath.Join(dir, "contracts")) {
		return "contracts"
	}
	return or(p.Src, "src")
}

// libraries are the library folders of a project in dir: those that are named,
// or that are there.
func (p *profile) libraries(dir string) []string {
	switch lib, npm := isDir(filepath.Join(dir, "lib")), isDir(filepath.Join(dir, npmFolder)); {
	case p.Libs != nil:
		return p.Libs
	case npm && lib:
		return []string{npmFolder, "lib"}
	case npm:
		return []string{npmFolder}
	}
	return []string{"lib"}
}
