//! The rules one by one. Words in these texts: 0x1 is the integer 0, 0x7 the integer 3, 0x4 an immediate.

use crate::tools::*;

#[test]
fn constants_fold() {
    check(
        "
        a = integer_add 2 4
        b = box_integer a
        call_nothing write_list b
        c = float_divide 3.0 2.0
        d = box_float c
        call_nothing write_list d
        e = float_subtract 1.0 1.0
        f = box_float e
        call_nothing write_list f
        end finish 0x4",
        "
        call_nothing write_list 0x7
        call_nothing write_list 0x7fc0000000000002
        f = box_float 0.0
        call_nothing write_list f
        finish 0x4",
    );
}

#[test]
fn equal_operations_are_done_once() {
    check(
        "
        r = load_register 0
        guard_integer r @s0
        a = unbox_integer r @s0
        b = integer_and a 6
        c = integer_and 6 a
        d = integer_add b c
        w = integer_to_word d
        end finish w
        s0: code 1 at 0.0 { r0=r }",
        "
        r = load_register 0
        guard_integer r
        a = unbox_integer r
        b = integer_and a 6
        d = integer_add b b
        w = integer_to_word d
        finish w",
    );
}

#[test]
fn operations_become_simpler() {
    let header = "
        r = load_register 0
        guard_integer r @s0
        i = unbox_integer r @s0
        ";
    let footer = "
        w = integer_to_word x
        end finish w
        s0: code 1 at 0.0 { r0=r }";
    let cases = [
        ("x = integer_add i 0", "i"),
        ("x = integer_subtract i i", "0x0"),
        ("y = integer_add i 6\nx = integer_subtract y 2", "integer_add i 4"),
        ("x = integer_multiply i 8", "integer_shift_left i 3"),
        ("x = integer_multiply 0 i", "0x0"),
        ("x = integer_floor_divide i 4", "integer_shift_right i 2"),
        ("x = integer_modulo i 8", "integer_and i 7"),
        ("x = integer_and i -2", "i"),
        ("x = integer_and i 1", "0x0"),
        ("y = integer_and i 14\nx = integer_and y 6", "integer_and i 6"),
        ("y = integer_shift_right i 1\nx = integer_shift_left y 1", "i"),
        ("x = integer_xor i i", "0x0"),
        ("x = integer_or i 0", "i"),
        ("x = integer_less i i", "0x0"),
        ("x = integer_less_equal i i", "0x1"),
        ("x = integer_equal i 3", "0x0"),
        ("y = integer_less i 6\nx = integer_not_equal y 0", "integer_less i 6"),
        ("y = integer_and i 6\nx = integer_below y 8", "0x1"),
        ("y = integer_and i 6\nx = integer_less y 0", "0x0"),
        ("w1 = integer_to_word i\nx = word_to_integer w1", "i"),
    ];
    for (recorded, expected) in cases {
        let operation = match expected {
            "i" => "w = integer_to_word i\nfinish w".to_string(),
            constant if constant.starts_with("0x") => format!("finish {constant}"),
            operation => format!("x = {operation}\nw = integer_to_word x\nfinish w"),
        };
        let unboxed = match operation.contains(" i") {
            true => "i = unbox_integer r\n",
            false => "",
        };
        check(
            &format!("{header}{recorded}{footer}"),
            &format!("r = load_register 0\nguard_integer r\n{unboxed}{operation}"),
        );
    }
}

#[test]
fn floats_become_simpler() {
    let header = "
        r = load_register 0
        guard_float r @s0
        f = unbox_float r
        ";
    let footer = "
        i = float_bits x
        w = integer_to_word i
        end finish w
        s0: code 1 at 0.0 { r0=r }";
    let cases = [
        ("x = float_multiply f 1.0", None),
        ("x = float_divide f 4.0", Some("float_multiply f 0.25")),
        ("x = float_divide f 3.0", Some("float_divide f 3.0")),
        ("x = float_subtract f 0.0", None),
        // -0.0 + 0.0 is 0.0.
        ("x = float_add f 0.0", Some("float_add f 0.0")),
        ("x = float_subtract f -0.0", Some("float_subtract f -0.0")),
        ("y = float_negate f\nx = float_negate y", None),
        ("y = float_negate f\nx = float_absolute y", Some("float_absolute f")),
        ("y = box_float f\nx = unbox_float y", None),
    ];
    for (recorded, expected) in cases {
        let operation = match expected {
            Some(operation) => format!("x = {operation}\ni = float_bits x"),
            None => "i = float_bits f".to_string(),
        };
        check(
            &format!("{header}{recorded}{footer}"),
            &format!(
                "r = load_register 0\nguard_float r\nf = unbox_float r\n{operation}\nw = integer_to_word i\nfinish w"
            ),
        );
    }
}

