package rules_test

import (
	"errors"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/migrate/remap"
	"github.com/novation-dev/novation/migrate/remap/rules"
	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/registry"
)

// FuzzAnswer reads answers of hostile rules.
func FuzzAnswer(f *testing.F) {
	from, to := artefact(f, "Deals").Layout, artefact(f, "DealsV2").Layout
	price, place := target("deals[].price", "6", ""), target("deals[].place", "", "a, b")
	for _, s := range []string{
		price + place, place + price, price, "", price + place + place, price[:len(price)-1], "\x18\x01" + price, "\x1a\x02\x08\x01" + place,
		target("deals[].price", "0x06", "") + place, target("deals[].price", "-1", "") + place, "\x1a\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, element []byte) {
		values, again, err := rules.Targets(from, to, faulty.Compute[0], element)
		if err != nil {
			if !errors.Is(err, registry.ErrInvalid) || len(err.Error()) > 1000 {
				t.Error(err)
			}
			return
		}
		same, _, err := rules.Targets(from, to, faulty.Compute[0], again)
		if diff := cmp.Diff(values, same); err != nil || diff != "" {
			t.Errorf("%x: %v, %s", again, err, diff)
		}
	})
}

// FuzzReason shows what hostile rules write.
func FuzzReason(f *testing.F) {
	f.Add("no", "because", "a.b")
	f.Add("failed", "", "")
	f.Add("\x1b[2J", "line\nline\u202e", "é")
	f.Fuzz(func(t *testing.T, code, message, field string) {
		err := rules.Rejected([]abi.Reason{{Code: code, Message: message, Field: field}})
		refusal, refused := errors.AsType[*remap.Refusal](err)
		if sdk := code == "failed" || code == "malformed" || code == "unsupported"; sdk == refused || sdk != errors.Is(err, registry.ErrInvalid) {
			t.Errorf("%q: %v", code, err)
		}
		if !refused {
			return
		}
		if len(refusal.Reason) > 500 {
			t.Errorf("%d bytes", len(refusal.Reason))
		}
		for _, c := range refusal.Reason {
			if !unicode.IsPrint(c) {
				t.Errorf("%q is shown", c)
			}
		}
	})
}
