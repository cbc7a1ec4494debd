package conformance_test

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hanwen/go-fuse/v2/fs"
	"github.com/hanwen/go-fuse/v2/fuse"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/shelf"
)

// writerEnv tells the test binary to be the process that writes until the power
// is cut: the folder, the key of the log and a name for what it writes.
const writerEnv = "NOVATION_TEST_WRITER"

// cuts is how often the power is cut; writers how many documents are published
// at a time.
const cuts, writers = 60, 4

func TestMain(m *testing.M) {
	if args := strings.Fields(os.Getenv(writerEnv)); len(args) == 3 {
		write(args[0], args[1], args[2])
	}
	os.Exit(m.Run())
}

// write publishes documents and prints the name of each when it is acknowledged,
// until that fails.
func write(dir, key, name string) {
	s, err := shelf.Open(filepath.Join(dir, "registry.db"), shelf.Config{LogKey: key})
	if err != nil {
		fmt.Println("open:", err)
		os.Exit(1)
	}
	failed := make(chan error)
	for w := range writers {
		go func() {
			for i := 0; ; i++ {
				contents := fmt.Sprintf("%s-%d-%d", name, w, i)
				if _, err := put(s, []byte(contents+strings.Repeat("!", i%3*1000))); err != nil {
					failed <- err
					return
				}
				fmt.Println("ok", contents, i%3*1000)
			}
		}()
	}
	<-failed
	os.Exit(0)
}

// A crash is what a run with many power cuts came to.
type crash struct {
	acknowledged int
	// lost were acknowledged and are gone; corrupt says what could not be
	// opened or verified.
	lost    []string
	corrupt []string
}

// run cuts the power again and again below a registry that is being written.
func run(t *testing.T, ignores bool) crash {
	t.Helper()
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0)) //nolint:gosec // a disk is no adversary
	key, _ := logKeys(t)
	var c crash
	image := map[string][]byte{}
	var all []string
	for round := range cuts {
		d := newDisk(r, image, 1+r.IntN(90))
		d.ignores = ignores
		lines := round1(t, d, key, fmt.Sprintf("r%d", round))
		image = d.cut()
		for _, line := range lines {
			if contents, ok := strings.CutPrefix(line, "ok "); ok {
				all = append(all, contents)
			} else if d.left > 0 {
				t.Errorf("round %d: the writer says %q", round, line)
			}
		}
		if err := inspect(t, image, key, all, &c); err != nil {
			c.corrupt = append(c.corrupt, fmt.Sprintf("round %d: %v", round, err))
			image, all = map[string][]byte{}, nil // begin anew
		}
	}
	c.acknowledged += len(all)
	return c
}

// round1 runs the writer on the disk until it has no power, and returns what it
// printed.
func round1(t *testing.T, d *disk, key, name string) []string {
	t.Helper()
	dir := t.TempDir()
	server, err := fs.Mount(dir, &folder{d: d}, &fs.Options{MountOptions: fuse.MountOptions{DirectMountStrict: true, FsName: "novation-test"}})
	if err != nil {
		t.Fatalf("mounting a file system: %v", err)
	}
	defer func() {
		if err := server.Unmount(); err != nil {
			t.Errorf("unmounting: %v", err)
		}
	}()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), writerEnv+"="+dir+" "+key+" "+name)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var lines []string
	for s := bufio.NewScanner(out); s.Scan(); {
		lines = append(lines, s.Text())
	}
	_ = cmd.Wait() // without power it fails, or ends
	return lines
}

// inspect reads what is on the disk after a cut.
func inspect(t *testing.T, image map[string][]byte, key string, acknowledged []string, c *crash) error {
	t.Helper()
	dir := t.TempDir()
	for name, b := range image {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s, err := shelf.Open(filepath.Join(dir, "registry.db"), shelf.Config{LogKey: key})
	if err != nil {
		return err
	}
	defer s.Close()
	if err := s.Verify(); err != nil {
		return err
	}
	for _, a := range acknowledged {
		var more int
		name, number, _ := strings.Cut(a, " ")
		if _, err := fmt.Sscan(number, &more); err != nil {
			continue // the pipe was cut within a line
		}
		if _, err := s.Document(registry.DigestOf([]byte(name + strings.Repeat("!", more)))); err != nil {
			c.lost = append(c.lost, fmt.Sprintf("%s: %v", name, err))
		}
	}
	return nil
}

// needFUSE skips where no file system can be mounted by a process.
func needFUSE(t *testing.T) {
	t.Helper()
	f, err := os.OpenFile("/dev/fuse", os.O_RDWR, 0)
	if err == nil {
		err = f.Close()
	}
	if err == nil && os.Getuid() != 0 {
		err = fmt.Errorf("only root mounts without a helper program")
	}
	if err != nil {
		if os.Getenv("NOVATION_TOOLCHAINS") == "required" {
			t.Fatalf("power cuts are NOT TESTED: %v", err)
		}
		t.Skipf("power cuts are NOT TESTED: %v", err)
	}
}

// Whenever the power is cut, the registry opens again, verifies, and has
// everything that it has acknowledged.
func TestPowerCuts(t *testing.T) {
	needFUSE(t)
	c := run(t, false)
	t.Logf("%d cuts, %d documents acknowledged, %d lost, %d corrupt", cuts, c.acknowledged, len(c.lost), len(c.corrupt))
	if len(c.lost)+len(c.corrupt) > 0 {
		t.Errorf("lost: %q\ncorrupt: %q", c.lost, c.corrupt)
	}
	if c.acknowledged < 5*cuts {
		t.Errorf("%d documents were acknowledged: too few to show anything", c.acknowledged)
	}
}

// On a disk that does not sync, the same test finds losses.
func TestPowerCutsWithoutSync(t *testing.T) {
	needFUSE(t)
	c := run(t, true)
	t.Logf("%d cuts: %d lost, %d corrupt", cuts, len(c.lost), len(c.corrupt))
	if len(c.lost)+len(c.corrupt) < cuts/4 {
		t.Errorf("%d lost and %d corrupt: the test would not find a registry that does not sync", len(c.lost), len(c.corrupt))
	}
}
