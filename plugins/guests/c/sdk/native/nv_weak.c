#include "nv_serve.h"

// Operations that the rules lack.

__attribute__((weak)) nv_bytes nv_run_apply(nv_bytes request) { return (void)request, nv_call_unsupported(); }
__attribute__((weak)) nv_bytes nv_run_up(nv_bytes request) { return (void)request, nv_call_unsupported(); }
__attribute__((weak)) nv_bytes nv_run_down(nv_bytes request) { return (void)request, nv_call_unsupported(); }
__attribute__((weak)) nv_bytes nv_run_check(nv_bytes request) { return (void)request, nv_call_unsupported(); }
