// Verdict says what rules answer on the machine it runs on. Tests run it on a
// processor that is not theirs. It reads a job from its standard input and writes
// the answers to its standard output, both JSON.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"os"

	"github.com/novation-dev/novation/plugins"
	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/guard"
	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/registry"
)

type job struct {
	Module, Schema []byte
	Interpreter    bool
	Limits         registry.Limits
	Requests       []abi.Request
}

type verdict struct {
	Snapshot registry.Digest
	Method   string
	Results  []answer
}

type answer struct {
	State []byte
	Gas   uint64
	Error string
}

func main() {
	if err := run(context.Background()); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context) error {
	var j job
	if err := json.NewDecoder(os.Stdin).Decode(&j); err != nil {
		return err
	}
	s, err := schema.Load(j.Schema, schema.Names{})
	if err != nil {
		return err
	}
	// An emulator cannot start this program again.
	e, err := plugins.NewEngine(ctx, plugins.Config{Interpreter: j.Interpreter, Guard: guard.Config{Unguarded: true}})
	if err != nil {
		return err
	}
	r, err := e.Load(ctx, j.Module, plugins.Spec{Digest: registry.DigestOf(j.Module), Schema: s, Limits: j.Limits})
	if err != nil {
		return err
	}
	v := verdict{Snapshot: r.Snapshot(), Method: e.ResetMethod().String()}
	for _, q := range j.Requests {
		got, err := r.Apply(ctx, q)
		a := answer{State: got.State, Gas: got.Gas}
		if err != nil {
			a.Error = fmt.Sprint(err)
		}
		v.Results = append(v.Results, a)
	}
	return json.NewEncoder(os.Stdout).Encode(v)
}
