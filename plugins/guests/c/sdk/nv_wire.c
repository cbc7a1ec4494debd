#include "nv_wire.h"

#include "nv_text.h"

// Reading.

const uint8_t *nv_bad(nv_reader *r, uint32_t field, nv_str reason)
{
    nv_fault *f = &r->fault;
    f->reason = reason;
    f->is_number = false;
    f->depth = 0;
    for (uint32_t i = 0; i < r->depth; i++) f->path[f->depth++] = r->above[i];
    if (field != 0) f->path[f->depth++] = field;
    return NULL;
}

const uint8_t *nv_bad_range(nv_reader *r, uint32_t field) { return nv_bad(r, field, NV("the number does not fit 32 bits")); }

const uint8_t *nv_bad_enum(nv_reader *r, uint32_t field) { return nv_bad(r, field, NV("the number is no value of the enum")); }

const uint8_t *nv_left(nv_reader *r, const uint8_t *from, const uint8_t *p, const uint8_t *end)
{
    // What stands before p is sound. Its last tag says what may follow.
    uint64_t before = 0, tag = 0;
    for (const uint8_t *q = from; q < p;) {
        uint64_t n = 0;
        q = nv_varint(q, end, &before);
        if (q != NULL) q = nv_varint(q, end, &n);
        if (q == NULL || (before & 7) == 2) q = q == NULL ? p : q + n;
    }
    if (nv_varint(p, end, &tag) == NULL) return nv_bad(r, (uint32_t)(before >> 3), NV("a varint is cut short, not minimal or too large"));
    uint64_t field = tag >> 3, last = before >> 3;
    if (field == 0 || field >= 1u << 29) return nv_bad(r, 0, NV("a field number is out of range"));
    uint32_t f = (uint32_t)field;
    if ((tag & 7) != 0 && (tag & 7) != 2) return nv_bad(r, f, nv_text("wire type ", (uint32_t)(tag & 7), " is not part of the profile"));
    if (field < last) return nv_bad(r, f, NV("the field stands after a higher number"));
    if (tag == before) return nv_bad(r, f, NV("the field stands twice"));
    return nv_bad(r, f, NV("unknown field, or the wire type does not fit it"));
}

const uint8_t *nv_long_varint(const uint8_t *p, const uint8_t *end, uint64_t *v)
{
    uint64_t out = 0;
    uint32_t shift = 0;
    for (const uint8_t *stop = end - p > 9 ? p + 9 : end; p < stop; shift += 7) {
        uint64_t c = *p++;
        out |= (c & 0x7f) << shift;
        if (c >= 0x80) continue;
        if (c == 0 && shift > 0) return NULL;
        *v = out;
        return p;
    }
    // The tenth byte has one bit left.
    if (shift != 63 || p == end || *p != 1) return NULL;
    *v = out | (uint64_t)1 << 63;
    return p + 1;
}

// some refuses the empty content, which is a default.
static const uint8_t *some(nv_reader *r, const uint8_t *p, const uint8_t *end, uint32_t field, uint32_t *n)
{
    p = nv_content(r, p, end, field, n);
    if (p != NULL && NV_UNLIKELY(*n == 0)) return nv_bad(r, field, NV("a default value is written"));
    return p;
}

const uint8_t *nv_read_text(nv_reader *r, const uint8_t *p, const uint8_t *end, uint32_t field, nv_str *out)
{
    p = nv_some_text(r, p, end, field, out);
    if (p != NULL && NV_UNLIKELY(out->n == 0)) return nv_bad(r, field, NV("a default value is written"));
    return p;
}

const uint8_t *nv_read_bytes(nv_reader *r, const uint8_t *p, const uint8_t *end, uint32_t field, nv_bytes *out)
{
    uint32_t n = 0;
    p = some(r, p, end, field, &n);
    if (p == NULL) return NULL;
    *out = (nv_bytes){p, n};
    return p + n;
}

static const uint8_t *number(nv_reader *r, const uint8_t *p, uint32_t n, uint32_t field, uint32_t scale, nv_decimal *out)
{
    if (NV_UNLIKELY(nv_decimal_parse(out, (nv_str){(const char *)p, n}, scale) != NV_NONE))
        return nv_bad(r, field, nv_text("the text is not a canonical decimal with ", scale, " digits after the point"));
    return p + n;
}

const uint8_t *nv_read_decimal(nv_reader *r, const uint8_t *p, const uint8_t *end, uint32_t field, uint32_t scale, nv_decimal *out)
{
    uint32_t n = 0;
    p = some(r, p, end, field, &n);
    return p == NULL ? NULL : number(r, p, n, field, scale, out);
}

uint32_t nv_count(const uint8_t *p, const uint8_t *end, uint32_t size)
{
    const uint8_t *tag = p;
    uint32_t count = 0;
    while ((size_t)(end - p) >= size && nv_same(p, tag, size)) {
        count++;
        uint64_t n;
        p = nv_varint(p + size, end, &n);
        if (p == NULL || n > (uint64_t)(end - p)) break;
        p += n;
    }
    return count;
}

