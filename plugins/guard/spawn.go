package guard

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"

	"github.com/novation-dev/novation/registry"
)

// maxOutput is how much of a child's output is kept, in bytes.
const maxOutput = 64 << 10

// run compiles a module in a child, and waits for its end.
func run(ctx context.Context, key registry.Digest, module []byte, j job) (outcome, Report, error) {
	type result struct {
		o   outcome
		r   Report
		err error
	}
	done := make(chan result)
	go func() {
		// The kernel tells a child that its parent died when the thread that
		// started it does. This goroutine keeps that thread.
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		o, r, err := spawn(ctx, key, module, j)
		done <- result{o, r, err}
	}()
	d := <-done
	return d.o, d.r, d.err
}

func spawn(ctx context.Context, key registry.Digest, module []byte, j job) (outcome, Report, error) {
	limited, cancel := context.WithTimeout(ctx, j.Deadline)
	defer cancel()
	t := newToken()
	path, err := self()
	if err != nil {
		return outcome{}, Report{}, fmt.Errorf("finding this program, to compile with: %w", err)
	}
	stdout, stderr := &head{}, &head{}
	cmd := exec.CommandContext(limited, path)
	cmd.Args = []string{"novation-guard"}
	// A crash is to say what it is, and not where each goroutine was.
	// The race detector, which reads GORACE, would sleep a second before the end.
	cmd.Env = []string{variable + "=" + t.String(), "GOTRACEBACK=none", "GORACE=atexit_sleep_ms=0"}
	cmd.Dir, cmd.Stdout, cmd.Stderr = j.Dir, stdout, stderr
	cmd.SysProcAttr, cmd.Cancel = attributes(), func() error { return kill(cmd.Process) }
	cmd.WaitDelay = time.Second
	stdin, err := cmd.StdinPipe()
	if err != nil {
		return outcome{}, Report{}, fmt.Errorf("making a pipe for the compiler: %w", err)
	}
	began := time.Now()
	if err := cmd.Start(); err != nil {
		if ctx.Err() != nil {
			return outcome{}, Report{}, stopped(ctx, key)
		}
		return outcome{}, Report{}, fmt.Errorf("starting the compiler: %w", err)
	}
	sent := make(chan struct{})
	go func() {
		defer close(sent)
		_ = send(stdin, t, j, module) // if it fails, so does the child
	}()
	// Wait closes standard input only when the child has ended, so that it sees
	// the end of this process and not the end of its job.
	werr := cmd.Wait()
	<-sent
	report := Report{Elapsed: time.Since(began), Peak: maxResident(cmd.ProcessState)}
	o, ok := parseOutcome(stdout.b, t)
	if ok && o.Peak > 0 {
		report.Peak = o.Peak
	}
	if ok && werr == nil && o.Cause == 0 {
		report.Code = o.Size
		return o, report, nil
	}
	if ctx.Err() != nil {
		return outcome{}, report, stopped(ctx, key)
	}
	e := &Error{Module: key, Report: report}
	switch late := limited.Err() != nil; {
	case ok && werr == nil:
		e.Cause, e.Detail = o.Cause, line(o.Detail)
	case late:
		e.Cause = Time
	default:
		e.Cause, e.Detail = diagnose(cmd.ProcessState, string(stderr.b), j)
	}
	e.Limit = fmt.Sprintf("%d MiB", j.Memory>>20)
	if e.Cause == Time {
		e.Limit = j.Deadline.String()
	}
	return outcome{}, report, e
}

// diagnose says why a child ended that reported nothing.
func diagnose(s *os.ProcessState, stderr string, j job) (Cause, string) {
	for _, trace := range []string{"\nruntime stack:", "\ngoroutine ", "\nstack: frame=", "\n\n"} {
		stderr, _, _ = strings.Cut(stderr, trace)
	}
	said := line(stderr)
	switch {
	case strings.Contains(stderr, "out of memory"), strings.Contains(stderr, "cannot allocate memory"),
		strings.Contains(stderr, "pthread_create failed"): // there was none for a thread's stack
		return Memory, said
	case s.UserTime()+s.SystemTime() >= j.processorTime():
		return Time, said
	case killed(s), s.ExitCode() == exitJob, s.ExitCode() == exitOrphan:
		return Killed, line(s.String() + "\n" + said)
	}
	return Crash, line(s.String() + "\n" + said)
}

// line returns the end of a text in one line.
func line(s string) string {
	const most = 300
	s = strings.Join(strings.FieldsFunc(strings.ToValidUTF8(s, "?"), func(r rune) bool { return r < ' ' }), "; ")
	if len(s) > most {
		s = "…" + strings.ToValidUTF8(s[len(s)-most:], "")
	}
	return s
}

// self returns the path of the running program. On Linux it stays right when the
// file was replaced by a newer one.
func self() (string, error) {
	if runtime.GOOS == "linux" {
		if _, err := os.Stat("/proc/self/exe"); err == nil {
			return "/proc/self/exe", nil
		}
	}
	return os.Executable()
}

// A head keeps the beginning of what is written to it. A crash says there what
// it is.
type head struct{ b []byte }

var _ io.Writer = (*head)(nil)

func (h *head) Write(p []byte) (int, error) {
	h.b = append(h.b, p[:min(len(p), maxOutput-len(h.b))]...)
	return len(p), nil
}
