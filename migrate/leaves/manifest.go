package leaves

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/ethereum/go-ethereum/common"

	"github.com/novation-dev/novation/registry"
)

const format = 1

// maxCount keeps sizes of files far from overflowing.
const maxCount = 1 << 48

// A manifest says what the files of a tree hold.
type manifest struct {
	Format int         `json:"format"`
	Count  uint64      `json:"count"`
	Bytes  uint64      `json:"bytes"` // size of the file of entries
	Root   common.Hash `json:"root"`
}

func (m manifest) encode() ([]byte, error) {
	b, err := json.Marshal(m)
	return append(b, '\n'), err
}

// keep writes the manifest in one step, after what it speaks of.
func (m manifest) keep(dir string) error {
	b, err := m.encode()
	if err != nil {
		return err
	}
	temp, err := os.CreateTemp(dir, "."+manifestFile+"-*")
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name()) // gone when all went well
	_, err = temp.Write(b)
	if err := errors.Join(err, temp.Sync(), temp.Close()); err != nil {
		return err
	}
	if err := os.Rename(temp.Name(), filepath.Join(dir, manifestFile)); err != nil {
		return err
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// readManifest fails with registry.ErrNotFound when there is no tree, and with
// registry.ErrInvalid when the manifest is not as keep wrote it.
func readManifest(dir string) (m manifest, err error) {
	file := filepath.Join(dir, manifestFile)
	f, err := os.Open(file)
	if errors.Is(err, os.ErrNotExist) {
		return m, fmt.Errorf("%s has no complete tree; build it again: %w", dir, registry.ErrNotFound)
	}
	if err != nil {
		return m, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, 4096))
	if err != nil {
		return m, err
	}
	if m, err = parseManifest(b); err != nil {
		return m, fmt.Errorf("reading %s: %w", file, err)
	}
	return m, nil
}

func parseManifest(b []byte) (m manifest, err error) {
	if err := json.Unmarshal(b, &m); err != nil {
		return m, fmt.Errorf("%v: %w", err, registry.ErrInvalid)
	}
	if m.Format != format {
		return m, fmt.Errorf("format %d is not known to this program: %w", m.Format, registry.ErrInvalid)
	}
	again, err := m.encode()
	if err != nil {
		return m, err
	}
	if !bytes.Equal(again, b) || m.Count > maxCount || m.Bytes > maxCount {
		return m, fmt.Errorf("this is not what was written here: %w", registry.ErrInvalid)
	}
	return m, nil
}

// nodes is the number of nodes in all levels.
func (m manifest) nodes() (n uint64) {
	for width := m.Count; width > 0; width = width/2 + width%2 {
		n += width
		if width == 1 {
			break
		}
	}
	return n
}
