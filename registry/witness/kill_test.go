package witness_test

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/merklelog"
)

// killEnv tells the test binary to be the process that is killed: the folder of
// the witness, and the key of the log.
const killEnv = "NOVATION_TEST_WITNESS"

// After kill -9 while it cosigns, a witness remembers each cosignature that it
// gave away, goes on from there, and cosigns no other history.
func TestKilledWhileCosigning(t *testing.T) {
	if args := strings.Fields(os.Getenv(killEnv)); len(args) == 2 {
		cosignForEver(t, args[0], args[1])
	}
	const rounds = 25
	key := newKey(t, "registry.example/log")
	dir, h, fork := t.TempDir(), newHistory(t, key), newHistory(t, key)
	acknowledged := int64(0)
	for round := range rounds {
		acknowledged = max(acknowledged, killed(t, dir, key, 3+round%7))
		if err := remembers(t, dir, h, fork, acknowledged); err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
	}
	if acknowledged < rounds*3 {
		t.Errorf("only %d cosignatures were given in %d rounds", acknowledged, rounds)
	}
	// It would be found: in the folder of yesterday, and in an empty one.
	if err := remembers(t, dir, h, fork, acknowledged+1000); !errors.Is(err, registry.ErrStale) {
		t.Errorf("cosignatures that are lost: %v", err)
	}
	if err := remembers(t, t.TempDir(), h, fork, 1); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("a witness that knows nothing: %v", err)
	}
}

// killed starts a witness, kills it after n cosignatures, and returns the size
// of the last that came out.
func killed(t *testing.T, dir, key string, n int) (size int64) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestKilledWhileCosigning$")
	cmd.Env = append(os.Environ(), fmt.Sprintf("%s=%s %s", killEnv, dir, key), "TMPDIR="+t.TempDir())
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for given := 1; lines.Scan(); given++ {
		digits, whole := strings.CutSuffix(lines.Text(), ".")
		if size, err = strconv.ParseInt(digits, 10, 64); err != nil || !whole {
			said := lines.Text()
			for lines.Scan() {
				said += "\n" + lines.Text()
			}
			_ = cmd.Process.Kill()
			t.Fatalf("the witness says %s", said)
		}
		if given == n {
			if err := cmd.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	_ = cmd.Wait() // it was killed
	return size
}

// remembers checks a witness after a restart. It fails with [registry.ErrStale]
// when its last checkpoint is smaller than one that it cosigned.
func remembers(t *testing.T, dir string, h, fork *history, size int64) error {
	t.Helper()
	w := newWitness(t, dir, "witness.example/a", h.vkey)
	last, err := w.Last(h.vkey)
	if err != nil {
		return err
	}
	if last.Size < size {
		return fmt.Errorf("it cosigned size %d and remembers %d: %w", size, last.Size, registry.ErrStale)
	}
	for h.head(t).Size < last.Size {
		h.grow(t, fmt.Sprintf("gas-%d", h.head(t).Size), 1)
	}
	if got := h.head(t); got.Root != last.Root {
		return fmt.Errorf("it remembers another root of size %d", last.Size)
	}
	for fork.head(t).Size <= last.Size {
		fork.grow(t, fmt.Sprintf("oil-%d", fork.head(t).Size), 1)
	}
	if _, err := w.Cosign(fork.request(t, last.Size)); !errors.Is(err, merklelog.ErrProof) {
		return fmt.Errorf("another history is answered with %v", err)
	}
	return nil
}

// cosignForEver lets a log grow and prints each size that the witness cosigned.
func cosignForEver(t *testing.T, dir, key string) {
	h := newHistory(t, key)
	w := newWitness(t, dir, "witness.example/a", h.vkey)
	last, err := w.Last(h.vkey)
	if err != nil && !errors.Is(err, registry.ErrNotFound) {
		panic(err)
	}
	for old := last.Size; ; {
		h.grow(t, fmt.Sprintf("gas-%d", h.head(t).Size), 1)
		if h.head(t).Size <= old {
			continue
		}
		if _, err := w.Cosign(h.request(t, old)); err != nil {
			panic(err)
		}
		old = h.head(t).Size
		if _, err := fmt.Printf("%d.\n", old); err != nil {
			os.Exit(1) // nobody listens any more
		}
	}
}

// A folder whose newest checkpoint was half written when the process was killed
// holds the one before.
func TestHalfWritten(t *testing.T) {
	h := newHistory(t, newKey(t, "registry.example/log"))
	dir := t.TempDir()
	w := newWitness(t, dir, "witness.example/a", h.vkey)
	h.grow(t, "gas", 3)
	if _, err := w.Cosign(h.request(t, 0)); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.checkpoint"))
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	whole, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(files[0]+".new", whole[:len(whole)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	if last, err := newWitness(t, dir, "witness.example/a", h.vkey).Last(h.vkey); err != nil || last.Size != 3 {
		t.Errorf("Last = %v, %v; want size 3", last, err)
	}
	// Half of the file itself is damage, never a first time.
	if err := os.WriteFile(files[0], whole[:len(whole)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	if last, err := newWitness(t, dir, "witness.example/a", h.vkey).Last(h.vkey); err == nil || errors.Is(err, registry.ErrNotFound) {
		t.Errorf("Last of half a file = %v, %v", last, err)
	}
}
