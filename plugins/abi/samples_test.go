package abi_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/wire"
	"github.com/novation-dev/novation/registry"
)

func sample(name string) abi.Sample {
	return abi.Sample{Name: name, Op: abi.Apply, Request: abi.Request{State: []byte{1}, Time: 7, Actor: "alpha", Parties: []string{"alpha", ""}, Sequence: 2}}
}

func TestSamples(t *testing.T) {
	want := []abi.Sample{sample("z"), sample("a"), {Name: "nothing", Op: abi.Check}}
	b, err := abi.EncodeSamples(want)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := wire.Decode(specification(t, "Samples"), b); err != nil {
		t.Errorf("the encoding is not that of the specification: %v", err)
	}
	got, err := abi.DecodeSamples(b)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("samples (-want +got):\n%s", d)
	}
	for n := range b {
		if _, err := abi.DecodeSamples(b[:n]); err != nil && !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("the first %d bytes: %v", n, err)
		}
	}
}

func TestSamplesRefused(t *testing.T) {
	many := make([]abi.Sample, abi.MaxSamples+1)
	for i := range many {
		many[i] = sample(fmt.Sprint(i))
	}
	if _, err := abi.EncodeSamples(many[1:]); err != nil {
		t.Errorf("as many as are allowed: %v", err)
	}
	with := func(edit func(*abi.Sample)) []abi.Sample {
		s := sample("a")
		edit(&s)
		return []abi.Sample{s}
	}
	for name, tt := range map[string]struct {
		samples []abi.Sample
		want    string
	}{
		"none":         {nil, "1 to 64"},
		"too many":     {many, "1 to 64"},
		"no name":      {with(func(s *abi.Sample) { s.Name = "" }), "a name is text"},
		"one name":     {[]abi.Sample{sample("a"), sample("a")}, "no other sample"},
		"no operation": {with(func(s *abi.Sample) { s.Op = "nv_none" }), "no operation"},
		"references":   {with(func(s *abi.Sample) { s.Request.References = []abi.Reference{{Name: "quotes"}} }), "reference data"},
		"bad request":  {with(func(s *abi.Sample) { s.Request.Time = -1 }), "time"},
		"too long":     {with(func(s *abi.Sample) { s.Request.State = []byte(strings.Repeat("x", abi.MaxSampleBytes)) }), "at most"},
	} {
		if _, err := abi.EncodeSamples(tt.samples); !errors.Is(err, registry.ErrInvalid) || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want ErrInvalid with %q", name, err, tt.want)
		}
	}
	for name, b := range map[string][]byte{
		"nothing": {}, "unknown field": {0x10, 1}, "no operation": {0x0a, 3, 0x0a, 1, 'a'}, "too long": make([]byte, abi.MaxSampleBytes+1),
	} {
		if _, err := abi.DecodeSamples(b); !errors.Is(err, registry.ErrInvalid) {
			t.Errorf("decoding %s: %v", name, err)
		}
	}
}
