package exchange_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novation-dev/novation/pod/exchange"
	"github.com/novation-dev/novation/registry"
)

func TestFetchIdentity(t *testing.T) {
	d := &directory{}
	p := newPod(t, d, "alpha", t.TempDir(), nil)
	s := p.listen(t, d, refuse(t))
	want := keysOf(t, "alpha").peer("alpha")
	want.URL = s.URL
	got, err := exchange.FetchIdentity(t.Context(), s.URL+"/", "alpha", want.Pod)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	other := keysOf(t, "bravo").peer("bravo")
	if _, err := exchange.FetchIdentity(t.Context(), s.URL, "alpha", other.Pod); !errors.Is(err, registry.ErrRefused) {
		t.Errorf("another pod: %v", err)
	}
	if _, err := exchange.FetchIdentity(t.Context(), s.URL, "bravo", want.Pod); !errors.Is(err, registry.ErrRefused) {
		t.Errorf("another member: %v", err)
	}
	s.Close()
	if _, err := exchange.FetchIdentity(t.Context(), s.URL, "alpha", want.Pod); !errors.Is(err, registry.ErrUnreachable) {
		t.Errorf("nobody listens: %v", err)
	}
	if _, err := exchange.FetchIdentity(t.Context(), "http://[", "alpha", want.Pod); !errors.Is(err, registry.ErrInvalid) {
		t.Errorf("no URL: %v", err)
	}
	wrong := httptest.NewServer(http.NotFoundHandler())
	defer wrong.Close()
	if _, err := exchange.FetchIdentity(t.Context(), wrong.URL, "alpha", want.Pod); !errors.Is(err, registry.ErrUnreachable) {
		t.Errorf("another server: %v", err)
	}
}

func TestVerifyIdentityRefuses(t *testing.T) {
	p := newPod(t, &directory{}, "alpha", t.TempDir(), nil)
	b, err := p.Identity()
	if err != nil {
		t.Fatal(err)
	}
	good, pod := string(b), keysOf(t, "alpha").peer("alpha").Pod
	if _, err := exchange.VerifyIdentity(b, "alpha", pod); err != nil {
		t.Fatal(err)
	}
	bravo, err := newPod(t, &directory{}, "bravo", t.TempDir(), nil).Identity()
	if err != nil {
		t.Fatal(err)
	}
	field := func(document, name string) string {
		_, rest, _ := strings.Cut(document, `"`+name+`":"`)
		value, _, _ := strings.Cut(rest, `"`)
		return value
	}
	swap := func(name string) string {
		return strings.Replace(good, field(good, name), field(string(bravo), name), 1)
	}
	for name, c := range map[string]struct {
		document string
		want     error
	}{
		"another's exchange key":  {swap("exchange"), registry.ErrRefused},
		"another's pod key":       {swap("podPublic"), registry.ErrRefused},
		"another's signature":     {swap("signature"), registry.ErrRefused},
		"another member":          {strings.Replace(good, "alpha", "alphb", 1), registry.ErrRefused},
		"no signature":            {strings.Replace(good, field(good, "signature"), "0x", 1), registry.ErrRefused},
		"an unknown field":        {strings.Replace(good, `{`, `{"url":"x",`, 1), registry.ErrInvalid},
		"a later format":          {strings.Replace(good, `"format":1`, `"format":2`, 1), registry.ErrInvalid},
		"digits without 0x":       {strings.Replace(good, `"0x`, `"`, 1), registry.ErrInvalid},
		"digits in upper case":    {strings.Replace(good, field(good, "exchange"), "0xAB", 1), registry.ErrInvalid},
		"a short exchange key":    {strings.Replace(good, field(good, "exchange"), "0xab", 1), registry.ErrInvalid},
		"a short pod key":         {strings.Replace(good, field(good, "podPublic"), "0xab", 1), registry.ErrInvalid},
		"a pod key off the curve": {strings.Replace(good, field(good, "podPublic"), "0x05"+strings.Repeat("00", 32), 1), registry.ErrInvalid},
		"two documents":           {good + good, registry.ErrInvalid},
		"nothing":                 {"", registry.ErrInvalid},
	} {
		if p, err := exchange.VerifyIdentity([]byte(c.document), "alpha", pod); !errors.Is(err, c.want) {
			t.Errorf("%s: %+v, %v; want %v", name, p, err, c.want)
		}
	}
}
