// Command novation manages the smart contracts and the business rules of a
// consortium: publish, check, propose, approve, activate, novate, revert,
// audit.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/novation-dev/novation/cmd/novation/command"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := command.Main(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}
