// The canonical encoding: for one value of one message there is one byte
// string. Generated codecs call what is here; people rarely do.
//
// Reading follows the fields in ascending order, as they must stand, so there
// is no dispatch: what is left over at the end is a fault. Writing begins at
// the last byte: the length of a message is known when its tag is written, and
// nothing is moved.
#ifndef NV_WIRE_H
#define NV_WIRE_H

#include "nv_base.h"
#include "nv_decimal.h"

// NV_MAX_DEPTH bounds how deep messages nest. The outermost has depth 1.
#define NV_MAX_DEPTH 32

// nv_fault says what is not canonical, and where: the field numbers that lead
// from the outermost message to it.
typedef struct nv_fault {
    nv_str reason; // empty: there is no fault
    uint32_t depth;
    uint32_t path[NV_MAX_DEPTH + 1];
    // What a writer found wrong with a number. Its text is made later, because
    // nothing can be allocated while something is written.
    bool is_number;
    uint32_t scale;
    nv_decimal number;
} nv_fault;

// nv_fault_text returns "not canonical: field 4.2: ...".
nv_str nv_fault_text(const nv_fault *f);

// nv_reader holds where a decoder is and what was wrong.
typedef struct nv_reader {
    uint32_t depth;                  // messages above the one that is read
    uint32_t above[NV_MAX_DEPTH];    // the fields they stand in
    nv_fault fault;
} nv_reader;

NV_COLD const uint8_t *nv_bad(nv_reader *r, uint32_t field, nv_str reason);

// nv_left names the fault of a message of which something is left over at p.
NV_COLD const uint8_t *nv_left(nv_reader *r, const uint8_t *from, const uint8_t *p, const uint8_t *end);

NV_COLD const uint8_t *nv_long_varint(const uint8_t *p, const uint8_t *end, uint64_t *v);

// nv_tag1 to nv_tag5 look at the bytes of the next tag, least significant
// first, without decoding them. They return 0 at the end. Generated code takes
// the one for the longest tag of the message.
NV_INLINE uint64_t nv_tag1(const uint8_t *p, const uint8_t *end) { return p < end ? *p : 0; }

NV_INLINE uint64_t nv_tag2(const uint8_t *p, const uint8_t *end)
{
    if (p >= end) return 0;
    if (p[0] < 0x80) return p[0];
    return end - p < 2 ? 0 : p[0] | (uint64_t)p[1] << 8;
}

NV_INLINE uint64_t nv_tag5(const uint8_t *p, const uint8_t *end)
{
    uint64_t tag = 0;
    for (int i = 0; i < 5 && p + i < end; i++) {
        tag |= (uint64_t)p[i] << (8 * i);
        if (p[i] < 0x80) return tag;
    }
    return 0;
}

// nv_varint reads a minimal varint of at most 64 bits. It returns NULL when
// there is none.
NV_INLINE const uint8_t *nv_varint(const uint8_t *p, const uint8_t *end, uint64_t *v)
{
    if (NV_LIKELY(p < end && *p < 0x80)) {
        *v = *p;
        return p + 1;
    }
    if (NV_LIKELY(end - p >= 2 && p[1] - 1u < 0x7f)) {
        *v = (p[0] & 0x7fu) | (uint64_t)p[1] << 7;
        return p + 2;
    }
    uint64_t big = 0;
    p = nv_long_varint(p, end, &big);
    *v = big;
    return p;
}

// nv_content reads a length, and refuses one beyond the end.
NV_INLINE const uint8_t *nv_content(nv_reader *r, const uint8_t *p, const uint8_t *end, uint32_t field, uint32_t *n)
{
    uint64_t v;
    p = nv_varint(p, end, &v);
    if (NV_UNLIKELY(p == NULL)) return nv_bad(r, field, NV("a varint is cut short, not minimal or too large"));
    if (NV_UNLIKELY(v > (uint64_t)(end - p))) return nv_bad(r, field, NV("the length is beyond the end"));
    *n = (uint32_t)v;
    return p;
}

