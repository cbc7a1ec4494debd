package abi_test

import (
	"bytes"
	"testing"

	"github.com/novation-dev/novation/plugins/abi"
)

// A request is written where there is room for it, to the byte, without asking
// for more.
func TestAppendRequest(t *testing.T) {
	for _, v := range vectors(t, "request.json") {
		want := unhex(t, v.Hex)
		r, err := abi.DecodeRequest(want)
		if err != nil {
			t.Fatal(err)
		}
		room := append(make([]byte, 0, 2+len(want)), "ab"...)
		got, err := abi.AppendRequest(room, r)
		if err != nil || !bytes.Equal(got, append([]byte("ab"), want...)) {
			t.Errorf("%s: %x, %v", v.Name, got, err)
		}
		if &got[0] != &room[0] {
			t.Errorf("%s: it was moved, though there was room", v.Name)
		}
	}
}
