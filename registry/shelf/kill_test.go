package shelf_test

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/keyset"
	"github.com/novation-dev/novation/registry/merklelog"
	"github.com/novation-dev/novation/registry/shelf"
)

// crashEnv tells the test binary to be the process that is killed: the file, the
// key of the log, and a name for what it publishes.
const crashEnv = "NOVATION_TEST_SHELF"

// rounds is how often the process is killed.
const rounds = 25

// After kill -9 in the middle of publishing by several, everything acknowledged
// is there and the shelf verifies.
func TestKilledWhilePublishing(t *testing.T) {
	if args := strings.Fields(os.Getenv(crashEnv)); len(args) == 3 {
		publishForEver(t, args[0], args[1], args[2])
	}
	path, key := filepath.Join(t.TempDir(), "shelf.db"), logKey(t)
	var acknowledged []string
	for round := range rounds {
		cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestKilledWhilePublishing$")
		cmd.Env = append(os.Environ(), fmt.Sprintf("%s=%s %s %d", crashEnv, path, key, round))
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		for n := 0; lines.Scan(); n++ {
			if name, whole := strings.CutSuffix(lines.Text(), "."); whole {
				acknowledged = append(acknowledged, name)
			}
			if n == 5+round*3 {
				if err := cmd.Process.Kill(); err != nil {
					t.Fatal(err)
				}
			}
		}
		_ = cmd.Wait() // it was killed
		missing, err := lost(path, key, acknowledged)
		if err != nil || len(missing) > 0 {
			t.Fatalf("round %d: %q were acknowledged and are gone; %v", round, missing, err)
		}
	}
	t.Logf("%d rounds, %d acknowledged, none lost", rounds, len(acknowledged))
	// It would be found if one were.
	if missing, err := lost(path, key, []string{"never"}); err != nil || len(missing) != 1 {
		t.Errorf("what was never published is missed as %q, %v", missing, err)
	}
}

// lost returns what is not on the shelf.
func lost(path, key string, names []string) ([]string, error) {
	s, err := shelf.Open(path, shelf.Config{LogKey: key})
	if err != nil {
		return nil, err
	}
	defer s.Close()
	if err := s.Verify(); err != nil {
		return nil, err
	}
	var missing []string
	for _, name := range names {
		_, err := s.Document(registry.DigestOf([]byte(name)))
		if version, ok := strings.CutPrefix(name, "release-"); ok {
			_, err = s.Get("crude-trade", version)
		}
		if err != nil {
			missing = append(missing, name)
		}
	}
	return missing, nil
}

// publishForEver publishes documents and releases and prints the name of each
// when it is acknowledged.
func publishForEver(t *testing.T, path, key, name string) {
	s, err := shelf.Open(path, shelf.Config{LogKey: key, Keys: keyset.Trust{Fixed: []bundle.PublicKey{publisher.Public()}}})
	if err != nil {
		panic(err)
	}
	done := make(chan string)
	for w := range 8 {
		go func() {
			for i := 0; ; i++ {
				what := fmt.Sprintf("%s-%d-%d", name, w, i)
				_, err := s.PutDocument(shelf.Document{Kind: merklelog.KindChange, Line: "crude-trade", Contents: []byte(what)}, noon)
				if w == 0 {
					version := fmt.Sprintf("%s.%d.0", name, i)
					what = "release-" + version
					_, err = s.Put(pack(t, "crude-trade", version, "rules", publisher), noon, "")
				}
				if err != nil {
					panic(err)
				}
				done <- what
			}
		}()
	}
	for what := range done {
		if _, err := fmt.Println(what + "."); err != nil {
			os.Exit(1) // nobody listens any more
		}
	}
}
