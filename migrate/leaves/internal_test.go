package leaves

import (
	"bytes"
	"testing"

	"github.com/ethereum/go-ethereum/common"
)

// FuzzEntry reads encodings of entries: what is read is what was written.
func FuzzEntry(f *testing.F) {
	for _, e := range []Entry{
		{},
		{Head: common.Hash{1}, Stores: make([]Store, 2)},
		{Logs: []Log{{Data: []byte{1}}, {Topics: make([]common.Hash, 4)}}},
	} {
		b, err := encode(nil, &e)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
		f.Add(b[:len(b)-1])
	}
	f.Add(bytes.Repeat([]byte{0xff}, 40))
	f.Fuzz(func(t *testing.T, b []byte) {
		e, err := decode(b)
		if err != nil {
			return
		}
		again, err := encode(nil, &e)
		if err == nil && !bytes.Equal(again, b) {
			t.Errorf("%x became %x", b, again)
		}
	})
}

// FuzzManifest reads manifests: there is one form of each.
func FuzzManifest(f *testing.F) {
	for _, m := range []manifest{{Format: format, Root: Empty}, {Format: format, Count: 3, Bytes: 200, Root: common.Hash{7}}} {
		b, err := m.encode()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Add([]byte(`{"format":1,"count":18446744073709551615,"bytes":0,"root":"0x"}`))
	f.Add([]byte(`{"format":1,"format":1}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := parseManifest(b)
		if err != nil {
			return
		}
		again, err := m.encode()
		if err != nil || !bytes.Equal(again, b) {
			t.Errorf("%q became %q, %v", b, again, err)
		}
		m.nodes() // ends
	})
}
