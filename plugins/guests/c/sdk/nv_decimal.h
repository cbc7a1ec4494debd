// Exact decimal numbers for money and quantities.
//
// A decimal is a whole number of at most 38 digits and a scale, the number of
// digits after the point: 81.2500 is 812500 at scale 4. Nothing is rounded
// unless a scale and a mode are named, and a result that does not fit is an
// error, never a wrong number.
#ifndef NV_DECIMAL_H
#define NV_DECIMAL_H

#include "nv_base.h"

#define NV_MAX_DIGITS 38
#define NV_MAX_SCALE 37

// nv_decimal is a number. The zero value means "not given": it is encoded as an
// absent field and counts as 0. Every result of arithmetic is set.
typedef struct nv_decimal {
    uint64_t lo, hi; // below 10^38
    uint8_t scale;   // 0 to NV_MAX_SCALE
    bool neg;        // never together with 0
    bool set;
} nv_decimal;

typedef NV_LIST(nv_decimal) nv_decimals;

// nv_error says why there is no result. Use NV_TRY to reject a command with it.
typedef enum nv_error {
    NV_NONE = 0,
    NV_SYNTAX,           // not the canonical text of this scale
    NV_OVERFLOW,         // more than 38 digits
    NV_INEXACT,          // rounding is needed and the mode is NV_EXACT
    NV_DIVISION_BY_ZERO, // as it says
    NV_SCALE,            // the scale is not 0 to NV_MAX_SCALE
} nv_error;

// nv_error_text says it for people.
nv_str nv_error_text(nv_error e);

// nv_mode says what happens to digits that do not fit a scale.
typedef enum nv_mode {
    NV_EXACT = 0, // refuse to round: NV_INEXACT
    NV_HALF_EVEN, // to the nearest, ties to the even digit (bankers' rounding)
    NV_HALF_UP,   // to the nearest, ties away from zero
    NV_DOWN,      // towards zero
    NV_UP,        // away from zero
    NV_FLOOR,     // towards minus infinity
    NV_CEILING,   // towards plus infinity
} nv_mode;

// nv_decimal_new returns coefficient / 10^scale, for constants in code. It
// stops the call when the scale is over NV_MAX_SCALE.
nv_decimal nv_decimal_new(int64_t coefficient, uint32_t scale);

// nv_decimal_must reads a canonical text of any scale, for constants in code
// and tests. It stops the call on anything else.
nv_decimal nv_decimal_must(const char *text);

// nv_decimal_parse reads the canonical text with exactly scale digits after the
// point.
nv_error nv_decimal_parse(nv_decimal *out, nv_str text, uint32_t scale);

// nv_decimal_text returns the canonical text, and "" when d is not set.
nv_str nv_decimal_text(nv_decimal d);

// The results of add and sub have the larger of both scales. Mul and quo are
// exact and then rounded once, to scale by mode. A larger scale in round only
// adds zeros. Out may be one of the operands' variables; it is not touched on
// an error.
nv_error nv_decimal_add(nv_decimal *out, nv_decimal a, nv_decimal b);
nv_error nv_decimal_sub(nv_decimal *out, nv_decimal a, nv_decimal b);
nv_error nv_decimal_mul(nv_decimal *out, nv_decimal a, nv_decimal b, uint32_t scale, nv_mode mode);
nv_error nv_decimal_quo(nv_decimal *out, nv_decimal a, nv_decimal b, uint32_t scale, nv_mode mode);
nv_error nv_decimal_round(nv_decimal *out, nv_decimal d, uint32_t scale, nv_mode mode);

// nv_decimal_cmp compares values, whatever their scales: -1, 0 or 1.
int nv_decimal_cmp(nv_decimal a, nv_decimal b);

// nv_decimal_same reports whether value, scale and being set are the same.
NV_INLINE bool nv_decimal_same(nv_decimal a, nv_decimal b)
{
    return a.lo == b.lo && a.hi == b.hi && a.scale == b.scale && a.neg == b.neg && a.set == b.set;
}

// nv_decimal_sign returns -1, 0 or 1.
NV_INLINE int nv_decimal_sign(nv_decimal d) { return (d.lo | d.hi) == 0 ? 0 : d.neg ? -1 : 1; }

NV_INLINE nv_decimal nv_decimal_neg(nv_decimal d)
{
    d.neg = !d.neg && (d.lo | d.hi) != 0;
    d.set = true;
    return d;
}

NV_INLINE nv_decimal nv_decimal_abs(nv_decimal d)
{
    d.neg = false;
    d.set = true;
    return d;
}

// nv_digits_room is enough for sign, digits and point.
#define NV_DIGITS_ROOM 40

// nv_digits_before writes the canonical text so that it ends before end, and
// returns where it begins. It needs NV_DIGITS_ROOM bytes.
uint8_t *nv_digits_before(uint8_t *end, const nv_decimal *d);

#endif
