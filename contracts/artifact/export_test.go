package artifact

// Unpack is unpack, for a test with a small limit.
var Unpack = unpack
