/* What every translated program needs: types, memory, exceptions, text. */
#ifndef RUNTIME_H
#define RUNTIME_H
#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef int64_t Signed;
typedef uint64_t Unsigned;
typedef double Float;
typedef unsigned char Bool;
typedef unsigned char Char;

typedef struct String {
    Signed x_hash;
    Signed length;
    Char items[];
} String;

/* The exception on its way to a handler, or NULL. */
extern void *rpy_exception;

struct rpy_root {
    void *start;
    size_t size;
};
extern struct rpy_root rpy_roots[];

/* Memory: zeroed, and freed when nothing points to it any more. "Plain"
   memory never holds pointers. */
void rpy_start(void *stack_bottom);
void *rpy_malloc(size_t size);
void *rpy_malloc_plain(size_t size);
void *rpy_malloc_array(size_t header, size_t length_offset, size_t item,
                       Signed length, int plain);

void rpy_raise(void *exception);
void rpy_fatal(const char *message);
void rpy_uncaught(String *name);

String *rpy_string(const char *text);
void rpy_write_string(String *text);
void rpy_write_error(String *text);
String *rpy_read_file(String *name);
String *rpy_float_to_string(Float value);
String *rpy_float_repr(Float value);
String *rpy_format_float(Float value, Signed digits);
Float rpy_parse_float(String *text);
Bool rpy_is_float_text(String *text);
Bool rpy_stack_too_deep(void);

/* For the tracing runtime. */
Signed rpy_raw_call(Signed function, Signed count, Signed arguments);
Signed rpy_fetch_exception(void);
void rpy_raise_exception(Signed exception);
Signed rpy_environment_flag(String *name);

static inline Bool rpy_add_overflows(Signed a, Signed b) {
    Signed result;
    return __builtin_add_overflow(a, b, &result);
}

static inline Bool rpy_sub_overflows(Signed a, Signed b) {
    Signed result;
    return __builtin_sub_overflow(a, b, &result);
}

static inline Bool rpy_mul_overflows(Signed a, Signed b) {
    Signed result;
    return __builtin_mul_overflow(a, b, &result);
}

static inline Signed rpy_float_bits(Float value) {
    Signed bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static inline Float rpy_bits_float(Signed bits) {
    Float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static inline Signed rpy_float_to_int(Float value) {
    if (value >= -9223372036854775808.0 && value < 9223372036854775808.0)
        return (Signed)value;
    return INT64_MIN;
}

static inline void rpy_copy_chars(String *target, Signed to, String *source,
                                  Signed from, Signed count) {
    memcpy(target->items + to, source->items + from, (size_t)count);
}

static inline Signed rpy_compare_chars(String *a, Signed at, String *b,
                                       Signed from, Signed count) {
    return memcmp(a->items + at, b->items + from, (size_t)count);
}

#endif
