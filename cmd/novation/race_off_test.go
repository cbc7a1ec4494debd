//go:build !race

package main_test

// raceEnabled says that the race detector is on, which makes compiling rules
// twenty times slower: the story with a live network is left out then.
const raceEnabled = false
