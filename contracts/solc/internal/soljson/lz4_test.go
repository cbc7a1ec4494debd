package soljson

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"testing"

	"github.com/novation-dev/novation/registry"
)

func blocks(bs ...string) []byte {
	var out []byte
	for _, b := range bs {
		out = append(binary.LittleEndian.AppendUint32(out, uint32(len(b))), b...)
	}
	return out
}

func TestDecompress(t *testing.T) {
	long := strings.Repeat("x", 600)
	for name, test := range map[string]struct {
		in   []byte
		want string
	}{
		"nothing":            {nil, ""},
		"an end":             {[]byte("\x00\x00\x00\x00after"), ""},
		"literals":           {blocks("\x30abc"), "abc"},
		"many literals":      {blocks("\xf0\xff\xff\x4b" + long), long},
		"a match":            {blocks("\x31abc\x03\x00"), "abcabcab"},
		"a run":              {blocks("\x1fa\x01\x00\x02"), strings.Repeat("a", 22)},
		"the block before":   {blocks("\x30abc", "\x00\x03\x00"), "abcabca"},
		"not compressed":     {append([]byte("\x02\x00\x00\x80"), "hi"...), "hi"},
		"a match, then text": {blocks("\x10a\x01\x00\x10b"), "aaaaab"},
	} {
		got, err := decompress(test.in, len(test.want))
		if err != nil || string(got) != test.want {
			t.Errorf("%s: %q, %v; want %q", name, got, err, test.want)
		}
	}
}

func TestDecompressRefuses(t *testing.T) {
	for name, test := range map[string]struct {
		in   []byte
		size int
	}{
		"a block too long":       {[]byte("\xff\x00\x00\x00a"), 10},
		"a longest block":        {[]byte("\xff\xff\xff\xffa"), 10},
		"too few":                {blocks("\x30abc"), 4},
		"too many":               {blocks("\x30abc"), 2},
		"literals too long":      {blocks("\xf0\xff\xff\xff"), 2000},
		"literals that are less": {blocks("\x50abc"), 10},
		"half an offset":         {blocks("\x10a\x01"), 10},
		"offset zero":            {blocks("\x10a\x00\x00"), 10},
		"before the beginning":   {blocks("\x10a\x02\x00"), 10},
		"a match too long":       {blocks("\x1fa\x01\x00\xff\xff\xff\x00"), 10},
		"a match without end":    {blocks("\x1fa\x01\x00\xff\xff"), 10000},
	} {
		if got, err := decompress(test.in, test.size); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

func FuzzDecompress(f *testing.F) {
	f.Add(blocks("\x31abc\x03\x00"), 8)
	f.Add(blocks("\x1fa\x01\x00\x02"), 22)
	f.Fuzz(func(t *testing.T, in []byte, size int) {
		size = min(max(size, 0), 1<<20)
		out, err := decompress(bytes.Clone(in), size)
		if err == nil && len(out) != size {
			t.Errorf("%d bytes instead of %d", len(out), size)
		}
	})
}
