//go:build !linux

package guard

import "os"

// confine does nothing: the deadline, the collector's limit and watch are what
// bounds a child here.
func confine(job) error { return nil }

func resident() uint64 { return heap() }

func peak() uint64 { return 0 }

func maxResident(*os.ProcessState) uint64 { return 0 }
