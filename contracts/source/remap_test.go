package source_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/novation-dev/novation/contracts/source"
	"github.com/novation-dev/novation/registry"
)

func TestParseRemapping(t *testing.T) {
	for text, want := range map[string]source.Remapping{
		"a/=b/":         {Prefix: "a/", Target: "b/"},
		"x:a=b":         {Context: "x", Prefix: "a", Target: "b"},
		":a=b=c":        {Prefix: "a", Target: "b=c"},
		"a=b:c":         {Prefix: "a", Target: "b:c"},
		"src/x:@a/=@b/": {Context: "src/x", Prefix: "@a/", Target: "@b/"},
	} {
		got, err := source.ParseRemapping(text)
		if err != nil || got != want {
			t.Errorf("%q: got %+v, %v", text, got, err)
		}
		if again, err := source.ParseRemapping(got.String()); err != nil || again != got {
			t.Errorf("%q: written as %q, read back as %+v (%v)", text, got, again, err)
		}
	}
	for _, text := range []string{"", "a", "=b", "a=", "x:=b", "a=b\nc=d"} {
		if _, err := source.ParseRemapping(text); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%q: got %v", text, err)
		}
	}
}

// resolutions say which source an import in another one means. The compiler is
// asked for the same in TestNamesAsCompiler.
var resolutions = []struct {
	what, importer, path string
	remappings           []string
	want                 string
}{
	{"a name", "src/A.sol", "lib/x.sol", nil, "lib/x.sol"},
	{"beside", "src/A.sol", "./B.sol", nil, "src/B.sol"},
	{"above", "src/a/A.sol", "../B.sol", nil, "src/B.sol"},
	{"around", "src/a/A.sol", "../b/./c/..//B.sol", nil, "src/b/B.sol"},
	{"above the top", "src/A.sol", "../../../B.sol", nil, "B.sol"},
	{"remapped", "src/A.sol", "dep/B.sol", []string{"dep/=lib/dep/src/"}, "lib/dep/src/B.sol"},
	{"remapped once", "src/A.sol", "a/B.sol", []string{"a/=b/", "b/=a/"}, "b/B.sol"},
	{"remapped in a circle", "src/A.sol", "a/B.sol", []string{"a/=a/a/"}, "a/a/B.sol"},
	{"the longest prefix", "src/A.sol", "dep/x/B.sol", []string{"dep/x/=long/", "dep/=short/"}, "long/B.sol"},
	{"the longest context", "src/in/A.sol", "dep/x/B.sol", []string{"src/in/:dep/=near/", "src/:dep/x/=far/", "dep/x/=all/"}, "near/x/B.sol"},
	{"another context", "test/A.sol", "dep/B.sol", []string{"src/:dep/=near/", "dep/=all/"}, "all/B.sol"},
	{"a part of a name", "src/A.sol", "deposit/B.sol", []string{"dep=lib"}, "libosit/B.sol"},
	{"a relative path", "src/A.sol", "./B.sol", []string{"src/B.sol=lib/C.sol"}, "lib/C.sol"},
	{"one file", "src/A.sol", "x/Y.sol", []string{"x/Y.sol=lib/Z.sol"}, "lib/Z.sol"},
}

func TestResolve(t *testing.T) {
	for _, r := range resolutions {
		dir := t.TempDir()
		put(t, dir+"/"+r.importer, "import \""+r.path+"\";")
		put(t, dir+"/"+r.want, "contract Found {}")
		p, err := source.Open(dir, source.Options{Sources: []string{r.importer}, Remappings: r.remappings})
		if err != nil {
			t.Errorf("%s: %v", r.what, err)
			continue
		}
		if got, want := strings.Join(p.Names(), " "), names(r.importer, r.want); got != want {
			t.Errorf("%s: sources %s, want %s", r.what, got, want)
		}
	}
}

func names(a, b string) string {
	if a < b {
		return a + " " + b
	}
	return b + " " + a
}
