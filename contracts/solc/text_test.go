package solc

import "testing"

// The answers are those of Node's TextDecoder.
func TestReplaceInvalid(t *testing.T) {
	for in, want := range map[string]string{
		"":                             "",
		"plain \u00e4\u6f22\U0001f600": "plain \u00e4\u6f22\U0001f600",
		"a\xffb":                       "a\ufffdb",
		"\xff\xfe":                     "\ufffd\ufffd",
		"\xe6\xbcx":                    "\ufffdx",
		"\xe6\xbc":                     "\ufffd",
		"\xf0\x9f\x98":                 "\ufffd",
		"\xf0\x9f\x98\xf0\x9f\x98\x80": "\ufffd\U0001f600",
		"\xed\xa0\x80":                 "\ufffd\ufffd\ufffd",
		"\xc0\xaf":                     "\ufffd\ufffd",
		"\xf4\x90\x80\x80":             "\ufffd\ufffd\ufffd\ufffd",
		"\xe0\x80\x80":                 "\ufffd\ufffd\ufffd",
		"\ufffd":                       "\ufffd",
	} {
		if got := string(replaceInvalid([]byte(in))); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
}
