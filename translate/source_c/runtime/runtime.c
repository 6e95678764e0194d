/* Exceptions, text and files. */
#include "runtime.h"

void *rpy_exception;

static char *stack_limit;

/* Half of the usual stack of 8 MB. */
#define STACK_SIZE (4 << 20)

void rpy_set_stack(void *bottom) {
    stack_limit = (char *)bottom - STACK_SIZE;
}

Bool rpy_stack_too_deep(void) {
    char here;
    return (uintptr_t)&here < (uintptr_t)stack_limit;
}

void rpy_fatal(const char *message) {
    fflush(stdout);
    fprintf(stderr, "fatal error: %s\n", message);
    exit(3);
}

void rpy_raise(void *exception) {
    if (exception == NULL)
        rpy_fatal("a value that cannot be");
    rpy_exception = exception;
}

void rpy_uncaught(String *name) {
    fflush(stdout);
    fprintf(stderr, "uncaught exception: ");
    fwrite(name->items, 1, (size_t)name->length, stderr);
    fprintf(stderr, "\n");
    exit(1);
}

static String *new_string(Signed length) {
    return rpy_malloc_array(sizeof(String), offsetof(String, length), 1,
                            length, 1);
}

String *rpy_string(const char *text) {
    Signed length = (Signed)strlen(text);
    String *result = new_string(length);
    memcpy(result->items, text, (size_t)length);
    return result;
}

void rpy_write_string(String *text) {
    fwrite(text->items, 1, (size_t)text->length, stdout);
}

void rpy_write_error(String *text) {
    fflush(stdout);
    fwrite(text->items, 1, (size_t)text->length, stderr);
}

static char *c_text(String *text) {
    char *copy = malloc((size_t)text->length + 1);
    if (copy == NULL)
        rpy_fatal("out of memory");
    memcpy(copy, text->items, (size_t)text->length);
    copy[text->length] = 0;
    return copy;
}

String *rpy_read_file(String *name) {
    char *path = c_text(name);
    FILE *file = fopen(path, "rb");
    String *result = NULL;
    long size;
    free(path);
    if (file == NULL)
        return NULL;
    if (fseek(file, 0, SEEK_END) == 0 && (size = ftell(file)) >= 0) {
        rewind(file);
        result = new_string(size);
        if (fread(result->items, 1, (size_t)size, file) != (size_t)size)
            result = NULL;
    }
    fclose(file);
    return result;
}

/* The shortest text that reads back as the same number, as Python's. */
/* Twelve digits, without zeros at the end. */
String *rpy_float_to_string(Float value) {
    char buffer[40], *mark, *end;
    int exponent;
    if (value != value || value - value != 0)
        return rpy_float_repr(value);
    snprintf(buffer, sizeof buffer, "%.11e", value);
    mark = strchr(buffer, 'e');
    exponent = atoi(mark + 1);
    if (exponent >= -4 && exponent < 11) {
        snprintf(buffer, sizeof buffer, "%.12g", value);
        if (strchr(buffer, '.') == NULL)
            strcat(buffer, ".0");
        return rpy_string(buffer);
    }
    for (end = mark; end[-1] == '0'; end--)
        ;
    if (end[-1] == '.')
        end--;
    memmove(end, mark, strlen(mark) + 1);
    return rpy_string(buffer);
}

/* The fewest digits that give the same number. */
String *rpy_float_repr(Float value) {
    char buffer[40], *mark;
    int digits, exponent;
    if (value != value)
        return rpy_string("nan");
    if (value - value != 0)
        return rpy_string(value > 0 ? "inf" : "-inf");
    for (digits = 1; digits < 17; digits++) {
        snprintf(buffer, sizeof buffer, "%.*e", digits - 1, value);
        if (strtod(buffer, NULL) == value)
            break;
    }
    snprintf(buffer, sizeof buffer, "%.*e", digits - 1, value);
    mark = strchr(buffer, 'e');
    exponent = atoi(mark + 1);
    if (exponent >= -4 && exponent < 16) {
        int decimals = digits - 1 - exponent;
        snprintf(buffer, sizeof buffer, "%.*f", decimals > 1 ? decimals : 1,
                 value);
    } else {
        snprintf(mark, 10, "e%c%02d", exponent < 0 ? '-' : '+',
                 abs(exponent));
    }
    return rpy_string(buffer);
}

String *rpy_format_float(Float value, Signed digits) {
    char buffer[400];
    snprintf(buffer, sizeof buffer, "%.*f", (int)digits, value);
    return rpy_string(buffer);
}

static int parse_float(String *text, double *value) {
    char *copy = c_text(text), *end = copy;
    int good;
    while (*end == ' ' || *end == '\n' || *end == '\t')
        end++;
    good = *end != 0;
    *value = strtod(end, &end);
    while (*end == ' ' || *end == '\n' || *end == '\t')
        end++;
    good = good && end == copy + text->length;
    free(copy);
    return good;
}

Float rpy_parse_float(String *text) {
    double value;
    parse_float(text, &value);
    return value;
}

Bool rpy_is_float_text(String *text) {
    double value;
    return parse_float(text, &value);
}

/* Calls a function with that many word-sized arguments, at an address. */
Signed rpy_raw_call(Signed function, Signed count, Signed arguments) {
    Signed *a = (Signed *)arguments;
    switch (count) {
    case 0:
        return ((Signed (*)(void))function)();
    case 1:
        return ((Signed (*)(Signed))function)(a[0]);
    case 2:
        return ((Signed (*)(Signed, Signed))function)(a[0], a[1]);
    case 3:
        return ((Signed (*)(Signed, Signed, Signed))function)(
            a[0], a[1], a[2]);
    case 4:
        return ((Signed (*)(Signed, Signed, Signed, Signed))function)(
            a[0], a[1], a[2], a[3]);
    case 5:
        return ((Signed (*)(Signed, Signed, Signed, Signed, Signed))function)(
            a[0], a[1], a[2], a[3], a[4]);
    case 6:
        return ((Signed (*)(Signed, Signed, Signed, Signed, Signed, Signed))
                function)(a[0], a[1], a[2], a[3], a[4], a[5]);
    default:
        rpy_fatal("too many arguments of a call");
        return 0;
    }
}

Signed rpy_fetch_exception(void) {
    Signed result = (Signed)rpy_exception;
    rpy_exception = NULL;
    return result;
}

void rpy_raise_exception(Signed exception) {
    rpy_raise((void *)exception);
}

Signed rpy_environment_flag(String *name) {
    char *copy = c_text(name), *value = getenv(copy);
    free(copy);
    return value == NULL ? -1 : atol(value);
}