// nv_scalar reads a varint that is not zero.
NV_INLINE const uint8_t *nv_scalar(nv_reader *r, const uint8_t *p, const uint8_t *end, uint32_t field, uint64_t *v)
{
    p = nv_varint(p, end, v);
    if (NV_UNLIKELY(p == NULL)) return nv_bad(r, field, NV("a varint is cut short, not minimal or too large"));
    if (NV_UNLIKELY(*v == 0)) return nv_bad(r, field, NV("a default value is written"));
    return p;
}

NV_COLD const uint8_t *nv_bad_range(nv_reader *r, uint32_t field);
NV_COLD const uint8_t *nv_bad_enum(nv_reader *r, uint32_t field);

// The readers below take the address after the tag and return the one after
// the field, or NULL.

NV_INLINE const uint8_t *nv_read_int32(nv_reader *r, const uint8_t *p, const uint8_t *end, uint32_t field, int32_t *out)
{
    uint64_t v;
    p = nv_scalar(r, p, end, field, &v);
    if (p != NULL && NV_UNLIKELY((int64_t)v != (int32_t)v)) return nv_bad_range(r, field);
    *out = (int32_t)v;
    return p;
}

NV_INLINE const uint8_t *nv_read_uint32(nv_reader *r, const uint8_t *p, const uint8_t *end, uint32_t field, uint32_t *out)
{
    uint64_t v;
    p = nv_scalar(r, p, end, field, &v);
    if (p != NULL && NV_UNLIKELY(v >> 32 != 0)) return nv_bad_range(r, field);
    *out = (uint32_t)v;
    return p;
}

NV_INLINE const uint8_t *nv_read_int64(nv_reader *r, const uint8_t *p, const uint8_t *end, uint32_t field, int64_t *out)
{
    uint64_t v;
    p = nv_scalar(r, p, end, field, &v);
    *out = (int64_t)v;
    return p;
}

NV_INLINE const uint8_t *nv_read_uint64(nv_reader *r, const uint8_t *p, const uint8_t *end, uint32_t field, uint64_t *out)
{
    return nv_scalar(r, p, end, field, out);
}

NV_INLINE const uint8_t *nv_read_bool(nv_reader *r, const uint8_t *p, const uint8_t *end, uint32_t field, bool *out)
{
    uint64_t v;
    p = nv_scalar(r, p, end, field, &v);
    if (p != NULL && NV_UNLIKELY(v > 1)) return nv_bad(r, field, NV("the number is not a bool"));
    *out = true;
    return p;
}

NV_INLINE const uint8_t *nv_some_text(nv_reader *r, const uint8_t *p, const uint8_t *end, uint32_t field, nv_str *out)
{
    uint32_t n = 0;
    p = nv_content(r, p, end, field, &n);
    if (p == NULL) return NULL;
    if (NV_UNLIKELY(!nv_ascii(p, n)) && !nv_utf8(p, n)) return nv_bad(r, field, NV("the text is not valid UTF-8"));
    *out = (nv_str){(const char *)p, n};
    return p + n;
}

const uint8_t *nv_read_text(nv_reader *r, const uint8_t *p, const uint8_t *end, uint32_t field, nv_str *out);
const uint8_t *nv_read_bytes(nv_reader *r, const uint8_t *p, const uint8_t *end, uint32_t field, nv_bytes *out);
const uint8_t *nv_read_decimal(nv_reader *r, const uint8_t *p, const uint8_t *end, uint32_t field, uint32_t scale, nv_decimal *out);

// Lists. They read all elements of the field: the elements of texts, bytes and
// decimals stand one after another, each after its tag of size bytes.
const uint8_t *nv_read_texts(nv_reader *r, const uint8_t *p, const uint8_t *end, uint32_t field, uint32_t size, nv_strs *out);
const uint8_t *nv_read_blobs(nv_reader *r, const uint8_t *p, const uint8_t *end, uint32_t field, uint32_t size, nv_blobs *out);
const uint8_t *nv_read_decimals(nv_reader *r, const uint8_t *p, const uint8_t *end, uint32_t field, uint32_t size, uint32_t scale, nv_decimals *out);
const uint8_t *nv_read_int32s(nv_reader *r, const uint8_t *p, const uint8_t *end, uint32_t field, nv_int32s *out);
const uint8_t *nv_read_int64s(nv_reader *r, const uint8_t *p, const uint8_t *end, uint32_t field, nv_int64s *out);
const uint8_t *nv_read_uint32s(nv_reader *r, const uint8_t *p, const uint8_t *end, uint32_t field, nv_uint32s *out);
const uint8_t *nv_read_uint64s(nv_reader *r, const uint8_t *p, const uint8_t *end, uint32_t field, nv_uint64s *out);
const uint8_t *nv_read_bools(nv_reader *r, const uint8_t *p, const uint8_t *end, uint32_t field, nv_bools *out);

