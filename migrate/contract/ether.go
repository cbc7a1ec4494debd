package contract

// ether says what becomes of the account's ether, and of what is sent to it.
func (w *work) ether() {
	p := w.plan
	held := w.snap.Balance
	if held != nil && held.Sign() > 0 {
		p.Snapshot.Ether = held.String()
	}
	if p.Way == InPlace {
		return
	}
	if p.Snapshot.Ether != "" {
		w.note("the account holds ETHER (%s wei at block %d): all that it holds at the switch goes to the new contract within the activation, "+
			"whatever that contract does with ether, and comes back with a revert. Tokens that other contracts keep for %s do NOT move: "+
			"whoever may upgrade it can send them on, with an implementation of their own, once no revert is wanted any more",
			held, w.snap.Number, p.Address)
	}
	if p.Way == Deferred && !p.Movable && len(p.Map.Touch) == 0 {
		w.note("WARNING: the map has no \"touch\", so that the new contract refuses EVERY call until all deferred entries are written: " +
			"it pays nothing out, and takes no ether in, until it has drained")
	}
}

// receiving is how a map calls the function that takes ether without data.
const receiving = "receive()"
