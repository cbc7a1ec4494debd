package testnet

import (
	"net"
	"strings"
	"testing"
)

// Networks that are made one after the other, before any of them listens, must
// not choose the same ports, nor such as a system gives to connections.
func TestPorts(t *testing.T) {
	seen := map[string]bool{}
	for range 40 {
		urls, err := freePorts(9)
		if err != nil {
			t.Fatal(err)
		}
		for _, u := range urls {
			if seen[u] {
				t.Errorf("%s was chosen twice", u)
			}
			seen[u] = true
			a, err := net.ResolveTCPAddr("tcp", strings.TrimPrefix(u, "http://"))
			if err != nil || !a.IP.IsLoopback() || a.Port < firstPort || a.Port >= 32_768 {
				t.Errorf("%s: %v, %v", u, a, err)
			}
		}
	}
	// A port on which somebody listens is passed over.
	urls, err := freePorts(1)
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", strings.TrimPrefix(urls[0], "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	portsTried.Add(-1)
	if again, err := freePorts(1); err != nil || again[0] == urls[0] {
		t.Errorf("%v is chosen while somebody listens there, %v", again, err)
	}
}
