package soljson

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/novation-dev/novation/registry"
)

// Bounds, in bytes. A file has up to 27 MB, its module 23 MB, and the rest of
// the file, which is JavaScript, 77 kB.
const (
	MaxFile   = 64 << 20
	MaxModule = 64 << 20
	MaxScript = 4 << 20
	// leastModule is what a string must have to be taken for a module.
	leastModule = 100
)

// A File is what Read has found.
type File struct {
	// Module is the WebAssembly module.
	Module []byte
	// Imports and Exports have the C name for each name that the module uses.
	Imports, Exports map[string]string
	// Exceptions says how this Emscripten lays exceptions out.
	Exceptions Layout
}

// A Layout is the form of the header that stands before a C++ exception in
// memory, and says who catches.
type Layout int

// The layouts.
const (
	// Boxed: 16 bytes, the destructor first. A catch has a box of its own, in
	// which its own pointer stands only if it differs. Up to 0.8.9.
	Boxed Layout = iota + 1
	// BoxedPointer: 16 bytes, the count of references first. A box always has
	// its pointer. 0.8.10 to 0.8.16.
	BoxedPointer
	// Plain: 24 bytes, and no box. Since 0.8.17.
	Plain
)

// Read reads a soljson.js. Its errors match [registry.ErrInvalid].
func Read(b []byte) (*File, error) {
	if len(b) > MaxFile {
		return nil, fmt.Errorf("a soljson of %d bytes: at most %d are read: %w", len(b), MaxFile, registry.ErrInvalid)
	}
	start, end := longest(b)
	if end-start < leastModule {
		return nil, fmt.Errorf("no WebAssembly module in it, so it is not the soljson.js of a Solidity compiler from 0.8.2 on: %w", registry.ErrInvalid)
	}
	if n := len(b) - (end - start); n > MaxScript {
		return nil, fmt.Errorf("%d bytes of JavaScript around the module: at most %d are read: %w", n, MaxScript, registry.ErrInvalid)
	}
	f := &File{}
	var err error
	if f.Module, err = embedded(b[start:end], b[end:]); err != nil {
		return nil, fmt.Errorf("reading the module at byte %d: %w", start, err)
	}
	script := string(b[:start]) + string(b[end:])
	if f.Imports, err = imports(script); err != nil {
		return nil, err
	}
	if f.Exports, err = exports(script); err != nil {
		return nil, err
	}
	if f.Exceptions, err = layout(script); err != nil {
		return nil, err
	}
	return f, nil
}

// isBase64 has the characters of base64 but the padding.
var isBase64 = func() (t [256]bool) {
	for _, c := range []byte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/") {
		t[c] = true
	}
	return t
}()

// longest finds the longest run of base64.
func longest(b []byte) (start, end int) {
	for i := 0; i < len(b); {
		if !isBase64[b[i]] {
			i++
			continue
		}
		from := i
		for i < len(b) && isBase64[b[i]] {
			i++
		}
		if i-from > end-start {
			start, end = from, i
		}
	}
	return start, end
}

// uncompressed is what follows a compressed module: its size when it is not.
var uncompressed = regexp.MustCompile(`^=*["'],\s*(\d{1,10})\)`)

// embedded decodes a module; rest is what follows it.
func embedded(text, rest []byte) ([]byte, error) {
	b := make([]byte, base64.RawStdEncoding.DecodedLen(len(text)))
	n, err := base64.RawStdEncoding.Decode(b, text)
	if err != nil {
		return nil, fmt.Errorf("it is not base64: %v: %w", err, registry.ErrInvalid)
	}
	b = b[:n]
	if m := uncompressed.FindSubmatch(rest[:min(len(rest), 64)]); m != nil {
		size, _ := strconv.ParseUint(string(m[1]), 10, 64)
		if size > MaxModule {
			return nil, fmt.Errorf("it says that it has %d bytes; at most %d are read: %w", size, MaxModule, registry.ErrInvalid)
		}
		if b, err = decompress(b, int(size)); err != nil {
			return nil, err
		}
	}
	if !bytes.HasPrefix(b, []byte("\x00asm")) {
		return nil, fmt.Errorf("it is not WebAssembly: %w", registry.ErrInvalid)
	}
	return b, nil
}

var (
	importMap = regexp.MustCompile(`\b(?:asmLibraryArg|wasmImports)\s*=\s*\{([^{}]*)\}`)
	pair      = regexp.MustCompile(`^(?:"([^"\\]+)"|([\w$]+))\s*:\s*([\w$]+)$`)
	exportOf  = regexp.MustCompile(`([\w$]+)(?:"\])?\s*=\s*(?:asm|wasmExports|Module\["asm"\])\["([^"\\]+)"\]`)
)

// imports reads the object that the script imports the functions with.
func imports(script string) (map[string]string, error) {
	m := importMap.FindStringSubmatch(script)
	if m == nil {
		return nil, fmt.Errorf("the JavaScript does not say what the module imports, as Emscripten's does: %w", registry.ErrInvalid)
	}
	names := map[string]string{}
	for p := range strings.SplitSeq(m[1], ",") {
		if p = strings.TrimSpace(p); p == "" {
			continue
		}
		s := pair.FindStringSubmatch(p)
		if s == nil {
			return nil, fmt.Errorf("the JavaScript imports %.80q, which is not a name and a function: %w", p, registry.ErrInvalid)
		}
		short := s[1] + s[2]
		if _, ok := names[short]; ok {
			return nil, fmt.Errorf("the JavaScript imports %q twice: %w", short, registry.ErrInvalid)
		}
		names[short] = cName(s[3])
	}
	return names, nil
}

// exports reads the assignments of what the module exports.
func exports(script string) (map[string]string, error) {
	names := map[string]string{}
	for _, s := range exportOf.FindAllStringSubmatch(script, -1) {
		name, short := cName(s[1]), s[2]
		if other, ok := names[short]; ok && other != name {
			return nil, fmt.Errorf("the JavaScript takes the export %q for both %s and %s: %w", short, other, name, registry.ErrInvalid)
		}
		names[short] = name
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("the JavaScript does not say what the module exports, as Emscripten's does: %w", registry.ErrInvalid)
	}
	return names, nil
}

// cName removes the underscore that Emscripten puts before the name of a C
// function.
func cName(s string) string { return strings.TrimPrefix(s, "_") }

var (
	boxed   = regexp.MustCompile(`\{DESTRUCTOR_OFFSET:0,REFCOUNT_OFFSET:4,TYPE_OFFSET:8,CAUGHT_OFFSET:12,RETHROWN_OFFSET:13,SIZE:16\}`)
	headers = regexp.MustCompile(`_malloc\(size\s*\+\s*(16|24)\)\s*\+\s*(16|24)\b`)
)

// layout finds out how exceptions are laid out.
func layout(script string) (Layout, error) {
	if boxed.MatchString(script) {
		return Boxed, nil
	}
	if m := headers.FindStringSubmatch(script); m != nil && m[1] == m[2] {
		if m[1] == "16" {
			return BoxedPointer, nil
		}
		return Plain, nil
	}
	return 0, fmt.Errorf("it was made with a version of Emscripten whose exceptions are not known; Solidity 0.8.2 to 0.8.37 are: %w", registry.ErrInvalid)
}
