// Tests of rules in C: whole operations, encoded as the host does it, run
// natively. See rules_test.c of a new project.
//
//     cc -std=c11 -g -fsanitize=address,undefined *.c gen/*.c novation/*.c novation/native/*.c -o test && ./test
#ifndef NV_TEST_H
#define NV_TEST_H

#include "nv_native.h"

// nv_record is a record as its parties see it: what the host keeps between two
// transitions. Set parties and time, then send commands.
typedef struct nv_record {
    nv_strs parties;
    int64_t time;
    nv_reference_list references;
    uint8_t *state; // NULL before the first command
    uint32_t state_n;
    uint64_t sequence;
    bool final;
} nv_record;

// NV_MEMBERS makes a list of members: NV_MEMBERS(NV("alpha"), NV("beta")).
#define NV_MEMBERS(...)                                                                                                \
    {                                                                                                                  \
        .at = (nv_str[]){__VA_ARGS__}, .n = sizeof((nv_str[]){__VA_ARGS__}) / sizeof(nv_str)                           \
    }

// NV_ENCODE defines a variable with the encoding of a message of the fields that
// follow, valid until the next call:
//
//     NV_ENCODE(note_v1_command, command, .pay = &payment);
#define NV_ENCODE(Message, name, ...)                                                                                  \
    nv_bytes name;                                                                                                     \
    do {                                                                                                               \
        nv_fault nv_f_;                                                                                                \
        const Message nv_m_ = {__VA_ARGS__};                                                                           \
        bool nv_done_ = Message##_encode(&nv_m_, &name, &nv_f_);                                                       \
        nv_encoded(#Message " has no encoding", nv_done_, &nv_f_);                                                     \
    } while (0)

// NV_DECODE defines a variable with the state of a record.
#define NV_DECODE(Message, name, record)                                                                               \
    Message name = {0};                                                                                                \
    do {                                                                                                               \
        nv_reader nv_r_;                                                                                               \
        NV_EXPECT(Message##_decode(&nv_r_, (nv_bytes){(record)->state, (record)->state_n}, &name));                    \
    } while (0)

// NV_EXPECT ends the program with the line of a condition that does not hold.
#define NV_EXPECT(condition) ((condition) ? (void)0 : nv_expected(__FILE__, __LINE__, #condition))

// nv_send runs apply. When the rules accept, the record moves on; when they
// reject, it stays. Every command is run twice: replies that differ end the
// program. The reply is valid until the next call.
const nv_reply *nv_send(nv_record *r, nv_str actor, nv_bytes command);

// nv_accept is nv_send for a command that the rules must accept; check must hold
// afterwards. nv_refuse is for one that they must reject.
const nv_reply *nv_accept(nv_record *r, nv_str actor, nv_bytes command);
const nv_reply *nv_refuse(nv_record *r, nv_str actor, nv_bytes command);

// nv_run runs an operation on a request, twice.
const nv_reply *nv_run(nv_operation *op, const nv_request *request);

// nv_record_end frees what a record holds.
void nv_record_end(nv_record *r);

void nv_encoded(const char *what, bool done, const nv_fault *fault);
_Noreturn void nv_expected(const char *file, int line, const char *condition);

#endif