// LIST_OF makes room for the elements of a list whose first tag ends at p.
#define LIST_OF(out, count)                                                                                               \
    ((out)->cap = (count), (out)->n = 0, (out)->at = nv_raw((size_t)(out)->cap * sizeof *(out)->at))

const uint8_t *nv_read_texts(nv_reader *r, const uint8_t *p, const uint8_t *end, uint32_t field, uint32_t size, nv_strs *out)
{
    p -= size;
    LIST_OF(out, nv_count(p, end, size));
    while (out->n < out->cap) {
        p = nv_some_text(r, p + size, end, field, &out->at[out->n]);
        if (p == NULL) return NULL;
        out->n++;
    }
    return p;
}

const uint8_t *nv_read_blobs(nv_reader *r, const uint8_t *p, const uint8_t *end, uint32_t field, uint32_t size, nv_blobs *out)
{
    p -= size;
    LIST_OF(out, nv_count(p, end, size));
    while (out->n < out->cap) {
        uint32_t n = 0;
        p = nv_content(r, p + size, end, field, &n);
        if (p == NULL) return NULL;
        out->at[out->n++] = (nv_bytes){p, n};
        p += n;
    }
    return p;
}

const uint8_t *nv_read_decimals(nv_reader *r, const uint8_t *p, const uint8_t *end, uint32_t field, uint32_t size, uint32_t scale, nv_decimals *out)
{
    p -= size;
    LIST_OF(out, nv_count(p, end, size));
    while (out->n < out->cap) {
        uint32_t n = 0;
        p = nv_content(r, p + size, end, field, &n);
        if (p == NULL || (p = number(r, p, n, field, scale, &out->at[out->n])) == NULL) return NULL;
        out->n++;
    }
    return p;
}

// packed reads the length of a packed list and counts its varints: each has one
// byte below 0x80.
static const uint8_t *packed(nv_reader *r, const uint8_t *p, const uint8_t *end, uint32_t field, uint32_t *n, uint32_t *count)
{
    p = some(r, p, end, field, n);
    *count = 0;
    if (p != NULL)
        for (uint32_t i = 0; i < *n; i++) *count += p[i] < 0x80;
    return p;
}

// PACKED defines the reader of a packed list whose varints v must hold sound.
#define PACKED(name, type, sound, fault)                                                                               \
    const uint8_t *nv_read_##name(nv_reader *r, const uint8_t *p, const uint8_t *end, uint32_t field, nv_##name *out)  \
    {                                                                                                                  \
        uint32_t n = 0, count;                                                                                         \
        p = packed(r, p, end, field, &n, &count);                                                                      \
        if (p == NULL) return NULL;                                                                                    \
        LIST_OF(out, count);                                                                                           \
        for (const uint8_t *stop = p + n; p < stop;) {                                                                 \
            uint64_t v;                                                                                                \
            p = nv_varint(p, stop, &v);                                                                                \
            if (p == NULL) return nv_bad(r, field, NV("a varint is cut short, not minimal or too large"));             \
            if (!(sound)) return nv_bad(r, field, NV(fault));                                                          \
            out->at[out->n++] = (type)v;                                                                               \
        }                                                                                                              \
        return p;                                                                                                      \
    }

PACKED(int32s, int32_t, (int64_t)v == (int32_t)v, "the number does not fit 32 bits")
PACKED(int64s, int64_t, true, "")
PACKED(uint32s, uint32_t, v >> 32 == 0, "the number does not fit 32 bits")
PACKED(uint64s, uint64_t, true, "")
PACKED(bools, bool, v < 2, "the number is not a bool")

// Writing.

uint8_t *nv_write_begin(nv_writer *w)
{
    w->depth = 0;
    w->fault.reason = (nv_str){0};
    w->end = nv_space(&w->floor, 64);
    return w->end;
}

nv_bytes nv_write_end(nv_writer *w, uint8_t *p)
{
    nv_space_used(p);
    return (nv_bytes){p, (uint32_t)(w->end - p)};
}

uint8_t *nv_write_more(nv_writer *w, uint8_t *p, uint32_t n)
{
    size_t have = (size_t)(w->end - p);
    if ((uint64_t)have * 2 + n > PTRDIFF_MAX) nv_stop();
    uint8_t *floor, *end = nv_space(&floor, have * 2 + n); // another block: this one is too small
    __builtin_memcpy(end - have, p, have);
    w->floor = floor;
    w->end = end;
    return end - have;
}

void nv_write_bad(nv_writer *w, uint32_t field, nv_str reason)
{
    nv_fault *f = &w->fault;
    f->reason = reason;
    f->is_number = false;
    f->depth = 0;
    for (uint32_t i = 0; i < w->depth; i++) f->path[f->depth++] = w->above[i];
    if (field != 0) f->path[f->depth++] = field;
}

