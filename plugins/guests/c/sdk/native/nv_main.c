#include "nv_serve.h"

// The operations in the order of ABI.md.
int main(void)
{
    nv_operation *const ops[] = {nv_run_apply, nv_run_up, nv_run_down, nv_run_check};
    return nv_serve(ops, 4);
}
