// Rules as a native program, for tests and sanitizers. A pod never runs one.
#ifndef NV_NATIVE_H
#define NV_NATIVE_H

#include "../novation.h"

// nv_operation makes a reply from a request.
typedef nv_bytes nv_operation(nv_bytes request);

// The operations of NV_RULES. Those that the rules lack answer so.
nv_operation nv_run_apply, nv_run_up, nv_run_down, nv_run_check;

// nv_ask runs an operation on a copy of a request that has not one byte more,
// so that a sanitizer sees who reads beyond it. It empties the arena first. The
// reply is valid until the next call or nv_ask_end.
nv_bytes nv_ask(nv_operation *op, nv_bytes request);
void nv_ask_end(void);

// nv_serve answers requests on the standard input until it ends, and returns
// what main returns. A request is a byte, the index of the operation, and four
// bytes, the length of what follows, from the least significant. A reply is its
// length and the reply.
//
// A program without a main of its own serves apply, up, down and check.
int nv_serve(nv_operation *const *ops, uint32_t n);

#endif
