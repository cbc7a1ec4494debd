#include "nv_native.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WEAK __attribute__((weak))

WEAK nv_bytes nv_run_apply(nv_bytes request) { return (void)request, nv_call_unsupported(); }
WEAK nv_bytes nv_run_up(nv_bytes request) { return (void)request, nv_call_unsupported(); }
WEAK nv_bytes nv_run_down(nv_bytes request) { return (void)request, nv_call_unsupported(); }
WEAK nv_bytes nv_run_check(nv_bytes request) { return (void)request, nv_call_unsupported(); }

static uint8_t *asked; // the request of the last call

// copy_of returns a copy that must be freed.
static uint8_t *copy_of(nv_bytes b)
{
    uint8_t *copy = malloc(b.n > 0 ? b.n : 1);
    if (copy == NULL) nv_stop();
    if (b.n > 0) memcpy(copy, b.at, b.n);
    return copy;
}

void nv_ask_end(void)
{
    nv_arena_reset();
    free(asked);
    asked = NULL;
}

nv_bytes nv_ask(nv_operation *op, nv_bytes request)
{
    uint8_t *copy = copy_of(request); // before the arena, in which it may be, is emptied
    nv_ask_end();
    asked = copy;
    return op((nv_bytes){asked, request.n});
}

int nv_serve(nv_operation *const *ops, uint32_t n)
{
    uint8_t head[5], size[4];
    while (fread(head, 1, sizeof head, stdin) == sizeof head) {
        uint32_t length = head[1] | (uint32_t)head[2] << 8 | (uint32_t)head[3] << 16 | (uint32_t)head[4] << 24;
        uint8_t *request = malloc(length > 0 ? length : 1);
        if (head[0] >= n || request == NULL || fread(request, 1, length, stdin) != length) {
            free(request);
            return 1;
        }
        nv_bytes reply = nv_ask(ops[head[0]], (nv_bytes){request, length});
        free(request);
        for (int i = 0; i < 4; i++) size[i] = (uint8_t)(reply.n >> (8 * i));
        if (fwrite(size, 1, sizeof size, stdout) != sizeof size) return 1;
        if (reply.n > 0 && fwrite(reply.at, 1, reply.n, stdout) != reply.n) return 1;
        if (fflush(stdout) != 0) return 1;
    }
    nv_ask_end();
    return 0;
}

WEAK int main(void)
{
    nv_operation *const ops[] = {nv_run_apply, nv_run_up, nv_run_down, nv_run_check};
    return nv_serve(ops, 4);
}
