package abi

import (
	"slices"
	"unicode/utf8"

	"github.com/novation-dev/novation/plugins/wire"
)

const (
	// MaxSamples bounds the samples of a release.
	MaxSamples = 64
	// MaxSampleBytes bounds their encoding.
	MaxSampleBytes = 1 << 20
)

// A Sample is a call that warms rules up before they serve. What it answers does
// not matter, but it must answer.
type Sample struct {
	// Name tells people which call it is. It is not empty, and no two samples
	// of a release have the same.
	Name string
	// Op is the operation to call.
	Op Op
	// Request is what it is given, without reference data: the host adds that
	// of the release.
	Request Request
}

// EncodeSamples writes the canonical bytes of samples, or says why there are
// none: the message Samples of envelope.proto.
func EncodeSamples(all []Sample) ([]byte, error) {
	if err := checkSamples(all); err != nil {
		return nil, err
	}
	var w writer
	for _, s := range all {
		request, err := EncodeRequest(s.Request)
		if err != nil {
			return nil, invalid("sample %q: %v", s.Name, err)
		}
		var e writer
		e.bytes(1, []byte(s.Name))
		e.bytes(2, []byte(s.Op))
		e.bytes(3, request)
		w.element(1, e.b)
	}
	if len(w.b) > MaxSampleBytes {
		return nil, invalid("the samples have %d bytes: at most %d are possible", len(w.b), MaxSampleBytes)
	}
	return w.b, nil
}

// DecodeSamples reads what [EncodeSamples] writes and nothing else.
func DecodeSamples(b []byte) ([]Sample, error) {
	if len(b) > MaxSampleBytes {
		return nil, invalid("the samples have %d bytes: at most %d are possible", len(b), MaxSampleBytes)
	}
	var all []Sample
	err := fields("samples", b, func(f wire.Field, p *reader) {
		if f.Number != 1 {
			p.fail("unknown field %d", f.Number)
			return
		}
		all = append(all, decodeSample(p, f))
	})
	if err != nil {
		return nil, err
	}
	return all, checkSamples(all)
}

func decodeSample(p *reader, f wire.Field) (s Sample) {
	p.message("sample", f, func(f wire.Field, p *reader) {
		switch f.Number {
		case 1:
			s.Name = p.text(f)
		case 2:
			s.Op = Op(p.text(f))
		case 3:
			var err error
			if s.Request, err = DecodeRequest(p.bytes(f)); err != nil && p.err == nil {
				p.err = err
			}
		default:
			p.fail("unknown field %d", f.Number)
		}
	})
	return s
}

// checkSamples reports the first thing about all that no samples may have.
func checkSamples(all []Sample) error {
	if len(all) == 0 || len(all) > MaxSamples {
		return invalid("%d samples: a release has 1 to %d, or no list of them", len(all), MaxSamples)
	}
	seen := map[string]bool{}
	for _, s := range all {
		switch {
		case s.Name == "" || !utf8.ValidString(s.Name) || seen[s.Name]:
			return invalid("sample %q: a name is text, not empty, and no other sample has it", s.Name)
		case !slices.Contains(Ops(), s.Op):
			return invalid("sample %q: there is no operation %q", s.Name, string(s.Op))
		case len(s.Request.References) > 0:
			return invalid("sample %q: reference data is that of the release, a sample has none", s.Name)
		}
		seen[s.Name] = true
	}
	return nil
}
