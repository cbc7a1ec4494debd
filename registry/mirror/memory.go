package mirror

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/novation-dev/novation/registry/internal/damage"
)

// A FileMemory is a [Memory] in a file of its own, for readers who have no
// database.
type FileMemory struct {
	// Path of the file. It need not exist.
	Path string
}

// Load returns what was last saved.
func (m FileMemory) Load(context.Context) ([]byte, error) {
	b, err := os.ReadFile(m.Path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return b, err
}

// Save replaces it.
func (m FileMemory) Save(_ context.Context, signed []byte) error {
	if err := damage.Replace(m.Path, signed, true); err != nil {
		return fmt.Errorf("writing %s: %w", m.Path, err)
	}
	return nil
}
