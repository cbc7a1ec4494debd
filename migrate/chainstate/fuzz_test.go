package chainstate_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rlp"
	"github.com/ethereum/go-ethereum/trie"

	"github.com/novation-dev/novation/migrate/chainstate"
)

// Whatever a node of a trie is, it is read or refused; what is read leads
// further down, never back or past the end.
func FuzzNode(f *testing.F) {
	st := trie.NewStackTrie(func(path []byte, _ common.Hash, blob []byte) { f.Add(bytes.Clone(blob), len(path)) })
	for i := range byte(60) {
		var key common.Hash
		key[0], key[1], key[31] = i/8, i&1, i
		value, err := rlp.EncodeToBytes([]byte{i + 1})
		if err != nil {
			f.Fatal(err)
		}
		if err := st.Update(key[:], value); err != nil && i > 0 {
			continue
		}
	}
	st.Hash()
	f.Add([]byte{0xc0}, 0)
	f.Add([]byte{}, 64)
	f.Fuzz(func(t *testing.T, blob []byte, at int) {
		if at < 0 || at > 64 {
			t.Skip()
		}
		n, err := chainstate.DecodeNode(blob, at)
		if err != nil {
			return
		}
		switch {
		case n.Leaf && at+len(n.Path) != 64, !n.Leaf && at+len(n.Path) >= 64, !n.Leaf && len(n.Path) > 0 && len(n.Children) != 1:
			t.Errorf("a node at depth %d: %+v", at, n)
		}
		for _, c := range n.Children {
			if len(c) > 32 || bytes.Equal(c, blob) {
				t.Errorf("a child of %d bytes", len(c))
			}
		}
	})
}

// Every node of a real trie is read.
func TestNodes(t *testing.T) {
	nodes := 0
	st := trie.NewStackTrie(func(path []byte, _ common.Hash, blob []byte) {
		nodes++
		if _, err := chainstate.DecodeNode(blob, len(path)); err != nil {
			t.Errorf("node %x at depth %d: %v", blob, len(path), err)
		}
		if _, err := chainstate.DecodeNode(blob[:len(blob)-1], len(path)); err == nil {
			t.Errorf("node %x at depth %d is read though it was cut", blob, len(path))
		}
	})
	for i := range uint64(4096) {
		var key common.Hash // shares beginnings and ends, so that nodes of all kinds and sizes are there
		copy(key[:], crypto.Keccak256([]byte{byte(i >> 4)}))
		key[30], key[31] = byte(i>>8), byte(i)
		_ = st.Update(key[:], []byte{byte(i%127) + 1}) // keys out of order are refused, some go in
	}
	st.Hash()
	if nodes < 10 {
		t.Errorf("only %d nodes", nodes)
	}
}

// Whatever is in a log, reading it ends, and a log that is as the ABI says is
// read in that way only.
func FuzzLog(f *testing.F) {
	keys := contractOf(f, "Keys")
	parsed, err := abi.JSON(bytes.NewReader(keys.ABI))
	if err != nil {
		f.Fatal(err)
	}
	for _, e := range parsed.Events {
		f.Add(e.ID[:], make([]byte, 64))
		f.Add(append(bytes.Clone(e.ID[:]), make([]byte, 64)...), bytes.Repeat([]byte{0xff}, 96))
	}
	if data, err := parsed.Events["Opened"].Inputs.NonIndexed().Pack("Alice"); err == nil {
		f.Add(append(parsed.Events["Opened"].ID.Bytes(), common.BytesToHash(alice[:]).Bytes()...), data)
	}
	f.Fuzz(func(t *testing.T, topics, data []byte) {
		if len(topics) < 32 || len(topics) > 128 {
			t.Skip()
		}
		var split []common.Hash
		for ; len(topics) >= 32; topics = topics[32:] {
			split = append(split, common.BytesToHash(topics[:32]))
		}
		ways, asSaid, err := chainstate.Decode(keys, split, data)
		if err != nil || asSaid && ways != 1 {
			t.Errorf("%d ways, as the ABI says: %t, %v", ways, asSaid, err)
		}
	})
}

// A word is at most 32 bytes of hex, of which leading zeros may be missing.
func FuzzWord(f *testing.F) {
	for _, s := range []string{"0x", "0x0", "0x1", "0xabc", "0x" + strings.Repeat("f", 64), "1", "0xg", "", "0x" + strings.Repeat("0", 65)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		w, err := chainstate.ParseWord(s)
		if err == nil && w.Big().Cmp(common.HexToHash(s).Big()) != 0 {
			t.Errorf("%q is read as %s", s, w)
		}
	})
}
