package rehearse

// Relay is the code of the relay, for tests.
var Relay = relay
