package provenance

import (
	"strings"

	"github.com/novation-dev/novation/registry"
)

// Type is the predicate type of provenance.
const Type = "https://slsa.dev/provenance/v1"

// BuildType says how the fields of a [Statement] are to be read: a release was
// built with "novation build" and "novation release build" from the sources
// whose digest is among its dependencies.
const BuildType = "https://novation.dev/build/v1"

// A Build is how a release came about.
type Build struct {
	// Toolchain and Flags are those of the compiler of the rules.
	Toolchain []string
	Flags     []string
	// Sources is the digest of what went into the rules, zero when it is not
	// known.
	Sources registry.Digest
	// Builder says who built it, a URI. Empty means a machine of the publisher.
	Builder string
	// Program is the version of this program.
	Program string
}

// localBuilder is a machine of which nothing is known but that the publisher
// vouches for it.
const localBuilder = "https://novation.dev/builder/publisher"

// A Statement is the predicate of SLSA provenance 1.0.
type Statement struct {
	BuildDefinition Definition `json:"buildDefinition"`
	RunDetails      Run        `json:"runDetails"`
}

// A Definition says what was built of what.
type Definition struct {
	BuildType            string     `json:"buildType"`
	ExternalParameters   Parameters `json:"externalParameters"`
	InternalParameters   Internal   `json:"internalParameters"`
	ResolvedDependencies []Resource `json:"resolvedDependencies"`
}

// Parameters are what was asked for.
type Parameters struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// Internal are the settings of the builder.
type Internal struct {
	Toolchain []string `json:"toolchain"`
	Flags     []string `json:"flags"`
	HostABI   uint32   `json:"hostABI"`
	Meter     uint32   `json:"meter"`
}

// A Resource is something that went in.
type Resource struct {
	Name   string            `json:"name"`
	Digest map[string]string `json:"digest"`
}

// A Run says who built it.
type Run struct {
	Builder Builder `json:"builder"`
}

// A Builder is who is to be trusted that the rest is true.
type Builder struct {
	ID      string            `json:"id"`
	Version map[string]string `json:"version,omitempty"`
}

// Of returns the provenance of a release.
func Of(m *registry.Manifest, b Build) Statement {
	s := Statement{BuildDefinition: Definition{
		BuildType:          BuildType,
		ExternalParameters: Parameters{m.Name, m.Version},
		InternalParameters: Internal{
			Toolchain: append([]string{}, b.Toolchain...), Flags: append([]string{}, b.Flags...), HostABI: m.HostABI, Meter: m.Meter,
		},
		ResolvedDependencies: []Resource{},
	}}
	depend := func(name string, d registry.Digest) {
		if !d.IsZero() {
			s.BuildDefinition.ResolvedDependencies = append(s.BuildDefinition.ResolvedDependencies,
				Resource{Name: name, Digest: map[string]string{"sha256": strings.TrimPrefix(d.String(), "sha256:")}})
		}
	}
	depend("sources", b.Sources)
	depend("schema", m.Schema.Digest)
	depend("book", m.Book.Artifact.Digest)
	for _, r := range m.References {
		depend("references/"+r.Name, r.Digest)
	}
	for _, c := range m.Contracts {
		depend("contracts/"+c.Name, c.Artifact.Digest)
	}
	s.RunDetails.Builder.ID = localBuilder
	if b.Builder != "" {
		s.RunDetails.Builder.ID = b.Builder
	}
	if b.Program != "" {
		s.RunDetails.Builder.Version = map[string]string{"novation": b.Program}
	}
	return s
}
