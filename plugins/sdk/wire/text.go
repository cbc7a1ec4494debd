//go:build !wasm

package wire

import "unicode/utf8"

// valid reports whether s is valid UTF-8.
func valid(s string) bool { return utf8.ValidString(s) }
