package golang

import (
	"bytes"
	"fmt"
	"runtime/debug"

	"github.com/novation-dev/novation/plugins/guests/guest"
)

// The marks that Go's linker sets around the build information of a module.
var (
	infoBegin = []byte("\x30\x77\xaf\x0c\x92\x74\x08\x02\x41\xe1\xc1\x07\xe6\xd6\x18\xe6")
	infoEnd   = []byte("\xf9\x32\x43\x31\x86\x18\x20\x72\x00\x82\x42\x10\x41\x16\xd8\xf2")
)

// components reads out of a compiled module what is in it: the standard library
// of the toolchain's version, and every Go module but the main one.
func components(module []byte, version string) ([]guest.Component, error) {
	_, rest, began := bytes.Cut(module, infoBegin)
	text, _, ended := bytes.Cut(rest, infoEnd)
	if !began || !ended {
		return nil, fmt.Errorf("it carries no build information")
	}
	info, err := debug.ParseBuildInfo(string(text))
	if err != nil {
		return nil, err
	}
	out := []guest.Component{{Name: "std", Version: version}}
	for _, m := range info.Deps {
		c := guest.Component{Name: m.Path, Version: m.Version, Digest: m.Sum}
		if m.Replace != nil {
			c.Version, c.Digest = m.Replace.Version, m.Replace.Sum
		}
		if c.Version == "(devel)" {
			c.Version = "" // a folder beside the sources: the digest of the inputs covers it
		}
		out = append(out, c)
	}
	return out, nil
}
