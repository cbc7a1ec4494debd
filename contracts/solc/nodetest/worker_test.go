package nodetest_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/novation-dev/novation/contracts/solc"
)

// A worker is a process that compiles for as long as it is asked to: Node with
// compile.mjs, or this test program. So neither shares its memory or time with
// the other, or with the test.
type worker struct {
	version string
	in      io.Writer
	out     *bufio.Scanner
	peak    uint64
}

// An answer is a line from a worker.
type answer struct {
	Version     string `json:"version"`
	Nanoseconds int64  `json:"nanoseconds"`
	Peak        uint64 `json:"peak"`
	Error       string `json:"error"`
}

func startNode(t *testing.T, folder string) *worker {
	return start(t, exec.CommandContext(t.Context(), "node", "compile.mjs", folder))
}

// The variables that make this program a worker.
const (
	soljsonVariable = "NOVATION_NODETEST_SOLJSON"
	cacheVariable   = "NOVATION_NODETEST_CACHE"
)

func startOurs(t *testing.T, soljson string) *worker {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), soljsonVariable+"="+soljson, cacheVariable+"="+cacheDir(t))
	return start(t, cmd)
}

func start(t *testing.T, cmd *exec.Cmd) *worker {
	t.Helper()
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		in.Close()
		if err := cmd.Wait(); err != nil && t.Context().Err() == nil {
			t.Error(err)
		}
	})
	w := &worker{in: in, out: bufio.NewScanner(out)}
	w.version = w.read(t).Version
	return w
}

func (w *worker) read(t *testing.T) answer {
	t.Helper()
	var a answer
	if !w.out.Scan() {
		t.Fatalf("the compiler's process ended: %v", w.out.Err())
	}
	if err := json.Unmarshal(w.out.Bytes(), &a); err != nil || a.Error != "" {
		t.Fatalf("the compiler says %q: %s, %v", w.out.Text(), a.Error, err)
	}
	return a
}

// compile compiles an input, and returns the time that it took.
func (w *worker) compile(t *testing.T, input, output string) time.Duration {
	t.Helper()
	if _, err := fmt.Fprintf(w.in, "%s\t%s\n", input, output); err != nil {
		t.Fatal(err)
	}
	a := w.read(t)
	w.peak = a.Peak
	return time.Duration(a.Nanoseconds)
}

// TestMain makes this program a worker when it is started as one.
func TestMain(m *testing.M) {
	if path := os.Getenv(soljsonVariable); path != "" {
		if err := work(path); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

func work(path string) error {
	ctx := context.Background()
	c, err := solc.Load(ctx, solc.Config{Path: path, CacheDir: os.Getenv(cacheVariable)})
	if err != nil {
		return err
	}
	defer c.Close(ctx)
	say := json.NewEncoder(os.Stdout)
	if err := say.Encode(answer{Version: c.Version()}); err != nil {
		return err
	}
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		input, output, _ := strings.Cut(lines.Text(), "\t")
		text, err := os.ReadFile(input)
		if err != nil {
			return err
		}
		began := time.Now()
		result, err := c.Compile(ctx, text)
		a := answer{Nanoseconds: time.Since(began).Nanoseconds(), Peak: peak()}
		if err != nil {
			a.Error = err.Error()
		}
		if err := os.WriteFile(output, result, 0o600); err != nil {
			return err
		}
		if err := say.Encode(a); err != nil {
			return err
		}
	}
	return nil
}

// peak is the most memory this process has had, in bytes; 0 where the system does
// not tell.
func peak() uint64 {
	b, _ := os.ReadFile("/proc/self/status")
	_, rest, _ := strings.Cut(string(b), "\nVmHWM:")
	kib, _, _ := strings.Cut(rest, " kB")
	n, _ := strconv.ParseUint(strings.TrimSpace(kib), 10, 64)
	return n << 10
}
