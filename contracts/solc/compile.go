package solc

import (
	"bytes"
	"context"
	"fmt"
	"unicode/utf8"

	"github.com/novation-dev/novation/registry"
)

// The exports of a compiler that are called.
const (
	constructors  = "__wasm_call_ctors"
	versionExport = "solidity_version"
	compileExport = "solidity_compile"
	allocExport   = "solidity_alloc"
)

// Compile compiles standard JSON and returns standard JSON. That there are errors
// in the sources is part of the answer, as is input that the compiler can make
// nothing of.
//
// It fails with [registry.ErrInvalid] for input that no C program can read and
// when the compiler breaks off, with [registry.ErrRefused] when it needs more
// memory than allowed, and with [registry.ErrTimeout] when it needs more time, or
// ctx ended.
func (c *Compiler) Compile(ctx context.Context, input []byte) ([]byte, error) {
	if err := readable(input); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, c.config.Timeout)
	defer cancel()
	i, err := c.get(ctx)
	if err != nil {
		return nil, fmt.Errorf("compiling with %s: %w", c.name(), err)
	}
	output, err := i.compile(input)
	if err != nil {
		i.close(ctx)
		return nil, fmt.Errorf("compiling with %s: %w", c.name(), err)
	}
	c.put(ctx, i)
	return output, nil
}

// readable refuses what would reach the compiler as something else.
func readable(input []byte) error {
	switch {
	case len(input) > MaxInput:
		return fmt.Errorf("an input of %d bytes: at most %d are compiled: %w", len(input), MaxInput, registry.ErrInvalid)
	case !utf8.Valid(input):
		return fmt.Errorf("the input is not UTF-8: %w", registry.ErrInvalid)
	}
	if at := bytes.IndexByte(input, 0); at >= 0 {
		return fmt.Errorf("byte %d of the input is zero, where the compiler would stop reading: %w", at, registry.ErrInvalid)
	}
	return nil
}

// compile runs one compilation. The instance is of no use afterwards.
func (i *instance) compile(input []byte) ([]byte, error) {
	p, err := i.call(allocExport, uint64(len(input)+1))
	if err != nil {
		return nil, err
	}
	if !i.write(uint32(p), input) {
		return nil, fmt.Errorf("it gave no room for the input: %w", i.full())
	}
	out, err := i.call(compileExport, p, uint64(i.compiler.host.readSlot), 0)
	if err != nil {
		return nil, err
	}
	if i.denied() {
		return nil, i.full()
	}
	text, ok := i.text(out, i.memorySize())
	if !ok {
		return nil, fmt.Errorf("its output does not end: %w", registry.ErrInvalid)
	}
	// The memory goes with the instance.
	if !utf8.Valid(text) {
		return replaceInvalid(text), nil
	}
	return bytes.Clone(text), nil
}
