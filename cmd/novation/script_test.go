package main_test

import (
	"bytes"
	"cmp"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/novation-dev/novation/cmd/novation/command"
	"github.com/novation-dev/novation/contracts"
	"github.com/novation-dev/novation/plugins/guests/assemblyscript"
	"github.com/novation-dev/novation/plugins/guests/golang"
	"github.com/novation-dev/novation/plugins/guests/rust"
	"github.com/novation-dev/novation/testnet/crudetrade"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"novation": func() {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
		code := command.Main(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
		stop()
		os.Exit(code)
	}})
}

// TestScripts runs testdata/script. Each script finds the projects of the
// example line under projects/, its trades in trades.csv, the Book as artefact
// and as code, and a build of other contracts in vault.json.gz.
func TestScripts(t *testing.T) {
	cache, compilers := t.TempDir(), compilerVars(t)
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("XDG_CACHE_HOME", cache) // a module is compiled once for all scripts
			e.Vars = append(e.Vars, compilers...)
			return setup(e)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "retry": retry, "field": field, "flip": flip, "port": port, "substitute": substitute, "deploy": deploying(t), "forge": forge,
		},
		Condition: func(cond string) (bool, error) {
			switch cond {
			case "race":
				return raceEnabled, nil
			case "toolchains": // the compilers of all languages must be here
				return os.Getenv("NOVATION_TOOLCHAINS") == "required", nil
			}
			return false, fmt.Errorf("condition %q is not known", cond)
		},
	})
}

// compilerVars returns the variables that the go command needs in a script, whose
// home is nowhere, and those that name other compilers.
func compilerVars(t *testing.T) (vars []string) {
	t.Helper()
	for _, name := range []string{"GOCACHE", "GOMODCACHE"} {
		out, err := exec.Command("go", "env", name).Output()
		if err != nil {
			t.Fatal(err)
		}
		vars = append(vars, name+"="+strings.TrimSpace(string(out)))
	}
	compiler, err := filepath.Abs("../../plugins/guests/assemblyscript/node_modules/assemblyscript")
	if err != nil {
		t.Fatal(err)
	}
	for name, otherwise := range map[string]string{assemblyscript.CompilerVariable: compiler, rust.CompilerVariable: ""} {
		vars = append(vars, name+"="+cmp.Or(os.Getenv(name), otherwise))
	}
	return append(vars, golang.ToolchainVariable+"=local")
}

func setup(e *testscript.Env) error {
	e.Setenv("NOVATION_DIR", "net")
	e.Setenv("TMPDIR", e.Getenv("WORK"))
	for _, version := range append(crudetrade.Versions(), crudetrade.Broken) {
		project, err := crudetrade.Open(version)
		if err != nil {
			return err
		}
		if err := os.CopyFS(filepath.Join(e.WorkDir, "projects", version), project); err != nil {
			return err
		}
	}
	vault, err := os.ReadFile("../../contracts/artifact/testdata/hardhat2/artifacts/build-info/d15bd4d3d6d5b7605e9c16b5f09dafb4.json.gz")
	if err != nil {
		return err
	}
	if err := changedProject(e.WorkDir); err != nil {
		return err
	}
	for name, content := range map[string][]byte{
		"trades.csv": crudetrade.TradesCSV(), "vault.json.gz": vault,
		"book.json": contracts.Files()["Book"], "consortium.json": contracts.Files()["Consortium"], "book.hex": []byte(hex.EncodeToString(contracts.Book().Runtime.Object)),
	} {
		if err := os.WriteFile(filepath.Join(e.WorkDir, name), content, fs.FileMode(0o644)); err != nil {
			return err
		}
	}
	return nil
}

// changedProject makes a project that calls itself 1.1.0 and is another release.
func changedProject(dir string) error {
	changed := filepath.Join(dir, "projects", "1.1.0-changed")
	if err := os.CopyFS(changed, os.DirFS(filepath.Join(dir, "projects", "1.1.0"))); err != nil {
		return err
	}
	file := filepath.Join(changed, "novation.yaml")
	b, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	return os.WriteFile(file, bytes.Replace(b, []byte("memoryPages: "), []byte("memoryPages: 1"), 1), 0o600)
}

// exits runs a program and asks for its exit status: exits 3 novation check …
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits STATUS PROGRAM ARG...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("running %s: %v", args[1], err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}

// retry runs a program until it succeeds, because others have to act first.
func retry(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: retry PROGRAM ARG...")
	}
	for end := time.Now().Add(90 * time.Second); ts.Exec(args[0], args[1:]...) != nil; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			ts.Fatalf("%s never succeeded", strings.Join(args, " "))
		}
	}
}

// field sets a variable to a value of a JSON document: field ID stdout items.0.id
func field(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: field VARIABLE FILE PATH")
	}
	var v any
	if err := json.Unmarshal([]byte(ts.ReadFile(args[1])), &v); err != nil {
		ts.Fatalf("%s is not JSON: %v", args[1], err)
	}
	for key := range strings.SplitSeq(args[2], ".") {
		switch at := v.(type) {
		case map[string]any:
			v = at[key]
		case []any:
			i, err := strconv.Atoi(key)
			if err != nil || i >= len(at) {
				ts.Fatalf("no element %s of %d", key, len(at))
			}
			v = at[i]
		default:
			ts.Fatalf("%s has no %s", args[1], key)
		}
	}
	ts.Setenv(args[0], fmt.Sprint(v))
}

// port sets a variable to an address of the loopback interface that is free:
// port ADDR
func port(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: port VARIABLE")
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	ts.Setenv(args[0], l.Addr().String())
	ts.Check(l.Close())
}

// substitute replaces the variables in a file by their values.
func substitute(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: substitute FILE")
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(os.Expand(ts.ReadFile(args[0]), ts.Getenv)), 0o600))
}

// flip changes one byte of a file behind every occurrence of a text.
func flip(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: flip FILE TEXT")
	}
	path := ts.MkAbs(args[0])
	b, err := os.ReadFile(path)
	ts.Check(err)
	for at, found := 0, 0; ; found++ {
		i := bytes.Index(b[at:], []byte(args[1]))
		if i < 0 {
			if found == 0 {
				ts.Fatalf("%s does not contain %q", args[0], args[1])
			}
			break
		}
		at += i + len(args[1])
		if b[at+10] == 'A' {
			b[at+10] = 'B'
		} else {
			b[at+10] = 'A'
		}
	}
	ts.Check(os.WriteFile(path, b, 0o600))
}
