package main

import (
	"errors"

	"github.com/novation-dev/novation/plugins"
	"github.com/novation-dev/novation/plugins/abi"
)

// loaded opens an engine and loads the rules of a subject.
func loaded(s subject, c plugins.Config) (*plugins.Engine, plugins.Rules, abi.Request, error) {
	q, err := abi.DecodeRequest(s.request)
	if err != nil {
		return nil, nil, q, err
	}
	e, err := plugins.NewEngine(background, c)
	if err != nil {
		return nil, nil, q, err
	}
	r, err := e.Load(background, s.module, s.spec)
	if err != nil {
		return nil, nil, q, errors.Join(err, e.Close(background))
	}
	return e, r, q, nil
}

// novation is the rules runtime: fresh state, gas, depth and canonical NaNs; the
// request is checked against the schema and encoded, the reply decoded and
// checked.
func novation(s subject) (*contender, error) {
	e, r, q, err := loaded(s, plugins.Config{})
	if err != nil {
		return nil, err
	}
	var reply abi.Reply
	return &contender{
		call: func() error {
			result, err := r.Apply(background, q)
			reply = result.Reply
			return err
		},
		reply: func() []byte {
			b, err := abi.EncodeReply(abi.Apply, reply)
			if err != nil {
				return nil
			}
			return b
		},
		close: func() {
			_ = r.Close()
			_ = e.Close(background)
		},
	}, nil
}
