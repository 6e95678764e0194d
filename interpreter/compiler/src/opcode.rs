//! The register bytecode: one table declares every instruction.
//!
//! An instruction is one 64-bit word, `opcode | a << 16 | b << 32 | c << 48` (16 bits each), followed by as many
//! extra words as the table says: inline caches (zero in plain code), counters, or a jump offset. A jump offset
//! counts words from the instruction's own first word; where the table says `jump` it is the i32 in `b` and `c`; where it
//! says `jump1` it is the low 32 bits of the first extra word.
//!
//! Registers of a frame: 0 the function that runs; 1..=nlocals the locals in the order of co_varnames; then the cells of
//! co_cellvars, then of co_freevars; then, in code that is not optimized, its namespace; then, in code with handlers, the
//! exception that it handles or handled last; then temporaries. A call window is a run of temporaries: callable, arguments ...; the
//! callee's register 0 is the window's first register.
//!
//! Operand kinds: `w` written register, `r` read register, `o` read register or, with bit 15 set, constant (index in the low
//! 15 bits), `n` index into co_names, `k` index into co_consts, `i` immediate number, `-` unused. `rN`: N consecutive
//! registers read from here on; `wN` likewise written; `rc`/`rb`: as many as operand `c`/`b` counts; see the notes for call windows.
//!
//! A bytecode is a chain of stages; a stage that is not the first is a hidden opcode with the same operands, which no compiler emits.

/// How an operand of an instruction is used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Use {
    Unused,
    Write,
    Read,
    /// Register or constant.
    Operand,
    /// This many consecutive registers, read.
    ReadRun(u16),
    /// This many consecutive registers, written.
    WriteRun(u16),
    /// As many registers as operand `b` counts, plus the given number, read.
    ReadCountB(u16),
    /// As many registers as operand `c` counts, plus the given number, read.
    ReadCountC(u16),
    /// As many registers as operand `c` counts, written.
    WriteCountC,
    /// Read and written.
    ReadWrite,
    Name,
    Constant,
    Immediate,
    /// The i32 jump offset in `b` and `c`.
    Jump,
    /// A call window: reads the callable and its arguments, writes the result to its first register.
    Window,
}

/// Where a jump offset is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum JumpPlace {
    None,
    OperandsBC,
    FirstExtraWord,
}

#[derive(Clone, Copy, Debug)]
pub struct Description {
    pub name: &'static str,
    pub a: Use,
    pub b: Use,
    pub c: Use,
    pub extra_words: u8,
    pub jump: JumpPlace,
    /// Control never falls through to the next instruction.
    pub ends: bool,
    /// A later stage of the opcode it belongs to.
    pub stage_of: Option<Opcode>,
    pub doc: &'static str,
}

