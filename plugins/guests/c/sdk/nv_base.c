#include "nv_base.h"

// The machine is where the arena stands. It and everything a call writes lies
// just below the buffer and grows downwards, so that a call whose request and
// data are small dirties one page of memory, and the host has little to reset.
typedef struct machine {
    uint8_t *cursor; // what is allocated next ends here
    uint8_t *floor;  // what is allocated next does not begin below
} machine;

#define ALIGN(n) (((n) + 7) & ~(size_t)7)

#ifdef __wasm__

#define PAGE 65536u

extern uint8_t __heap_base;

// These are written while the module initialises, and only read in calls.
static machine *arena;
static uint8_t *lowest;
static uint32_t capacity;

_Noreturn void nv_stop(void) { __builtin_trap(); }

// grow makes memory end at or after an address.
static void grow(uint64_t end)
{
    uint64_t have = (uint64_t)__builtin_wasm_memory_size(0) * PAGE;
    if (end > have && __builtin_wasm_memory_grow(0, (size_t)((end - have + PAGE - 1) / PAGE)) == (size_t)-1) nv_stop();
}

// nv_buffer is the export that the host calls once: it answers where requests
// go. The address lies in the midst of a page of the machine (4 KiB), which the
// first of the request and of what the call writes share.
__attribute__((export_name("nv_buffer"), used)) uint8_t *nv_buffer(uint32_t size)
{
    uint64_t room = size < PAGE ? PAGE : size;
    lowest = &__heap_base;
    uint64_t at = (((uint64_t)(uintptr_t)lowest + room + 4095) & ~(uint64_t)4095) + 2560;
    grow(at + size);
    capacity = size;
    arena = (machine *)(uintptr_t)(at - sizeof(machine));
    nv_arena_reset();
    return (uint8_t *)(uintptr_t)at;
}

bool nv_request_bytes(uint32_t n, nv_bytes *request)
{
    if (arena == NULL) nv_stop();
    *request = (nv_bytes){(const uint8_t *)(arena + 1), n};
    return n <= capacity;
}

void nv_arena_reset(void)
{
    arena->cursor = (uint8_t *)arena;
    arena->floor = lowest;
}

// more opens a new block, at the end of memory, with room for n bytes.
static NV_COLD void more(size_t n)
{
    uint64_t from = (uint64_t)__builtin_wasm_memory_size(0) * PAGE;
    uint64_t to = from + (n < 4 * PAGE ? 4 * PAGE : ((uint64_t)n + PAGE - 1) / PAGE * PAGE);
    grow(to);
    if (to > UINT32_MAX) to -= 8; // the last address there is
    arena->floor = (uint8_t *)(uintptr_t)from;
    arena->cursor = (uint8_t *)(uintptr_t)to;
}

void *nv_raw(size_t n)
{
    if (NV_UNLIKELY(n > (size_t)PTRDIFF_MAX)) nv_stop();
    n = ALIGN(n);
    if (NV_UNLIKELY((size_t)(arena->cursor - arena->floor) < n)) more(n);
    return arena->cursor -= n;
}

uint8_t *nv_space(uint8_t **floor, size_t n)
{
    if ((size_t)(arena->cursor - arena->floor) < n) more(n);
    *floor = arena->floor;
    return arena->cursor;
}

void nv_space_used(uint8_t *p) { arena->cursor = (uint8_t *)((uintptr_t)p & ~(uintptr_t)7); }

#else // a native program, for tests: every allocation is one of its own, so that
      // sanitizers see what is beyond it

#include <stdlib.h>

typedef struct block {
    struct block *before;
    max_align_t at[];
} block;

static block *blocks;

_Noreturn void nv_stop(void) { abort(); }

void nv_arena_reset(void)
{
    while (blocks != NULL) {
        block *b = blocks;
        blocks = b->before;
        free(b);
    }
}

void *nv_raw(size_t n)
{
    block *b = malloc(sizeof(block) + n);
    if (b == NULL) nv_stop();
    b->before = blocks;
    blocks = b;
    __builtin_memset(b->at, 0xa5, n); // who reads it before writing will notice
    return b->at;
}

uint8_t *nv_space(uint8_t **floor, size_t n)
{
    n = ALIGN(n + 16);
    *floor = nv_raw(n);
    return *floor + n;
}

