//go:build unix

package source_test

import "syscall"

// mkfifo makes a file that blocks whoever opens it.
func mkfifo(path string) error { return syscall.Mkfifo(path, 0o600) }
