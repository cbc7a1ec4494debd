package rehearse

import "github.com/ethereum/go-ethereum/common"

// relay is the code of an account at which anyone may call
// do(address target, bytes data), and which answers as the target did. It takes
// ether. Its bytes are the instructions on the right.
var relay = common.FromHex("" +
	"3615602c57" + // no data: stop
	"602435600401" + // pos = 4 + offset of data
	"8035" + // len = word at pos
	"80826020015f37" + // copy len bytes from pos+32 to memory
	"5f5f825f346004355af1" + // call target with them and the value
	"3d5f5f3e" + // copy what it returned
	"6028573d5ffd" + // it failed: revert with it
	"5b3d5ff3" + // return it
	"5b00") // stop