macro_rules! opcodes {
    ($($name:ident ($a:tt $b:tt $c:tt) $extra:literal [$($flag:tt)*] $doc:literal;)+) => {
        #[allow(non_camel_case_types)]
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
        #[repr(u16)]
        pub enum Opcode { $(#[doc = $doc] $name,)+ }

        impl Opcode {
            pub const ALL: &'static [Opcode] = &[$(Opcode::$name,)+];
        }

        const TABLE: &[Description] = &[$(Description {
            name: stringify!($name),
            a: opcodes!(@use $a), b: opcodes!(@use $b), c: opcodes!(@use $c),
            extra_words: $extra,
            jump: opcodes!(@jump $a $b $($flag)*),
            ends: opcodes!(@ends $($flag)*),
            stage_of: opcodes!(@stage $($flag)*),
            doc: $doc,
        },)+];
    };
    (@use -) => { Use::Unused };
    (@use w) => { Use::Write };
    (@use r) => { Use::Read };
    (@use o) => { Use::Operand };
    (@use r2) => { Use::ReadRun(2) };
    (@use r3) => { Use::ReadRun(3) };
    (@use w3) => { Use::WriteRun(3) };
    (@use w2) => { Use::WriteRun(2) };
    (@use rw) => { Use::ReadWrite };
    (@use rb) => { Use::ReadCountB(0) };
    (@use rc) => { Use::ReadCountC(0) };
    (@use wc) => { Use::WriteCountC };
    (@use n) => { Use::Name };
    (@use k) => { Use::Constant };
    (@use i) => { Use::Immediate };
    (@use jump) => { Use::Jump };
    (@use window) => { Use::Window };
    (@jump $a:tt jump $($flag:tt)*) => { JumpPlace::OperandsBC };
    (@jump $a:tt $b:tt jump1 $($flag:tt)*) => { JumpPlace::FirstExtraWord };
    (@jump $($rest:tt)*) => { JumpPlace::None };
    (@ends ends $($flag:tt)*) => { true };
    (@ends jump ends $($flag:tt)*) => { true };
    (@ends jump1 ends $($flag:tt)*) => { true };
    (@ends $($flag:tt)*) => { false };
    (@stage stage $of:ident) => { Some(Opcode::$of) };
    (@stage jump stage $of:ident) => { Some(Opcode::$of) };
    (@stage jump1 stage $of:ident) => { Some(Opcode::$of) };
    (@stage $($flag:tt)*) => { None };
}

opcodes! {
    NOP (- - -) 0 [] "Nothing.";
    LOAD_CONST (w k -) 0 [] "a = constant b.";
    LOAD_CONST_WIDE (w i i) 0 [] "a = constant b + 65536 * c, for code with very many constants.";
    MOVE (w o -) 0 [] "a = b.";
    CHECK_LOCAL (r - -) 0 [] "UnboundLocalError if local a is unbound.";
    DELETE_LOCAL (rw - -) 0 [] "Unbinds local a; UnboundLocalError if it is unbound.";
    CLEAR (w - -) 0 [] "Makes register a unbound (0).";
    LOAD_GLOBAL (w n -) 2 [] "a = global or builtin b.";
    STORE_GLOBAL (o n -) 2 [] "Global b = a.";
    DELETE_GLOBAL (- n -) 0 [] "Deletes global b.";
    LOAD_NAME (w n r) 2 [] "a = name b in the namespace (register c), the globals, the builtins.";
    STORE_NAME (o n r) 2 [] "Name b of the namespace (register c) = a.";
    DELETE_NAME (- n r) 0 [] "Deletes name b of the namespace (register c).";
    MAKE_CELL (w r -) 0 [] "a = a new cell that holds register b, which may be unbound.";
    MAKE_EMPTY_CELL (w - -) 0 [] "a = a new empty cell.";
    LOAD_CLOSURE_CELL (w i -) 0 [] "a = cell b of the running function's closure.";
    LOAD_CELL (w r i) 0 [] "a = content of cell b; c is the index into cellvars + freevars, for the NameError if it is empty.";
    STORE_CELL (r o -) 0 [] "Content of cell a = b.";

    LOAD_ATTR (w o n) 2 [] "a = b.name c.";
    STORE_ATTR (o o n) 2 [] "a.name c = b.";
    DELETE_ATTR (o - n) 0 [] "del a.name c.";
    LOAD_METHOD (w2 o n) 2 [] "Method c of b for CALL_METHOD: a = function and a+1 = b, or a unbound and a+1 = the attribute.";
    LOAD_SPECIAL (w o i) 0 [] "a = special method c (0 __enter__, 1 __exit__) of b, looked up as `with` does.";
    LOAD_ITEM (w o o) 2 [] "a = b[c].";
    STORE_ITEM (o o o) 1 [] "a[b] = c.";
    DELETE_ITEM (o o -) 0 [] "del a[b].";
    LOAD_SLICE (w o r2) 0 [] "a = b[c : c+1]; an unbound register is an absent bound.";
    STORE_SLICE (o o r2) 0 [] "a[c : c+1] = b.";
    DELETE_SLICE (o - r2) 0 [] "del a[c : c+1].";
    BUILD_SLICE (w r3 -) 0 [] "a = slice(b, b+1, b+2).";

    NEGATIVE (w o -) 0 [] "a = -b.";
    POSITIVE (w o -) 0 [] "a = +b.";
    INVERT (w o -) 0 [] "a = ~b.";
    NOT (w o -) 0 [] "a = not b.";
    REPR (w o -) 0 [] "a = `b`.";
    ADD (w o o) 1 [] "a = b + c.";
    SUBTRACT (w o o) 1 [] "a = b - c.";
    MULTIPLY (w o o) 1 [] "a = b * c.";
    DIVIDE (w o o) 1 [] "a = b / c without the division future.";
    TRUE_DIVIDE (w o o) 1 [] "a = b / c with it.";
    FLOOR_DIVIDE (w o o) 1 [] "a = b // c.";
    MODULO (w o o) 1 [] "a = b % c.";
    POWER (w o o) 1 [] "a = b ** c.";
    SHIFT_LEFT (w o o) 1 [] "a = b << c.";
    SHIFT_RIGHT (w o o) 1 [] "a = b >> c.";
    AND (w o o) 1 [] "a = b & c.";
    OR (w o o) 1 [] "a = b | c.";
    XOR (w o o) 1 [] "a = b ^ c.";
    INPLACE_ADD (w o o) 1 [] "a = b; a += c.";
    INPLACE_SUBTRACT (w o o) 1 [] "a = b; a -= c.";
    INPLACE_MULTIPLY (w o o) 1 [] "a = b; a *= c.";
    INPLACE_DIVIDE (w o o) 1 [] "a = b; a /= c.";
    INPLACE_TRUE_DIVIDE (w o o) 1 [] "a = b; a /= c with the division future.";
    INPLACE_FLOOR_DIVIDE (w o o) 1 [] "a = b; a //= c.";
    INPLACE_MODULO (w o o) 1 [] "a = b; a %= c.";
    INPLACE_POWER (w o o) 1 [] "a = b; a **= c.";
    INPLACE_SHIFT_LEFT (w o o) 1 [] "a = b; a <<= c.";
    INPLACE_SHIFT_RIGHT (w o o) 1 [] "a = b; a >>= c.";
    INPLACE_AND (w o o) 1 [] "a = b; a &= c.";
    INPLACE_OR (w o o) 1 [] "a = b; a |= c.";
    INPLACE_XOR (w o o) 1 [] "a = b; a ^= c.";
    COMPARE_LT (w o o) 1 [] "a = b < c.";
    COMPARE_LE (w o o) 1 [] "a = b <= c.";
    COMPARE_EQ (w o o) 1 [] "a = b == c.";
    COMPARE_NE (w o o) 1 [] "a = b != c.";
    COMPARE_GT (w o o) 1 [] "a = b > c.";
    COMPARE_GE (w o o) 1 [] "a = b >= c.";
    COMPARE_IS (w o o) 0 [] "a = b is c.";
    COMPARE_IS_NOT (w o o) 0 [] "a = b is not c.";
    COMPARE_IN (w o o) 1 [] "a = b in c.";
    COMPARE_NOT_IN (w o o) 1 [] "a = b not in c.";

    JUMP (- jump -) 0 [jump ends] "Goes to the offset in b and c.";
    JUMP_BACK (- jump -) 1 [jump ends] "The one back-edge of a loop: goes to the loop's header. The extra word is the loop's counter cell.";
    JUMP_IF_TRUE (o jump -) 0 [jump] "Jumps if a is true.";
    JUMP_IF_FALSE (o jump -) 0 [jump] "Jumps if a is false.";
    JUMP_LT (o o i) 2 [jump1] "Jumps if (a < b) is (c != 0).";
    JUMP_LE (o o i) 2 [jump1] "Jumps if (a <= b) is (c != 0).";
    JUMP_EQ (o o i) 2 [jump1] "Jumps if (a == b) is (c != 0).";
    JUMP_NE (o o i) 2 [jump1] "Jumps if (a != b) is (c != 0).";
    JUMP_GT (o o i) 2 [jump1] "Jumps if (a > b) is (c != 0).";
    JUMP_GE (o o i) 2 [jump1] "Jumps if (a >= b) is (c != 0).";
    JUMP_IS (o o i) 1 [jump1] "Jumps if (a is b) is (c != 0).";
    JUMP_IN (o o i) 2 [jump1] "Jumps if (a in b) is (c != 0).";
    JUMP_MATCH (o o i) 1 [jump1] "Jumps if (exception type a matches b, as in `except b:`) is (c != 0).";

    GET_ITER (w o -) 1 [] "a = iter(b).";
    FOR_ITER (w r -) 3 [jump1] "a = next of iterator b; jumps when it is exhausted.";
    UNPACK_SEQUENCE (wc o i) 0 [] "The c elements of b to registers a ..., all of them or, when it raises, none.";
    BUILD_LIST (w rc i) 0 [] "a = [b, ... c registers].";
    BUILD_TUPLE (w rc i) 0 [] "a = (b, ... c registers).";
    BUILD_SET (w rc i) 0 [] "a = set of the c registers from b on.";
    BUILD_MAP (w i -) 0 [] "a = an empty dict with room for b entries.";
    LIST_FROM_TUPLE (w o -) 0 [] "a = a new list of the elements of tuple b (displays of constants).";
    TUPLE_FROM_LIST (w r -) 0 [] "a = a tuple of the elements of list b, which nobody else holds (long displays).";
    LIST_APPEND (r o -) 0 [] "Appends b to list a (displays, comprehensions).";
    SET_ADD (r o -) 0 [] "Adds b to set a.";
    STORE_MAP (r o o) 0 [] "Entry b of dict a = c.";

    CALL (window i -) 2 [] "a = a(a+1, ... b arguments).";
    CALL_METHOD (window i -) 2 [] "After LOAD_METHOD: a = a(a+1, a+2, ... b arguments from a+2 on), or, when a is unbound, a+1(a+2, ...).";
    CALL_KEYWORDS (window i k) 0 [] "As CALL with b positional arguments, then one register for each name of the tuple constant c.";
    CALL_STAR (window i i) 1 [] "Window: callable, b positional, keyword values, then `*` sequence if c & 1, then `**` mapping if c & 2. The extra word is the constant index of the tuple of keyword names plus one, or 0.";
    RETURN (o - -) 0 [ends] "Returns a.";
    YIELD (w o -) 1 [] "Yields b; a = what is sent. The extra word counts how often the generator goes on from here.";

    RAISE (r3 i -) 0 [ends] "raise with b of the registers a, a+1, a+2 (0: re-raise).";
    CATCH (w3 w -) 0 [] "Start of a handler: the waiting exception (normalised) to a = type, a+1 = value, a+2 = traceback; and to b, the frame's exception register; in a `finally` clause, which does not handle it, a+3.";
    RERAISE (r3 - -) 0 [ends] "Raises a, a+1, a+2 again, traceback and all (end of finally, no handler matched); SystemError if a is unbound.";

    PRINT_ITEM (o o -) 0 [] "print a to stream b (None: sys.stdout).";
    PRINT_NEWLINE (o - -) 0 [] "Newline to stream a (None: sys.stdout).";
    PRINT_EXPRESSION (o - -) 0 [] "sys.displayhook(a).";
    EXEC (o o o) 0 [] "exec a in b, c (None where absent).";
    IMPORT_NAME (w n r2) 0 [] "a = __import__(name b, level c, fromlist c+1).";
    IMPORT_FROM (w r n) 0 [] "a = name c from module b.";
    IMPORT_STAR (r - -) 0 [] "from module a import *, into the namespace or the locals.";
    MAKE_FUNCTION (w k r2) 1 [] "a = function of code constant b; c = tuple of defaults or None, c+1 = tuple of cells or None.";
    BUILD_CLASS (w r3 -) 0 [] "a = class of name b, tuple of bases b+1, namespace b+2.";

    RESULT (w - -) 0 [stage LOAD_ATTR] "Continuation of any instruction that called for its value: the register behind the frame's own to a.";
    DROP_RESULT (- - -) 0 [stage STORE_ATTR] "Continuation of any instruction that called for the effect alone.";
    METHOD_RESULT (window - -) 0 [stage CALL_METHOD] "Continuation of CALL_METHOD on an attribute that is no method: a+1 to a.";
    INITIALIZED (window - -) 0 [stage CALL] "Continuation of CALL of a class: __init__ returned into a+1; a is the instance.";
    INITIALIZED_METHOD (window - -) 0 [stage CALL_METHOD] "The same for CALL_METHOD: __init__ returned into a+2; a+1 is the instance.";
    BINARY_RESULT (w o o) 0 [stage ADD] "Continuation of a binary operator: the left operand's method returned; NotImplemented goes on with the rest of the protocol.";
    REFLECTED_RESULT (w o o) 0 [stage ADD] "The same when the right operand's reflected method returned.";
    INPLACE_RESULT (w o o) 0 [stage INPLACE_ADD] "Continuation of an in-place operator: the in-place method returned.";
    COMPARE_RESULT (w o o) 0 [stage COMPARE_LT] "Continuation of a comparison whose left method returned.";
    JUMP_COMPARE_RESULT (o o i) 0 [jump1 stage JUMP_LT] "Continuation of a comparing jump whose left method returned.";
    TRUTH_RESULT (o - -) 0 [stage JUMP_IF_TRUE] "Continuation of a conditional jump whose condition's __nonzero__ or __len__ returned.";
    JUMP_ON (- jump -) 0 [jump stage JUMP_IF_TRUE] "Second stage of a conditional jump: the bool behind the frame decides.";
    JUMP_FAR_ON (- - i) 0 [jump1 stage JUMP_LT] "Second stage of a comparing jump: the bool behind the frame decides.";
    ITER_RESULT (w - -) 0 [stage GET_ITER] "Continuation of GET_ITER: __iter__ returned.";
    NEXT_RESULT (w r -) 0 [jump1 stage FOR_ITER] "Continuation of FOR_ITER: a user's next() or a generator gave a value.";
    GENERATOR_RESULT (w - -) 0 [stage CALL] "Continuation of a call that resumed a generator: it gave a value, or came to its end.";
    METHOD_VALUE (window - -) 0 [stage LOAD_METHOD] "Continuation of LOAD_METHOD: __getattr__ returned.";
    ITEM_RESULT (w r -) 0 [jump1 stage FOR_ITER] "Continuation of FOR_ITER over indexes: __getitem__ returned, or the mark of the end is behind the frame.";
    ENUMERATE (- r -) 0 [stage FOR_ITER] "Second stage of FOR_ITER over enumerate: the next value of its iterator, which a native function gives.";
    ENUMERATED (w r -) 0 [jump1 stage FOR_ITER] "Continuation of FOR_ITER over enumerate: its iterator gave a value, or the mark of the end.";
    OLD_COERCED (w o o) 0 [stage ADD] "Continuation of a binary operator on old-style instances: the left operand's __coerce__ returned.";
    OLD_COERCED_RIGHT (w o o) 0 [stage ADD] "The same when the right operand's __coerce__ returned.";
    OLD_RESULT (w o o) 0 [stage ADD] "Continuation of a binary operator on old-style instances: the left operand's method returned.";
    ORDER_COERCED (- - -) 0 [stage COMPARE_LT] "Continuation of a comparison or comparing jump: the left operand's __coerce__ returned.";
    ORDER_RESULT (- - -) 0 [stage COMPARE_LT] "Continuation of a comparison or comparing jump: __cmp__ returned.";
    COERCED_ORDER_RESULT (- - -) 0 [stage COMPARE_LT] "The same after coercion: the pair is behind the frame, the result behind that.";
    UNPACK_TUPLE (wc - i) 0 [stage UNPACK_SEQUENCE] "Second stage of UNPACK_SEQUENCE: the elements are in the tuple in a.";
}

impl Opcode {
    /// The opcode of an instruction word; None if there is no such opcode.
    pub fn decode(word: u64) -> Option<Opcode> {
        Opcode::ALL.get(word as u16 as usize).copied()
    }

    pub const fn description(self) -> &'static Description {
        &TABLE[self as usize]
    }

    /// Length in words: the instruction and its extra words.
    pub fn length(self) -> usize {
        1 + self.description().extra_words as usize
    }
}

/// Bit of an `o` operand that says constant.
pub const CONSTANT_BIT: u16 = 1 << 15;

/// An instruction word.
pub const fn encode(opcode: Opcode, a: u16, b: u16, c: u16) -> u64 {
    opcode as u64 | (a as u64) << 16 | (b as u64) << 32 | (c as u64) << 48
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_are_read_in_any_company() {
        for (opcode, jump, ends) in [
            (Opcode::JUMP, JumpPlace::OperandsBC, true),
            (Opcode::JUMP_BACK, JumpPlace::OperandsBC, true),
            (Opcode::JUMP_IF_TRUE, JumpPlace::OperandsBC, false),
            (Opcode::FOR_ITER, JumpPlace::FirstExtraWord, false),
            (Opcode::RETURN, JumpPlace::None, true),
            (Opcode::ADD, JumpPlace::None, false),
        ] {
            let description = opcode.description();
            assert_eq!((description.jump, description.ends), (jump, ends), "{opcode:?}");
            assert_eq!(description.stage_of, None);
        }
        // Hidden opcodes come last, and each says what it belongs to.
        let first_hidden = Opcode::ALL.iter().position(|o| o.description().stage_of.is_some());
        for opcode in &Opcode::ALL[first_hidden.unwrap_or(Opcode::ALL.len())..] {
            assert!(opcode.description().stage_of.is_some(), "{opcode:?}");
        }
    }
}
