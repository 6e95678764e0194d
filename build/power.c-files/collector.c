/* A conservative mark and sweep collector.

   One region of addresses is reserved; it is used in chunks of 64 KB. A chunk
   holds objects of one size, or is part of one large object. Marking looks at
   every aligned word of the stack, the registers, the program's data and of
   each object found (unless that is plain), and takes it for a pointer if it
   points into a used object. Objects never move. */
#include "runtime.h"
#include <setjmp.h>
#include <sys/mman.h>

#define CHUNK_BITS 16
#define CHUNK ((size_t)1 << CHUNK_BITS)
#define REGION ((size_t)1 << 36)
#define CHUNKS (REGION >> CHUNK_BITS)
#define GRAIN 16
#define LARGEST 4096
#define CLASSES (LARGEST / GRAIN + 1)
#define FIRST_LIMIT ((size_t)32 << 20)

enum { FREE, SMALL, LARGE, REST };

struct chunk {
    unsigned char kind, plain, marked;
    uint32_t size;          /* of an object; of a large one: its chunks */
    uint32_t back;          /* of the rest of a large one: chunks to its head */
    uint64_t *marks;        /* a bit an object */
    uint64_t *used;
};

static char *region;
static struct chunk *chunks;
static size_t chunk_count, free_search;
static void *free_lists[2][CLASSES];
static size_t allocated, limit = FIRST_LIMIT;
static void **mark_stack;
static size_t mark_count, mark_capacity;
static char *stack_bottom;

void rpy_set_stack(void *bottom);

