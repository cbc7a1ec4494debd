package solc

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/novation-dev/novation/contracts/solc/internal/soljson"
	"github.com/novation-dev/novation/registry"
)

// Defaults of a [Config]. Emscripten's heap ends at 2 GiB, too.
const (
	DefaultMemoryLimit = 2 << 30
	DefaultTimeout     = 10 * time.Minute
)

// MaxInput bounds the input of one compilation, in bytes.
const MaxInput = 256 << 20

// A Config says which compiler to load, and what a compilation may use. Soljson
// or Path is needed; the other zero values work.
type Config struct {
	// Soljson is the content of a soljson.js. Empty means that Path is read.
	Soljson []byte
	// Path is the file to read when Soljson is empty.
	Path string
	// CacheDir keeps the compiled machine code, 150 MB for each compiler, so that
	// the next Load takes a second and not twenty. It must be writable by this
	// user only: what stands in it is run. Empty means a temporary folder that
	// Close removes.
	CacheDir string
	// MemoryLimit bounds the memory of one compilation, in bytes. Zero means
	// [DefaultMemoryLimit], which is the most.
	MemoryLimit uint64
	// Timeout bounds one compilation, and the start of the compiler. Zero means [DefaultTimeout].
	Timeout time.Duration
}

// complete checks a configuration and fills in its defaults.
func (c *Config) complete() error {
	if c.MemoryLimit == 0 {
		c.MemoryLimit = DefaultMemoryLimit
	}
	if c.Timeout == 0 {
		c.Timeout = DefaultTimeout
	}
	if c.MemoryLimit > DefaultMemoryLimit {
		return fmt.Errorf("a memory limit of %d bytes: the compiler can use at most %d: %w", c.MemoryLimit, int64(DefaultMemoryLimit), registry.ErrInvalid)
	}
	if c.Timeout < 0 {
		return fmt.Errorf("a time limit of %s: want more than 0: %w", c.Timeout, registry.ErrInvalid)
	}
	if len(c.Soljson) > 0 {
		return nil
	}
	if c.Path == "" {
		return fmt.Errorf("no compiler is given; name the file soljson.js of npm's solc, or install a version: %w", registry.ErrInvalid)
	}
	b, err := readFile(c.Path)
	c.Soljson = b
	return err
}

// readFile reads a file that may be a compiler.
func readFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if os.IsNotExist(err) {
		return nil, fmt.Errorf("opening a compiler: %v: %w", err, registry.ErrNotFound)
	}
	if err != nil {
		return nil, fmt.Errorf("opening a compiler: %w", err)
	}
	defer f.Close()
	return readAll(f, path)
}

// readAll reads what may be a compiler, and no more than that.
func readAll(r io.Reader, name string) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, soljson.MaxFile+1))
	if err != nil {
		return nil, fmt.Errorf("reading compiler %s: %w", name, err)
	}
	if len(b) > soljson.MaxFile {
		return nil, fmt.Errorf("%s has more than %d bytes, so it is not a soljson.js: %w", name, soljson.MaxFile, registry.ErrInvalid)
	}
	return b, nil
}
