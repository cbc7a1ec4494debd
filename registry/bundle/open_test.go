package bundle_test

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
)

// Whatever byte of a bundle is changed, it is refused.
func TestEveryFlippedByte(t *testing.T) {
	t.Parallel()
	file := pack(t, signed(t, publisher))
	for i := range file {
		bit := byte(1) << (i % 8)
		file[i] ^= bit
		if _, err := bundle.Open(file); err == nil {
			t.Errorf("byte %d changed by %#x: accepted", i, bit)
		}
		file[i] ^= bit
	}
	if _, err := bundle.Open(file); err != nil {
		t.Fatalf("the unchanged file: %v", err)
	}
}

func TestEveryShorterFile(t *testing.T) {
	t.Parallel()
	file := pack(t, signed(t, publisher))
	for n := range file {
		if _, err := bundle.Open(file[:n]); err == nil {
			t.Errorf("the first %d of %d bytes: accepted", n, len(file))
		}
	}
}

// An entry of an archive under test.
type entry struct {
	head tar.Header
	data []byte
}

func unpack(t *testing.T, file []byte) []entry {
	t.Helper()
	var all []entry
	r := tar.NewReader(bytes.NewReader(file))
	for {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, entry{*h, data})
	}
}

func repack(t *testing.T, all []entry) []byte {
	t.Helper()
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	for _, e := range all {
		e.head.Size = int64(len(e.data))
		if err := w.WriteHeader(&e.head); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(e.data); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func blobEntry(data string) entry {
	sum := sha256.Sum256([]byte(data))
	return entry{tar.Header{
		Typeflag: tar.TypeReg, Name: "blobs/sha256/" + hex.EncodeToString(sum[:]), Mode: 0o644,
		ModTime: time.Unix(0, 0), Format: tar.FormatUSTAR,
	}, []byte(data)}
}

func TestOpenRefusesOtherLayouts(t *testing.T) {
	file := pack(t, signed(t, publisher))
	if again := repack(t, unpack(t, file)); !bytes.Equal(again, file) {
		t.Fatal("the test does not write archives as Pack does")
	}
	edit := func(all []entry, name, old, repl string) []entry {
		for i := range all {
			if all[i].head.Name == name {
				if !strings.Contains(string(all[i].data), old) {
					t.Fatalf("%s does not contain %s", name, old)
				}
				all[i].data = []byte(strings.Replace(string(all[i].data), old, repl, 1))
			}
		}
		return all
	}
	for name, tt := range map[string]struct {
		change func([]entry) []entry
		want   error
	}{
		"unreferenced blob": {func(a []entry) []entry { return append(a, blobEntry("more")) }, bundle.ErrNotCanonical},
		"entry twice":       {func(a []entry) []entry { return append(a, a[3]) }, bundle.ErrMalformed},
		"other order":       {func(a []entry) []entry { a[2], a[3] = a[3], a[2]; return a }, bundle.ErrNotCanonical},
		"foreign file": {func(a []entry) []entry {
			e := blobEntry("x")
			e.head.Name = "README"
			return append(a, e)
		}, bundle.ErrMalformed},
		"blob with a name that is no digest": {func(a []entry) []entry {
			e := blobEntry("x")
			e.head.Name = "blobs/sha256/x"
			return append(a, e)
		}, bundle.ErrMalformed},
		"changed blob": {func(a []entry) []entry { a[4].data = append(a[4].data, ' '); return a }, registry.ErrRefused},
		"owner":        {func(a []entry) []entry { a[0].head.Uid = 7; return a }, bundle.ErrNotCanonical},
		"time":         {func(a []entry) []entry { a[0].head.ModTime = time.Unix(1, 0); return a }, bundle.ErrNotCanonical},
		"mode":         {func(a []entry) []entry { a[0].head.Mode = 0o755; return a }, bundle.ErrNotCanonical},
		"PAX headers": {func(a []entry) []entry {
			a[0].head.Format = tar.FormatPAX
			a[0].head.PAXRecords = map[string]string{"a.b": "c"}
			return a
		}, bundle.ErrMalformed},
		"GNU format": {func(a []entry) []entry { a[0].head.Format = tar.FormatGNU; return a }, bundle.ErrMalformed},
		"symbolic link": {func(a []entry) []entry {
			a[0].head.Typeflag, a[0].head.Linkname, a[0].data = tar.TypeSymlink, "/etc/passwd", nil
			return a
		}, bundle.ErrMalformed},
		"no index":        {func(a []entry) []entry { return slices.Delete(a, 1, 2) }, bundle.ErrMalformed},
		"no layout":       {func(a []entry) []entry { return slices.Delete(a, 0, 1) }, bundle.ErrNotCanonical},
		"other layout":    {func(a []entry) []entry { return edit(a, "oci-layout", "1.0.0", "1.0.1") }, bundle.ErrNotCanonical},
		"space in index":  {func(a []entry) []entry { return edit(a, "index.json", ",", ", ") }, bundle.ErrNotCanonical},
		"other version":   {func(a []entry) []entry { return edit(a, "index.json", `"1.0.0"`, `"1.0.1"`) }, bundle.ErrNotCanonical},
		"other size":      {func(a []entry) []entry { return edit(a, "index.json", `"size":1`, `"size":2`) }, bundle.ErrNotCanonical},
		"other type":      {func(a []entry) []entry { return edit(a, "index.json", "manifest.v1+json", "manifest.v2+json") }, bundle.ErrNotCanonical},
		"dangling digest": {func(a []entry) []entry { return edit(a, "index.json", `"digest":"sha256:`, `"digest":"sha512:`) }, bundle.ErrMalformed},
		"empty index":     {func(a []entry) []entry { a[1].data = []byte(`{}`); return a }, bundle.ErrMalformed},
		"index no JSON":   {func(a []entry) []entry { a[1].data = []byte(`[`); return a }, bundle.ErrMalformed},
		"nothing":         {func([]entry) []entry { return nil }, bundle.ErrMalformed},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := bundle.Open(repack(t, tt.change(unpack(t, file)))); !errors.Is(err, tt.want) {
				t.Errorf("Open = %v, want %v", err, tt.want)
			}
		})
	}
}

