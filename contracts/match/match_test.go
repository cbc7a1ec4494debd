package match_test

import (
	"bytes"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/contracts/match"
)

// filled is runtime code as it would be on chain: libraries have an address,
// immutables a value that all types have.
func filled(a *artifact.Artifact) []byte {
	out := slices.Clone(a.Runtime.Object)
	for _, ranges := range a.Runtime.Links {
		for _, r := range ranges {
			out[r.Start] = 0xaa
		}
	}
	return out
}

// TestPlaces fills places as no deployment does.
func TestPlaces(t *testing.T) {
	a := artifactOf(t, "legacy-ipfs", "Vault")
	place := func(variable string) artifact.Range {
		i := slices.IndexFunc(a.Immutables, func(i artifact.Immutable) bool { return strings.HasSuffix(i.Name, "."+variable) })
		return a.Immutables[i].Ranges[0]
	}
	set := func(variable string, at int, to byte) func([]byte) []byte {
		return func(code []byte) []byte {
			r := place(variable)
			for _, i := range a.Immutables {
				if i.Ranges[0] == r {
					for _, r := range i.Ranges {
						code[r.Start+at] = to
					}
				}
			}
			return code
		}
	}
	sums := a.Runtime.Links["src/Sums.sol:Sums"]
	if len(sums) != 2 || len(a.Immutables[0].Ranges) < 1 {
		t.Fatalf("libraries in %v", sums)
	}
	for _, test := range []struct {
		name   string
		change func([]byte) []byte
		want   string
	}{
		{"nothing", func(code []byte) []byte { return code }, "exact"},
		{"an address", set("owner", 12, 1), "exact"},
		{"more than an address", set("owner", 11, 1), "none immutable"},
		{"a number", set("opened", 24, 0xff), "exact"},
		{"a larger number", set("opened", 23, 1), "none immutable"},
		{"true", set("strict", 31, 1), "exact"},
		{"more than true", set("strict", 31, 2), "none immutable"},
		{"bytes", set("tag", 3, 1), "exact"},
		{"more bytes", set("tag", 4, 1), "none immutable"},
		{"a number with sign", set("shift", 30, 0x7f), "exact"},
		{"one too large", set("shift", 30, 0x80), "none immutable"},
		{"a value of a type of one's own", set("price", 16, 0xff), "exact"},
		{"one too large for it", set("price", 15, 1), "none immutable"},
		{"a grade", set("grade", 31, 2), "exact"},
		{"no grade", set("grade", 30, 1), "none immutable"},
		{"no contract", set("token", 0, 1), "none immutable"},
		{"any word", set("whole", 0, 1), "exact"},
		{"immutable in one place only", func(code []byte) []byte {
			for _, i := range a.Immutables {
				if len(i.Ranges) > 1 {
					code[i.Ranges[1].Start+31] ^= 1
				}
			}
			return code
		}, "none immutable"},
		{"library in one place only", func(code []byte) []byte {
			code[sums[1].Start] ^= 1
			return code
		}, "none library"},
		{"no library", func(code []byte) []byte {
			code[sums[0].Start], code[sums[1].Start] = 0, 0
			return code
		}, "none library"},
		{"what pushes the library", func(code []byte) []byte {
			code[sums[0].Start-1] ^= 1
			return code
		}, "none code"},
		{"no code", func([]byte) []byte { return nil }, "none length"},
		{"half of the code", func(code []byte) []byte { return code[:len(code)/2] }, "none length"},
		{"a byte more", func(code []byte) []byte { return append(code, 0) }, "none length"},
		{"no metadata", func(code []byte) []byte { return code[:a.Runtime.Metadata[0].Start] }, "match"},
		{"no metadata and nothing in front", func(code []byte) []byte { return code[:a.Runtime.Metadata[0].Start-1] }, "match"},
		{"less than that", func(code []byte) []byte { return code[:a.Runtime.Metadata[0].Start-2] }, "none length"},
		{"half of the metadata", func(code []byte) []byte { return code[:a.Runtime.Metadata[0].Start+10] }, "none length"},
		{"metadata twice", func(code []byte) []byte { return append(code, code[a.Runtime.Metadata[0].Start:]...) }, "none length"},
	} {
		if got := match.Code(test.change(filled(a)), a); short(got) != test.want {
			t.Errorf("%s: %s %+v, want %s", test.name, got.Verdict, got.Difference, test.want)
		}
	}
}

