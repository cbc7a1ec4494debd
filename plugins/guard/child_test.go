package guard_test

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/novation-dev/novation/plugins/guard"
)

// parentDir makes this test binary a parent that compiles into the folder it
// names, for TestParentIsKilled.
const parentDir = "GUARD_TEST_PARENT"

func TestMain(m *testing.M) {
	dir := os.Getenv(parentDir)
	if dir == "" {
		os.Exit(m.Run())
	}
	g, err := guard.New(guard.Config{CacheDir: dir})
	if err == nil {
		_, err = g.Ensure(context.Background(), slow(2000), 16)
	}
	fmt.Println("the parent was not killed:", err)
}

func rerun(env ...string) *exec.Cmd {
	self, err := os.Executable()
	if err != nil {
		panic(err)
	}
	c := exec.Command(self, "-test.run=^TestConfig$", "-test.v")
	c.Env = append(append(os.Environ(), "GORACE=atexit_sleep_ms=0"), env...)
	return c
}

// TestParentIsKilled: the child sees it, ends, and takes its folder with it.
func TestParentIsKilled(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("children are found in /proc")
	}
	dir := t.TempDir()
	c := rerun(parentDir + "=" + dir)
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		c.Process.Kill()
		c.Wait()
	})
	pid := child(t, c.Process.Pid)
	compiling(t, dir)
	if work, _ := filepath.Glob(filepath.Join(dir, ".work-*")); len(work) != 1 || !alive(pid) {
		t.Fatalf("work folders %q, alive %v: this test is too late", work, alive(pid))
	}
	c.Process.Kill()
	c.Wait()
	for began := time.Now(); alive(pid); time.Sleep(5 * time.Millisecond) {
		if time.Since(began) > 5*time.Second {
			t.Fatal("the child is still there")
		}
	}
	if work, _ := filepath.Glob(filepath.Join(dir, ".work-*")); len(work) != 0 {
		t.Errorf("left behind: %q", work)
	}
}

// TestLeash: whichever way a child hears that it is alone, it ends and removes the
// folder it works in, and no other.
func TestLeash(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("signals are sent")
	}
	value := guard.NewToken()
	head, err := hex.DecodeString(value[strings.Index(value, ":")+1:])
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, folder string
		end          func(c *exec.Cmd, stdin io.Closer)
		want         bool // the folder is removed
	}{
		{"end of input", ".work-1", func(_ *exec.Cmd, stdin io.Closer) { stdin.Close() }, true},
		{"signal", ".work-1", func(c *exec.Cmd, _ io.Closer) { c.Process.Signal(syscall.SIGTERM) }, true},
		{"in another folder", "precious", func(_ *exec.Cmd, stdin io.Closer) { stdin.Close() }, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), tt.folder)
			if err := os.Mkdir(dir, 0o700); err != nil {
				t.Fatal(err)
			}
			c := rerun(guard.Variable + "=" + value)
			c.Dir = dir
			stdin, err := c.StdinPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := c.Start(); err != nil {
				t.Fatal(err)
			}
			stdin.Write(head)
			time.Sleep(300 * time.Millisecond) // it waits for the job
			tt.end(c, stdin)
			c.Wait()
			if got := c.ProcessState.ExitCode(); got != 71 {
				t.Errorf("exit status %d, want 71", got)
			}
			if _, err := os.Stat(dir); errors.Is(err, os.ErrNotExist) != tt.want {
				t.Errorf("folder: %v, removed should be %v", err, tt.want)
			}
		})
	}
}

// alive reports whether a process is there and not a zombie: who inherits it may
// be slow to look.
func alive(pid int) bool {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return false
	}
	_, rest, _ := strings.Cut(string(b), ") ")
	return !strings.HasPrefix(rest, "Z")
}

