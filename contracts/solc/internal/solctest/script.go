package solctest

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"strings"
)

// Layouts of exceptions, in the words of the JavaScript.
const (
	Boxed        = `var ExceptionInfoAttrs={DESTRUCTOR_OFFSET:0,REFCOUNT_OFFSET:4,TYPE_OFFSET:8,CAUGHT_OFFSET:12,RETHROWN_OFFSET:13,SIZE:16};`
	BoxedPointer = `function ___cxa_allocate_exception(size){return _malloc(size+16)+16}`
	Plain        = "function ___cxa_allocate_exception(size) { return _malloc(size + 24) + 24; }\n"
)

// Script returns a file as it is published; layout is one of the above.
func (m Module) Script(layout string, compressed bool) []byte {
	var b strings.Builder
	text := base64.StdEncoding.EncodeToString(m.Bytes())
	if compressed {
		fmt.Fprintf(&b, "var Module=Module||{};Module[\"wasmBinary\"]=(function(source,uncompressedSize){return uncompress(source,uncompressedSize)})(%q, %d);\n",
			base64.StdEncoding.EncodeToString(Literals(m.Bytes())), len(m.Bytes()))
	} else {
		fmt.Fprintf(&b, "var wasmBinaryFile=\"data:application/octet-stream;base64,%s\";", text)
	}
	b.WriteString(layout)
	b.WriteString("var asmLibraryArg={")
	for n, i := range m.Imports {
		if n > 0 {
			b.WriteString(",")
		}
		fmt.Fprintf(&b, "%q:%s", Short(n), javaScript(i.Name))
	}
	b.WriteString("};\nvar asm=createWasm();")
	for n, f := range m.Funcs {
		if f.Export != "" {
			fmt.Fprintf(&b, "var %s=Module[%q]=asm[%q];", javaScript(f.Export), javaScript(f.Export), Short(n))
		}
	}
	return []byte(b.String())
}

// Names returns what the script says of names.
func (m Module) Names() (imports, exports map[string]string) {
	imports, exports = map[string]string{}, map[string]string{}
	for n, i := range m.Imports {
		imports[Short(n)] = i.Name
	}
	for n, f := range m.Funcs {
		if f.Export != "" {
			exports[Short(n)] = f.Export
		}
	}
	return imports, exports
}

// javaScript is the name of a C function there; those that Emscripten makes have
// no underscore more.
func javaScript(name string) string {
	if strings.HasPrefix(name, "invoke_") || strings.HasPrefix(name, "dynCall_") {
		return name
	}
	return "_" + name
}

// Literals compresses, without making anything smaller: in two blocks, one of
// LZ4 literals and one that is not compressed.
func Literals(b []byte) []byte {
	half := len(b) / 2
	block := []byte{0xf0}
	n := half - 15
	if half < 15 {
		block, n = []byte{byte(half << 4)}, -1
	}
	for ; n >= 255; n -= 255 {
		block = append(block, 255)
	}
	if n >= 0 {
		block = append(block, byte(n))
	}
	block = append(block, b[:half]...)
	out := append(binary.LittleEndian.AppendUint32(nil, uint32(len(block))), block...)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(b)-half)|1<<31)
	out = append(out, b[half:]...)
	return binary.LittleEndian.AppendUint32(out, 0)
}