#[test]
fn guards_that_are_implied_go() {
    check(
        "
        r = load_register 0
        guard_not_float r @s0
        guard_pointer r @s0
        guard_not_integer r @s0
        guard_pointer r @s0
        guard_map r 10 @s0
        guard_not_map r 11 @s0
        guard_map r 10 @s0
        guard_not_value r 0x4 @s0
        t = load_register 1
        guard_value t 0x7 @s0
        guard_integer t @s0
        i = unbox_integer t @s0
        c = integer_less i 8
        guard_true c @s0
        end finish t
        s0: code 1 at 0.0 { r0=r r1=t }",
        "
        r = load_register 0
        guard_not_float r
        guard_pointer r
        guard_map r 10
        t = load_register 1
        guard_value t 0x7
        finish 0x7",
    );
}

#[test]
fn contradictions_are_found() {
    let header = "r = load_register 0\n";
    let footer = "end finish r\ns0: code 1 at 0.0 { r0=r }";
    let cases = [
        "guard_integer r @s0\nguard_pointer r @s0",
        "guard_value r 0x4 @s0\nguard_value r 0x7 @s0",
        "guard_pointer r @s0\nguard_map r 10 @s0\nguard_map r 11 @s0",
        "guard_integer r @s0\ni = unbox_integer r @s0\nc = integer_less i i\nguard_true c @s0",
        "n = new 24/10\nguard_integer n @s0",
        "n = add_overflow 9223372036854775806 2 @s0",
    ];
    for case in cases {
        assert!(is_contradiction(&format!("{header}{case}\n{footer}")), "{case}");
    }
}

#[test]
fn calls_forget_maps_that_change() {
    check(
        "
        a = load_register 0
        b = load_register 1
        guard_pointer a @s0
        guard_map a 10 @s0
        guard_pointer b @s0
        guard_map b 100 @s0
        x = call_value run 0x4 @s0
        guard_no_exception x @s1
        guard_map a 10 @s0
        guard_map b 100 @s0
        end finish x
        s0: code 1 at 0.0 { r0=a r1=b }
        s1: code 1 at 0.0 { r0=a r1=b } raising",
        "
        a = load_register 0
        b = load_register 1
        guard_pointer a
        guard_map a 10
        guard_pointer b
        guard_map b 100
        x = call_value run 0x4
        guard_no_exception x
        guard_map a 10
        finish x",
    );
}

#[test]
fn changing_a_map_forgets_those_of_other_objects_with_it() {
    check(
        "
        a = load_register 0
        b = load_register 1
        c = load_register 2
        guard_pointer a @s0
        guard_map a 10 @s0
        guard_pointer b @s0
        guard_map b 10 @s0
        guard_pointer c @s0
        guard_map c 12 @s0
        set_map a 11
        guard_map a 11 @s0
        guard_map c 12 @s0
        guard_map b 10 @s0
        end finish a
        s0: code 1 at 0.0 { r0=a r1=b r2=c }",
        "
        a = load_register 0
        b = load_register 1
        c = load_register 2
        guard_pointer a
        guard_map a 10
        guard_pointer b
        guard_map b 10
        guard_pointer c
        guard_map c 12
        set_map a 11
        guard_map b 10
        finish a",
    );
}

#[test]
fn conditions_bound_integers() {
    check(
        "
        r = load_register 0
        n = load_register 1
        guard_integer r @s0
        guard_integer n @s0
        i = unbox_integer r @s0
        m = unbox_integer n @s0
        c = integer_less i m
        guard_true c @s0
        j = add_overflow i 2 @s0
        d = integer_less m i
        guard_false d @s0
        e = integer_less_equal i m
        guard_true e @s0
        k = add_overflow j 2 @s0
        w = box_integer k
        end finish w
        s0: code 1 at 0.0 { r0=r r1=n }",
        "
        r = load_register 0
        n = load_register 1
        guard_integer r
        guard_integer n
        i = unbox_integer r
        m = unbox_integer n
        c = integer_less i m
        guard_true c
        j = integer_add i 2
        k = add_overflow j 2
        w = box_integer k
        finish w",
    );
}