// TestRole: a process takes the role of a child only from the exact variable,
// and once it has seen that, it never goes on to its tests.
func TestRole(t *testing.T) {
	value := guard.NewToken()
	for _, tt := range []struct {
		name, env, stdin string
		want             int // exit status
	}{
		{"no variable", "X=1", "", 0},
		{"empty", guard.Variable + "=", "", 0},
		{"one", guard.Variable + "=1", "", 0},
		{"another form", guard.Variable + "=" + strings.Replace(value, "-v1", "-v2", 1), "", 0},
		{"a short token", guard.Variable + "=" + value[:len(value)-1], "", 0},
		{"a long token", guard.Variable + "=" + value + "00", "", 0},
		{"no hex", guard.Variable + "=" + value[:len(value)-1] + "x", "", 0},
		{"another variable", guard.Variable + "X=" + value, "", 0},
		{"nothing to read", guard.Variable + "=" + value, "", 70},
		{"another token to read", guard.Variable + "=" + value, strings.Repeat("x", 1000), 70},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := rerun(tt.env)
			c.Stdin = strings.NewReader(tt.stdin)
			out, _ := c.CombinedOutput()
			if got := c.ProcessState.ExitCode(); got != tt.want {
				t.Errorf("exit status %d, want %d\n%s", got, tt.want, out)
			}
			if ran := bytes.Contains(out, []byte("PASS")); ran != (tt.want == 0) {
				t.Errorf("tests ran: %v\n%s", ran, out)
			}
		})
	}
}

func TestOutcome(t *testing.T) {
	value := guard.NewToken()
	o := guard.Outcome{Cause: guard.Refused, Detail: "line\nbreak"}
	good := string(guard.Encode(o, value))
	for _, tt := range []struct {
		name, output string
		ok           bool
	}{
		{"alone", good, true},
		{"after other output", "hello\nworld" + good, true},
		{"before other output", good + "bye", true},
		{"cut short", good[:len(good)-2], false},
		{"not at the beginning of a line", strings.Replace(good, "\n", " ", 1), false},
		{"of another token", string(guard.Encode(o, guard.NewToken())), false},
		{"none", "hello\n", false},
	} {
		if got, ok := guard.Parse([]byte(tt.output), value); ok != tt.ok || ok && got != o {
			t.Errorf("%s: %+v, %v: want %v", tt.name, got, ok, tt.ok)
		}
	}
}

// TestDiagnosis gives words to ends that a sound child does not come to.
func TestDiagnosis(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("needs a shell")
	}
	for _, tt := range []struct {
		script, stderr string
		cause          guard.Cause
		want           string
	}{
		{"exit 2", "fatal error: runtime: out of memory\n\nruntime stack:\nruntime.throw", guard.Memory, "fatal error: runtime: out of memory"},
		{"exit 2", "runtime: mmap: cannot allocate memory\n", guard.Memory, "runtime: mmap: cannot allocate memory"},
		{"exit 2", "runtime/cgo: pthread_create failed: Resource\nSIGABRT: abort", guard.Memory, "runtime/cgo: pthread_create failed: Resource; SIGABRT: abort"},
		{"exit 2", "panic: index out of range\n\ngoroutine 1 [running]:\nmain.main()", guard.Crash, "exit status 2; panic: index out of range"},
		{"exit 2", "fatal error: stack overflow\n\nruntime stack:\nx", guard.Crash, "exit status 2; fatal error: stack overflow"},
		{"exit 0", "", guard.Crash, "exit status 0"},
		{"kill -SEGV $$", "", guard.Crash, "signal: segmentation fault"},
		{"kill -KILL $$", "", guard.Killed, "signal: killed"},
		{"kill -TERM $$", "", guard.Killed, "signal: terminated"},
		{"exit 70", "guard: no job", guard.Killed, "exit status 70; guard: no job"},
		{"exit 1", strings.Repeat("é", 1000), guard.Crash, "…"},
	} {
		c := exec.Command("sh", "-c", tt.script)
		c.Run()
		cause, detail := guard.Diagnose(c.ProcessState, tt.stderr)
		detail = strings.TrimSuffix(detail, " (core dumped)")
		if cause != tt.cause || detail != tt.want && (tt.want != "…" || !strings.HasPrefix(detail, "…") || len(detail) > 310) {
			t.Errorf("%s with %q: %d, %q: want %d, %q", tt.script, tt.stderr, cause, detail, tt.cause, tt.want)
		}
	}
}
