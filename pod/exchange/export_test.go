package exchange

// ID returns the id of what is signed in an envelope.
func ID(signed []byte) [32]byte { return envelopeID(signed) }
