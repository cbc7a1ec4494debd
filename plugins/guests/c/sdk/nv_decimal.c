#include "nv_decimal.h"

// Most numbers fit 64 bits, and so do the steps of adding and multiplying them:
// each operation has a short path for those. The long path works on 256 bits in
// words of 32, whose products fit 64.

#define WORDS 8

typedef struct wide {
    uint32_t w[WORDS]; // from the least significant word
} wide;

static const uint64_t powers[20] = {
    1u,
    10u,
    100u,
    1000u,
    10000u,
    100000u,
    1000000u,
    10000000u,
    100000000u,
    1000000000u,
    10000000000u,
    100000000000u,
    1000000000000u,
    10000000000000u,
    100000000000000u,
    1000000000000000u,
    10000000000000000u,
    100000000000000000u,
    1000000000000000000u,
    10000000000000000000u,
};

// The limit of a coefficient, 10^38.
#define LIMIT_HI 0x4b3b4ca85a86c47aULL
#define LIMIT_LO 0x098a224000000000ULL

nv_str nv_error_text(nv_error e)
{
    switch (e) {
    case NV_SYNTAX: return NV("decimal: not a canonical decimal of this scale");
    case NV_OVERFLOW: return NV("decimal: more than 38 digits");
    case NV_INEXACT: return NV("decimal: result needs rounding");
    case NV_DIVISION_BY_ZERO: return NV("decimal: division by zero");
    case NV_SCALE: return NV("decimal: scale out of range");
    case NV_NONE: break;
    }
    return (nv_str){0};
}

// mul64 returns the low word of a × b and sets the high one.
NV_INLINE uint64_t mul64(uint64_t a, uint64_t b, uint64_t *hi)
{
    if (NV_LIKELY(((a | b) >> 32) == 0)) {
        *hi = 0;
        return a * b;
    }
    uint64_t al = (uint32_t)a, ah = a >> 32, bl = (uint32_t)b, bh = b >> 32;
    uint64_t low = al * bl, m = ah * bl + (low >> 32), n = al * bh + (uint32_t)m;
    *hi = ah * bh + (m >> 32) + (n >> 32);
    return a * b;
}

static wide widen(uint64_t hi, uint64_t lo)
{
    return (wide){{(uint32_t)lo, (uint32_t)(lo >> 32), (uint32_t)hi, (uint32_t)(hi >> 32)}};
}

static bool is_zero(const wide *a)
{
    uint32_t any = 0;
    for (int i = 0; i < WORDS; i++) any |= a->w[i];
    return any == 0;
}

static int compare(const wide *a, const wide *b)
{
    for (int i = WORDS - 1; i >= 0; i--)
        if (a->w[i] != b->w[i]) return a->w[i] < b->w[i] ? -1 : 1;
    return 0;
}

static wide plus(const wide *a, const wide *b)
{
    wide z;
    uint64_t carry = 0;
    for (int i = 0; i < WORDS; i++) {
        carry += (uint64_t)a->w[i] + b->w[i];
        z.w[i] = (uint32_t)carry;
        carry >>= 32;
    }
    return z;
}

static wide minus(const wide *a, const wide *b)
{
    wide z;
    uint64_t borrow = 0;
    for (int i = 0; i < WORDS; i++) {
        uint64_t d = (uint64_t)a->w[i] - b->w[i] - borrow;
        z.w[i] = (uint32_t)d;
        borrow = d >> 63;
    }
    return z;
}

// times multiplies a by a small number. It returns false when that needs more
// than 256 bits.
static bool times(wide *a, uint32_t by)
{
    uint64_t carry = 0;
    for (int i = 0; i < WORDS; i++) {
        carry += (uint64_t)a->w[i] * by;
        a->w[i] = (uint32_t)carry;
        carry >>= 32;
    }
    return carry == 0;
}

// times_ten multiplies a by 10^n.
static bool times_ten(wide *a, uint32_t n)
{
    for (; n >= 9; n -= 9)
        if (!times(a, 1000000000)) return false;
    return times(a, (uint32_t)powers[n]);
}

// product of two coefficients.
static wide product(const wide *a, const wide *b)
{
    wide z = {{0}};
    for (int i = 0; i < WORDS / 2; i++) {
        uint64_t carry = 0;
        for (int j = 0; j < WORDS / 2; j++) {
            carry += (uint64_t)a->w[i] * b->w[j] + z.w[i + j];
            z.w[i + j] = (uint32_t)carry;
            carry >>= 32;
        }
        z.w[i + WORDS / 2] = (uint32_t)carry;
    }
    return z;
}

