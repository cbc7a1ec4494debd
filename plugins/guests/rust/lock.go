package rust

import (
	"strings"

	"github.com/novation-dev/novation/plugins/guests/guest"
)

// components reads the crates out of a Cargo.lock, less those without a source,
// which are the project's own, but with the SDK. Cargo writes that file, and in
// one form only: tables [[package]] with one key on each line.
func components(lock []byte) ([]guest.Component, error) {
	var out []guest.Component
	for i, table := range strings.Split(string(lock), "[[package]]") {
		if i == 0 {
			continue // the head of the file
		}
		keys := map[string]string{}
		for line := range strings.SplitSeq(table, "\n") {
			if key, value, ok := strings.Cut(line, " = "); ok {
				keys[key] = strings.Trim(value, `"`)
			}
		}
		if keys["name"] == "" || keys["version"] == "" {
			return nil, invalid("Cargo.lock has a package without name or version: let cargo write it anew with `cargo generate-lockfile`")
		}
		if keys["source"] == "" && keys["name"] != "novation" {
			continue
		}
		c := guest.Component{Name: keys["name"], Version: keys["version"]}
		if sum := keys["checksum"]; sum != "" {
			c.Digest = "sha256:" + sum
		}
		out = append(out, c)
	}
	return out, nil
}