// TestBare appends metadata to code that was compiled without: it must be kept
// from running.
func TestBare(t *testing.T) {
	a, described := artifactOf(t, "legacy-bare", "Vault"), artifactOf(t, "legacy-ipfs", "Vault")
	r := described.Runtime.Metadata[0]
	blob := described.Runtime.Object[r.Start:]
	for name, test := range map[string]struct {
		tail []byte
		want match.Verdict
	}{
		"guarded":         {append([]byte{0xfe}, blob...), match.Match},
		"not guarded":     {blob, match.None},
		"guarded twice":   {append([]byte{0xfe, 0xfe}, blob...), match.None},
		"by another code": {append([]byte{0x00}, blob...), match.None},
		"guard alone":     {[]byte{0xfe}, match.None},
		"no metadata":     {append([]byte{0xfe}, blob[1:]...), match.None},
	} {
		if got := match.Code(append(filled(a), test.tail...), a); got.Verdict != test.want {
			t.Errorf("%s: %s %+v, want %s", name, got.Verdict, got.Difference, test.want)
		}
	}
	// Data at the end of such code is data, whatever it looks like.
	data := &artifact.Artifact{Name: "C", Runtime: artifact.Code{Object: append(bytes.Clone(a.Runtime.Object[:40]), blob...)}}
	other := bytes.Clone(data.Runtime.Object)
	other[60] ^= 1
	if got := match.Code(other, data); short(got) != "none code" || got.Difference.Offset != 60 {
		t.Errorf("data passes for metadata: %+v", got)
	}
	// So it is when there is metadata elsewhere, of a contract inside.
	inside := artifact.Range{Start: 40, Length: len(blob)}
	data.Runtime.Object = slices.Concat(data.Runtime.Object, []byte{0xfe}, blob)
	data.Runtime.Metadata = []artifact.Range{inside}
	other = bytes.Clone(data.Runtime.Object)
	other[60] ^= 1
	if got := match.Code(other, data); got.Verdict != match.Match {
		t.Errorf("metadata passes for data: %+v", got)
	}
	other[len(other)-20] ^= 1
	if got := match.Code(other, data); short(got) != "none code" || got.Difference.Offset != len(other)-20 {
		t.Errorf("data passes for metadata: %+v", got)
	}
}

// TestCutData drops the last byte of what may be data: code that reads code must
// have all of it.
func TestCutData(t *testing.T) {
	a := artifactOf(t, "legacy-ipfs", "Child")
	own := a.Runtime.Metadata[0]
	code := bytes.Clone(a.Runtime.Object)
	for _, test := range []struct {
		ops  []byte
		want match.Verdict
	}{
		{[]byte{0x5b, 0x5b}, match.Match},
		{[]byte{0x5b, 0x39}, match.None},
		{[]byte{0x3c, 0x5b}, match.None},
		{[]byte{0x60, 0x39}, match.Match},
	} {
		copy(code, test.ops)
		reader := &artifact.Artifact{Name: "C", Runtime: artifact.Code{Object: code, Metadata: a.Runtime.Metadata}}
		if got := match.Code(code[:own.Start-1], reader); got.Verdict != test.want {
			t.Errorf("code that begins with %x: %s %+v, want %s", test.ops, got.Verdict, got.Difference, test.want)
		}
		if test.want == match.None {
			continue
		}
		chain := bytes.Clone(code[:own.Start-1])
		chain[len(chain)-1] ^= 1
		if got := match.Code(chain, reader); got.Verdict != match.None {
			t.Errorf("other code without the guard: %s", got.Verdict)
		}
		reader.Runtime.Object = bytes.Clone(code)
		reader.Runtime.Object[own.Start-1] = 0x5b
		if got := match.Code(code[:own.Start-1], reader); got.Verdict != match.None {
			t.Errorf("code without its last instruction: %s", got.Verdict)
		}
	}
}

