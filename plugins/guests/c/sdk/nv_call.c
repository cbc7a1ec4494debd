#include "nv_call.h"

// The largest logical time, in unix seconds: what 63 bits of nanoseconds hold.
#define MAX_TIME 9223372035

bool nv_reference_data(const nv_call *call, nv_str name, nv_bytes *data)
{
    const nv_reference_list *all = &call->request.references;
    for (uint32_t i = 0; i < all->n; i++) {
        if (nv_eq(all->at[i].name, name)) {
            *data = all->at[i].data;
            return true;
        }
    }
    *data = (nv_bytes){0};
    return false;
}

void nv_issue_text(nv_call *call, nv_str kind, nv_str number, nv_str summary)
{
    *nv_push(&call->documents) = (nv_document){.kind = kind, .number = number, .summary = summary};
}

bool nv_reject_text(nv_call *call, nv_str code, nv_str field, nv_str message)
{
    *nv_push(&call->reasons) = (nv_reason){.code = code, .message = message, .field = field};
    return false;
}

bool nv_fail(nv_call *call, nv_str message)
{
    call->failed = true;
    call->failure = message;
    return false;
}

nv_str nv_request_fault(const nv_request *q)
{
    if (q->time < 0 || q->time > MAX_TIME) return NV("the time is outside the years 1970 to 2262");
    if (q->seed.n != 0 && q->seed.n != 32) return NV("the seed has not 32 bytes");
    for (uint32_t i = 1; i < q->references.n; i++) {
        nv_str before = q->references.at[i - 1].name, name = q->references.at[i].name;
        if (nv_cmp(before, name) >= 0) return nv_text("reference ", name, " does not come after ", before);
    }
    return (nv_str){0};
}

bool nv_call_begin(nv_call *call, nv_reader *r, nv_bytes input)
{
    *call = (nv_call){0};
    if (!nv_request_decode(r, input, &call->request)) {
        call->failure = nv_fault_text(&r->fault);
        return false;
    }
    call->failure = nv_request_fault(&call->request);
    return call->failure.n == 0;
}

nv_str nv_reply_fault(const nv_reply *reply, bool needs_state)
{
    bool more = reply->final || reply->documents.n > 0;
    if (reply->reasons.n > 0 && (reply->state.n > 0 || more)) return NV("the reply has both reasons and a result");
    if (reply->reasons.n == 0 && reply->state.n == 0 && (needs_state || more)) return NV("the reply has neither a state nor reasons");
    for (uint32_t i = 0; i < reply->reasons.n; i++)
        if (reply->reasons.at[i].code.n == 0) return nv_text("a reason has no code: ", reply->reasons.at[i].message);
    for (uint32_t i = 0; i < reply->documents.n; i++)
        if (reply->documents.at[i].kind.n == 0) return nv_text("a document has no kind: ", reply->documents.at[i].number);
    return (nv_str){0};
}

// put_reasons writes a rejection.
static nv_bytes put_reasons(nv_writer *w, const nv_reason_list *reasons)
{
    uint8_t *p = nv_write_begin(w);
    for (uint32_t i = reasons->n; i > 0; i--) {
        if (!nv_put_enter(w, 3)) continue;
        size_t mark = nv_mark(w, p);
        p = nv_reason_put(w, p, &reasons->at[i - 1]);
        nv_put_leave(w);
        p = nv_put_length(w, p, 3, mark);
    }
    return nv_write_end(w, p);
}

// answer_no rejects for one reason of the SDK's own.
static NV_COLD nv_bytes answer_no(const char *code, nv_str message)
{
    nv_writer w;
    nv_reason reason = {.code = nv_part_c(code), .message = message};
    nv_reason_list one = {.at = &reason, .n = 1, .cap = 1};
    nv_bytes b = put_reasons(&w, &one);
    if (w.fault.reason.n == 0) return b;
    reason = (nv_reason){.code = NV(NV_FAILED), .message = nv_fault_text(&w.fault)}; // numbers and our words only
    return put_reasons(&w, &one);
}

nv_bytes nv_call_refuse(nv_call *call, const char *what, const nv_reader *r)
{
    nv_str why = r == NULL ? call->failure : nv_fault_text(&r->fault);
    return answer_no(NV_MALFORMED, nv_text("reading the ", what, ": ", why));
}

nv_bytes nv_call_too_long(void) { return answer_no(NV_MALFORMED, NV("the request is longer than the buffer")); }

nv_bytes nv_call_unsupported(void) { return answer_no(NV_UNSUPPORTED, NV("the release has no such operation")); }

nv_bytes nv_call_reject(nv_call *call)
{
    if (call->failed) return answer_no(NV_FAILED, call->failure);
    if (call->reasons.n == 0) return answer_no(NV_FAILED, NV("the rules reject without a reason"));
    for (uint32_t i = 0; i < call->reasons.n; i++)
        if (call->reasons.at[i].code.n == 0) return answer_no(NV_FAILED, nv_text("a reason has no code: ", call->reasons.at[i].message));
    nv_writer w;
    nv_bytes b = put_reasons(&w, &call->reasons);
    return w.fault.reason.n == 0 ? b : answer_no(NV_FAILED, nv_fault_text(&w.fault));
}

// The reply is written from its end: first the documents, then the state. A
// fault of the state counts before one of the documents.

uint8_t *nv_call_answer(nv_call *call, nv_writer *w, size_t *mark, nv_fault *before)
{
    uint8_t *p = nv_write_begin(w);
    for (uint32_t i = call->documents.n; i > 0; i--) {
        if (!nv_put_enter(w, 4)) continue;
        size_t from = nv_mark(w, p);
        p = nv_document_put(w, p, &call->documents.at[i - 1]);
        nv_put_leave(w);
        p = nv_put_length(w, p, 4, from);
    }
    p = nv_put_uint64(w, p, 2, call->final);
    before->reason = (nv_str){0};
    if (NV_UNLIKELY(w->fault.reason.n > 0)) *before = w->fault;
    w->fault.reason = (nv_str){0};
    *mark = nv_mark(w, p);
    return p;
}

nv_bytes nv_call_answered(nv_call *call, nv_writer *w, uint8_t *p, size_t mark, const nv_fault *before)
{
    if (NV_UNLIKELY(w->fault.reason.n > 0)) return answer_no(NV_FAILED, nv_fault_text(&w->fault));
    if (NV_UNLIKELY(nv_mark(w, p) == mark)) return answer_no(NV_FAILED, NV("the reply has neither a state nor reasons"));
    for (uint32_t i = 0; i < call->documents.n; i++)
        if (call->documents.at[i].kind.n == 0) return answer_no(NV_FAILED, nv_text("a document has no kind: ", call->documents.at[i].number));
    if (NV_UNLIKELY(before->reason.n > 0)) return answer_no(NV_FAILED, nv_fault_text(before));
    return nv_write_end(w, nv_put_length(w, p, 1, mark));
}
