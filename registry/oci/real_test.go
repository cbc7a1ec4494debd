package oci_test

import (
	"bufio"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// needed skips a test for want of a program, or fails it where everything must
// be there.
func needed(t *testing.T, what string, err error) {
	t.Helper()
	if os.Getenv("NOVATION_TOOLCHAINS") == "required" {
		t.Fatalf("%s: %v", what, err)
	}
	t.Skipf("NOT TESTED: %s: %v", what, err)
}

// A registry that knows nothing of referrers: the one of Docker, as Debian packs
// it. oras-go keeps the list of referrers under a tag there.
func TestDockerRegistry(t *testing.T) {
	bin, err := exec.LookPath("docker-registry")
	if err != nil {
		needed(t, "install Debian's docker-registry", err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr := l.Addr().String()
	l.Close()
	dir := t.TempDir()
	config := filepath.Join(dir, "config.yml")
	text := fmt.Sprintf("version: 0.1\nlog: {level: error}\nstorage: {filesystem: {rootdirectory: %s}, delete: {enabled: true}}\nhttp: {addr: %s}\n",
		filepath.Join(dir, "data"), addr)
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(bin, "serve", config)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	waitFor(t, addr)
	r := remote(t, addr)
	journey(t, r, r)
}

// A registry with the API for referrers, in a process of its own.
func TestReferrersRegistry(t *testing.T) {
	bin := filepath.Join(t.TempDir(), "servers")
	build := exec.Command("go", "build", "-o", bin, ".")
	build.Dir = "servers"
	if out, err := build.CombinedOutput(); err != nil {
		needed(t, "building the registry in servers: "+string(out), err)
	}
	cmd := exec.Command(bin)
	if _, err := cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	addr := strings.TrimSpace(line)
	waitFor(t, addr)
	r := remote(t, addr)
	journey(t, r, r)
}

func waitFor(t *testing.T, addr string) {
	t.Helper()
	for range 200 {
		resp, err := http.Get("http://" + addr + "/v2/")
		if err == nil {
			resp.Body.Close()
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal("the registry does not answer")
}
