package execute_test

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/ethereum/go-ethereum/crypto"

	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/execute"
	"github.com/novation-dev/novation/migrate/migratetest"
)

// childEnv has the file with what a child process is to do.
const childEnv = "NOVATION_EXECUTE_CHILD"

// A job is what a child process does to a migration until it is killed.
type job struct {
	URL               string
	Dir               string
	What              string
	Attester, Carrier string
	// Every is how many new points are passed before the process kills itself at
	// one. Points holds those that were passed.
	Every  int
	Points string
	// Room is the size in bytes that no file may exceed, as on a full disk. Zero
	// means no limit.
	Room uint64
}

// TestChild is the child process of TestKill.
func TestChild(t *testing.T) {
	file := os.Getenv(childEnv)
	if file == "" {
		t.Skip("it is a part of TestKill")
	}
	var j job
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &j); err != nil {
		t.Fatal(err)
	}
	if j.Room > 0 {
		signal.Ignore(syscall.SIGXFSZ)
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: j.Room, Max: j.Room}); err != nil {
			t.Fatal(err)
		}
	}
	_, s := migratetest.LedgerAlloc(30, 10)
	r := &rig{t: t, c: dial(t, j.URL), s: s}
	if r.attester, err = crypto.HexToECDSA(j.Attester); err != nil {
		t.Fatal(err)
	}
	if r.carrier, err = crypto.HexToECDSA(j.Carrier); err != nil {
		t.Fatal(err)
	}
	cfg := r.config(r.input(s))
	cfg.Dir, cfg.Activate, cfg.Point = j.Dir, false, j.point
	m, err := execute.Open(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	if err := do(t, m, j.What); err != nil {
		t.Fatalf("it failed: %v", err)
	}
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
}

// point kills the process at some of the points that no process has passed.
func (j *job) point(name string) error {
	name = j.What + ": " + name
	f, err := os.OpenFile(j.Points, os.O_RDWR|os.O_APPEND|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	defer f.Close()
	n := 0
	for lines := bufio.NewScanner(f); lines.Scan(); n++ {
		if lines.Text() == name {
			return nil
		}
	}
	if _, err := f.WriteString(name + "\n"); err != nil {
		return err
	}
	if n%j.Every == j.Every-1 {
		_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
		select {}
	}
	return nil
}

// TestKill kills the process with SIGKILL at points of every journey: at all of
// them when SLOW=1, and otherwise at some.
func TestKill(t *testing.T) {
	every := 9
	if slow() {
		every = 1
	}
	for _, j := range journeys {
		if every > 1 && j.name != "deferred and back" {
			continue
		}
		t.Run(j.name, func(t *testing.T) { kill(t, j.way, j.goes, j.end, every) })
	}
}

func kill(t *testing.T, way contract.Way, goes []string, end string, every int) {
	r := ledgerRig(t, 30, 10)
	before := r.root(r.s.Address)
	p, in := r.plan(way, tells)
	cfg := r.config(in)
	cfg.Activate = false
	m, err := execute.Start(t.Context(), cfg, p)
	if err != nil {
		t.Fatal(err)
	}
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	child := job{
		URL: r.url, Dir: cfg.Dir, Every: every, Points: filepath.Join(dir, "points"),
		Attester: hex.EncodeToString(crypto.FromECDSA(r.attester)), Carrier: hex.EncodeToString(crypto.FromECDSA(r.carrier)),
	}
	killed := 0
	for _, what := range goes {
		child.What = what
		for spawn(t, child, filepath.Join(dir, "job")) {
			killed++
		}
	}
	t.Logf("killed %d times", killed)
	if killed < 5 {
		t.Error("that is too few")
	}
	if m, err = execute.Open(t.Context(), cfg); err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	r.ended(m, end, goes[len(goes)-1], before)
}

// TestFullDisk lets a process run until it cannot write any more, with more room
// each time. It says so, and the next one goes on.
func TestFullDisk(t *testing.T) {
	r := ledgerRig(t, 30, 10)
	p, in := r.plan(contract.SteppedWay)
	cfg := r.config(in)
	m := r.start(cfg, p)
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	child := job{
		URL: r.url, Dir: cfg.Dir, What: "run", Every: 1 << 30, Points: filepath.Join(dir, "points"),
		Attester: hex.EncodeToString(crypto.FromECDSA(r.attester)), Carrier: hex.EncodeToString(crypto.FromECDSA(r.carrier)),
	}
	full := 0
	for child.Room = 40_000; child.Room < 200_000; child.Room += 30_000 {
		_, out, err := process(t, child, filepath.Join(dir, "job"))
		if err == nil {
			break
		}
		if full++; !strings.Contains(out, "it failed:") || !strings.Contains(out, "file too large") || strings.Contains(out, "panic") {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	if full == 0 {
		t.Error("the disk was never full")
	}
	m, err := execute.Open(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	r.run(m)
	r.ended(m, "done", "run", [32]byte{})
}

// spawn runs a child process and reports whether it was killed.
func spawn(t *testing.T, j job, file string) bool {
	t.Helper()
	killed, out, err := process(t, j, file)
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return killed
}

func process(t *testing.T, j job, file string) (killed bool, said string, err error) {
	t.Helper()
	b, err := json.Marshal(j)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, b, 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestChild$", "-test.count=1")
	cmd.Env = append(os.Environ(), childEnv+"="+file, "TMPDIR="+t.TempDir()) // what is killed leaves files
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err = cmd.Run()
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		if s, ok := exit.Sys().(syscall.WaitStatus); ok && s.Signaled() && s.Signal() == syscall.SIGKILL {
			return true, "", nil
		}
	}
	return false, out.String(), err
}
