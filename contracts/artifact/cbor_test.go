package artifact_test

import (
	"encoding/hex"
	"strings"
	"testing"

	"github.com/novation-dev/novation/contracts/artifact"
)

// TestMetadataAt tells what compilers write from what only looks like it.
func TestMetadataAt(t *testing.T) {
	hash := strings.Repeat("ab", 32)
	ipfs, bzzr, solc := "64697066735822"+"1220"+hash, "65627a7a72315820"+hash, "64736f6c6343000822"
	experimental := "6c6578706572696d656e74616cf5"
	for _, test := range []struct {
		name, code string
		start      int // -1 for none
	}{
		{"ipfs", "a2" + ipfs + solc + "0033", 0},
		{"behind code", "6001fe" + "a2" + ipfs + solc + "0033", 3},
		{"swarm", "a1" + "65627a7a72305820" + hash + "0029", 0},
		{"swarm, later", "a2" + bzzr + solc + "0032", 0},
		{"experimental", "a2" + bzzr + experimental + "0037", 0},
		{"version alone", "a1" + solc + "000a", 0},
		{"version as text", "a1" + "64736f6c63" + "65302e382e32" + "000c", 0},
		{"long version as text", "a1" + "64736f6c63" + "7818" + strings.Repeat("30", 24) + "0020", 0},
		{"nothing", "", -1},
		{"one byte", "00", -1},
		{"length alone", "0000", -1},
		{"empty map", "a0" + "0001", -1},
		{"other length", "a1" + solc + "0009", -1},
		{"length beyond", "a1" + solc + "ffff", -1},
		{"fewer entries", "a2" + solc + "000a", -1},
		{"more entries", "a1" + solc + experimental + "0018", -1},
		{"twice", "a2" + solc + solc + "0013", -1},
		{"unknown key", "a1" + "64736f6c64" + "43000822" + "000a", -1},
		{"key of another type", "a1" + "44736f6c63" + "43000822" + "000a", -1},
		{"no hash of IPFS", "a1" + strings.Replace(ipfs, "1220", "1320", 1) + "002a", -1},
		{"other hash of Swarm", "a1" + "65627a7a72325820" + hash + "0029", -1},
		{"not experimental", "a1" + "6c6578706572696d656e74616cf4" + "000f", -1},
		{"version that is no text", "a1" + "64736f6c63" + "65302e382e00" + "000c", -1},
		{"version that is cut", "a1" + "64736f6c63" + "7820" + "3030" + "000a", -1},
		{"empty version", "a1" + "64736f6c63" + "60" + "0007", -1},
	} {
		code, err := hex.DecodeString(strings.ReplaceAll(test.code, " ", ""))
		if err != nil {
			t.Fatal(err)
		}
		r, ok := artifact.MetadataAt(code, len(code))
		if ok != (test.start >= 0) || ok && (r.Start != test.start || r.Length != len(code)-test.start) {
			t.Errorf("%s: %v %t, want it from byte %d on", test.name, r, ok, test.start)
		}
	}
	if _, ok := artifact.MetadataAt([]byte{0xa1}, 5); ok {
		t.Error("metadata ends behind the code")
	}
}