void nv_space_used(uint8_t *p) { (void)p; }

#endif

void *nv_alloc(size_t n)
{
    uint8_t *p = nv_raw(n);
    if (n > 256) return __builtin_memset(p, 0, n);
#ifdef __wasm__
    for (size_t i = 0; i < ALIGN(n); i += 8) nv_store8(p + i, 0);
#else
    __builtin_memset(p, 0, n);
#endif
    return p;
}

void *nv_list_room(void *at, uint32_t n, uint32_t *cap, size_t size)
{
    uint8_t *list = at;
    if (n == UINT32_MAX || *cap < n) nv_stop();
    if (n == *cap) {
        uint64_t room = n < 4 ? 4 : 2 * (uint64_t)n;
        if (room > UINT32_MAX || room * size > PTRDIFF_MAX) nv_stop();
        list = nv_raw((size_t)room * size);
        if (n > 0) nv_copy(list, at, (uint32_t)(n * size));
        *cap = (uint32_t)room;
    }
    __builtin_memset(list + n * size, 0, size);
    return list;
}

uint32_t nv_list_cut(void *at, uint32_t n, uint32_t i, size_t size)
{
    if (i >= n) nv_stop();
    uint8_t *list = at;
    __builtin_memmove(list + i * size, list + (i + 1) * size, (n - i - 1) * size);
    return n - 1;
}

__attribute__((noinline)) void nv_copy(void *to, const void *from, uint32_t n)
{
    if (n > 256)
        __builtin_memcpy(to, from, n);
    else
        nv_copy_ascii(to, from, n);
}

int nv_cmp(nv_str a, nv_str b)
{
    uint32_t n = a.n < b.n ? a.n : b.n;
    for (uint32_t i = 0; i < n; i++)
        if (a.at[i] != b.at[i]) return (uint8_t)a.at[i] < (uint8_t)b.at[i] ? -1 : 1;
    return a.n < b.n ? -1 : a.n > b.n;
}

bool nv_has(const nv_strs *list, nv_str s)
{
    for (uint32_t i = 0; i < list->n; i++)
        if (nv_eq(list->at[i], s)) return true;
    return false;
}

bool nv_utf8(const void *at, uint32_t n)
{
    const uint8_t *p = at, *end = p + n;
    while (p < end) {
        if (*p < 0x80) {
            p += end - p >= 8 && (nv_load8(p) & 0x8080808080808080) == 0 ? 8 : 1;
            continue;
        }
        // What the second byte may be keeps out overlong forms, surrogates and
        // what is above U+10FFFF.
        uint8_t lead = *p, low = 0x80, high = 0xbf;
        uint32_t more;
        if (lead >= 0xc2 && lead <= 0xdf) {
            more = 1;
        } else if (lead >= 0xe0 && lead <= 0xef) {
            more = 2;
            low = lead == 0xe0 ? 0xa0 : 0x80;
            high = lead == 0xed ? 0x9f : 0xbf;
        } else if (lead >= 0xf0 && lead <= 0xf4) {
            more = 3;
            low = lead == 0xf0 ? 0x90 : 0x80;
            high = lead == 0xf4 ? 0x8f : 0xbf;
        } else {
            return false;
        }
        if (end - p <= (ptrdiff_t)more || p[1] < low || p[1] > high) return false;
        for (uint32_t i = 2; i <= more; i++)
            if ((p[i] & 0xc0) != 0x80) return false;
        p += more + 1;
    }
    return true;
}

#ifdef __wasm__

// The compiler may call these for what it does not inline. With bulk memory the
// first three are one instruction.
void *memcpy(void *to, const void *from, size_t n);
void *memmove(void *to, const void *from, size_t n);
void *memset(void *at, int c, size_t n);
int memcmp(const void *a, const void *b, size_t n);

void *memcpy(void *to, const void *from, size_t n) { return __builtin_memcpy(to, from, n); }
void *memmove(void *to, const void *from, size_t n) { return __builtin_memmove(to, from, n); }
void *memset(void *at, int c, size_t n) { return __builtin_memset(at, c, n); }

int memcmp(const void *a, const void *b, size_t n)
{
    const uint8_t *x = a, *y = b;
    for (; n > 0; n--, x++, y++)
        if (*x != *y) return *x < *y ? -1 : 1;
    return 0;
}

#endif