static int length(const wide *a)
{
    int n = WORDS;
    while (n > 0 && a->w[n - 1] == 0) n--;
    return n;
}

// short_divide divides a by one word and returns the remainder.
static uint32_t short_divide(wide *a, uint32_t by)
{
    uint64_t rest = 0;
    for (int i = WORDS - 1; i >= 0; i--) {
        rest = rest << 32 | a->w[i];
        a->w[i] = (uint32_t)(rest / by);
        rest %= by;
    }
    return (uint32_t)rest;
}

// divide returns a / b and leaves the remainder in *rest: long division in base
// 2^32 (Knuth's algorithm D). B is not zero.
static wide divide(const wide *a, const wide *b, wide *rest)
{
    wide q = {{0}};
    int n = length(b), m = length(a);
    if (n == 1) {
        q = *a;
        *rest = (wide){{short_divide(&q, b->w[0])}};
        return q;
    }
    *rest = *a;
    if (m < n) return q;

    // Shift so that the divisor's highest bit is set.
    int s = __builtin_clz(b->w[n - 1]);
    uint32_t u[WORDS + 1], v[WORDS];
    for (int i = n - 1; i >= 0; i--)
        v[i] = (uint32_t)(((uint64_t)b->w[i] << 32 | (i > 0 ? b->w[i - 1] : 0)) >> (32 - s));
    u[m] = (uint32_t)((uint64_t)a->w[m - 1] >> (32 - s));
    for (int i = m - 1; i >= 0; i--)
        u[i] = (uint32_t)(((uint64_t)a->w[i] << 32 | (i > 0 ? a->w[i - 1] : 0)) >> (32 - s));

    for (int j = m - n; j >= 0; j--) {
        uint64_t two = (uint64_t)u[j + n] << 32 | u[j + n - 1];
        uint64_t guess = two / v[n - 1], left = two % v[n - 1];
        while (guess >> 32 != 0 || guess * v[n - 2] > (left << 32 | u[j + n - 2])) {
            guess--;
            left += v[n - 1];
            if (left >> 32 != 0) break;
        }
        uint64_t borrow = 0, carry = 0;
        for (int i = 0; i < n; i++) {
            carry += guess * v[i];
            uint64_t d = (uint64_t)u[i + j] - (uint32_t)carry - borrow;
            u[i + j] = (uint32_t)d;
            borrow = d >> 63;
            carry >>= 32;
        }
        uint64_t d = (uint64_t)u[j + n] - carry - borrow;
        u[j + n] = (uint32_t)d;
        if (d >> 63 != 0) { // one too many: add the divisor back
            guess--;
            carry = 0;
            for (int i = 0; i < n; i++) {
                carry += (uint64_t)u[i + j] + v[i];
                u[i + j] = (uint32_t)carry;
                carry >>= 32;
            }
            u[j + n] += (uint32_t)carry;
        }
        q.w[j] = (uint32_t)guess;
    }
    for (int i = 0; i < WORDS; i++)
        rest->w[i] = i < n ? (uint32_t)(((uint64_t)u[i + 1] << 32 | u[i]) >> s) : 0;
    return q;
}

static nv_error set_small(nv_decimal *out, uint64_t lo, bool neg, uint32_t scale)
{
    *out = (nv_decimal){.lo = lo, .neg = neg && lo != 0, .scale = (uint8_t)scale, .set = true};
    return NV_NONE;
}

static nv_error set_wide(nv_decimal *out, const wide *m, bool neg, uint32_t scale)
{
    uint64_t lo = (uint64_t)m->w[1] << 32 | m->w[0], hi = (uint64_t)m->w[3] << 32 | m->w[2];
    if (length(m) > 4 || hi > LIMIT_HI || (hi == LIMIT_HI && lo >= LIMIT_LO)) return NV_OVERFLOW;
    *out = (nv_decimal){.lo = lo, .hi = hi, .neg = neg && (lo | hi) != 0, .scale = (uint8_t)scale, .set = true};
    return NV_NONE;
}

