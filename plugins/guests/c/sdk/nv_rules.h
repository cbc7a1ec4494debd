// The exports of a module.
//
//     NV_RULES(
//         NV_APPLY(note_v1_note, note_v1_command, apply)
//         NV_CHECK(note_v1_note, check))
//
// stands once, in one source file, without commas between the operations. An
// operation that is not named is not exported.
#ifndef NV_RULES_H
#define NV_RULES_H

#include "nv_call.h"

#define NV_RULES(...) __VA_ARGS__

// NV_APPLY exports the operation that takes a command on a state. The rule
//
//     static bool apply(nv_call *call, note_v1_note *note, const note_v1_command *command)
//
// changes the state in place and returns true, or rejects. A new record has the
// zero state.
#define NV_APPLY(State, Command, rule)                                                                                 \
    NV_OPERATION(apply)                                                                                                \
    {                                                                                                                  \
        nv_call call;                                                                                                  \
        nv_reader r;                                                                                                   \
        if (!nv_call_begin(&call, &r, input)) return nv_call_refuse(&call, "request", NULL);                           \
        State state = {0};                                                                                             \
        if (!State##_decode(&r, call.request.state, &state)) return nv_call_refuse(&call, "state", &r);                \
        Command command = {0};                                                                                         \
        if (!Command##_decode(&r, call.request.command, &command)) return nv_call_refuse(&call, "command", &r);        \
        bool (*const f)(nv_call *, State *, const Command *) = (rule);                                                 \
        if (!f(&call, &state, &command) || !nv_ok(&call)) return nv_call_reject(&call);                                \
        NV_ANSWER(State, &state);                                                                                      \
    }

// NV_UP and NV_DOWN export the conversions from and to the schema before. The
// rule
//
//     static bool up(nv_call *call, const old_v1_trade *from, new_v2_trade *to)
//
// fills to, or rejects, naming each field that would be lost.
#define NV_UP(From, To, rule) NV_CONVERSION(up, From, To, rule)
#define NV_DOWN(From, To, rule) NV_CONVERSION(down, From, To, rule)

// NV_CHECK exports the operation that says which invariants a state breaks:
//
//     static bool check(nv_call *call, const note_v1_note *note)
#define NV_CHECK(State, rule)                                                                                          \
    NV_OPERATION(check)                                                                                                \
    {                                                                                                                  \
        nv_call call;                                                                                                  \
        nv_reader r;                                                                                                   \
        if (!nv_call_begin(&call, &r, input)) return nv_call_refuse(&call, "request", NULL);                           \
        State state = {0};                                                                                             \
        if (!State##_decode(&r, call.request.state, &state)) return nv_call_refuse(&call, "state", &r);                \
        bool (*const f)(nv_call *, const State *) = (rule);                                                            \
        if (!f(&call, &state) || !nv_ok(&call)) return nv_call_reject(&call);                                          \
        return (nv_bytes){0};                                                                                          \
    }

#define NV_CONVERSION(name, From, To, rule)                                                                            \
    NV_OPERATION(name)                                                                                                 \
    {                                                                                                                  \
        nv_call call;                                                                                                  \
        nv_reader r;                                                                                                   \
        if (!nv_call_begin(&call, &r, input)) return nv_call_refuse(&call, "request", NULL);                           \
        From from = {0};                                                                                               \
        if (!From##_decode(&r, call.request.state, &from)) return nv_call_refuse(&call, "state", &r);                  \
        To to = {0};                                                                                                   \
        bool (*const f)(nv_call *, const From *, To *) = (rule);                                                       \
        if (!f(&call, &from, &to) || !nv_ok(&call)) return nv_call_reject(&call);                                      \
        NV_ANSWER(To, &to);                                                                                            \
    }

#define NV_ANSWER(State, state)                                                                                        \
    nv_writer w;                                                                                                       \
    nv_fault before;                                                                                                   \
    size_t mark;                                                                                                       \
    uint8_t *p = nv_call_answer(&call, &w, &mark, &before);                                                            \
    p = State##_put(&w, p, (state));                                                                                   \
    return nv_call_answered(&call, &w, p, mark, &before)

// NV_OPERATION begins the function that makes a reply from a request.
#ifdef __wasm__
#define NV_OPERATION(name)                                                                                             \
    static nv_bytes nv_run_##name(nv_bytes input);                                                                     \
    __attribute__((export_name("nv_" #name))) uint64_t nv_op_##name(uint32_t n);                                       \
    uint64_t nv_op_##name(uint32_t n)                                                                                  \
    {                                                                                                                  \
        nv_bytes input;                                                                                                \
        nv_arena_reset();                                                                                              \
        nv_bytes reply = nv_request_bytes(n, &input) ? nv_run_##name(input) : nv_call_too_long();                      \
        return reply.n == 0 ? 0 : (uint64_t)(uintptr_t)reply.at << 32 | reply.n;                                       \
    }                                                                                                                  \
    static nv_bytes nv_run_##name(nv_bytes input)
#else
// A native program calls nv_run_apply and so on; see native/nv_native.h.
#define NV_OPERATION(name)                                                                                             \
    nv_bytes nv_run_##name(nv_bytes input);                                                                            \
    nv_bytes nv_run_##name(nv_bytes input)
#endif

#endif
