//go:build !unix

package source_test

import "net"

// mkfifo makes a file that is no regular one.
func mkfifo(path string) error {
	_, err := net.Listen("unix", path) // until the test ends
	return err
}
