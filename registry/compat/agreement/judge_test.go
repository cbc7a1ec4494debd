package agreement_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// judged is a suite after judge.mjs, with the compilers' outputs as they are.
type judged struct {
	Runs []*judgedRun
}

type judgedRun struct {
	Version string          `json:"version"`
	Input   json.RawMessage `json:"input"`
	Output  json.RawMessage `json:"output"`
	Pairs   []*testPair     `json:"pairs"`
}

// ask runs judge.mjs on a suite. The answer is kept out of the tree, by the
// digest of everything it depends on.
func ask(t testing.TB, s *suite) *judged {
	t.Helper()
	question, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	return askJSON(t, question)
}

func askJSON(t testing.TB, question []byte) *judged {
	t.Helper()
	h := sha256.New()
	for _, name := range []string{"judge.mjs", "package-lock.json"} {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		h.Write(b)
	}
	h.Write(question)
	answer := filepath.Join(cacheDir(t), hex.EncodeToString(h.Sum(nil))+".json")
	b, err := os.ReadFile(answer)
	if err != nil {
		b = judge(t, question, answer)
	}
	return decodeJudged(t, b)
}

func decodeJudged(t testing.TB, b []byte) *judged {
	t.Helper()
	var out judged
	for line := range bytes.Lines(b) {
		var r judgedRun
		if err := json.Unmarshal(line, &r); err != nil {
			t.Fatal(err)
		}
		out.Runs = append(out.Runs, &r)
	}
	return &out
}

func judge(t testing.TB, question []byte, answer string) []byte {
	t.Helper()
	needNode(t)
	in := filepath.Join(t.TempDir(), "suite.json")
	if err := os.WriteFile(in, question, 0o600); err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	cmd := exec.Command("node", "--max-old-space-size=6000", "judge.mjs", in, answer+".part")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("judge.mjs: %v\n%s", err, stderr.Bytes())
	}
	if err := os.Rename(answer+".part", answer); err != nil {
		t.Fatal(err)
	}
	t.Logf("judge.mjs took %s", time.Since(start).Round(time.Millisecond))
	b, err := os.ReadFile(answer)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func cacheDir(t testing.TB) string {
	t.Helper()
	base, err := os.UserCacheDir()
	if err != nil {
		base = os.TempDir()
	}
	dir := filepath.Join(base, "novation-agreement")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	return dir
}

// needNode skips the test where the other tool is not installed.
func needNode(t testing.TB) {
	t.Helper()
	_, err := exec.LookPath("node")
	if err == nil {
		_, err = os.Stat(filepath.Join("node_modules", "@openzeppelin", "upgrades-core"))
	}
	switch {
	case err == nil:
	case os.Getenv("NOVATION_TOOLCHAINS") == "required":
		t.Fatalf("OpenZeppelin's tool is required and not here: %v; run npm ci in registry/compat/agreement", err)
	default:
		t.Skipf("OpenZeppelin's tool is not here: %v; run npm ci in registry/compat/agreement", err)
	}
}
