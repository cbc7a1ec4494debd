package assemblyscript

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/novation-dev/novation/plugins/guests/guest"
)

// sdkName is what the copy of the SDK is called in a bill of materials.
const sdkName = "github.com/novation-dev/novation/plugins/guests/assemblyscript/sdk"

// components lists what was compiled into the module of the project in dir: the
// standard library, which is part of the compiler's package, the npm packages
// with a source among those that were read, and the SDK.
func components(c *compiler, dir string, read []string) ([]guest.Component, error) {
	parts := map[string]guest.Component{
		"assemblyscript": {Name: "assemblyscript", Version: c.version, Digest: c.packages[installed].Integrity},
	}
	sdk, used := sha256.New(), false
	for _, name := range read {
		_, below, ok := cutLast("/"+filepath.ToSlash(name), "/node_modules/")
		switch {
		case ok:
			pkg := packageName(below)
			l, known := c.packages["node_modules/"+pkg]
			if !known {
				return nil, invalid("%s was compiled in, and npm has not installed it: add it to package.json", name)
			}
			parts[pkg] = guest.Component{Name: pkg, Version: l.Version, Digest: l.Integrity}
		case strings.HasPrefix(name, "novation/"):
			b, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
			if err != nil {
				return nil, err
			}
			used = true
			fmt.Fprintf(sdk, "%x  %s\n", sha256.Sum256(b), name)
		}
	}
	if used {
		parts[sdkName] = guest.Component{Name: sdkName, Digest: "sha256:" + hex.EncodeToString(sdk.Sum(nil))}
	}
	var out []guest.Component
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		out = append(out, parts[name])
	}
	return out, nil
}

// packageName returns @scope/name or name of a path below node_modules.
func packageName(below string) string {
	first, rest, _ := strings.Cut(below, "/")
	if strings.HasPrefix(first, "@") {
		second, _, _ := strings.Cut(rest, "/")
		return first + "/" + second
	}
	return first
}

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}
