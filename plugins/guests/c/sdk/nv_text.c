#include "nv_text.h"

nv_str nv_join(const nv_str *parts, uint32_t n)
{
    uint64_t size = 0;
    for (uint32_t i = 0; i < n; i++) size += parts[i].n;
    if (n == 1) return parts[0];
    if (size > INT32_MAX) nv_stop();
    char *text = nv_raw((size_t)size), *at = text;
    for (uint32_t i = 0; i < n; i++) {
        nv_copy(at, parts[i].at, parts[i].n);
        at += parts[i].n;
    }
    return (nv_str){text, (uint32_t)size};
}

nv_str nv_part_c(const char *s)
{
    uint32_t n = 0;
    while (s[n] != 0) n++;
    return (nv_str){s, n};
}

static nv_str whole(uint64_t v, bool neg)
{
    nv_decimal d = {.lo = v, .neg = neg, .set = true};
    return nv_decimal_text(d);
}

nv_str nv_part_signed(int64_t v) { return whole(v < 0 ? 0 - (uint64_t)v : (uint64_t)v, v < 0); }

nv_str nv_part_unsigned(uint64_t v) { return whole(v, false); }
