package exchange_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/novation-dev/novation/pod/exchange"
	"github.com/novation-dev/novation/registry"
)

// A request is read by the pod it was signed for, as it was signed, for a while.
func TestReader(t *testing.T) {
	keys := keysOf(t, "alpha")
	var seen *http.Request
	s := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { seen = r }))
	defer s.Close()
	c := &http.Client{Transport: &exchange.Reader{Keys: keys, Member: "alpha", To: "beta"}}
	resp, err := c.Get(s.URL + "/mirror/tile/0/000.p/3?x=1")
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	pods := func(member string) ([20]byte, error) {
		if member == "alpha" {
			return keys.peer("alpha").Pod, nil
		}
		if member == "gamma" {
			return [20]byte{7}, nil
		}
		return [20]byte{}, fmt.Errorf("no member %s: %w", member, registry.ErrNotFound)
	}
	now := time.Now()
	if who, err := exchange.VerifyReader(seen, "beta", now, pods); err != nil || who != "alpha" {
		t.Fatalf("VerifyReader = %q, %v", who, err)
	}
	const header = "Novation-Pod"
	good := seen.Header.Get(header)
	part := strings.Split(good, " ")
	for name, tt := range map[string]struct {
		edit func(r *http.Request)
		to   string
		now  time.Time
	}{
		"to another pod":      {func(*http.Request) {}, "gamma", now},
		"another path":        {func(r *http.Request) { r.RequestURI = "/mirror/checkpoint" }, "beta", now},
		"another query":       {func(r *http.Request) { r.RequestURI = "/mirror/tile/0/000.p/3?x=2" }, "beta", now},
		"another method":      {func(r *http.Request) { r.Method = http.MethodPost }, "beta", now},
		"too late":            {func(*http.Request) {}, "beta", now.Add(6 * time.Minute)},
		"too early":           {func(*http.Request) {}, "beta", now.Add(-6 * time.Minute)},
		"no header":           {func(r *http.Request) { r.Header.Del(header) }, "beta", now},
		"another member":      {func(r *http.Request) { r.Header.Set(header, "gamma "+part[1]+" "+part[2]) }, "beta", now},
		"nobody we know":      {func(r *http.Request) { r.Header.Set(header, "delta "+part[1]+" "+part[2]) }, "beta", now},
		"another time":        {func(r *http.Request) { r.Header.Set(header, part[0]+" "+fmt.Sprint(now.Unix()+1)+" "+part[2]) }, "beta", now},
		"a time with a plus":  {func(r *http.Request) { r.Header.Set(header, part[0]+" +"+part[1]+" "+part[2]) }, "beta", now},
		"half a signature":    {func(r *http.Request) { r.Header.Set(header, good[:len(good)-10]) }, "beta", now},
		"no hex":              {func(r *http.Request) { r.Header.Set(header, good[:len(good)-1]+"x") }, "beta", now},
		"a name that is none": {func(r *http.Request) { r.Header.Set(header, "ALPHA "+part[1]+" "+part[2]) }, "beta", now},
	} {
		r := seen.Clone(t.Context())
		tt.edit(r)
		if who, err := exchange.VerifyReader(r, tt.to, tt.now, pods); !errors.Is(err, registry.ErrNotAllowed) {
			t.Errorf("%s: %q, %v", name, who, err)
		}
	}
}