// nv_count counts the elements of a list that begin with the tag at p, which is
// size bytes long. What it cannot read ends the count; reading finds the fault.
uint32_t nv_count(const uint8_t *p, const uint8_t *end, uint32_t size);

// nv_enter reads the length of a message and returns where its content begins;
// *stop is where it ends. nv_leave undoes it.
NV_INLINE const uint8_t *nv_enter(nv_reader *r, const uint8_t *p, const uint8_t *end, uint32_t field, const uint8_t **stop)
{
    uint32_t n = 0;
    p = nv_content(r, p, end, field, &n);
    if (p == NULL) return NULL;
    if (NV_UNLIKELY(r->depth == NV_MAX_DEPTH - 1)) return nv_bad(r, field, NV("messages nest more than 32 deep"));
    r->above[r->depth++] = field;
    *stop = p + n;
    return p;
}

NV_INLINE void nv_leave(nv_reader *r) { r->depth--; }

// nv_writer holds what is written so far: the bytes from p, which generated
// code carries with it, to end.
typedef struct nv_writer {
    uint8_t *floor, *end;
    uint32_t depth;
    uint32_t above[NV_MAX_DEPTH];
    nv_fault fault; // of the field with the lowest number
} nv_writer;

// nv_write_begin begins to write in what is left of the arena and returns p.
// Until nv_write_end, which returns the bytes, nothing else may allocate.
uint8_t *nv_write_begin(nv_writer *w);
nv_bytes nv_write_end(nv_writer *w, uint8_t *p);

NV_COLD uint8_t *nv_write_more(nv_writer *w, uint8_t *p, uint32_t n);
NV_COLD void nv_write_bad(nv_writer *w, uint32_t field, nv_str reason);
NV_COLD void nv_write_bad_decimal(nv_writer *w, uint32_t field, const nv_decimal *d, uint32_t scale);
NV_COLD void nv_write_bad_enum(nv_writer *w, uint32_t field, int32_t v);

// nv_room makes room for n bytes before p.
NV_INLINE uint8_t *nv_room(nv_writer *w, uint8_t *p, uint32_t n)
{
    return NV_LIKELY((size_t)(p - w->floor) >= n) ? p : nv_write_more(w, p, n);
}

// nv_put_varint needs room for ten bytes.
NV_INLINE uint8_t *nv_put_varint(uint8_t *p, uint64_t v)
{
    if (NV_LIKELY(v < 0x80)) {
        *--p = (uint8_t)v;
        return p;
    }
    uint32_t n = (uint32_t)(70 - __builtin_clzll(v)) / 7;
    p -= n;
    for (uint32_t i = 0; i < n - 1; i++, v >>= 7) p[i] = (uint8_t)(v | 0x80);
    p[n - 1] = (uint8_t)v;
    return p;
}

NV_INLINE uint8_t *nv_put_tag(uint8_t *p, uint32_t field, uint32_t type)
{
    uint32_t tag = field << 3 | type;
    if (tag < 0x80) {
        *--p = (uint8_t)tag;
        return p;
    }
    if (tag < 0x4000) {
        p -= 2;
        p[0] = (uint8_t)(tag | 0x80);
        p[1] = (uint8_t)(tag >> 7);
        return p;
    }
    return nv_put_varint(p, tag);
}

// nv_put_uint64 writes a number unless it is zero. It serves for every number:
// int32 and enums are sign-extended.
NV_INLINE uint8_t *nv_put_uint64(nv_writer *w, uint8_t *p, uint32_t field, uint64_t v)
{
    if (v == 0) return p;
    p = nv_room(w, p, 16);
    return nv_put_tag(nv_put_varint(p, v), field, 0);
}