// align_small brings two coefficients of 64 bits to the larger of their scales,
// and returns false when one does not fit any more.
NV_INLINE bool align_small(const nv_decimal *a, const nv_decimal *b, uint64_t *x, uint64_t *y)
{
    uint64_t over = 0;
    *x = a->lo;
    *y = b->lo;
    if (NV_UNLIKELY((a->hi | b->hi) != 0)) return false;
    if (a->scale < b->scale) {
        if (b->scale - a->scale > 19) return false;
        *x = mul64(a->lo, powers[b->scale - a->scale], &over);
    } else if (a->scale > b->scale) {
        if (a->scale - b->scale > 19) return false;
        *y = mul64(b->lo, powers[a->scale - b->scale], &over);
    }
    return over == 0;
}

static NV_COLD void align(const nv_decimal *a, const nv_decimal *b, wide *x, wide *y)
{
    *x = widen(a->hi, a->lo);
    *y = widen(b->hi, b->lo);
    if (a->scale < b->scale)
        times_ten(x, (uint32_t)(b->scale - a->scale)); // below 10^76: it fits
    else
        times_ten(y, (uint32_t)(a->scale - b->scale));
}

static NV_COLD nv_error add_wide(nv_decimal *out, const nv_decimal *a, const nv_decimal *b, bool b_neg, uint32_t scale)
{
    wide x, y, z;
    align(a, b, &x, &y);
    bool neg = a->neg;
    if (neg == b_neg) {
        z = plus(&x, &y);
    } else if (compare(&x, &y) >= 0) {
        z = minus(&x, &y);
    } else {
        z = minus(&y, &x);
        neg = b_neg;
    }
    return set_wide(out, &z, neg, scale);
}

static nv_error add(nv_decimal *out, const nv_decimal *a, const nv_decimal *b, bool b_neg)
{
    uint64_t x, y;
    uint32_t scale = a->scale > b->scale ? a->scale : b->scale;
    if (align_small(a, b, &x, &y)) {
        if (a->neg != b_neg) return x >= y ? set_small(out, x - y, a->neg, scale) : set_small(out, y - x, b_neg, scale);
        if (x + y >= x) return set_small(out, x + y, a->neg, scale);
    }
    return add_wide(out, a, b, b_neg, scale);
}

nv_error nv_decimal_add(nv_decimal *out, nv_decimal a, nv_decimal b) { return add(out, &a, &b, b.neg); }

nv_error nv_decimal_sub(nv_decimal *out, nv_decimal a, nv_decimal b)
{
    return add(out, &a, &b, !b.neg && (b.lo | b.hi) != 0);
}

int nv_decimal_cmp(nv_decimal a, nv_decimal b)
{
    int s = nv_decimal_sign(a), t = nv_decimal_sign(b), c;
    if (s != t) return s < t ? -1 : 1;
    uint64_t x, y;
    if (align_small(&a, &b, &x, &y)) {
        c = x < y ? -1 : x > y;
    } else {
        wide v, w;
        align(&a, &b, &v, &w);
        c = compare(&v, &w);
    }
    return s < 0 ? -c : c;
}

// away reports whether a quotient that was cut off moves one step away from
// zero. Half compares what was cut off with half a step.
static bool away(nv_mode mode, bool neg, bool odd, int half)
{
    switch (mode) {
    case NV_HALF_EVEN: return half > 0 || (half == 0 && odd);
    case NV_HALF_UP: return half >= 0;
    case NV_UP: return true;
    case NV_FLOOR: return neg;
    case NV_CEILING: return !neg;
    case NV_EXACT:
    case NV_DOWN: break;
    }
    return false;
}

// ratio_small is ratio for 64 bits. It returns false when it cannot say.
static bool ratio_small(nv_decimal *out, nv_error *e, uint64_t n, uint64_t v, bool neg, int from, uint32_t to, nv_mode mode)
{
    int up = (int)to - from;
    uint64_t over = 0;
    if (up > 19 || up < -19) return false;
    if (up >= 0)
        n = mul64(n, powers[up], &over);
    else
        v = mul64(v, powers[-up], &over);
    if (over != 0) return false;
    uint64_t q = n, r = 0;
    if (v != 1) {
        q = n / v;
        r = n - q * v;
    }
    if (r != 0) {
        if (mode == NV_EXACT) {
            *e = NV_INEXACT;
            return true;
        }
        if (away(mode, neg, q & 1, r < v - r ? -1 : r > v - r)) q++; // v > 1, so q is not the largest number
    }
    *e = set_small(out, q, neg, to);
    return true;
}

