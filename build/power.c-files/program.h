#ifndef PROGRAM_H
#define PROGRAM_H
#include "runtime.h"

struct S0_List_of__String;
struct A1_Array_of__String;
struct S3_Tuple;
struct S4_Program;
struct S5_ClassTable;
struct S6_List_of_Signed;
struct A7_Array_of_Signed;
struct S8_List_of__Instruction;
struct A9_Array_of__Instruction;
struct S10_Instruction;
struct S11_Dict;
struct A12_Array_of__DictEntry;
struct S13_DictEntry;
struct S14_Object;
struct S15_ProgramTable;
struct S16_List_of__Tuple;
struct A17_Array_of__Tuple;
struct S18_Tuple;
struct S19_ListIterator;
struct S20_ListIterator;
struct S21_IndexError;
struct S22_OverflowError;
struct S23_ValueError;
struct S24_KeyError;
struct S25_IndexErrorTable;
struct S26_OverflowErrorTable;
struct S27_ValueErrorTable;
struct S28_KeyErrorTable;
struct S29_InstructionTable;
struct S30_ZeroDivisionError;
struct S31_ZeroDivisionErrorTable;
typedef void (*F0)(struct S4_Program *, struct String *);
typedef struct S6_List_of_Signed * (*F1)(struct S6_List_of_Signed *, Signed, Signed);
typedef Signed (*F2)(struct S4_Program *, struct String *);
typedef void (*F3)(struct S6_List_of_Signed *, Signed, Signed);
typedef Signed (*F4)(struct S4_Program *, struct S6_List_of_Signed *);
typedef struct String * (*F5)(Signed);
typedef struct String * (*F6)(Char);
typedef struct String * (*F7)(struct S0_List_of__String *, Signed);
typedef Signed (*F8)(struct String *);
typedef Bool (*F9)(struct String *, struct String *);
typedef struct S11_Dict * (*F10)(void);
typedef struct S6_List_of_Signed * (*F11)(Signed);
typedef struct S8_List_of__Instruction * (*F12)(Signed);
typedef struct S16_List_of__Tuple * (*F13)(Signed);
typedef struct S0_List_of__String * (*F14)(struct String *, struct String *);
typedef struct S19_ListIterator * (*F15)(struct S0_List_of__String *);
typedef Bool (*F16)(struct S19_ListIterator *);
typedef struct S20_ListIterator * (*F17)(struct S16_List_of__Tuple *);
typedef Bool (*F18)(struct S20_ListIterator *);
typedef struct S18_Tuple * (*F19)(struct S20_ListIterator *);
typedef Signed (*F20)(struct S11_Dict *, struct String *);
typedef struct S10_Instruction * (*F21)(struct S8_List_of__Instruction *, Signed);
typedef struct String * (*F22)(struct S19_ListIterator *);
typedef struct S0_List_of__String * (*F23)(Signed);
typedef struct String * (*F24)(struct String *);
typedef Bool (*F25)(struct S0_List_of__String *);
typedef void (*F26)(struct S4_Program *, Signed, Signed, Signed, Signed);
typedef void (*F27)(struct S16_List_of__Tuple *, struct S18_Tuple *);
typedef struct String * (*F28)(struct String *, Signed, Signed);
typedef void (*F29)(struct S11_Dict *, struct String *, Signed);
typedef Bool (*F30)(struct String *);
typedef void (*F31)(struct S0_List_of__String *, struct String *);
typedef Bool (*F32)(struct S11_Dict *, struct String *);
typedef Bool (*F33)(struct String *);
typedef void (*F34)(struct S6_List_of_Signed *, Signed);
typedef Signed (*F35)(struct S6_List_of_Signed *, Signed);
typedef Bool (*F36)(Char);
typedef Signed (*F37)(struct String *, struct String *);
typedef Signed (*F38)(struct String *, struct String *, Signed);
typedef Signed (*F39)(struct S11_Dict *, struct String *, Signed);
typedef void (*F40)(struct S10_Instruction *, Signed, Signed, Signed, Signed);
typedef void (*F41)(struct S8_List_of__Instruction *, struct S10_Instruction *);
typedef void (*F42)(struct S16_List_of__Tuple *);
typedef void (*F43)(struct S11_Dict *);
typedef void (*F44)(struct S0_List_of__String *);
typedef void (*F45)(struct S6_List_of_Signed *);
typedef void (*F46)(struct S8_List_of__Instruction *);
typedef Signed (*F47)(Signed, Signed);
struct S0_List_of__String {
    Signed x_length;
    struct A1_Array_of__String * x_items;
};
struct A1_Array_of__String {
    Signed length;
    struct String * items[];
};
struct S3_Tuple {
    Signed x_item0;
    Signed x_item1;
};
struct S4_Program {
    struct S5_ClassTable * x_table;
    struct S6_List_of_Signed * x_f_initial;
    struct S8_List_of__Instruction * x_f_instructions;
    struct S11_Dict * x_f_names;
};
struct S5_ClassTable {
    Signed x_first;
    Signed x_last;
    struct String * x_name;
};
struct S6_List_of_Signed {
    Signed x_length;
    struct A7_Array_of_Signed * x_items;
};
struct A7_Array_of_Signed {
    Signed length;
    Signed items[];
};
struct S8_List_of__Instruction {
    Signed x_length;
    struct A9_Array_of__Instruction * x_items;
};
struct A9_Array_of__Instruction {
    Signed length;
    struct S10_Instruction * items[];
};
struct S10_Instruction {
    struct S5_ClassTable * x_table;
    Signed x_f_first;
    Signed x_f_kind;
    Signed x_f_second;
    Signed x_f_target;
};
struct S11_Dict {
    Signed x_live;
    Signed x_used;
    struct A7_Array_of_Signed * x_table;
    struct A12_Array_of__DictEntry * x_entries;
};
struct A12_Array_of__DictEntry {
    Signed length;
    struct S13_DictEntry * items[];
};
struct S13_DictEntry {
    struct String * x_key;
    Signed x_value;
    Signed x_code;
};
struct S14_Object {
    struct S5_ClassTable * x_table;
};
struct S15_ProgramTable {
    Signed x_first;
    Signed x_last;
    struct String * x_name;
};
struct S16_List_of__Tuple {
    Signed x_length;
    struct A17_Array_of__Tuple * x_items;
};
struct A17_Array_of__Tuple {
    Signed length;
    struct S18_Tuple * items[];
};
struct S18_Tuple {
    Signed x_item0;
    struct String * x_item1;
};
struct S19_ListIterator {
    struct S0_List_of__String * x_source;
    Signed x_index;
};
struct S20_ListIterator {
    struct S16_List_of__Tuple * x_source;
    Signed x_index;
};
struct S21_IndexError {
    struct S5_ClassTable * x_table;
};
struct S22_OverflowError {
    struct S5_ClassTable * x_table;
};
struct S23_ValueError {
    struct S5_ClassTable * x_table;
};
struct S24_KeyError {
    struct S5_ClassTable * x_table;
};
struct S25_IndexErrorTable {
    Signed x_first;
    Signed x_last;
    struct String * x_name;
};
struct S26_OverflowErrorTable {
    Signed x_first;
    Signed x_last;
    struct String * x_name;
};
struct S27_ValueErrorTable {
    Signed x_first;
    Signed x_last;
    struct String * x_name;
};
struct S28_KeyErrorTable {
    Signed x_first;
    Signed x_last;
    struct String * x_name;
};
struct S29_InstructionTable {
    Signed x_first;
    Signed x_last;
    struct String * x_name;
};
struct S30_ZeroDivisionError {
    struct S5_ClassTable * x_table;
};
struct S31_ZeroDivisionErrorTable {
    Signed x_first;
    Signed x_last;
    struct String * x_name;
};
struct String_138 {
    Signed x_hash;
    Signed length;
    Char items[138];
};
struct String_1 {
    Signed x_hash;
    Signed length;
    Char items[1];
};
struct String_3 {
    Signed x_hash;
    Signed length;
    Char items[3];
};
struct String_176 {
    Signed x_hash;
    Signed length;
    Char items[176];
};
struct String_7 {
    Signed x_hash;
    Signed length;
    Char items[7];
};
struct String_2 {
    Signed x_hash;
    Signed length;
    Char items[2];
};
struct String_4 {
    Signed x_hash;
    Signed length;
    Char items[4];
};
struct String_14 {
    Signed x_hash;
    Signed length;
    Char items[14];
};
struct A7_Array_of_Signed_32 {
    Signed length;
    Signed items[32];
};
struct A12_Array_of__DictEntry_21 {
    Signed length;
    struct S13_DictEntry * items[21];
};
struct String_10 {
    Signed x_hash;
    Signed length;
    Char items[10];
};
struct String_13 {
    Signed x_hash;
    Signed length;
    Char items[13];
};
struct String_8 {
    Signed x_hash;
    Signed length;
    Char items[8];
};
struct String_11 {
    Signed x_hash;
    Signed length;
    Char items[11];
};
struct String_17 {
    Signed x_hash;
    Signed length;
    Char items[17];
};
extern struct String_138 d0;
extern struct S15_ProgramTable d1;
extern struct String_1 d2;
extern struct String_1 d3;
extern struct String_3 d4;
extern struct String_176 d5;
extern struct String_7 d6;
extern struct String_1 d7;
extern struct String_1 d8;
extern struct String_1 d9;
extern struct String_2 d10;
extern struct String_4 d11;
extern struct String_14 d12;
extern struct S11_Dict d13;
extern struct S25_IndexErrorTable d14;
extern struct S26_OverflowErrorTable d15;
extern struct S27_ValueErrorTable d16;
extern struct S28_KeyErrorTable d17;
extern struct A7_Array_of_Signed_32 d18;
extern struct A12_Array_of__DictEntry_21 d19;
extern struct S29_InstructionTable d20;
extern struct String_10 d21;
extern struct String_13 d22;
extern struct String_10 d23;
extern struct String_8 d24;
extern struct S13_DictEntry d25;
extern struct S13_DictEntry d26;
extern struct S13_DictEntry d27;
extern struct S13_DictEntry d28;
extern struct S13_DictEntry d29;
extern struct S13_DictEntry d30;
extern struct String_11 d31;
extern struct String_3 d32;
extern struct String_4 d33;
extern struct String_4 d34;
extern struct String_3 d35;
extern struct String_3 d36;
extern struct String_3 d37;
extern struct S31_ZeroDivisionErrorTable d38;
extern struct String_17 d39;
Signed f0_entry_point(struct S0_List_of__String * a0);
void f1___init__(struct S4_Program * a0, struct String * a1);
struct S6_List_of_Signed * f2_getslice(struct S6_List_of_Signed * a0, Signed a1, Signed a2);
Signed f3_operand(struct S4_Program * a0, struct String * a1);
void f4_setitem_nonneg(struct S6_List_of_Signed * a0, Signed a1, Signed a2);
Signed f5_interpret(struct S4_Program * a0, struct S6_List_of_Signed * a1);
struct String * f6_from_int(Signed a0);
struct String * f7_from_char(Char a0);
struct String * f8_getitem_nonneg(struct S0_List_of__String * a0, Signed a1);
Signed f9_to_int(struct String * a0);
Bool f10_equal(struct String * a0, struct String * a1);
struct S11_Dict * f11_new(void);
struct S6_List_of_Signed * f12_new(Signed a2);
struct S8_List_of__Instruction * f13_new(Signed a2);
struct S16_List_of__Tuple * f14_new(Signed a2);
struct S0_List_of__String * f15_split(struct String * a0, struct String * a1);
struct S19_ListIterator * f16_iterate(struct S0_List_of__String * a0);
Bool f17_iter_more(struct S19_ListIterator * a0);
struct S20_ListIterator * f18_iterate(struct S16_List_of__Tuple * a0);
Bool f19_iter_more(struct S20_ListIterator * a0);
struct S18_Tuple * f20_iter_next(struct S20_ListIterator * a0);
Signed f21_getitem(struct S11_Dict * a0, struct String * a1);
struct S10_Instruction * f22_getitem_nonneg(struct S8_List_of__Instruction * a0, Signed a1);
struct String * f23_iter_next(struct S19_ListIterator * a0);
struct S0_List_of__String * f24_new(Signed a2);
struct String * f25_strip(struct String * a0);
Bool f26_list_truth(struct S0_List_of__String * a0);
Bool f27_endswith(struct String * a0, struct String * a1);
void f28_add(struct S4_Program * a0, Signed a1, Signed a2, Signed a3, Signed a4);
void f29_append(struct S16_List_of__Tuple * a0, struct S18_Tuple * a1);
struct String * f30_getslice(struct String * a0, Signed a1, Signed a2);
void f31_setitem(struct S11_Dict * a0, struct String * a1, Signed a2);
Bool f32_is_empty(struct String * a0);
void f33_append(struct S0_List_of__String * a0, struct String * a1);
Bool f34_contains(struct S11_Dict * a0, struct String * a1);
Bool f35_all_are(struct String * a0);
void f36_append(struct S6_List_of_Signed * a0, Signed a1);
Signed f37_getitem_nonneg(struct S6_List_of_Signed * a0, Signed a1);
Bool f38_is_digit(Char a0);
Bool f39_is_space(Char a0);
Signed f40_count(struct String * a0, struct String * a1);
Signed f41_find(struct String * a0, struct String * a1, Signed a2);
Signed f42_hash_of(struct String * a0);
Signed f43_lookup(struct S11_Dict * a0, struct String * a1, Signed a2);
void f44___init__(struct S10_Instruction * a0, Signed a1, Signed a2, Signed a3, Signed a4);
void f45_append(struct S8_List_of__Instruction * a0, struct S10_Instruction * a1);
void f46_grow(struct S16_List_of__Tuple * a0);
void f47_resize(struct S11_Dict * a0);
void f48_grow(struct S0_List_of__String * a0);
void f49_grow(struct S6_List_of_Signed * a0);
void f50_grow(struct S8_List_of__Instruction * a0);
Signed f51_floordiv_nonneg(Signed a0, Signed a1);
#endif