#[test]
fn bounds_go_through_shifts_and_sums() {
    check(
        "
        r = load_register 0
        l = load_register 1
        guard_integer r @s0
        i = unbox_integer r @s0
        n = get_field_integer l list+8:half
        p = integer_shift_right i 1
        c = integer_below p n
        guard_true c @s0
        d = integer_less i 0
        guard_false d @s0
        q = add_overflow i 20 @s0
        w = box_integer q
        end finish w
        s0: code 1 at 0.0 { r0=r r1=l }",
        "
        r = load_register 0
        l = load_register 1
        guard_integer r
        i = unbox_integer r
        n = get_field_integer l list+8:half
        p = integer_shift_right i 1
        c = integer_below p n
        guard_true c
        q = integer_add i 20
        w = box_integer q
        finish w",
    );
}

#[test]
fn overflow_that_was_seen_is_guarded_once() {
    check(
        "
        r = load_register 0
        guard_integer r @s0
        i = unbox_integer r @s0
        add_overflows i 9223372036854775806 @s0
        add_overflows i 9223372036854775806 @s0
        end finish r
        s0: code 1 at 0.0 { r0=r }",
        "
        r = load_register 0
        guard_integer r
        i = unbox_integer r
        add_overflows i 9223372036854775806
        finish r",
    );
}

#[test]
fn loads_are_done_once() {
    check(
        "
        a = load_register 0
        b = load_register 1
        x = get_field_value a instance+8
        y = get_field_value a instance+8
        set_field b x instance+16
        z = get_field_value b instance+16
        u = get_field_value a instance+8
        set_field b y instance+8
        v = get_field_value a instance+8
        call_nothing write_list v
        call_nothing write_list z
        call_nothing write_list u
        end finish v",
        "
        a = load_register 0
        b = load_register 1
        x = get_field_value a instance+8
        set_field b x instance+16
        set_field b x instance+8
        v = get_field_value a instance+8
        call_nothing write_list v
        call_nothing write_list x
        call_nothing write_list x
        finish v",
    );
}

#[test]
fn stores_of_what_is_there_go() {
    check(
        "
        a = load_register 0
        x = get_field_value a instance+8
        set_field a x instance+8
        set_field a 0x7 instance+16
        set_field a 0x7 instance+16
        end finish a",
        "
        a = load_register 0
        set_field a 0x7 instance+16
        finish a",
    );
}

#[test]
fn calls_forget_the_regions_they_write() {
    check(
        "
        a = load_register 0
        x = get_field_value a instance+8
        y = get_item_value a 1 list+16*8
        f = get_field_value a list+24!
        call_nothing write_list 0x4
        x2 = get_field_value a instance+8
        y2 = get_item_value a 1 list+16*8
        f2 = get_field_value a list+24!
        call_nothing write_list x2
        call_nothing write_list y2
        call_nothing write_list f2
        end finish a",
        "
        a = load_register 0
        x = get_field_value a instance+8
        f = get_field_value a list+24!
        call_nothing write_list 0x4
        y2 = get_item_value a 1 list+16*8
        call_nothing write_list x
        call_nothing write_list y2
        call_nothing write_list f
        finish a",
    );
}

#[test]
fn items_at_different_indices_differ() {
    check(
        "
        a = load_register 0
        r = load_register 1
        i = unbox_integer r @s0
        j = integer_add i 1
        x = get_item_value a i list+16*8
        set_item a j 0x7 list+16*8
        y = get_item_value a i list+16*8
        z = get_item_value a j list+16*8
        set_item a 0 0x4 list+16*8
        u = get_item_value a j list+16*8
        call_nothing write_list x
        call_nothing write_list y
        call_nothing write_list z
        end finish u
        s0: code 1 at 0.0 { r0=a r1=r }",
        "
        a = load_register 0
        r = load_register 1
        i = unbox_integer r
        j = integer_add i 1
        x = get_item_value a i list+16*8
        set_item a j 0x7 list+16*8
        set_item a 0 0x4 list+16*8
        u = get_item_value a j list+16*8
        call_nothing write_list x
        call_nothing write_list x
        call_nothing write_list 0x7
        finish u",
    );
}

