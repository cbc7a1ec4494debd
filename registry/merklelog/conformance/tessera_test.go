package conformance_test

import (
	"bytes"
	"fmt"
	"net/url"
	"os/exec"
	"strings"
	"testing"

	"github.com/transparency-dev/merkle/rfc6962"
	"github.com/transparency-dev/tessera/api"
	"github.com/transparency-dev/tessera/client"
	"github.com/transparency-dev/tessera/fsck"
	"golang.org/x/mod/sumdb/note"
)

// check runs Tessera's fsck on a site.
func check(t *testing.T, s *site) error {
	t.Helper()
	u, err := url.Parse(s.url)
	if err != nil {
		t.Fatal(err)
	}
	src, err := client.NewHTTPFetcher(u, nil)
	if err != nil {
		t.Fatal(err)
	}
	v, err := note.NewVerifier(s.vkey)
	if err != nil {
		t.Fatal(err)
	}
	return fsck.New(v.Name(), v, src, leafHashes, fsck.Opts{N: 4}).Check(t.Context())
}

func leafHashes(bundle []byte) ([][]byte, error) {
	var b api.EntryBundle
	if err := b.UnmarshalText(bundle); err != nil {
		return nil, err
	}
	var out [][]byte
	for _, e := range b.Entries {
		out = append(out, rfc6962.DefaultHasher.HashLeaf(e))
	}
	return out, nil
}

func TestFsck(t *testing.T) {
	s := newSite(t)
	for size := 0; size < 600; {
		for range 150 {
			if _, err := put(s.shelf, fmt.Appendf(nil, "document %d", size)); err != nil {
				t.Fatal(err)
			}
			size++
		}
		if err := check(t, s); err != nil {
			t.Errorf("size %d: %v", size, err)
		}
	}
	// It sees a lie about each kind of file.
	for _, part := range []string{"/checkpoint", "/tile/0/000", "/tile/0/002.p", "/tile/1/000.p", "/tile/entries/001", "/tile/entries/002.p"} {
		asked := false
		s.lie = func(path string, body []byte) []byte {
			if strings.HasPrefix(path, part) {
				asked = true
				body = bytes.Clone(body)
				body[len(body)/2] ^= 1
			}
			return body
		}
		if err := check(t, s); err == nil || !asked {
			t.Errorf("a changed byte in %s was not found (asked for: %t)", part, asked)
		}
	}
}

// hammer runs Tessera's load generator until it has seen the log grow by a
// number of leaves.
func hammer(t *testing.T, s *site, goal int, limit string) (string, error) {
	t.Helper()
	// It is a tool of this module: see go.mod.
	path, err := exec.CommandContext(t.Context(), "go", "tool", "-n", "hammer").Output()
	if err != nil {
		t.Fatalf("building hammer: %v", err)
	}
	cmd := exec.CommandContext(t.Context(), strings.TrimSpace(string(path)), "-logtostderr", "-show_ui=false",
		"-log_url="+s.url, "-log_public_key="+s.vkey, "-num_writers=64", "-max_write_ops=2000", "-num_readers_random=4", "-num_readers_full=2",
		"-max_read_ops=200", fmt.Sprintf("-leaf_write_goal=%d", goal), "-max_runtime="+limit)
	out, err := cmd.CombinedOutput()
	return string(out), err
}

func TestHammer(t *testing.T) {
	s := newSite(t)
	out, err := hammer(t, s, 1500, "60s")
	if err != nil || strings.Contains(out, "failed to") || strings.Contains(out, "nconsisten") {
		t.Errorf("hammer: %v\n%s", err, out)
	}
	if err := s.shelf.Verify(); err != nil {
		t.Error(err)
	}
	if err := check(t, s); err != nil {
		t.Errorf("fsck after hammer: %v", err)
	}
	head, err := s.shelf.Log().Checkpoint()
	if err != nil || head.Size < 1500 {
		t.Errorf("the log has %d entries, %v", head.Size, err)
	}
}

// A log that acknowledges and does not write fails.
func TestHammerFindsForgetting(t *testing.T) {
	s := newSite(t)
	s.forgets = true
	if out, err := hammer(t, s, 10, "3s"); err == nil {
		t.Errorf("hammer was content with a log that forgets:\n%s", out)
	}
}
