package signer_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/signer"
)

// roleEnv makes the test binary a signer.
const roleEnv = "NOVATION_TEST_SIGNER"

var key = bundle.NewKey([32]byte{7})

func TestMain(m *testing.M) {
	role := os.Getenv(roleEnv)
	if role == "" {
		os.Exit(m.Run())
	}
	var req struct {
		Version int
		Key     string
		Message []byte
	}
	if err := json.NewDecoder(os.Stdin).Decode(&req); err != nil || req.Version != 1 || req.Key != key.Public().ID().String() {
		fmt.Fprintln(os.Stderr, "what a request:", err)
		os.Exit(1)
	}
	with, message := key, req.Message
	switch role {
	case "refuses":
		fmt.Fprintln(os.Stderr, "nobody touched the token")
		os.Exit(3)
	case "other key":
		with = bundle.NewKey([32]byte{8})
	case "other message":
		message = append(message, 'x')
	case "sleeps":
		time.Sleep(time.Minute)
	case "endless":
		for {
			if _, err := os.Stdout.WriteString(strings.Repeat("x", 4096)); err != nil {
				os.Exit(0)
			}
		}
	case "garbage":
		fmt.Println("ok!")
		os.Exit(0)
	}
	sig, err := with.SignMessage(context.Background(), message)
	if err != nil {
		os.Exit(1)
	}
	_ = json.NewEncoder(os.Stdout).Encode(map[string][]byte{"signature": sig})
	os.Exit(0)
}

func TestCommand(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for role, want := range map[string]error{
		"honest": nil, "refuses": registry.ErrNotAllowed, "other key": bundle.ErrSignature, "other message": bundle.ErrSignature,
		"sleeps": registry.ErrTimeout, "endless": registry.ErrInvalid, "garbage": registry.ErrInvalid,
	} {
		t.Run(role, func(t *testing.T) {
			t.Setenv(roleEnv, role)
			c := &signer.Command{Argv: []string{self}, Key: key.Public(), Timeout: 5 * time.Second}
			if role == "sleeps" {
				c.Timeout = 200 * time.Millisecond
			}
			sig, err := c.SignMessage(t.Context(), []byte("message"))
			if !errors.Is(err, want) || (err == nil) != (want == nil) {
				t.Fatalf("SignMessage = %x, %v; want %v", sig, err, want)
			}
			if want == nil {
				if mine, err := key.SignMessage(t.Context(), []byte("message")); err != nil || string(mine) != string(sig) {
					t.Errorf("another signature: %v", err)
				}
			}
			if role == "refuses" && !strings.Contains(err.Error(), "nobody touched the token") {
				t.Errorf("the reason is lost: %v", err)
			}
		})
	}
	gone := &signer.Command{Argv: []string{"/nowhere/signer"}, Key: key.Public()}
	if _, err := gone.SignMessage(t.Context(), nil); !errors.Is(err, registry.ErrUnreachable) {
		t.Errorf("a program that is not there: %v", err)
	}
	if _, err := (&signer.Command{}).SignMessage(t.Context(), nil); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("no program: %v", err)
	}
}
