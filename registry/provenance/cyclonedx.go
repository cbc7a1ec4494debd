package provenance

import (
	"strings"

	"github.com/novation-dev/novation/registry"
)

// BillType is the predicate type under which a bill of materials is attested.
const BillType = "https://cyclonedx.org/bom"

// A Bill is a bill of materials in the form of CycloneDX 1.6, as far as it is
// needed here.
type Bill struct {
	Format      string      `json:"bomFormat"`
	SpecVersion string      `json:"specVersion"`
	Version     int         `json:"version"`
	Metadata    Metadata    `json:"metadata"`
	Components  []Component `json:"components"`
}

// Metadata says what a bill is about.
type Metadata struct {
	Tools     Tools     `json:"tools"`
	Component Component `json:"component"`
}

// Tools are the programs that made the module.
type Tools struct {
	Components []Component `json:"components"`
}

// A Component is one material.
type Component struct {
	Type       string      `json:"type"`
	Name       string      `json:"name"`
	Version    string      `json:"version,omitempty"`
	Hashes     []Hash      `json:"hashes,omitempty"`
	PURL       string      `json:"purl,omitempty"`
	Components []Component `json:"components,omitempty"`
	Properties []Property  `json:"properties,omitempty"`
}

// A Hash of a component.
type Hash struct {
	Algorithm string `json:"alg"`
	Content   string `json:"content"`
}

// A Property has no field of its own in CycloneDX.
type Property struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// BillOf returns the bill of materials of a release: its parts by digest, and
// what is in the module of its rules.
func BillOf(m *registry.Manifest, c Contents) Bill {
	b := Bill{Format: "CycloneDX", SpecVersion: "1.6", Version: 1, Components: []Component{}}
	b.Metadata.Component = Component{Type: "application", Name: m.Name, Version: m.Version}
	b.Metadata.Tools.Components = []Component{}
	for _, t := range c.Tools {
		b.Metadata.Tools.Components = append(b.Metadata.Tools.Components, Component{Type: "application", Name: t.Name, Version: t.Version})
	}
	rules := part("library", "rules.wasm", m.Rules)
	for _, l := range c.Languages {
		rules.Properties = append(rules.Properties, Property{"novation:language", strings.TrimSpace(l.Name + " " + l.Version)})
	}
	for _, s := range c.Settings {
		rules.Properties = append(rules.Properties, Property{"novation:build", s})
	}
	if c.Main == "" {
		rules.Properties = append(rules.Properties, Property{"novation:packages", "unknown: the module does not name them"})
	}
	for _, p := range c.Packages {
		rules.Components = append(rules.Components, goModule(p))
	}
	b.Components = append(b.Components, rules, part("data", "schema.binpb", m.Schema.Blob), part("data", "book.json", m.Book.Artifact))
	for _, r := range m.References {
		b.Components = append(b.Components, part("data", "references/"+r.Name, r.Blob))
	}
	for _, k := range m.Contracts {
		b.Components = append(b.Components, part("data", "contracts/"+k.Name+".json", k.Artifact))
	}
	return b
}

func part(kind, name string, b registry.Blob) Component {
	return Component{Type: kind, Name: name, Hashes: []Hash{{"SHA-256", strings.TrimPrefix(b.Digest.String(), "sha256:")}}}
}

func goModule(p Package) Component {
	c := Component{Type: "library", Name: p.Path, Version: p.Version}
	if p.Version != "" && !strings.HasPrefix(p.Version, "(") {
		c.PURL = "pkg:golang/" + p.Path + "@" + strings.ReplaceAll(p.Version, "+", "%2B")
	}
	if p.Sum != "" {
		c.Properties = []Property{{"novation:go.sum", p.Sum}}
	}
	return c
}