func TestEveryMissingEntry(t *testing.T) {
	file := pack(t, signed(t, publisher))
	for i, e := range unpack(t, file) {
		if _, err := bundle.Open(repack(t, slices.Delete(unpack(t, file), i, i+1))); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("without %s: Open = %v", e.head.Name, err)
		}
	}
}

func TestOpenRefusesTrailingBytes(t *testing.T) {
	file := pack(t, sample())
	for _, tail := range []string{"x", "\x00", strings.Repeat("\x00", 512), string(file)} {
		if _, err := bundle.Open(append(slices.Clone(file), tail...)); err == nil {
			t.Errorf("accepted %d more bytes", len(tail))
		}
	}
}

func TestOpenRefusesSize(t *testing.T) {
	if _, err := bundle.Open(make([]byte, bundle.MaxSize+1)); !errors.Is(err, bundle.ErrTooLarge) {
		t.Errorf("Open = %v, want ErrTooLarge", err)
	}
	var many []entry
	for i := range 1000 {
		many = append(many, blobEntry(strings.Repeat("x", i)))
	}
	if _, err := bundle.Open(repack(t, many)); !errors.Is(err, bundle.ErrMalformed) {
		t.Errorf("Open of 1000 entries = %v, want ErrMalformed", err)
	}
}

// An index that stands for another release of the same archive must not pass.
func TestOpenRefusesSignatureAsRelease(t *testing.T) {
	all := unpack(t, pack(t, signed(t, publisher)))
	index := string(all[1].data)
	start := strings.Index(index, `{"mediaType":"application/vnd.oci.image.manifest`)
	parts := strings.SplitAfter(index[start:], "},{")
	all[1].data = []byte(index[:start] + `{` + parts[1])
	if _, err := bundle.Open(repack(t, all)); err == nil {
		t.Error("accepted a signature in the place of the release")
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(pack(f, sample()))
	f.Add(pack(f, signed(f, publisher)))
	f.Add(pack(f, attested(f)))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, file []byte) {
		b, err := bundle.Open(file)
		if err != nil {
			return
		}
		if again := pack(t, b); !bytes.Equal(again, file) {
			t.Error("accepted a file that Pack does not write")
		}
	})
}