// ratio returns n/10^from / v at scale to.
static NV_COLD nv_error ratio(nv_decimal *out, wide n, wide v, bool neg, int from, uint32_t to, nv_mode mode)
{
    // Scale the numerator up or the divisor up, never both. When the numerator
    // leaves 256 bits, so does the quotient leave 38 digits, because the
    // divisor is below 10^38.
    bool fits = true;
    if (from < (int)to && !times_ten(&n, (uint32_t)((int)to - from))) return NV_OVERFLOW;
    if (from > (int)to) fits = times_ten(&v, (uint32_t)(from - (int)to));
    wide q = {{0}}, r = n;
    if (fits) q = divide(&n, &v, &r);
    if (!is_zero(&r)) {
        if (mode == NV_EXACT) return NV_INEXACT;
        int half = -1; // a divisor beyond 256 bits is more than twice any numerator here
        if (fits) {
            wide other = minus(&v, &r);
            half = compare(&r, &other);
        }
        if (away(mode, neg, q.w[0] & 1, half)) {
            wide one = {{1}};
            q = plus(&q, &one);
        }
    }
    return set_wide(out, &q, neg, to);
}

nv_error nv_decimal_mul(nv_decimal *out, nv_decimal a, nv_decimal b, uint32_t scale, nv_mode mode)
{
    if (scale > NV_MAX_SCALE) return NV_SCALE;
    bool neg = a.neg != b.neg;
    int from = a.scale + b.scale;
    if (NV_LIKELY((a.hi | b.hi) == 0)) {
        uint64_t hi, lo = mul64(a.lo, b.lo, &hi);
        nv_error e;
        if (hi == 0 && ratio_small(out, &e, lo, 1, neg, from, scale, mode)) return e;
    }
    wide x = widen(a.hi, a.lo), y = widen(b.hi, b.lo);
    return ratio(out, product(&x, &y), widen(0, 1), neg, from, scale, mode);
}

nv_error nv_decimal_quo(nv_decimal *out, nv_decimal a, nv_decimal b, uint32_t scale, nv_mode mode)
{
    if ((b.lo | b.hi) == 0) return NV_DIVISION_BY_ZERO;
    if (scale > NV_MAX_SCALE) return NV_SCALE;
    bool neg = a.neg != b.neg;
    int from = a.scale - b.scale;
    nv_error e;
    if (NV_LIKELY((a.hi | b.hi) == 0) && ratio_small(out, &e, a.lo, b.lo, neg, from, scale, mode)) return e;
    return ratio(out, widen(a.hi, a.lo), widen(b.hi, b.lo), neg, from, scale, mode);
}

nv_error nv_decimal_round(nv_decimal *out, nv_decimal d, uint32_t scale, nv_mode mode)
{
    if (scale > NV_MAX_SCALE) return NV_SCALE;
    nv_error e;
    if (NV_LIKELY(d.hi == 0) && ratio_small(out, &e, d.lo, 1, d.neg, d.scale, scale, mode)) return e;
    return ratio(out, widen(d.hi, d.lo), widen(0, 1), d.neg, d.scale, scale, mode);
}

nv_decimal nv_decimal_new(int64_t coefficient, uint32_t scale)
{
    if (scale > NV_MAX_SCALE) nv_stop();
    nv_decimal d;
    set_small(&d, coefficient < 0 ? 0 - (uint64_t)coefficient : (uint64_t)coefficient, coefficient < 0, scale);
    return d;
}

nv_decimal nv_decimal_must(const char *text)
{
    uint32_t n = 0, scale = 0;
    for (; text[n] != 0; n++)
        if (text[n] == '.' && scale == 0) scale = n + 1;
    nv_decimal d;
    if (nv_decimal_parse(&d, (nv_str){text, n}, scale == 0 ? 0 : n - scale) != NV_NONE) nv_stop();
    return d;
}

// digits reads n digits, at most 19. It makes *bad greater than 15 when one is
// none.
NV_INLINE uint64_t digits(const char *at, uint32_t n, uint64_t value, uint32_t *bad)
{
    for (const char *end = at + n; at < end; at++) {
        uint32_t d = (uint32_t)(uint8_t)*at - '0';
        *bad |= d | (d + 6);
        value = value * 10 + d;
    }
    return value;
}

