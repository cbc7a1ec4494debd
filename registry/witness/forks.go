package witness

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/internal/damage"
	"github.com/novation-dev/novation/registry/merklelog"
)

// ErrForked means that a log has signed two histories. Nothing that it says can
// be acted on; the members have to move to a new log.
var ErrForked = fmt.Errorf("the log has signed two histories: %w", registry.ErrRefused)

const forksDir = "forks"

// SaveFork keeps the proof that a log has signed two histories. From then on
// [Witness.Forked] fails. A proof that does not hold, or is about a log that
// this witness does not know, changes nothing and is an error.
func (w *Witness) SaveFork(f *merklelog.Fork) error {
	if _, _, err := f.Check(); err != nil {
		return err
	}
	if !slices.Contains(w.cfg.Logs, f.LogKey) {
		return fmt.Errorf("the fork is of log %q, which is not known here: %w", f.LogKey, registry.ErrNotFound)
	}
	dir := filepath.Join(w.cfg.Dir, forksDir)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("making the folder of forks: %w", err)
	}
	if err := damage.SyncDir(w.cfg.Dir); err != nil {
		return fmt.Errorf("making the folder of forks: %w", err)
	}
	b := f.Encode()
	d := registry.DigestOf(b)
	if err := damage.Replace(filepath.Join(dir, hex.EncodeToString(d[:8])+".json"), b, !w.cfg.Volatile); err != nil {
		return fmt.Errorf("keeping the proof of a fork: %w", err)
	}
	return nil
}

// Forked fails with [ErrForked] when there is a proof that one of the logs has
// signed two histories, and names the file. A file that cannot be read counts.
func (w *Witness) Forked() error {
	dir := filepath.Join(w.cfg.Dir, forksDir)
	files, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("looking for proofs of forks: %w", err)
	}
	for _, file := range files {
		if !strings.HasSuffix(file.Name(), ".json") {
			continue // not written to its end: its fork will be seen again
		}
		path := filepath.Join(dir, file.Name())
		b, err := os.ReadFile(path)
		if err != nil {
			return fmt.Errorf("reading the proof of a fork: %w", err)
		}
		f, err := merklelog.ParseFork(b)
		if err == nil && f.Format == merklelog.ForkFormat && f.LogKey != "" && !slices.Contains(w.cfg.Logs, f.LogKey) && known(f) {
			continue // of a log that was given up
		}
		return fmt.Errorf("the proof is %s, which anybody can check with novation log verify-fork; "+
			"nothing is activated until the members have moved to a new log: %w", path, ErrForked)
	}
	return nil
}

// known reports whether f is a proof, of whatever log.
func known(f *merklelog.Fork) bool {
	_, _, err := f.Check()
	return err == nil
}

// fork keeps the proof that two checkpoints of one size contradict each other.
func (w *Witness) fork(logKey string, last, next merklelog.Checkpoint) error {
	f := &merklelog.Fork{
		Format: merklelog.ForkFormat, LogKey: logKey, Smaller: string(last.Signed), Larger: string(next.Signed), Root: next.Root,
	}
	if err := w.SaveFork(f); err != nil {
		return err
	}
	return &merklelog.ForkError{Fork: f, Old: last, New: next}
}