uint8_t *nv_put_content(nv_writer *w, uint8_t *p, const void *at, uint32_t n);
uint8_t *nv_put_checked(nv_writer *w, uint8_t *p, uint32_t field, nv_str v);
uint8_t *nv_put_number(nv_writer *w, uint8_t *p, uint32_t field, const nv_decimal *d, uint32_t scale);

// nv_put_text_element writes a text even when it is empty, nv_put_text does
// not; and so on.
NV_INLINE uint8_t *nv_put_text_element(nv_writer *w, uint8_t *p, uint32_t field, nv_str v)
{
    return nv_put_tag(nv_put_checked(w, p, field, v), field, 2);
}

NV_INLINE uint8_t *nv_put_text(nv_writer *w, uint8_t *p, uint32_t field, nv_str v)
{
    return v.n == 0 ? p : nv_put_text_element(w, p, field, v);
}

NV_INLINE uint8_t *nv_put_bytes_element(nv_writer *w, uint8_t *p, uint32_t field, nv_bytes v)
{
    return nv_put_tag(nv_put_content(w, p, v.at, v.n), field, 2);
}

NV_INLINE uint8_t *nv_put_bytes(nv_writer *w, uint8_t *p, uint32_t field, nv_bytes v)
{
    return v.n == 0 ? p : nv_put_bytes_element(w, p, field, v);
}

NV_INLINE uint8_t *nv_put_decimal_element(nv_writer *w, uint8_t *p, uint32_t field, const nv_decimal *d, uint32_t scale)
{
    return nv_put_tag(nv_put_number(w, p, field, d, scale), field, 2);
}

NV_INLINE uint8_t *nv_put_decimal(nv_writer *w, uint8_t *p, uint32_t field, const nv_decimal *d, uint32_t scale)
{
    return d->set ? nv_put_decimal_element(w, p, field, d, scale) : p;
}

// nv_put_length writes the length of what was written since the mark, which is
// nv_mark at the end of it, and its tag.
NV_INLINE size_t nv_mark(const nv_writer *w, const uint8_t *p) { return (size_t)(w->end - p); }

NV_INLINE uint8_t *nv_put_length(nv_writer *w, uint8_t *p, uint32_t field, size_t mark)
{
    p = nv_room(w, p, 16);
    return nv_put_tag(nv_put_varint(p, nv_mark(w, p) - mark), field, 2);
}

// nv_put_enter is called before a message is written. It returns false when
// messages nest too deep; then it must not be written.
NV_INLINE bool nv_put_enter(nv_writer *w, uint32_t field)
{
    if (NV_UNLIKELY(w->depth == NV_MAX_DEPTH - 1)) {
        nv_write_bad(w, field, NV("messages nest more than 32 deep"));
        return false;
    }
    w->above[w->depth++] = field;
    return true;
}

NV_INLINE void nv_put_leave(nv_writer *w) { w->depth--; }

uint8_t *nv_put_texts(nv_writer *w, uint8_t *p, uint32_t field, const nv_strs *list);
uint8_t *nv_put_blobs(nv_writer *w, uint8_t *p, uint32_t field, const nv_blobs *list);
uint8_t *nv_put_decimals(nv_writer *w, uint8_t *p, uint32_t field, const nv_decimals *list, uint32_t scale);
uint8_t *nv_put_int32s(nv_writer *w, uint8_t *p, uint32_t field, const nv_int32s *list);
uint8_t *nv_put_int64s(nv_writer *w, uint8_t *p, uint32_t field, const nv_int64s *list);
uint8_t *nv_put_uint32s(nv_writer *w, uint8_t *p, uint32_t field, const nv_uint32s *list);
uint8_t *nv_put_uint64s(nv_writer *w, uint8_t *p, uint32_t field, const nv_uint64s *list);
uint8_t *nv_put_bools(nv_writer *w, uint8_t *p, uint32_t field, const nv_bools *list);

// nv_visit is told of one scalar field that is set: its path and its text.
// Generated types have a function _walk that calls it for each, in the order
// of the field numbers.
typedef void nv_visit(void *context, nv_str path, nv_str value);

// nv_hex returns the lower-case hexadecimal digits of bytes.
nv_str nv_hex(nv_bytes b);

#endif
