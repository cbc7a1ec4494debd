package plugins

import (
	"encoding/binary"
	"errors"

	"github.com/novation-dev/novation/plugins/meter"
	"github.com/novation-dev/novation/plugins/wasm"
)

// startExport names the start function of a module, after exportStart.
const startExport = meter.Prefix + "start"

// The sections that exportStart reads.
const (
	exportSection = 7
	startSection  = 8
)

// exportStart returns a module whose start function is an export that the host
// calls, instead of running whenever an instance is made: instances are made from
// a snapshot in which it has run already. ok is false when there is none.
func exportStart(module []byte) (out []byte, ok bool, err error) {
	var start []byte // an index
	err = wasm.Sections(module, func(s wasm.Section) error {
		if s.ID == startSection {
			start = s.Content
		}
		return nil
	})
	if err != nil || start == nil {
		return module, false, err
	}
	out = wasm.Header()
	err = wasm.Sections(module, func(s wasm.Section) error {
		switch s.ID {
		case startSection:
		case exportSection:
			n, size := binary.Uvarint(s.Content)
			if size <= 0 {
				return errNoExports
			}
			content := append(binary.AppendUvarint(nil, n+1), s.Content[size:]...)
			content = append(binary.AppendUvarint(content, uint64(len(startExport))), startExport...)
			content = append(append(content, byte(wasm.Func)), start...)
			out = binary.AppendUvarint(append(out, exportSection), uint64(len(content)))
			out = append(out, content...)
		default:
			out = append(out, s.Raw...)
		}
		return nil
	})
	return out, true, err
}

// errNoExports cannot be: every module of rules exports its operations.
var errNoExports = errors.New("the module has no exports")
