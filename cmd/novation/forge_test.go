package main_test

import (
	"os"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/novation-dev/novation/pod"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/change"
)

// forges are changes that a lying pod could export so that all hashes in them
// add up.
var forges = map[string]func(*change.Document){
	"snapshot": func(d *change.Document) { d.Snapshot[0] ^= 1 },
	"init":     func(d *change.Document) { d.InitCall = "0x01020304" },
	"epoch":    func(d *change.Document) { d.Terms.MemberEpoch++ },
	"expired":  func(d *change.Document) { d.Terms.Expiry = 1 },
}

// forge makes another change out of an exported one, as it would stand on chain:
// forge WHAT NETWORK IN OUT
func forge(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 4 || forges[args[0]] == nil {
		ts.Fatalf("usage: forge WHAT NETWORK IN OUT")
	}
	n, err := pod.ReadNetwork(ts.MkAbs(args[1]))
	ts.Check(err)
	e, err := change.ParseExport([]byte(ts.ReadFile(args[2])))
	ts.Check(err)
	d, err := change.ParseDocument(e.Document)
	ts.Check(err)
	forges[args[0]](d)
	s, err := d.Struct(registry.Salt(n.Salt))
	ts.Check(err)
	e.Document, e.Change = d.Encode(), s.Digest(n.Chain, n.Consortium)
	ts.Check(os.WriteFile(ts.MkAbs(args[3]), e.Encode(), 0o600))
}
