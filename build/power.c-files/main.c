#include "program.h"

int main(int argc, char **argv) {
    Signed i, status;
    struct S0_List_of__String *arguments;
    struct A1_Array_of__String *items;
    rpy_start(&i);
    arguments = rpy_malloc(sizeof(*arguments));
    items = rpy_malloc_array(sizeof(*items), offsetof(struct A1_Array_of__String, length), sizeof(String *), argc, 0);
    for (i = 0; i < argc; i++)
        items->items[i] = rpy_string(argv[i]);
    arguments->x_items = items;
    arguments->x_length = argc;
    status = f0_entry_point(arguments);
    if (rpy_exception != NULL)
        rpy_uncaught((String *)((struct S14_Object *)rpy_exception)->x_table->x_name);
    fflush(stdout);
    return (int)status;
}
