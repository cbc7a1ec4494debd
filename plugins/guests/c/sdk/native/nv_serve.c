#include "nv_serve.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint8_t *copy; // the request of the last call

void nv_ask_end(void)
{
    nv_arena_reset();
    free(copy);
    copy = NULL;
}

nv_bytes nv_ask(nv_operation *op, nv_bytes request)
{
    nv_ask_end();
    copy = malloc(request.n > 0 ? request.n : 1);
    if (copy == NULL) nv_stop();
    if (request.n > 0) memcpy(copy, request.at, request.n);
    return op((nv_bytes){copy, request.n});
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
