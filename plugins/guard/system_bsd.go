//go:build unix && !linux

package guard

import "syscall"

// attributes puts the child in a process group of its own, so that a terminal's
// Ctrl-C reaches the parent only.
func attributes() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setpgid: true} }
