package signer

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/novation-dev/novation/registry"
)

// A token says which key of which PKCS#11 token signs, as an RFC 7512 URI does:
//
//	pkcs11:token=LABEL;object=LABEL;id=%01?module-path=FILE&pin-source=file:FILE
//
// Either object or id, or both, name the key; token or slot-id the token. The
// PIN is read from a file when the key is opened.
type token struct {
	label, object string
	id            []byte
	slot          *uint
	module, pin   string
	source        string
}

// parseToken reads a URI. Attributes that this package does not know are
// refused rather than ignored: they would narrow down which key is meant.
func parseToken(uri string) (*token, error) {
	t := &token{source: uri}
	path, query, _ := strings.Cut(strings.TrimPrefix(uri, "pkcs11:"), "?")
	bad := func(format string, a ...any) (*token, error) {
		return nil, fmt.Errorf("the key in PKCS#11: %s\nWant pkcs11:token=LABEL;object=LABEL?module-path=FILE&pin-source=file:FILE: %w",
			fmt.Sprintf(format, a...), registry.ErrInvalid)
	}
	seen := map[string]bool{}
	for _, part := range append(strings.Split(path, ";"), strings.Split(query, "&")...) {
		if part == "" {
			continue
		}
		name, encoded, _ := strings.Cut(part, "=")
		value, err := url.PathUnescape(encoded)
		if err != nil || value == "" || seen[name] {
			return bad("attribute %q is empty, is there twice, or is not percent-encoded", name)
		}
		seen[name] = true
		switch name {
		case "token":
			t.label = value
		case "object":
			t.object = value
		case "id":
			t.id = []byte(value)
		case "slot-id":
			n, err := strconv.ParseUint(value, 10, 32)
			if err != nil {
				return bad("slot-id %q is no number", value)
			}
			slot := uint(n)
			t.slot = &slot
		case "type":
			if value != "private" {
				return bad("type %q: only a private key signs", value)
			}
		case "module-path":
			t.module = value
		case "pin-source":
			t.pin = strings.TrimPrefix(value, "file:")
		case "pin-value":
			return bad("a PIN does not belong into a setting: put it into a file and name that with pin-source")
		default:
			return bad("attribute %q is not known here", name)
		}
	}
	switch {
	case t.module == "":
		return bad("module-path is missing: the library of the token's maker")
	case t.label == "" && t.slot == nil:
		return bad("which token is not said: token or slot-id")
	case t.object == "" && t.id == nil:
		return bad("which key is not said: object or id")
	}
	return t, nil
}
