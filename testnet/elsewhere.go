package testnet

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/novation-dev/novation/plugins"
	"github.com/novation-dev/novation/pod"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
)

// PodOptions say how to run a pod in a process of its own.
type PodOptions struct {
	NoFinisher bool
	// Mirrors are asked for releases beside the registry (see pod.Config).
	Mirrors []string
	Log     *slog.Logger
	// VerifyCalls is asked about the calls of changes (see pod.Config).
	VerifyCalls func(context.Context, *change.Document) error
	// KillAt makes the process kill itself (SIGKILL) when the pod reaches the
	// point of that name, or with "name:3" when it reaches it for the third
	// time: for tests. Empty means never.
	KillAt string
}

// OpenPod opens the pod of a member from a network's folder. The caller runs
// and closes it, and then calls the returned function.
func OpenPod(ctx context.Context, dir string, network *pod.Network, member string, o PodOptions) (*pod.Pod, func() error, error) {
	cfg, err := PodConfig(dir, network, member)
	if err != nil {
		return nil, nil, err
	}
	cfg.NoFinisher, cfg.Mirrors, cfg.Log, cfg.VerifyCalls = o.NoFinisher, o.Mirrors, o.Log, o.VerifyCalls
	if cfg.Point, err = killAt(o.KillAt); err != nil {
		return nil, nil, err
	}
	cfg.Engine, err = plugins.NewEngine(ctx, plugins.Config{CacheDir: filepath.Join(PodDir(dir, member), "cache")})
	if err != nil {
		return nil, nil, err
	}
	done := func() error { return cfg.Engine.Close(context.WithoutCancel(ctx)) }
	p, err := pod.Open(ctx, cfg)
	if err != nil {
		return nil, nil, fmt.Errorf("starting the pod of %s: %w (%v)", member, err, done())
	}
	return p, done, nil
}

// killAt returns a function that kills the process at a point.
func killAt(where string) (func(string), error) {
	if where == "" {
		return nil, nil
	}
	name, times, counted := strings.Cut(where, ":")
	left := int64(1)
	if counted {
		n, err := strconv.ParseInt(times, 10, 32)
		if err != nil || n < 1 {
			return nil, fmt.Errorf("point %q: want a name, or a name and a count such as finish:3: %w", where, registry.ErrInvalid)
		}
		left = n
	}
	var reached atomic.Int64
	return func(at string) {
		if at != name || reached.Add(1) != left {
			return
		}
		self, err := os.FindProcess(os.Getpid())
		if err == nil {
			err = self.Kill()
		}
		panic(fmt.Sprintf("killing this process at %s: %v", where, err))
	}, nil
}
