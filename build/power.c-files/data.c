#include "program.h"

struct String_138 d0 = { 0, 138, "\012  result = copy 1\012loop:\012  more = less 0 y\012  if more body\012  print_and_stop result\012body:\012  result = mul result x\012  y = sub y 1\012  jump loop\012" };
struct S15_ProgramTable d1 = { 10, 10, (struct String *)&d6 };
struct String_1 d2 = { 0, 1, "x" };
struct String_1 d3 = { 0, 1, "y" };
struct String_3 d4 = { 0, 3, "sum" };
struct String_176 d5 = { 0, 176, "\012  result = copy 0\012loop:\012  more = less 0 y\012  if more body\012  print_and_stop result\012body:\012  step = mul y x\012  odd = sub step 3\012  result = add result odd\012  y = sub y 1\012  jump loop\012" };
struct String_7 d6 = { 0, 7, "Program" };
struct String_1 d7 = { 0, 1, "\012" };
struct String_1 d8 = { 0, 1, " " };
struct String_1 d9 = { 0, 1, ":" };
struct String_2 d10 = { 0, 2, "if" };
struct String_4 d11 = { 0, 4, "jump" };
struct String_14 d12 = { 0, 14, "print_and_stop" };
struct S11_Dict d13 = { 6, 6, (struct A7_Array_of_Signed *)&d18, (struct A12_Array_of__DictEntry *)&d19 };
struct S25_IndexErrorTable d14 = { 4, 4, (struct String *)&d21 };
struct S26_OverflowErrorTable d15 = { 7, 7, (struct String *)&d22 };
struct S27_ValueErrorTable d16 = { 9, 9, (struct String *)&d23 };
struct S28_KeyErrorTable d17 = { 5, 5, (struct String *)&d24 };
struct A7_Array_of_Signed_32 d18 = { 32, { 0, 0, 0, 0, 0, 0, 0, 4, 5, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 7, 0, 0, 0, 6, 0, 0, 0, 3, 0, 0, 0, 0 } };
struct A12_Array_of__DictEntry_21 d19 = { 21, { (struct S13_DictEntry *)&d25, (struct S13_DictEntry *)&d26, (struct S13_DictEntry *)&d27, (struct S13_DictEntry *)&d28, (struct S13_DictEntry *)&d29, (struct S13_DictEntry *)&d30, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL } };
struct S29_InstructionTable d20 = { 11, 11, (struct String *)&d31 };
struct String_10 d21 = { 0, 10, "IndexError" };
struct String_13 d22 = { 0, 13, "OverflowError" };
struct String_10 d23 = { 0, 10, "ValueError" };
struct String_8 d24 = { 0, 8, "KeyError" };
struct S13_DictEntry d25 = { (struct String *)&d32, 2, 2999993999790999472L };
struct S13_DictEntry d26 = { (struct String *)&d33, 0, 7442296234814177659L };
struct S13_DictEntry d27 = { (struct String *)&d34, 5, -7557886765817823225L };
struct S13_DictEntry d28 = { (struct String *)&d35, 4, 2999989999775999591L };
struct S13_DictEntry d29 = { (struct String *)&d36, 1, 2999992999903999767L };
struct S13_DictEntry d30 = { (struct String *)&d37, 3, 3000012000036000051L };
struct String_11 d31 = { 0, 11, "Instruction" };
struct String_3 d32 = { 0, 3, "add" };
struct String_4 d33 = { 0, 4, "copy" };
struct String_4 d34 = { 0, 4, "less" };
struct String_3 d35 = { 0, 3, "mul" };
struct String_3 d36 = { 0, 3, "neg" };
struct String_3 d37 = { 0, 3, "sub" };
struct S31_ZeroDivisionErrorTable d38 = { 8, 8, (struct String *)&d39 };
struct String_17 d39 = { 0, 17, "ZeroDivisionError" };
struct rpy_root rpy_roots[] = {
    { &d13, sizeof(d13) },
    { &d19, sizeof(d19) },
    { &d25, sizeof(d25) },
    { &d26, sizeof(d26) },
    { &d27, sizeof(d27) },
    { &d28, sizeof(d28) },
    { &d29, sizeof(d29) },
    { &d30, sizeof(d30) },
    { NULL, 0 }
};
