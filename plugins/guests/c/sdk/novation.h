// The SDK for rules in C: include this. See README.md.
//
// The rules of a release are plain functions on generated structs. They see
// nothing but their request: no clock but nv_time, no files, no random numbers,
// no memory of the call before. There is no C library.
#ifndef NOVATION_H
#define NOVATION_H

#include "nv_base.h"
#include "nv_call.h"
#include "nv_decimal.h"
#include "nv_rules.h"
#include "nv_text.h"
#include "nv_wire.h"

#endif
