package signer_test

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/accounts/keystore"
	"github.com/google/uuid"

	"github.com/novation-dev/novation/pod/signer"
	"github.com/novation-dev/novation/registry"
)

// TestClef asks Clef itself, over HTTP and over its socket. The environment
// variable NOVATION_CLEF names the program:
//
//	go install github.com/ethereum/go-ethereum/cmd/clef@v1.16.9
func TestClef(t *testing.T) {
	program := os.Getenv("NOVATION_CLEF")
	if program == "" {
		t.Skip("NOVATION_CLEF does not name the program clef (go install github.com/ethereum/go-ethereum/cmd/clef@v1.16.9)")
	}
	dir := t.TempDir()
	c := &clef{t: t, program: program, dir: dir}
	if err := os.MkdirAll(filepath.Join(dir, "keystore"), 0o700); err != nil {
		t.Fatal(err)
	}
	b, err := keystore.EncryptKey(&keystore.Key{Id: uuid.New(), Address: account(7), PrivateKey: key(7)}, "horse battery", 1<<12, 1)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "keystore", "key.json"), b, 0o600); err != nil {
		t.Fatal(err)
	}
	url := c.start()
	for _, source := range []string{"clef:" + url, "clef:" + filepath.Join(dir, "clef.ipc")} {
		s := open(t, source, signer.Options{Address: account(7), Timeout: 20 * time.Second})
		signs(t, s, account(7))
	}
	stranger := open(t, "clef:"+url, signer.Options{Address: account(8), Timeout: 20 * time.Second})
	if err := stranger.Check(t.Context()); !errors.Is(err, registry.ErrNotFound) {
		t.Errorf("Check for an account Clef does not have: %v", err)
	}
	if _, err := stranger.SignTransaction(t.Context(), call(0)); !errors.Is(err, registry.ErrNotAllowed) {
		t.Errorf("signing for an account Clef does not have: %v", err)
	}
}

// A clef is the program, with rules that allow everything.
type clef struct {
	t            *testing.T
	program, dir string
}

// rules are what Clef asks instead of a person. It runs them itself.
const rules = `function ApproveListing() { return "Approve" }
function ApproveTx() { return "Approve" }
function ApproveSignData() { return "Approve" }
function OnSignerStartup() {}
function OnApprovedTx() {}
`

// tell runs a command of Clef that asks for the master password.
func (c *clef) tell(in string, args ...string) {
	c.t.Helper()
	cmd := exec.Command(c.program, append([]string{"--configdir", c.dir, "--lightkdf", "--suppress-bootwarn"}, args...)...)
	cmd.Stdin = strings.NewReader(in)
	if out, err := cmd.CombinedOutput(); err != nil {
		c.t.Fatalf("clef %v: %v\n%s", args, err, out)
	}
}

// start prepares and starts it, and returns its address.
func (c *clef) start() string {
	c.t.Helper()
	const master = "master password\n"
	script := filepath.Join(c.dir, "rules.js")
	if err := os.WriteFile(script, []byte(rules), 0o600); err != nil {
		c.t.Fatal(err)
	}
	c.tell(master+master, "init")
	c.tell(master, "attest", sha256Hex(rules))
	c.tell("horse battery\nhorse battery\n"+master, "setpw", account(7).Hex())

	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		c.t.Fatal(err)
	}
	port := l.Addr().(*net.TCPAddr).Port
	l.Close()
	cmd := exec.CommandContext(c.t.Context(), c.program, "--configdir", c.dir, "--keystore", filepath.Join(c.dir, "keystore"), "--lightkdf", "--nousb",
		"--suppress-bootwarn", "--chainid", fmt.Sprint(chainID), "--http", "--http.addr", "127.0.0.1", "--http.port", fmt.Sprint(port),
		"--ipcpath", c.dir, "--rules", script, "--advanced", "--auditlog", "", "--4bytedb-custom", filepath.Join(c.dir, "4byte.json"), "--loglevel", "3")
	cmd.Stdin = strings.NewReader(master)
	var log strings.Builder
	cmd.Stdout, cmd.Stderr = &log, &log
	if err := cmd.Start(); err != nil {
		c.t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	address := fmt.Sprintf("127.0.0.1:%d", port)
	for range 200 {
		select {
		case err := <-ended:
			c.t.Fatalf("clef ended: %v\n%s", err, &log)
		case <-time.After(100 * time.Millisecond):
		}
		if conn, err := net.Dial("tcp", address); err == nil {
			conn.Close()
			c.t.Cleanup(func() {
				_ = cmd.Process.Kill()
				<-ended
				if c.t.Failed() {
					c.t.Logf("clef:\n%s", &log)
				}
			})
			return "http://" + address
		}
	}
	_ = cmd.Process.Kill()
	<-ended
	c.t.Fatalf("clef does not listen\n%s", &log)
	return ""
}

func sha256Hex(s string) string {
	d := sha256.Sum256([]byte(s))
	return hex.EncodeToString(d[:])
}
