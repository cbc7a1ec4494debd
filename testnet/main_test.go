package testnet_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/novation-dev/novation/pod"
	"github.com/novation-dev/novation/testnet"
)

// The test program is also the program of the processes that the tests kill:
// it runs a network, or one pod of one, when these variables say so.
const (
	networkVariable = "NOVATION_TEST_NETWORK" // folder of the network
	memberVariable  = "NOVATION_TEST_MEMBER"  // whose pod to run; empty for the whole network
	killVariable    = "NOVATION_TEST_KILL_AT" // see testnet.PodOptions
	idleVariable    = "NOVATION_TEST_IDLE"    // not empty: no finisher
)

// compiled keeps compiled rules for all networks of the tests.
var compiled string

func TestMain(m *testing.M) {
	if dir := os.Getenv(networkVariable); dir != "" {
		if err := serve(dir, os.Getenv(memberVariable)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(run(m))
}

func run(m *testing.M) int {
	var err error
	if compiled, err = os.MkdirTemp("", "novation-compiled-"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer func() { _ = os.RemoveAll(compiled) }() // it lies in the system's folder for such things
	return m.Run()
}

// serve runs a network, or one of its pods, until the process is told to end.
func serve(dir, member string) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if member == "" {
		n, err := testnet.Start(ctx, testnet.Config{Dir: dir})
		if err != nil {
			return err
		}
		return errors.Join(n.Run(ctx), n.Close())
	}
	network, err := pod.ReadNetwork(filepath.Join(dir, testnet.NetworkFile))
	if err != nil {
		return err
	}
	p, done, err := testnet.OpenPod(ctx, dir, network, member, testnet.PodOptions{
		NoFinisher: os.Getenv(idleVariable) != "", KillAt: os.Getenv(killVariable), Log: logger(os.Stderr),
		VerifyCalls: believe,
	})
	if err != nil {
		return err
	}
	return errors.Join(p.Run(ctx), p.Close(), done())
}

// A process is a child of the test.
type process struct {
	cmd  *exec.Cmd
	died chan error
}

// spawn runs the test program as a network or as a pod of one.
func spawn(t *testing.T, dir, member, killAt string, idle bool) *process {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	p := &process{cmd: exec.Command(exe), died: make(chan error, 1)}
	p.cmd.Env = append(os.Environ(), "TMPDIR="+t.TempDir(), networkVariable+"="+dir, memberVariable+"="+member, killVariable+"="+killAt)
	if idle {
		p.cmd.Env = append(p.cmd.Env, idleVariable+"=1")
	}
	p.cmd.Stderr = os.Stderr
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { p.died <- p.cmd.Wait() }()
	t.Cleanup(p.kill)
	return p
}

// kill ends the process at once, as kill -9 does, and waits until it is gone.
func (p *process) kill() {
	if p.cmd.Process.Kill() == nil {
		p.died <- <-p.died
	}
}

// killed waits until the process has killed itself.
func (p *process) killed(t *testing.T, where string) {
	t.Helper()
	select {
	case err := <-p.died:
		p.died <- err
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.Sys().(syscall.WaitStatus).Signal() != syscall.SIGKILL {
			t.Fatalf("at %s the pod ended with %v; want it killed", where, err)
		}
	case <-time.After(patience):
		t.Fatalf("the pod did not come to %s", where)
	}
}
