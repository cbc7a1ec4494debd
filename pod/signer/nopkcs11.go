//go:build !pkcs11

package signer

import (
	"fmt"

	"github.com/novation-dev/novation/registry"
)

// openToken says that this program cannot.
func openToken(t *token, _ Options) (Signer, error) {
	return nil, fmt.Errorf("%s: this program was built without PKCS#11\nBuild it with a C compiler and -tags pkcs11: %w", t.source, registry.ErrInvalid)
}
