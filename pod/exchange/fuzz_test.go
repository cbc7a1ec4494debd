package exchange_test

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/novation-dev/novation/pod/exchange"
	"github.com/novation-dev/novation/registry"
)

// FuzzEnvelope hands anything to a pod. Only what alpha signed may get through,
// and all of that is in the golden file.
func FuzzEnvelope(f *testing.F) {
	b, err := os.ReadFile("testdata/v1.json")
	if err != nil {
		f.Fatal(err)
	}
	var g struct {
		Envelopes []struct{ ID, Envelope string }
	}
	if err := json.Unmarshal(b, &g); err != nil {
		f.Fatal(err)
	}
	known := map[string]bool{}
	for _, e := range g.Envelopes {
		envelope, err := hex.DecodeString(e.Envelope)
		if err != nil {
			f.Fatal(err)
		}
		known[e.ID] = true
		f.Add(envelope)
		f.Add(envelope[:len(envelope)/2])
	}
	d := &directory{}
	newPod(f, d, "alpha", f.TempDir(), nil)
	p := newPod(f, d, "bravo", f.TempDir(), nil)
	f.Fuzz(func(t *testing.T, envelope []byte) {
		received := false
		status, answer := post(p, envelope, func(_ context.Context, m exchange.Message) error {
			received = true
			if !known[hex.EncodeToString(m.ID[:])] {
				t.Errorf("received %+v, which nobody sent", m)
			}
			return nil
		})
		if received != (status == 204) || status >= 500 {
			t.Errorf("status %d: %s", status, answer)
		}
	})
}

// FuzzIdentity reads anything as an identity.
func FuzzIdentity(f *testing.F) {
	p := newPod(f, &directory{}, "alpha", f.TempDir(), nil)
	good, err := p.Identity()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	want := keysOf(f, "alpha").peer("alpha")
	f.Fuzz(func(t *testing.T, document []byte) {
		got, err := exchange.VerifyIdentity(document, "alpha", want.Pod)
		if err == nil && (got.PodPublic != want.PodPublic || string(got.Exchange) != string(want.Exchange)) {
			t.Errorf("another identity was believed: %s", document)
		}
	})
}

func FuzzVerifyReader(f *testing.F) {
	f.Add("alpha 1771200000 "+strings.Repeat("00", 65), "/mirror/checkpoint")
	f.Add("", "")
	f.Fuzz(func(t *testing.T, header, target string) {
		r := &http.Request{Method: http.MethodGet, RequestURI: target, Header: http.Header{"Novation-Pod": {header}}}
		pods := func(string) ([20]byte, error) { return [20]byte{1}, nil }
		if who, err := exchange.VerifyReader(r, "beta", time.Unix(1_771_200_000, 0), pods); !errors.Is(err, registry.ErrNotAllowed) {
			t.Errorf("%q for %q is taken as from %q: %v", header, target, who, err)
		}
	})
}
