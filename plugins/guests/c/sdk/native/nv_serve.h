// Rules as a native program, which answers the requests on its standard input.
// Tests compile it with sanitizers; a pod never does.
//
// A request is a byte, the index of the operation, and four bytes, the length
// of what follows, from the least significant. A reply is its length and the
// reply. The program ends with its input.
#ifndef NV_SERVE_H
#define NV_SERVE_H

#include "../nv_call.h"

// nv_operation makes a reply from a request. NV_RULES defines nv_run_apply and
// so on.
typedef nv_bytes nv_operation(nv_bytes request);

nv_operation nv_run_apply, nv_run_up, nv_run_down, nv_run_check;

// nv_ask runs an operation on a copy of a request that has not one byte more,
// so that a sanitizer sees who reads beyond it. The reply is valid until the
// next call or nv_ask_end.
nv_bytes nv_ask(nv_operation *op, nv_bytes request);
void nv_ask_end(void);

// nv_serve answers until the input ends. It returns what main returns.
int nv_serve(nv_operation *const *ops, uint32_t n);

#endif
