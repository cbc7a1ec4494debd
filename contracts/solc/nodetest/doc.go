// Package nodetest compares contracts/solc with the same compilers under Node:
// that the output is the same to the byte, and how long it takes.
//
// It holds tests only. They need Node and the packages of package.json (npm ci).
// Where these are missing they are skipped, and fail if NOVATION_TOOLCHAINS is
// "required". A short run takes two compilers and few inputs; -full takes all,
// and -times N compares times, see the README of contracts/solc.
package nodetest
