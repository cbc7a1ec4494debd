package contract

import "github.com/novation-dev/novation/registry"

// ether warns of what a copy does not move.
func (w *work) ether() {
	p := w.plan
	if p.Way == InPlace {
		return
	}
	if held := w.snap.Balance; held != nil && held.Sign() > 0 {
		keeps := "whoever may upgrade it must send the ether on, with an implementation of their own, once no revert is wanted any more"
		if p.Proxy == registry.NoProxy {
			keeps = "take it out first, or it stays where the old code leaves it"
		}
		w.note("WARNING: the account holds ETHER (%s wei at block %d), and a copy does NOT move it: it stays at %s, "+
			"where the new contract can not pay it out; %s. In place, it stays where it is needed", held, w.snap.Number, p.Address, keeps)
	}
	if p.Way == Deferred && len(p.Map.Touch) == 0 {
		w.note("WARNING: the map has no \"touch\", so that the new contract refuses EVERY call until all deferred entries are written: " +
			"it pays nothing out, and takes no ether in, until it has drained")
	}
}

// receiving is how a map calls the function that takes ether without data.
const receiving = "receive()"
