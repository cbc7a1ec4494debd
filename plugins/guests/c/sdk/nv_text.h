// Texts made of parts.
//
//     nv_text(note->creditor, " received ", amount, " EUR")
//
// A part is an nv_str, a C string, a decimal or a whole number. There are at
// most 12; nv_text of an nv_text makes more.
#ifndef NV_TEXT_H
#define NV_TEXT_H

#include "nv_base.h"
#include "nv_decimal.h"

#define nv_text(...) nv_join((const nv_str[]){NV_EACH(__VA_ARGS__)}, NV_COUNT(__VA_ARGS__))

// nv_join returns the parts one after another.
nv_str nv_join(const nv_str *parts, uint32_t n);

// NV_PART makes an nv_str of a part.
#define NV_PART(x)                                                                                                     \
    _Generic((x),                                                                                                      \
        nv_str: nv_part_str,                                                                                           \
        char *: nv_part_c,                                                                                             \
        const char *: nv_part_c,                                                                                       \
        nv_decimal: nv_decimal_text,                                                                                   \
        int: nv_part_signed,                                                                                           \
        long: nv_part_signed,                                                                                          \
        long long: nv_part_signed,                                                                                     \
        unsigned: nv_part_unsigned,                                                                                    \
        unsigned long: nv_part_unsigned,                                                                               \
        unsigned long long: nv_part_unsigned)(x)

NV_INLINE nv_str nv_part_str(nv_str s) { return s; }

nv_str nv_part_c(const char *s);

nv_str nv_part_signed(int64_t v);
nv_str nv_part_unsigned(uint64_t v);

// The preprocessor's way to do something with each argument.
#define NV_COUNT(...) NV_COUNT_(__VA_ARGS__, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0)
#define NV_COUNT_(a, b, c, d, e, f, g, h, i, j, k, l, n, ...) n
#define NV_EACH(...) NV_EACH_(NV_COUNT(__VA_ARGS__), __VA_ARGS__)
#define NV_EACH_(n, ...) NV_EACH__(n, __VA_ARGS__)
#define NV_EACH__(n, ...) NV_E##n(__VA_ARGS__)
#define NV_E1(a) NV_PART(a)
#define NV_E2(a, ...) NV_PART(a), NV_E1(__VA_ARGS__)
#define NV_E3(a, ...) NV_PART(a), NV_E2(__VA_ARGS__)
#define NV_E4(a, ...) NV_PART(a), NV_E3(__VA_ARGS__)
#define NV_E5(a, ...) NV_PART(a), NV_E4(__VA_ARGS__)
#define NV_E6(a, ...) NV_PART(a), NV_E5(__VA_ARGS__)
#define NV_E7(a, ...) NV_PART(a), NV_E6(__VA_ARGS__)
#define NV_E8(a, ...) NV_PART(a), NV_E7(__VA_ARGS__)
#define NV_E9(a, ...) NV_PART(a), NV_E8(__VA_ARGS__)
#define NV_E10(a, ...) NV_PART(a), NV_E9(__VA_ARGS__)
#define NV_E11(a, ...) NV_PART(a), NV_E10(__VA_ARGS__)
#define NV_E12(a, ...) NV_PART(a), NV_E11(__VA_ARGS__)

#endif