nv_error nv_decimal_parse(nv_decimal *out, nv_str text, uint32_t scale)
{
    if (scale > NV_MAX_SCALE) return NV_SCALE;
    if (text.n == 0 || text.n > NV_DIGITS_ROOM) return NV_SYNTAX;
    const char *at = text.at;
    uint32_t n = text.n;
    bool neg = at[0] == '-';
    at += neg;
    n -= neg;
    uint32_t rest = scale > 0 ? scale + 1 : 0;
    if (n <= rest) return NV_SYNTAX;
    uint32_t whole = n - rest, count = whole + scale;
    if ((whole > 1 && at[0] == '0') || (scale > 0 && at[whole] != '.') || count > NV_MAX_DIGITS) return NV_SYNTAX;
    const char *fraction = at + n - scale;
    uint32_t bad = 0;
    uint64_t lo, hi = 0;
    if (NV_LIKELY(count <= 19)) {
        lo = digits(at, whole, 0, &bad);
        lo = digits(fraction, scale, lo, &bad);
    } else {
        // The first 19 digits, then the others.
        uint32_t first = whole < 19 ? whole : 19, more = first < 19 ? 19 - first : 0;
        uint64_t top = digits(at, first, 0, &bad);
        top = digits(fraction, more, top, &bad);
        uint64_t low = digits(at + first, whole - first, 0, &bad);
        low = digits(fraction + more, scale - more, low, &bad);
        lo = mul64(top, powers[count - 19], &hi);
        lo += low;
        hi += lo < low;
    }
    if (bad > 15 || (neg && (lo | hi) == 0)) return NV_SYNTAX;
    *out = (nv_decimal){.lo = lo, .hi = hi, .neg = neg, .scale = (uint8_t)scale, .set = true};
    return NV_NONE;
}

static const char pairs[200] = "0001020304050607080910111213141516171819"
                               "2021222324252627282930313233343536373839"
                               "4041424344454647484950515253545556575859"
                               "6061626364656667686970717273747576777879"
                               "8081828384858687888990919293949596979899";

// eight writes eight digits before p.
NV_INLINE uint8_t *eight(uint8_t *p, uint32_t v)
{
    for (int i = 0; i < 4; i++) {
        uint32_t q = (uint32_t)((uint64_t)v * 1374389535 >> 37); // v / 100
        p -= 2;
        __builtin_memcpy(p, pairs + (v - q * 100) * 2, 2);
        v = q;
    }
    return p;
}

// some writes the digits of v before p, and none of zero.
NV_INLINE uint8_t *some(uint8_t *p, uint32_t v)
{
    while (v >= 10) {
        uint32_t q = (uint32_t)((uint64_t)v * 1374389535 >> 37);
        p -= 2;
        __builtin_memcpy(p, pairs + (v - q * 100) * 2, 2);
        v = q;
    }
    if (v > 0) *--p = (uint8_t)('0' + v);
    return p;
}

uint8_t *nv_digits_before(uint8_t *end, const nv_decimal *d)
{
    uint8_t *p = end;
    uint64_t v = d->lo;
    if (NV_UNLIKELY(d->hi != 0)) {
        wide w = widen(d->hi, d->lo);
        while (length(&w) > 2) p = eight(p, short_divide(&w, 100000000));
        v = (uint64_t)w.w[1] << 32 | w.w[0];
    }
    while (v >= 100000000) {
        uint64_t q = v / 100000000;
        p = eight(p, (uint32_t)(v - q * 100000000));
        v = q;
    }
    p = some(p, (uint32_t)v);
    // Zeros before a number below one, and the point.
    while ((uint32_t)(end - p) <= d->scale) *--p = '0';
    if (d->scale > 0) {
        uint8_t *point = end - d->scale - 1;
        for (uint8_t *c = --p; c < point; c++) c[0] = c[1];
        *point = '.';
    }
    if (d->neg) *--p = '-';
    return p;
}

nv_str nv_decimal_text(nv_decimal d)
{
    if (!d.set) return (nv_str){0};
    uint8_t room[NV_DIGITS_ROOM], *end = room + sizeof room, *from = nv_digits_before(end, &d);
    uint32_t n = (uint32_t)(end - from);
    char *text = nv_raw(n);
    nv_copy(text, from, n);
    return (nv_str){text, n};
}
