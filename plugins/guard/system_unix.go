//go:build unix

package guard

import (
	"io/fs"
	"os"
	"syscall"
)

// orphaned is the signal that tells a child that it is alone.
const orphaned = syscall.SIGTERM

// exhausted is the signal that tells a child that its processor time is used up.
const exhausted = syscall.SIGXCPU

// kill ends a child and, if it should have any, its children.
func kill(p *os.Process) error {
	if err := syscall.Kill(-p.Pid, syscall.SIGKILL); err != nil {
		return p.Kill()
	}
	return nil
}

// killed reports whether a process was ended by someone, rather than crashed.
func killed(s *os.ProcessState) bool {
	w, ok := s.Sys().(syscall.WaitStatus)
	if !ok || !w.Signaled() {
		return false
	}
	switch w.Signal() {
	case syscall.SIGKILL, syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP:
		return true
	default:
		return false
	}
}

// private reports whether a file belongs to this user and only this user can
// write to it.
func private(info fs.FileInfo) bool {
	st, ok := info.Sys().(*syscall.Stat_t)
	return info.Mode().Perm()&0o022 == 0 && (!ok || int(st.Uid) == os.Geteuid())
}