#[test]
fn narrow_fields_are_narrowed() {
    check(
        "
        a = load_register 0
        r = load_register 1
        i = unbox_integer r @s0
        set_field a i instance+8:byte
        j = get_field_integer a instance+8:byte
        set_field a 7 instance+12:byte
        k = get_field_integer a instance+12:byte
        s = integer_add j k
        w = integer_to_word s
        end finish w
        s0: code 1 at 0.0 { r0=a r1=r }",
        "
        a = load_register 0
        r = load_register 1
        i = unbox_integer r
        set_field a i instance+8:byte
        j = integer_and i 255
        set_field a 7 instance+12:byte
        s = integer_add j 7
        w = integer_to_word s
        finish w",
    );
}

#[test]
fn calls_that_read_are_merged() {
    check(
        "
        d = load_register 0
        x = call_value read_dict d 0x7
        guard_no_exception x @s0
        call_nothing write_list x
        y = call_value read_dict d 0x7
        guard_no_exception y @s0
        call_nothing write_dict y
        z = call_value read_dict d 0x7
        guard_no_exception z @s0
        end finish z
        s0: code 1 at 0.0 { r0=d } raising",
        "
        d = load_register 0
        x = call_value read_dict d 0x7
        guard_no_exception x
        call_nothing write_list x
        call_nothing write_dict x
        z = call_value read_dict d 0x7
        guard_no_exception z
        finish z",
    );
}

#[test]
fn objects_that_do_not_escape_are_not_made() {
    check(
        "
        x = load_register 0
        p = new 32/10
        set_field p x instance+8
        set_field p 0x7 instance+16
        guard_pointer p @s0
        guard_map p 10 @s0
        y = get_field_value p instance+8
        z = get_field_value p instance+24
        set_map p 11
        guard_map p 11 @s1
        guard_integer y @s1
        c = same p y
        guard_false c @s1
        end finish y
        s0: code 1 at 0.0 { r0=x }
        s1: code 1 at 1.0 { r0=x r1=p }",
        "
        x = load_register 0
        guard_integer x @s0
        finish x
        s0: code 1 at 1.0 { r1=virtual0 } virtual0 = 32/11 origin 0 { instance+8=x instance+16=0x7 }",
    );
}

#[test]
fn objects_that_escape_are_made_there() {
    check(
        "
        x = load_register 0
        p = new 32/10
        set_field p x instance+8
        q = new 32/10
        set_field q p instance+8
        set_field p q instance+16
        guard_integer x @s0
        call_nothing write_list q
        y = get_field_value p instance+8
        end finish y
        s0: code 1 at 0.0 { r0=x r1=p }",
        "
        x = load_register 0
        guard_integer x @s0
        q = new 32/10
        p = new 32/10
        set_field p x instance+8
        set_field p q instance+16
        set_field q p instance+8
        call_nothing write_list q
        finish x
        s0: code 1 at 0.0 { r1=virtual0 } virtual0 = 32/10 origin 0 { instance+8=x instance+16=virtual1 } virtual1 = 32/10 origin 1 { instance+8=virtual0 }",
    );
}

#[test]
fn snapshots_name_numbers_unboxed_and_leave_out_what_memory_holds() {
    check(
        "
        a = load_register 0
        b = load_register 1
        guard_integer a @s0
        i = unbox_integer a @s0
        j = add_overflow i 2 @s0
        w = box_integer j
        guard_float b @s1
        f = unbox_float b
        g = float_add f f
        v = box_float g
        guard_not_pending @s2
        end finish 0x4
        s0: code 1 at 0.0 { r0=a r1=b }
        s1: code 1 at 1.0 { r0=w r1=b }
        s2: code 1 at 2.0 { r0=b r1=v r2=0x7 }",
        "
        a = load_register 0
        b = load_register 1
        guard_integer a @s0
        i = unbox_integer a @s0
        j = add_overflow i 2 @s0
        guard_float b @s1
        f = unbox_float b
        g = float_add f f
        guard_not_pending @s2
        finish 0x4
        s0: code 1 at 0.0 { }
        s1: code 1 at 1.0 { r0=j }
        s2: code 1 at 2.0 { r0=b r1=g r2=0x7 }",
    );
}

#[test]
fn dead_operations_go() {
    check(
        "
        a = load_register 0
        b = load_register 1
        x = get_field_value a instance+8
        f = unbox_float b
        s = call_float sine f
        p = call_value pure a b
        d = call_value read_dict a b
        guard_no_exception d @s0
        end finish b
        s0: code 1 at 0.0 { r0=a r1=b } raising",
        "
        a = load_register 0
        b = load_register 1
        d = call_value read_dict a b
        guard_no_exception d
        finish b",
    );
}
