package execute

// GateRules is for fuzzing.
var GateRules = gateRules
