//go:build !unix

package guard

import (
	"io/fs"
	"os"
	"syscall"
)

// orphaned stands for the end of the parent; only the end of standard input
// tells it here.
var orphaned = os.Interrupt

// exhausted is a signal that does not come: there is no limit of processor time.
var exhausted = os.Kill

// attributes returns nil: the child has only its standard input to tell it that
// it is alone.
func attributes() *syscall.SysProcAttr { return nil }

func kill(p *os.Process) error { return p.Kill() }

// killed reports false: here one process cannot see why another ended.
func killed(*os.ProcessState) bool { return false }

// private reports true: the mode says nothing about who may write here.
func private(fs.FileInfo) bool { return true }