// TestCut drops what is in front of the metadata: only the guard may go with it.
func TestCut(t *testing.T) {
	for _, test := range []struct {
		name string
		less int
		want match.Verdict
	}{{"Factory", 0, match.Match}, {"Factory", 1, match.None}, {"Child", 0, match.Match}, {"Child", 1, match.Match}, {"Child", 2, match.None}} {
		a := artifactOf(t, "legacy-ipfs", test.name)
		own := a.Runtime.Metadata[len(a.Runtime.Metadata)-1]
		if got := match.Code(a.Runtime.Object[:own.Start-test.less], a); got.Verdict != test.want {
			t.Errorf("%s without metadata and %d bytes: %s %+v, want %s", test.name, test.less, got.Verdict, got.Difference, test.want)
		}
	}
}

// TestDifference tells where and what.
func TestDifference(t *testing.T) {
	a := artifactOf(t, "legacy-ipfs", "Factory")
	code := bytes.Clone(a.Runtime.Object)
	code[77] ^= 0xff
	d := match.Code(code, a).Difference
	if d == nil || d.Offset != 77 || d.Part != match.PartCode || !bytes.Equal(d.Chain, code[77:77+16]) || !bytes.Equal(d.Artifact, a.Runtime.Object[77:77+16]) {
		t.Errorf("%+v", d)
	}
	if d := match.Code(code, &artifact.Artifact{Name: "I"}).Difference; d == nil || !strings.Contains(d.Reason, "no runtime code") {
		t.Errorf("%+v", d)
	}
}

// FuzzMatch compares anything with anything: never a panic, exact only when all
// but the places to fill is equal, match only when all but metadata is.
func FuzzMatch(f *testing.F) {
	vault, factory := artifactOf(f, "legacy-ipfs", "Vault"), artifactOf(f, "ir-ipfs", "Factory")
	f.Add(filled(vault), vault.Runtime.Object, uint16(100), uint16(20), uint16(0), true)
	f.Add(filled(factory), factory.Runtime.Object, uint16(10), uint16(20), uint16(300), false)
	f.Add([]byte{0x73}, []byte{0x73, 0, 0x30, 0x14}, uint16(1), uint16(20), uint16(math.MaxUint16), true)
	f.Fuzz(func(t *testing.T, chain, object []byte, link, linkLength, start uint16, immutable bool) {
		a := &artifact.Artifact{Name: "C", Runtime: artifact.Code{Object: object}}
		free := artifact.Range{Start: int(link), Length: int(linkLength)}
		if immutable {
			a.Immutables = []artifact.Immutable{{Name: "a:C.x", Encoding: "uint64", Ranges: []artifact.Range{free}}}
		} else {
			a.Runtime.Links = map[string][]artifact.Range{"a:L": {free}}
		}
		if at, ok := artifact.MetadataAt(object, int(start)); ok {
			a.Runtime.Metadata = append(a.Runtime.Metadata, at)
		}
		if at, ok := artifact.MetadataAt(object, len(object)); ok && int(start) != len(object) {
			a.Runtime.Metadata = append(a.Runtime.Metadata, at)
		}
		// Overlapping places are refused when an artefact is read.
		for _, r := range a.Runtime.Metadata {
			if free.Start < r.Start+r.Length && r.Start < free.Start+free.Length {
				t.Skip()
			}
		}
		check(t, match.Code(chain, a), chain, a, free)
	})
}

func check(t *testing.T, got match.Result, chain []byte, a *artifact.Artifact, free artifact.Range) {
	t.Helper()
	if (got.Verdict == match.None) != (got.Difference != nil) {
		t.Fatalf("%+v", got)
	}
	if got.Verdict == match.None {
		return
	}
	object := a.Runtime.Object
	ignored := func(at int) bool {
		for _, r := range append(got.Ignored, free) {
			if at >= r.Start && at < r.Start+r.Length {
				return true
			}
		}
		return got.Self != nil && at >= 1 && at <= 20
	}
	if got.Verdict == match.Exact && (len(chain) != len(object) || len(got.Ignored) > 0) {
		t.Fatalf("exact with %d and %d bytes, ignored %v", len(chain), len(object), got.Ignored)
	}
	for i := range min(len(chain), len(object)) {
		if chain[i] != object[i] && !ignored(i) {
			t.Fatalf("%s although byte %d is %#x and %#x", got.Verdict, i, chain[i], object[i])
		}
	}
}
