package testnet_test

import (
	"testing"

	"github.com/novation-dev/novation/testnet"
)

// points are where gamma's pod is killed during one upgrade, in the order in
// which it gets there.
var points = []struct {
	name string
	// idle runs the pod without its finisher, so that it gets to the point by
	// what the others do.
	idle bool
	// short marks the points of the short variant.
	short bool
	// before is done before the pod is started.
	before func(w *world, change string)
}{
	{name: "view"},
	{name: "viewed", short: true},
	{name: "fetched"},
	{name: "verified"},
	{name: "compiled", short: true},
	{name: "rehearsed"},
	{name: "vetting"},
	{name: "vetted", short: true},
	{name: "switch", before: func(w *world, change string) { w.approve(change, "alpha", "beta") }},
	{name: "switched", short: true},
	{name: "endorse", idle: true, short: true, before: func(w *world, _ string) { w.finish("alpha", "beta") }},
	{name: "propose"},
	{name: "proposed", short: true},
	{name: "finish:2"},
	{name: "complete", short: true},
}

// A pod is killed at one point of an upgrade after the other, with live
// records. However often that happens, the consortium comes together.
func TestKilledDuringUpgrade(t *testing.T) {
	sequential(t)
	t.Parallel()
	w := start(t, testnet.Config{Elsewhere: []string{"gamma"}, NoFinisher: true})
	gamma := spawn(t, w.Dir(), "gamma", "", false)
	w.activate("1.0.0")
	var all []traded
	for _, parties := range [][]string{{"alpha", "gamma"}, {"gamma", "alpha"}, {"beta", "gamma"}, {"gamma", "beta"}} {
		for _, id := range w.trade(rows(t, 4, parties...)) {
			all = append(all, traded{id, parties})
		}
	}
	pinned := all[0]
	for _, m := range pinned.parties {
		if err := w.Client(m).Pin(w.ctx(), pinned.id, true); err != nil {
			t.Fatal(err)
		}
	}
	w.publish("2.0.0")
	gamma.kill()
	change := w.propose("2.0.0")
	for _, p := range points {
		if p.before != nil {
			p.before(w, change)
		}
		if testing.Short() && !p.short {
			continue
		}
		spawn(t, w.Dir(), "gamma", p.name, p.idle).killed(t, p.name)
	}
	spawn(t, w.Dir(), "gamma", "", false)
	w.await(change, "activated")
	for _, r := range all {
		version := "2.0.0"
		if r.id == pinned.id {
			version = "1.0.0"
		}
		if at := w.agreed(r.id, r.parties, under(version)); at.Status != "open" {
			t.Errorf("record %s is %s", r.id, at.Status)
		}
	}
	for _, m := range w.Members() {
		s, err := w.Client(m).Status(w.ctx())
		if err != nil || s.Quarantine != "" || s.Undeliverable != 0 {
			t.Errorf("pod of %s: %+v, %v; want neither quarantine nor refused messages", m, s, err)
		}
		w.audited(m)
	}
}

// finish has pods novate records in the background.
func (w *world) finish(members ...string) {
	w.t.Helper()
	for _, m := range members {
		if err := w.Client(m).SetFinisher(w.ctx(), true); err != nil {
			w.t.Fatal(err)
		}
	}
}

// traded is a record and its parties.
type traded struct {
	id      string
	parties []string
}
