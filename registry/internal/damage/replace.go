package damage

import (
	"errors"
	"os"
	"path/filepath"
)

// Replace writes a file, readable by its owner only, at once or not at all. With
// durable it is on disk when Replace returns.
func Replace(path string, b []byte, durable bool) error {
	f, err := os.OpenFile(path+".new", os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	if err == nil && durable {
		err = f.Sync()
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	if err := os.Rename(path+".new", path); err != nil || !durable {
		return err
	}
	return SyncDir(filepath.Dir(path))
}
