package guests

import (
	"encoding/json"
	"net/url"
	"strings"

	"github.com/novation-dev/novation/plugins/guests/source"
)

// A document is a bill of materials in the JSON form of CycloneDX 1.6, as far as
// it is needed here. It has no date and no serial number: the same build gives
// the same document.
type document struct {
	Format      string     `json:"bomFormat"`
	SpecVersion string     `json:"specVersion"`
	Version     int        `json:"version"`
	Metadata    metadata   `json:"metadata"`
	Components  []material `json:"components"`
}

type metadata struct {
	Tools struct {
		Components []material `json:"components"`
	} `json:"tools"`
	Component material `json:"component"`
}

type material struct {
	Type       string     `json:"type"`
	Name       string     `json:"name"`
	Version    string     `json:"version,omitempty"`
	Hashes     []hash     `json:"hashes,omitempty"`
	PURL       string     `json:"purl,omitempty"`
	Properties []property `json:"properties,omitempty"`
}

type hash struct {
	Algorithm string `json:"alg"`
	Content   string `json:"content"`
}

type property struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// packageTypes are the types of package URLs. Other languages have no registry
// whose names would mean something.
var packageTypes = map[string]string{"go": "golang", "rust": "cargo", "assemblyscript": "npm"}

// bill writes the bill of materials of what a record describes.
func bill(p *source.Project, r Record) ([]byte, error) {
	d := document{Format: "CycloneDX", SpecVersion: "1.6", Version: 1, Components: []material{}}
	d.Metadata.Component = material{Type: "library", Name: p.Name, Version: p.Version, Hashes: []hash{sha256Of(r.Module.String())}}
	d.Metadata.Tools.Components = []material{}
	for _, t := range r.Toolchain {
		name, version, _ := strings.Cut(t, " ")
		d.Metadata.Tools.Components = append(d.Metadata.Tools.Components, material{Type: "application", Name: name, Version: version})
	}
	for _, c := range r.Components {
		m := material{Type: "library", Name: c.Name, Version: c.Version}
		if kind := packageTypes[r.Language]; kind != "" && c.Version != "" {
			m.PURL = "pkg:" + kind + "/" + strings.ReplaceAll(c.Name, "@", "%40") + "@" + url.PathEscape(c.Version)
		}
		if strings.HasPrefix(c.Digest, "sha256:") {
			m.Hashes = []hash{sha256Of(c.Digest)}
		} else if c.Digest != "" {
			m.Properties = []property{{"novation:digest", c.Digest}}
		}
		d.Components = append(d.Components, m)
	}
	b, err := json.MarshalIndent(d, "", "  ")
	return append(b, '\n'), err
}

func sha256Of(digest string) hash {
	return hash{"SHA-256", strings.TrimPrefix(digest, "sha256:")}
}
