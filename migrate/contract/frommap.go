package contract

import (
	"bytes"
	"fmt"

	"github.com/go-json-experiment/json"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/registry"
)

// Check refuses, with registry.ErrInvalid, a map that no plan for the new contract
// could be made with, as far as that can be told without the old one: ways, init
// calls.
func (m MapFile) Check(to *artifact.Artifact) error {
	_, err := m.normalise(to)
	return err
}

// MadeWith makes sure that a plan was made with an author's map. The way may have
// been chosen when the map says none. It fails with registry.ErrRefused and both
// maps.
func (p *Plan) MadeWith(m MapFile, to *artifact.Artifact) error {
	m, err := m.normalise(to)
	if err != nil {
		return err
	}
	if m.Way == "" {
		m.Way = p.Map.Way
	}
	want, err := json.Marshal(m, json.Deterministic(true))
	if err != nil {
		return err
	}
	got, err := json.Marshal(p.Map, json.Deterministic(true))
	if err != nil {
		return err
	}
	if !bytes.Equal(want, got) {
		return fmt.Errorf("the plan for %s was made with another map (%.300s) than the author's (%.300s): %w", p.Address, got, want, registry.ErrRefused)
	}
	return nil
}
