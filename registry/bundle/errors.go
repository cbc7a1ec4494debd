package bundle

import (
	"fmt"

	"github.com/novation-dev/novation/registry"
)

var (
	// ErrMalformed means that the file is not a bundle: it was cut short, or
	// never was one. Fetch it again.
	ErrMalformed = fmt.Errorf("not a release bundle: %w", registry.ErrInvalid)

	// ErrTooLarge means that the file, or a bundle to be packed, has more than
	// [MaxSize] bytes. Move bulky reference data out of the release.
	ErrTooLarge = fmt.Errorf("larger than a release bundle may be: %w", registry.ErrInvalid)

	// ErrNotCanonical means that the contents are sound but are not laid out
	// as [Pack] does it, or that the file carries something the release does
	// not name. Ask the publisher for the file that was signed.
	ErrNotCanonical = fmt.Errorf("not in canonical form: %w", registry.ErrInvalid)

	// ErrUntrusted means that no publisher among the trusted ones has signed
	// the release. Trust the publisher's key, or do not use the release.
	ErrUntrusted = fmt.Errorf("not signed by a trusted publisher: %w", registry.ErrRefused)

	// ErrSignature means that a signature in the name of a trusted publisher
	// is false, or is about another release. Do not use the file.
	ErrSignature = fmt.Errorf("false signature: %w", registry.ErrRefused)
)

// A DigestError reports bytes that are not what their name says. It matches
// [registry.ErrRefused].
type DigestError struct {
	// What was looked at, for example "rules".
	What string
	// Want is the digest that was promised, Got the one of the bytes.
	Want, Got registry.Digest
}

// Error says which part differs and how to go on.
func (e *DigestError) Error() string {
	return fmt.Sprintf("the %s have digest %s, but %s was promised: the bundle was changed on its way, fetch it again",
		e.What, e.Got, e.Want)
}

// Unwrap returns [registry.ErrRefused].
func (e *DigestError) Unwrap() error { return registry.ErrRefused }

func malformed(format string, a ...any) error {
	return fmt.Errorf("%s: %w", fmt.Sprintf(format, a...), ErrMalformed)
}
