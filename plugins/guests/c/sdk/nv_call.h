// One call of the rules: what they may know, and what they have to say.
#ifndef NV_CALL_H
#define NV_CALL_H

#include "nv_envelope.h"
#include "nv_text.h"

// Codes of the reasons that the SDK itself gives. The rules may use any others.
#define NV_MALFORMED "malformed"     // bytes were not the canonical encoding of the message expected
#define NV_UNSUPPORTED "unsupported" // the release has no such operation
#define NV_FAILED "failed"           // the rules failed, such as when a number became too large

// nv_call is one run of an operation. It is valid until the rule returns. Read
// it by the functions below.
typedef struct nv_call {
    nv_request request;
    bool final;
    bool failed;
    nv_str failure;
    nv_reason_list reasons;
    nv_document_list documents;
} nv_call;

// nv_is_new reports whether the record does not exist yet.
NV_INLINE bool nv_is_new(const nv_call *call) { return call->request.state.n == 0; }

// nv_time returns the logical time in unix seconds.
NV_INLINE int64_t nv_time(const nv_call *call) { return call->request.time; }

// nv_actor returns the member who sent the command.
NV_INLINE nv_str nv_actor(const nv_call *call) { return call->request.actor; }

// nv_parties returns the members who share the record, in the record's order.
NV_INLINE const nv_strs *nv_parties(const nv_call *call) { return &call->request.parties; }

// nv_is_party reports whether a member shares the record.
NV_INLINE bool nv_is_party(const nv_call *call, nv_str member) { return nv_has(&call->request.parties, member); }

// nv_sequence returns the number of the transition: 1 creates the record.
NV_INLINE uint64_t nv_sequence(const nv_call *call) { return call->request.sequence; }

// nv_seed returns 32 bytes that are the same on every pod. They are no secret.
NV_INLINE nv_bytes nv_seed(const nv_call *call) { return call->request.seed; }

// nv_reference finds the reference data of that name. It returns false when the
// release pins none.
bool nv_reference_data(const nv_call *call, nv_str name, nv_bytes *data);

// nv_issue lets a document leave the pod when the transition is recorded. The
// summary is made of parts, as in nv_text.
#define nv_issue(call, kind, number, ...) nv_issue_text((call), NV_PART(kind), NV_PART(number), nv_text(__VA_ARGS__))
void nv_issue_text(nv_call *call, nv_str kind, nv_str number, nv_str summary);

// nv_finish ends the record: no transition follows this one.
NV_INLINE void nv_finish(nv_call *call) { call->final = true; }

// nv_reject adds a reason why the request is rejected, and returns false: code
// is for programs, field the dotted path of what it is about ("" for the
// request as a whole), the message, made of parts, for people. Return it at
// once, or go on and report everything that is wrong together:
//
//     if (nv_decimal_sign(p->amount) <= 0) nv_reject(call, "amount", "pay.amount", "pay more than nothing");
//     if (!nv_ok(call)) return false;
#define nv_reject(call, code, field, ...) nv_reject_text((call), NV_PART(code), NV_PART(field), nv_text(__VA_ARGS__))
bool nv_reject_text(nv_call *call, nv_str code, nv_str field, nv_str message);

// nv_ok reports whether there is no reason to reject. A rule that returns true
// although it gave one rejects all the same.
NV_INLINE bool nv_ok(const nv_call *call) { return call->reasons.n == 0 && !call->failed; }

// nv_fail rejects the request because the rules themselves failed. It replaces
// all reasons, and returns false.
bool nv_fail(nv_call *call, nv_str message);

// NV_TRY returns from the rule, failing, when arithmetic has no result:
//
//     NV_TRY(call, nv_decimal_sub(&left, note->open, p->amount));
#define NV_TRY(call, expression)                                                                                       \
    do {                                                                                                               \
        nv_error nv_e_ = (expression);                                                                                 \
        if (NV_UNLIKELY(nv_e_ != NV_NONE)) return nv_fail((call), nv_error_text(nv_e_));                               \
    } while (0)

// What follows is for the exports in nv_rules.h.

// nv_call_begin reads the request. It returns false when it is malformed.
bool nv_call_begin(nv_call *call, nv_reader *r, nv_bytes input);

// nv_call_refuse answers that what ("request", "state", "command") is malformed.
nv_bytes nv_call_refuse(nv_call *call, const char *what, const nv_reader *r);

// nv_call_reject answers with the reasons.
nv_bytes nv_call_reject(nv_call *call);

// nv_call_answer begins an answer, nv_call_answered ends it with the state
// written in between.
uint8_t *nv_call_answer(nv_call *call, nv_writer *w, size_t *mark, nv_fault *before);
nv_bytes nv_call_answered(nv_call *call, nv_writer *w, uint8_t *p, size_t mark, const nv_fault *before);

// nv_reply_fault says what no host accepts as a reply, or nothing. A result of
// apply, up and down needs a state; one of check has none.
nv_str nv_reply_fault(const nv_reply *reply, bool needs_state);

// nv_request_fault says what no request of a host has, or nothing.
nv_str nv_request_fault(const nv_request *request);

// nv_call_too_long answers a request that is longer than the buffer,
// nv_call_unsupported one for an operation that the rules lack.
nv_bytes nv_call_too_long(void);
nv_bytes nv_call_unsupported(void);

#endif
