//go:build wasip1

package sdk

import "unsafe"

var (
	// buffer is where the host writes requests. Nv_buffer makes it.
	buffer []byte
	// reply is the last reply. The host has read it when it calls again.
	reply []byte
)

// nvBuffer makes the shared buffer of size bytes and returns its address. Go
// does not move memory, so the address holds for the life of the module.
//
//go:wasmexport nv_buffer
func nvBuffer(size int32) int32 {
	if size <= 0 {
		return 0
	}
	buffer = make([]byte, size)
	return int32(uintptr(unsafe.Pointer(&buffer[0])))
}

//go:wasmexport nv_apply
func nvApply(n int32) int64 { return call(served.Apply, n) }

//go:wasmexport nv_up
func nvUp(n int32) int64 { return call(served.Up, n) }

//go:wasmexport nv_down
func nvDown(n int32) int64 { return call(served.Down, n) }

//go:wasmexport nv_check
func nvCheck(n int32) int64 { return call(served.Check, n) }

// call runs op on the first n bytes of the buffer and returns address and
// length of the reply. A length that lies is answered, not followed.
func call(op Operation, n int32) int64 {
	request := buffer[:0]
	if n >= 0 && int(n) <= len(buffer) {
		request = buffer[:n]
	} else {
		op = func(*Request) *Reply {
			return &Reply{Reasons: Reasons{{Code: CodeMalformed, Message: "the request is longer than the buffer"}}}
		}
	}
	reply = appendRun(reply[:0], op, request)
	if len(reply) == 0 {
		return 0
	}
	return int64(uintptr(unsafe.Pointer(&reply[0])))<<32 | int64(len(reply))
}
