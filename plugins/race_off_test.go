//go:build !race

package plugins_test

const interpretGuest = false
