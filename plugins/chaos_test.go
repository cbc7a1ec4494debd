package plugins_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/plugins"
	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/registry"
)

// chaos are the sources of testdata/guest/chaos.go.
var chaos = []string{
	"map", "rand", "rand2", "crypto", "time", "timers", "select", "goroutines", "pointers", "maphash", "gc", "finalizers", "pool",
	"nan", "memory", "machine", "stack",
}

// chaosRequests ask for each source, in the time and with the seed of one
// transition.
func chaosRequests() (all []abi.Request) {
	for _, source := range chaos {
		all = append(all, abi.Request{Command: command(source), Time: 1767225600, Seed: []byte(strings.Repeat("s", abi.SeedBytes))})
	}
	return all
}

// An answer is what testdata/verdict says of one request.
type answer struct {
	State []byte
	Gas   uint64
	Error string
}

type verdict struct {
	Snapshot registry.Digest
	Method   string
	Results  []answer
}

func askAll(t *testing.T, r plugins.Rules) verdict {
	t.Helper()
	v := verdict{Snapshot: r.Snapshot()}
	for _, q := range chaosRequests() {
		got, err := r.Apply(t.Context(), q)
		if err != nil {
			t.Fatalf("%s: %v", q.Command[2:], err)
		}
		if len(got.State) == 0 {
			t.Fatalf("%s: the guest does not know it: %+v", q.Command[2:], got)
		}
		v.Results = append(v.Results, answer{State: got.State, Gas: got.Gas})
	}
	return v
}

// A program full of things that are seldom the same twice gives the same bytes for
// the same gas: in one instance again and again, in new ones, compiled and
// interpreted, and whichever way memory is reset.
func TestChaos(t *testing.T) {
	g := guest(t)
	want := askAll(t, g.interpreted)
	compare := func(name string, r plugins.Rules) {
		if d := cmp.Diff(want, askAll(t, r)); d != "" {
			t.Errorf("%s differs:\n%s", name, d)
		}
	}
	compare("the same again", g.interpreted)
	compare("the other engine", g.compiled)
	compare("the other engine again", g.compiled)
	if testing.Short() || raced {
		return
	}
	for name, c := range resets() {
		c.CacheDir, c.Interpreter = cacheDir, c.Interpreter || interpretGuest
		r, err := engine(t, c).Load(t.Context(), g.module, g.spec)
		if err != nil {
			t.Fatal(err)
		}
		compare(name, r)
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}
	// With samples memory is another, and what depends on it may be; but it is
	// the same for both engines.
	spec := g.spec
	for _, q := range chaosRequests() {
		spec.Samples = append(spec.Samples, plugins.Sample{Op: abi.Apply, Request: q})
	}
	var warm []verdict
	for _, c := range []plugins.Config{{CacheDir: cacheDir, Interpreter: interpretGuest}, {CacheDir: cacheDir, Interpreter: true}} {
		r, err := engine(t, c).Load(t.Context(), g.module, spec)
		if err != nil {
			t.Fatal(err)
		}
		warm = append(warm, askAll(t, r))
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}
	if d := cmp.Diff(warm[0], warm[1]); d != "" || warm[0].Snapshot == want.Snapshot {
		t.Errorf("after samples the engines differ, or samples do nothing:\n%s", d)
	}
}

// On another processor, under an emulator, everything is the same too: bytes, gas
// and the snapshot.
func TestChaosOnArm64(t *testing.T) {
	if testing.Short() || raced {
		t.Skip("takes long")
	}
	required := os.Getenv("NOVATION_TOOLCHAINS") == "required"
	qemu, err := exec.LookPath("qemu-aarch64-static")
	if err != nil {
		if required {
			t.Fatal("qemu-aarch64-static is not installed (Debian: qemu-user-static)")
		}
		t.Skip("qemu-aarch64-static is not installed (Debian: qemu-user-static): nothing is said about other processors")
	}
	helper := filepath.Join(t.TempDir(), "verdict")
	build := exec.Command("go", "build", "-o", helper, "./testdata/verdict")
	build.Env = append(os.Environ(), "GOOS=linux", "GOARCH=arm64", "CGO_ENABLED=0", "GOFLAGS=")
	if b, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, b)
	}
	g := guest(t)
	s := load(t, schemaSource)
	small := scribbler(s).bytes()
	limits := registry.Limits{Gas: 2_000_000, Depth: 50}
	r := open(t, engine(t, plugins.Config{}), small, plugins.Spec{Schema: s, Limits: limits})
	scribbles := []abi.Request{}
	for end := range endings {
		scribbles = append(scribbles, scribble(uint64(end), 100, end), scribble(1, 0, endReply))
	}
	wantSmall := verdict{Snapshot: r.Snapshot()}
	for _, q := range scribbles {
		got, err := r.Apply(t.Context(), q)
		a := answer{State: got.State, Gas: got.Gas}
		if err != nil {
			a.Error = err.Error()
		}
		wantSmall.Results = append(wantSmall.Results, a)
	}
	tests := []struct {
		name        string
		interpreter bool
		module      []byte
		limits      registry.Limits
		requests    []abi.Request
		want        verdict
	}{
		{"by hand, interpreted", true, small, limits, scribbles, wantSmall},
		{"by hand, compiled", false, small, limits, scribbles, wantSmall},
		{"Go, interpreted", true, g.module, registry.Limits{}, chaosRequests(), askAll(t, g.compiled)},
		{"Go, compiled", false, g.module, registry.Limits{}, chaosRequests(), askAll(t, g.compiled)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if len(tt.module) > 1<<20 && !tt.interpreter && os.Getenv("SLOW") == "" {
				t.Skip("compiling two megabytes under an emulator takes a minute: set SLOW=1")
			}
			in, err := json.Marshal(map[string]any{"Module": tt.module, "Schema": s.Bytes(), "Interpreter": tt.interpreter, "Limits": tt.limits, "Requests": tt.requests})
			if err != nil {
				t.Fatal(err)
			}
			cmd := exec.CommandContext(t.Context(), qemu, helper)
			var stderr bytes.Buffer
			cmd.Stdin, cmd.Stderr = bytes.NewReader(in), &stderr
			out, err := cmd.Output()
			if err != nil {
				t.Fatalf("%v\n%s", err, stderr.Bytes())
			}
			var got verdict
			if err := json.Unmarshal(out, &got); err != nil {
				t.Fatal(err)
			}
			t.Logf("memory is reset by %s", got.Method)
			got.Method = ""
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("arm64 differs (-this machine +arm64):\n%s", d)
			}
		})
	}
}
