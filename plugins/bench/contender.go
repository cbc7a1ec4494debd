package main

import (
	"bytes"
	"context"
	"fmt"
)

// background is for contenders that take a context and are never cancelled.
var background = context.Background()

// The kinds of contenders.
const (
	kindNative    = "native Go"
	kindNovation  = "novation"
	kindPlain     = "wazero, pooled, unprotected"
	kindMetered   = "wazero, pooled, metered"
	kindFresh     = "wazero, fresh, close on done"
	kindExtism    = "extism, pooled, unprotected"
	kindFuel      = "wasmtime, pooled, fuel"
	kindEpoch     = "wasmtime, pooled, epoch"
	kindFreshFuel = "wasmtime, fresh, fuel"
	kindFreshEp   = "wasmtime, fresh, epoch"
)

// A contender answers requests in one way.
type contender struct {
	kind, lang string
	// call answers the request once. It is what is timed.
	call func() error
	// reply returns the reply of the last call.
	reply func() []byte
	// renew makes the next call begin in a new instance. Modules of the pure
	// profile never free memory, because the rules runtime resets it; who does
	// not must begin anew now and then, which is not timed. Nil means never.
	renew func() error
	// close releases what it holds.
	close func()
}

// renewEvery is after how many calls a contender is renewed.
const renewEvery = 100

// frees reports whether a module frees memory itself.
func (s subject) frees() bool { return s.lang == "go" }

// contenders opens all that can answer a subject.
func contenders(s subject) (all []*contender, err error) {
	for _, open := range []struct {
		kind string
		f    func(subject) (*contender, error)
	}{
		{kindNovation, novation},
		{kindPlain, plain},
		{kindMetered, metered},
		{kindFresh, fresh},
		{kindExtism, extismPlugin},
		{kindFuel, func(s subject) (*contender, error) { return wasmtimePooled(s, true) }},
		{kindEpoch, func(s subject) (*contender, error) { return wasmtimePooled(s, false) }},
		{kindFreshFuel, func(s subject) (*contender, error) { return wasmtimeFresh(s, true) }},
		{kindFreshEp, func(s subject) (*contender, error) { return wasmtimeFresh(s, false) }},
	} {
		c, err := open.f(s)
		if err != nil {
			return all, fmt.Errorf("%s, %s: %w", open.kind, s.lang, err)
		}
		c.kind, c.lang = open.kind, s.lang
		all = append(all, c)
		if err := c.verify(s); err != nil {
			return all, err
		}
	}
	return all, nil
}

// verify calls a contender a few times and compares its replies.
func (c *contender) verify(s subject) error {
	for range 3 {
		if err := c.call(); err != nil {
			return fmt.Errorf("%s, %s: %w", c.kind, c.lang, err)
		}
		if got := c.reply(); !bytes.Equal(got, s.reply) {
			return fmt.Errorf("%s, %s: the reply is %x, want %x", c.kind, c.lang, got, s.reply)
		}
	}
	return nil
}