void rpy_start(void *bottom) {
    stack_bottom = bottom;
    rpy_set_stack(bottom);
    region = mmap(NULL, REGION, PROT_READ | PROT_WRITE,
                  MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    chunks = mmap(NULL, CHUNKS * sizeof(struct chunk), PROT_READ | PROT_WRITE,
                  MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (region == MAP_FAILED || chunks == MAP_FAILED)
        rpy_fatal("out of memory");
    region += (CHUNK - ((uintptr_t)region & (CHUNK - 1))) & (CHUNK - 1);
}

/* -- marking ---------------------------------------------------------- */

static void mark_word(uintptr_t word) {
    size_t offset = word - (uintptr_t)region, index, object;
    struct chunk *chunk;
    if (offset >= chunk_count << CHUNK_BITS)
        return;
    index = offset >> CHUNK_BITS;
    chunk = &chunks[index];
    if (chunk->kind == REST) {
        index -= chunk->back;
        chunk = &chunks[index];
    }
    if (chunk->kind == LARGE) {
        if (chunk->marked)
            return;
        chunk->marked = 1;
        object = index << CHUNK_BITS;
    } else if (chunk->kind == SMALL) {
        size_t number = (offset & (CHUNK - 1)) / chunk->size;
        uint64_t bit = (uint64_t)1 << (number & 63);
        if (!(chunk->used[number >> 6] & bit) ||
            (chunk->marks[number >> 6] & bit))
            return;
        chunk->marks[number >> 6] |= bit;
        object = (index << CHUNK_BITS) + number * chunk->size;
    } else {
        return;
    }
    if (chunk->plain)
        return;
    if (mark_count == mark_capacity) {
        mark_capacity = mark_capacity ? mark_capacity * 2 : 4096;
        mark_stack = realloc(mark_stack, mark_capacity * sizeof(void *));
        if (mark_stack == NULL)
            rpy_fatal("out of memory");
    }
    mark_stack[mark_count++] = region + object;
}

static void mark_range(void *start, size_t size) {
    uintptr_t *word = start, *end = word + size / sizeof(uintptr_t);
    for (; word < end; word++)
        mark_word(*word);
}

static void mark_all(void) {
    while (mark_count > 0) {
        char *object = mark_stack[--mark_count];
        struct chunk *chunk = &chunks[(object - region) >> CHUNK_BITS];
        size_t size = chunk->size;
        if (chunk->kind == LARGE)
            size <<= CHUNK_BITS;
        mark_range(object, size);
    }
}

__attribute__((noinline)) static void mark_stack_words(void) {
    jmp_buf registers;
    uintptr_t here;
    struct rpy_root *root;
    setjmp(registers);
    here = (uintptr_t)__builtin_frame_address(0);
    mark_range(registers, sizeof registers);
    mark_range((void *)here, (uintptr_t)stack_bottom - here + sizeof(void *));
    for (root = rpy_roots; root->start != NULL; root++)
        mark_range(root->start, root->size);
    mark_word((uintptr_t)rpy_exception);
    mark_all();
}

/* -- sweeping --------------------------------------------------------- */

static size_t sweep_small(struct chunk *chunk, size_t index) {
    size_t number, count = CHUNK / chunk->size, live = 0;
    void **list = &free_lists[chunk->plain][chunk->size / GRAIN];
    char *base = region + (index << CHUNK_BITS);
    for (number = 0; number < (count + 63) / 64; number++) {
        live += (size_t)__builtin_popcountll(chunk->marks[number]);
        chunk->used[number] = chunk->marks[number];
        chunk->marks[number] = 0;
    }
    if (live == 0) {
        chunk->kind = FREE;
        free(chunk->marks);
        madvise(base, CHUNK, MADV_DONTNEED);
        return 0;
    }
    for (number = 0; number < count; number++) {
        if (!(chunk->used[number >> 6] >> (number & 63) & 1)) {
            void **cell = (void **)(base + number * chunk->size);
            *cell = *list;
            *list = cell;
        }
    }
    return live * chunk->size;
}

static size_t sweep(void) {
    size_t index, live = 0, i;
    memset(free_lists, 0, sizeof free_lists);
    for (index = 0; index < chunk_count; index++) {
        struct chunk *chunk = &chunks[index];
        if (chunk->kind == SMALL) {
            live += sweep_small(chunk, index);
        } else if (chunk->kind == LARGE) {
            size_t size = chunk->size;
            if (chunk->marked) {
                chunk->marked = 0;
                live += size << CHUNK_BITS;
            } else {
                madvise(region + (index << CHUNK_BITS), size << CHUNK_BITS,
                        MADV_DONTNEED);
                for (i = 0; i < size; i++)
                    chunks[index + i].kind = FREE;
            }
        }
    }
    free_search = 0;
    return live;
}

static void collect(void) {
    size_t live;
    mark_stack_words();
    live = sweep();
    allocated = 0;
    limit = live > FIRST_LIMIT ? live : FIRST_LIMIT;
}

/* -- allocating ------------------------------------------------------- */

static size_t find_chunks(size_t count) {
    size_t index, run = 0;
    for (index = free_search; index < chunk_count; index++) {
        run = chunks[index].kind == FREE ? run + 1 : 0;
        if (run == count) {
            if (count == 1)
                free_search = index + 1;
            return index + 1 - count;
        }
    }
    index = chunk_count - run;
    if (index + count >= CHUNKS - 1)
        rpy_fatal("out of memory");
    chunk_count = index + count;
    return index;
}

static void *large(size_t size, int plain) {
    size_t count = (size + CHUNK - 1) >> CHUNK_BITS, index, i;
    if (allocated + size > limit)
        collect();
    allocated += size;
    index = find_chunks(count);
    chunks[index].kind = LARGE;
    chunks[index].plain = (unsigned char)plain;
    chunks[index].marked = 0;
    chunks[index].size = (uint32_t)count;
    for (i = 1; i < count; i++) {
        chunks[index + i].kind = REST;
        chunks[index + i].back = (uint32_t)i;
    }
    return region + (index << CHUNK_BITS);
}

static void refill(size_t size, int plain) {
    size_t index, count = CHUNK / size, words = (count + 63) / 64, number;
    struct chunk *chunk;
    char *base;
    if (allocated > limit) {
        collect();
        if (free_lists[plain][size / GRAIN] != NULL)
            return;
    }
    allocated += CHUNK;
    index = find_chunks(1);
    chunk = &chunks[index];
    base = region + (index << CHUNK_BITS);
    chunk->kind = SMALL;
    chunk->plain = (unsigned char)plain;
    chunk->size = (uint32_t)size;
    chunk->marks = calloc(2 * words, sizeof(uint64_t));
    if (chunk->marks == NULL)
        rpy_fatal("out of memory");
    chunk->used = chunk->marks + words;
    for (number = count; number-- > 0;) {
        void **cell = (void **)(base + number * size);
        *cell = free_lists[plain][size / GRAIN];
        free_lists[plain][size / GRAIN] = cell;
    }
}

static inline void *small(size_t size, int plain) {
    void **list, **cell;
    struct chunk *chunk;
    size_t offset, number;
    size = (size + GRAIN - 1) & ~(size_t)(GRAIN - 1);
    list = &free_lists[plain][size / GRAIN];
    if (*list == NULL)
        refill(size, plain);
    cell = *list;
    *list = *cell;
    offset = (size_t)((char *)cell - region);
    chunk = &chunks[offset >> CHUNK_BITS];
    number = (uint32_t)(offset & (CHUNK - 1)) / chunk->size;
    chunk->used[number >> 6] |= (uint64_t)1 << (number & 63);
    memset(cell, 0, size);
    return cell;
}

void *rpy_malloc(size_t size) {
    return size <= LARGEST ? small(size, 0) : large(size, 0);
}

void *rpy_malloc_plain(size_t size) {
    return size <= LARGEST ? small(size, 1) : large(size, 1);
}

void *rpy_malloc_array(size_t header, size_t length_offset, size_t item,
                       Signed length, int plain) {
    size_t size;
    char *result;
    if (length < 0 || (size_t)length > REGION / 4 / item)
        rpy_fatal("an array of impossible size");
    size = header + item * (size_t)length;
    result = size <= LARGEST ? small(size, plain) : large(size, plain);
    *(Signed *)(result + length_offset) = length;
    return result;
}
