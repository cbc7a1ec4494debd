package source_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/contracts/source"
	"github.com/novation-dev/novation/registry"
)

// a text with every form of import, and with much that is none.
const tricky = `// import "comment.sol";
/* import "block.sol"; */ /**/ pragma solidity
  ^0.8.20 /* or */ || // later
  0.9.0;
pragma experimental ABIEncoderV2;
import "a.sol"; import 'b.sol' as B;
import * as C from "c.sol";
import {D,
  E as F} from /* here */ "d.sol"
  ;
string constant s = "import \"no.sol\"; // \\";
bytes constant h = hex'00ff';
string constant u = unicode"é {";
contract imports { string constant $import = "x"; function f() external { assembly { let x := "import 'y';" } } }
function pragmatic() pure {} // the end is a comment without a new line: import "no.sol";` + "\u2028" + `import "after\x2Ds\u0065parator.sol";`

func TestScan(t *testing.T) {
	h, err := source.Scan([]byte(tricky))
	if err != nil {
		t.Fatal(err)
	}
	want := &source.Header{
		Imports: []source.Import{
			{Path: "a.sol", Line: 6},
			{Path: "b.sol", Line: 6},
			{Path: "c.sol", Line: 7},
			{Path: "d.sol", Line: 8},
			{Path: "after-separator.sol", Line: 15},
		},
		Pragmas: []source.Pragma{{Text: "^0.8.20 || 0.9.0", Line: 2}},
	}
	if diff := cmp.Diff(want, h); diff != "" {
		t.Errorf("header (-want +got):\n%s", diff)
	}
}

func TestScanFaults(t *testing.T) {
	for text, want := range map[string]string{
		"import \"a.sol\"":       "line 1: the import has no path, or no end",
		"\nimport;":              "line 2: the import has no path",
		"import \"\";":           "empty path",
		"import \"a\" \"b\";":    "two paths",
		"import \"a\nb\";":       "does not end on its line",
		"import \"a":             "a string does not end",
		"import \"\\q\";":        "an escape that does not exist",
		"import \"\\x4\";":       "an escape that does not exist",
		"\n\n/* import \"a\";":   "line 3: a comment does not end",
		"import /* ":             "a comment does not end",
		"pragma solidity ^0.8.0": "the pragma does not end",
		"pragma solidity /* ":    "a comment does not end",
		"pragma solidity ;":      "names no version",
		"pragma":                 "the pragma does not end",
		"contract A { string s = \"never closed; }": "a string does not end",
	} {
		_, err := source.Scan([]byte(text))
		if err == nil || !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %s", text, err, want)
		}
	}
}

// FuzzScan asks of any text that it is read in one go, and that hiding it in a
// comment hides what it imports.
func FuzzScan(f *testing.F) {
	for _, s := range []string{tricky, "", "import", "import\"a\";", "pragma solidity 0.8.0;", "{{{}}}}}import 'x';", "\"\\", "/", "//", "/*/", "import {a} from \"\\u00e9\";"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		h, err := source.Scan([]byte(text))
		if err != nil {
			if !errors.Is(err, registry.ErrInvalid) {
				t.Errorf("%v does not say that the text is invalid", err)
			}
			return
		}
		for _, i := range h.Imports {
			if i.Path == "" || i.Line < 1 || i.Line > strings.Count(text, "\n")+1 {
				t.Errorf("import %+v", i)
			}
		}
		if strings.Contains(text, "*/") {
			return
		}
		hidden, err := source.Scan([]byte("/*" + text + "*/ import 'x';"))
		if err != nil || len(hidden.Imports) != 1 {
			t.Errorf("in a comment: %+v, %v", hidden, err)
		}
	})
}
