// Texts, bytes, memory: what everything else in the SDK stands on.
//
// Nothing here needs a C library. Memory comes from one arena that is emptied
// before every call, so rules allocate and never free.
#ifndef NV_BASE_H
#define NV_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NV_INLINE static inline __attribute__((always_inline, unused))
#define NV_COLD __attribute__((noinline, cold))
#define NV_LIKELY(x) __builtin_expect(!!(x), 1)
#define NV_UNLIKELY(x) __builtin_expect(!!(x), 0)

// nv_str is UTF-8 text of n bytes. It does not end with a zero byte. The zero
// value is the empty text.
typedef struct nv_str {
    const char *at;
    uint32_t n;
} nv_str;

// nv_bytes are n bytes.
typedef struct nv_bytes {
    const uint8_t *at;
    uint32_t n;
} nv_bytes;

// NV makes an nv_str of a string literal: NV("alpha").
#define NV(literal) ((nv_str){"" literal, sizeof(literal) - 1})

// Lists have this shape: n elements at at, with room for cap. The zero value is
// the empty list. nv_push adds to them.
#define NV_LIST(type)                                                                                                  \
    struct {                                                                                                           \
        type *at;                                                                                                      \
        uint32_t n, cap;                                                                                               \
    }

typedef NV_LIST(nv_str) nv_strs;
typedef NV_LIST(nv_bytes) nv_blobs;
typedef NV_LIST(bool) nv_bools;
typedef NV_LIST(int32_t) nv_int32s;
typedef NV_LIST(int64_t) nv_int64s;
typedef NV_LIST(uint32_t) nv_uint32s;
typedef NV_LIST(uint64_t) nv_uint64s;

// nv_stop ends the call without an answer. The pod then does nothing at all; to
// say no, reject instead.
_Noreturn void nv_stop(void);

// nv_raw returns n bytes of the arena, aligned for any type, with anything in
// them. nv_alloc returns zeros. They stop the call when memory is out.
void *nv_raw(size_t n);
void *nv_alloc(size_t n);

// nv_new returns one zero value of a type: note_v1_pay *p = nv_new(note_v1_pay).
#define nv_new(type) ((type *)nv_alloc(sizeof(type)))

// nv_push adds a zero element to a list and returns its address. Addresses of
// other elements of the list are not valid any more. The list must not have
// side effects: nv_push(&note->parts).
#define nv_push(list)                                                                                                  \
    ((list)->at = nv_list_room((list)->at, (list)->n, &(list)->cap, sizeof *(list)->at),                               \
     &(list)->at[(list)->n++])

// nv_cut removes element i of a list and keeps the order of the others.
#define nv_cut(list, i) ((list)->n = nv_list_cut((list)->at, (list)->n, (i), sizeof *(list)->at))

void *nv_list_room(void *at, uint32_t n, uint32_t *cap, size_t size);
uint32_t nv_list_cut(void *at, uint32_t n, uint32_t i, size_t size);

NV_INLINE uint64_t nv_load8(const void *p)
{
    uint64_t v;
    __builtin_memcpy(&v, p, 8);
    return v;
}

NV_INLINE uint32_t nv_load4(const void *p)
{
    uint32_t v;
    __builtin_memcpy(&v, p, 4);
    return v;
}

NV_INLINE void nv_store8(void *p, uint64_t v) { __builtin_memcpy(p, &v, 8); }
NV_INLINE void nv_store4(void *p, uint32_t v) { __builtin_memcpy(p, &v, 4); }

// nv_same reports whether n bytes are equal.
NV_INLINE bool nv_same(const void *a, const void *b, uint32_t n)
{
    const uint8_t *x = a, *y = b;
    if (n >= 8) {
        for (uint32_t i = 0; i + 8 <= n; i += 8)
            if (nv_load8(x + i) != nv_load8(y + i)) return false;
        return nv_load8(x + n - 8) == nv_load8(y + n - 8);
    }
    for (uint32_t i = 0; i < n; i++)
        if (x[i] != y[i]) return false;
    return true;
}

// nv_eq reports whether two texts are the same bytes.
NV_INLINE bool nv_eq(nv_str a, nv_str b) { return a.n == b.n && nv_same(a.at, b.at, a.n); }

// nv_cmp orders texts by their bytes: below zero, zero, above zero.
int nv_cmp(nv_str a, nv_str b);

// nv_has reports whether a list of texts has one of them.
bool nv_has(const nv_strs *list, nv_str s);

// nv_utf8 reports whether bytes are valid UTF-8.
bool nv_utf8(const void *at, uint32_t n);

#define NV_HIGH_BITS 0x8080808080808080

// nv_ascii reports whether no byte is above 0x7f.
NV_INLINE bool nv_ascii(const void *at, uint32_t n)
{
    const uint8_t *p = at;
    uint64_t any = 0;
    if (n >= 8) {
        const uint8_t *last = p + n - 8;
        for (; last - p >= 24; p += 32) any |= nv_load8(p) | nv_load8(p + 8) | nv_load8(p + 16) | nv_load8(p + 24);
        for (; p < last; p += 8) any |= nv_load8(p);
        any |= nv_load8(last);
    } else if (n >= 4) {
        any = nv_load4(p) | nv_load4(p + n - 4);
    } else if (n > 0) {
        any = (uint64_t)(p[0] | p[n / 2] | p[n - 1]);
    }
    return (any & NV_HIGH_BITS) == 0;
}

// nv_copy_ascii copies n bytes that do not overlap, and reports whether none is
// above 0x7f. Short texts are the rule, and for them eight bytes at a time are
// faster than the instruction for bulk memory.
NV_INLINE bool nv_copy_ascii(void *to, const void *from, uint32_t n)
{
    uint8_t *t = to;
    const uint8_t *f = from;
    uint64_t any = 0, w;
    if (n >= 8) {
        const uint8_t *last = f + n - 8;
        uint8_t *end = t + n - 8;
        for (; last - f >= 24; f += 32, t += 32) {
            uint64_t x = nv_load8(f), y = nv_load8(f + 8), z = nv_load8(f + 16);
            w = nv_load8(f + 24);
            any |= w | x | y | z;
            nv_store8(t, x);
            nv_store8(t + 8, y);
            nv_store8(t + 16, z);
            nv_store8(t + 24, w);
        }
        for (; f < last; f += 8, t += 8) {
            any |= w = nv_load8(f);
            nv_store8(t, w);
        }
        any |= w = nv_load8(last);
        nv_store8(end, w);
    } else if (n >= 4) {
        uint32_t a = nv_load4(f), b = nv_load4(f + n - 4);
        nv_store4(t, a);
        nv_store4(t + n - 4, b);
        any = a | b;
    } else if (n > 0) {
        uint8_t a = f[0], b = f[n / 2], c = f[n - 1];
        t[0] = a;
        t[n / 2] = b;
        t[n - 1] = c;
        any = (uint64_t)(a | b | c);
    }
    return (any & NV_HIGH_BITS) == 0;
}

// nv_copy copies n bytes that do not overlap.
void nv_copy(void *to, const void *from, uint32_t n);

// nv_arena_reset empties the arena. The SDK does it before every call.
void nv_arena_reset(void);

// nv_space returns the end of at least n free bytes, which begin at *floor, for
// someone who writes downwards. Until nv_space_used says how far, nothing else
// may allocate.
uint8_t *nv_space(uint8_t **floor, size_t n);
void nv_space_used(uint8_t *p);

// nv_request_bytes returns the first n bytes of the buffer, and false when it
// has fewer. Only modules have one.
bool nv_request_bytes(uint32_t n, nv_bytes *request);

#endif