static const char no_value[] = " is no value of the enum";

void nv_write_bad_decimal(nv_writer *w, uint32_t field, const nv_decimal *d, uint32_t scale)
{
    nv_write_bad(w, field, NV("not a decimal of the field's scale"));
    w->fault.is_number = true;
    w->fault.number = *d;
    w->fault.scale = scale;
}

void nv_write_bad_enum(nv_writer *w, uint32_t field, int32_t v)
{
    nv_write_bad(w, field, (nv_str){no_value, sizeof no_value - 1});
    w->fault.is_number = true;
    w->fault.number = nv_decimal_new(v, 0);
}

uint8_t *nv_put_content(nv_writer *w, uint8_t *p, const void *at, uint32_t n)
{
    if (n > INT32_MAX) nv_stop();
    p = nv_room(w, p, n + 32);
    p -= n;
    nv_copy(p, at, n);
    return nv_put_varint(p, n);
}

uint8_t *nv_put_checked(nv_writer *w, uint8_t *p, uint32_t field, nv_str v)
{
    if (v.n > INT32_MAX) nv_stop();
    p = nv_room(w, p, v.n + 32);
    p -= v.n;
    if (NV_UNLIKELY(!nv_copy_ascii(p, v.at, v.n)) && !nv_utf8(v.at, v.n)) nv_write_bad(w, field, NV("the text is not valid UTF-8"));
    return nv_put_varint(p, v.n);
}

uint8_t *nv_put_number(nv_writer *w, uint8_t *p, uint32_t field, const nv_decimal *d, uint32_t scale)
{
    nv_decimal rounded;
    if (NV_UNLIKELY(d->scale != scale || !d->set)) {
        if (!d->set || nv_decimal_round(&rounded, *d, scale, NV_EXACT) != NV_NONE) {
            nv_write_bad_decimal(w, field, d, scale);
            return p;
        }
        d = &rounded;
    }
    p = nv_room(w, p, NV_DIGITS_ROOM + 32);
    uint8_t *from = nv_digits_before(p, d);
    return nv_put_varint(from, (uint64_t)(p - from));
}

uint8_t *nv_put_texts(nv_writer *w, uint8_t *p, uint32_t field, const nv_strs *list)
{
    for (uint32_t i = list->n; i > 0; i--) p = nv_put_text_element(w, p, field, list->at[i - 1]);
    return p;
}

uint8_t *nv_put_blobs(nv_writer *w, uint8_t *p, uint32_t field, const nv_blobs *list)
{
    for (uint32_t i = list->n; i > 0; i--) p = nv_put_bytes_element(w, p, field, list->at[i - 1]);
    return p;
}

uint8_t *nv_put_decimals(nv_writer *w, uint8_t *p, uint32_t field, const nv_decimals *list, uint32_t scale)
{
    for (uint32_t i = list->n; i > 0; i--) p = nv_put_decimal_element(w, p, field, &list->at[i - 1], scale);
    return p;
}

#define PUT_PACKED(name, bits)                                                                                         \
    uint8_t *nv_put_##name(nv_writer *w, uint8_t *p, uint32_t field, const nv_##name *list)                            \
    {                                                                                                                  \
        if (list->n == 0) return p;                                                                                    \
        size_t mark = nv_mark(w, p);                                                                                   \
        for (uint32_t i = list->n; i > 0; i--) p = nv_put_varint(nv_room(w, p, 16), (uint64_t)(bits)list->at[i - 1]);  \
        return nv_put_length(w, p, field, mark);                                                                       \
    }

PUT_PACKED(int32s, int64_t)
PUT_PACKED(int64s, int64_t)
PUT_PACKED(uint32s, uint64_t)
PUT_PACKED(uint64s, uint64_t)
PUT_PACKED(bools, uint64_t)

nv_str nv_fault_text(const nv_fault *f)
{
    nv_str s = NV("not canonical: ");
    for (uint32_t i = 0; i < f->depth; i++) s = nv_text(s, i == 0 ? "field " : ".", f->path[i]);
    nv_str reason = f->reason;
    if (f->is_number && reason.at == no_value)
        reason = nv_text(f->number, reason);
    else if (f->is_number)
        reason = nv_text("\"", f->number, "\" is not a decimal with ", f->scale, " digits after the point: round it first");
    return nv_text(s, f->depth > 0 ? ": " : "", reason);
}

nv_str nv_hex(nv_bytes b)
{
    char *text = nv_raw((size_t)b.n * 2);
    for (uint32_t i = 0; i < b.n; i++) {
        text[2 * i] = "0123456789abcdef"[b.at[i] >> 4];
        text[2 * i + 1] = "0123456789abcdef"[b.at[i] & 15];
    }
    return (nv_str){text, b.n * 2};
}
