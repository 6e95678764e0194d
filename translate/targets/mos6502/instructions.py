"""The instructions: names, ways of addressing, and the codes of both."""

# The ways in which an operand is found.
(IMPLIED, ACCUMULATOR, IMMEDIATE, ZERO, ZERO_X, ZERO_Y, ABSOLUTE, ABSOLUTE_X,
 ABSOLUTE_Y, INDIRECT, INDIRECT_X, INDIRECT_Y, RELATIVE) = range(13)

# How many bytes follow the code.
OPERAND_BYTES = [0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 1, 1, 1]

NAMES = [
    'adc', 'and', 'asl', 'bcc', 'bcs', 'beq', 'bit', 'bmi', 'bne', 'bpl',
    'brk', 'bvc', 'bvs', 'clc', 'cld', 'cli', 'clv', 'cmp', 'cpx', 'cpy',
    'dec', 'dex', 'dey', 'eor', 'inc', 'inx', 'iny', 'jmp', 'jsr', 'lda',
    'ldx', 'ldy', 'lsr', 'nop', 'ora', 'pha', 'php', 'pla', 'plp', 'rol',
    'ror', 'rti', 'rts', 'sbc', 'sec', 'sed', 'sei', 'sta', 'stx', 'sty',
    'tax', 'tay', 'tsx', 'txa', 'txs', 'tya']

(ADC, AND, ASL, BCC, BCS, BEQ, BIT, BMI, BNE, BPL, BRK, BVC, BVS, CLC, CLD,
 CLI, CLV, CMP, CPX, CPY, DEC, DEX, DEY, EOR, INC, INX, INY, JMP, JSR, LDA,
 LDX, LDY, LSR, NOP, ORA, PHA, PHP, PLA, PLP, ROL, ROR, RTI, RTS, SBC, SEC,
 SED, SEI, STA, STX, STY, TAX, TAY, TSX, TXA, TXS, TYA) = range(56)

# Eight instructions have all ways of addressing, at fixed distances.
REGULAR = [(ORA, 0x00), (AND, 0x20), (EOR, 0x40), (ADC, 0x60), (STA, 0x80),
           (LDA, 0xa0), (CMP, 0xc0), (SBC, 0xe0)]
REGULAR_WAYS = [(INDIRECT_X, 0x01), (ZERO, 0x05), (IMMEDIATE, 0x09),
                (ABSOLUTE, 0x0d), (INDIRECT_Y, 0x11), (ZERO_X, 0x15),
                (ABSOLUTE_Y, 0x19), (ABSOLUTE_X, 0x1d)]

# Shifts, and what increases and decreases memory.
SHIFTS = [(ASL, 0x00), (ROL, 0x20), (LSR, 0x40), (ROR, 0x60), (DEC, 0xc0),
          (INC, 0xe0)]
SHIFT_WAYS = [(ZERO, 0x06), (ACCUMULATOR, 0x0a), (ABSOLUTE, 0x0e),
              (ZERO_X, 0x16), (ABSOLUTE_X, 0x1e)]

OTHERS = [
    (BIT, ZERO, 0x24), (BIT, ABSOLUTE, 0x2c),
    (STX, ZERO, 0x86), (STX, ABSOLUTE, 0x8e), (STX, ZERO_Y, 0x96),
    (STY, ZERO, 0x84), (STY, ABSOLUTE, 0x8c), (STY, ZERO_X, 0x94),
    (LDX, IMMEDIATE, 0xa2), (LDX, ZERO, 0xa6), (LDX, ABSOLUTE, 0xae),
    (LDX, ZERO_Y, 0xb6), (LDX, ABSOLUTE_Y, 0xbe),
    (LDY, IMMEDIATE, 0xa0), (LDY, ZERO, 0xa4), (LDY, ABSOLUTE, 0xac),
    (LDY, ZERO_X, 0xb4), (LDY, ABSOLUTE_X, 0xbc),
    (CPX, IMMEDIATE, 0xe0), (CPX, ZERO, 0xe4), (CPX, ABSOLUTE, 0xec),
    (CPY, IMMEDIATE, 0xc0), (CPY, ZERO, 0xc4), (CPY, ABSOLUTE, 0xcc),
    (JMP, ABSOLUTE, 0x4c), (JMP, INDIRECT, 0x6c), (JSR, ABSOLUTE, 0x20),
    (BPL, RELATIVE, 0x10), (BMI, RELATIVE, 0x30), (BVC, RELATIVE, 0x50),
    (BVS, RELATIVE, 0x70), (BCC, RELATIVE, 0x90), (BCS, RELATIVE, 0xb0),
    (BNE, RELATIVE, 0xd0), (BEQ, RELATIVE, 0xf0),
    (BRK, IMPLIED, 0x00), (PHP, IMPLIED, 0x08), (CLC, IMPLIED, 0x18),
    (PLP, IMPLIED, 0x28), (SEC, IMPLIED, 0x38), (RTI, IMPLIED, 0x40),
    (PHA, IMPLIED, 0x48), (CLI, IMPLIED, 0x58), (RTS, IMPLIED, 0x60),
    (PLA, IMPLIED, 0x68), (SEI, IMPLIED, 0x78), (DEY, IMPLIED, 0x88),
    (TXA, IMPLIED, 0x8a), (TYA, IMPLIED, 0x98), (TXS, IMPLIED, 0x9a),
    (TAY, IMPLIED, 0xa8), (TAX, IMPLIED, 0xaa), (CLV, IMPLIED, 0xb8),
    (TSX, IMPLIED, 0xba), (INY, IMPLIED, 0xc8), (DEX, IMPLIED, 0xca),
    (CLD, IMPLIED, 0xd8), (INX, IMPLIED, 0xe8), (NOP, IMPLIED, 0xea),
    (SED, IMPLIED, 0xf8)]

# The cycles of each way of addressing when an instruction reads; what
# writes, shifts or works on the stack is corrected below.
READ_CYCLES = [2, 2, 2, 3, 4, 4, 4, 4, 4, 5, 6, 5, 2]
OTHER_CYCLES = {BRK: 7, RTI: 6, RTS: 6, JSR: 6, PHA: 3, PHP: 3, PLA: 4,
                PLP: 4}


class Instruction(object):
    """What a code means."""
    _immutable_fields_ = ['operation', 'way', 'size', 'cycles',
                          'crossing_costs']

    def __init__(self, operation, way, cycles, crossing_costs):
        self.operation = operation
        self.way = way
        self.size = OPERAND_BYTES[way] + 1
        self.cycles = cycles
        # Whether reading across the border of a page takes one cycle more.
        self.crossing_costs = crossing_costs


def is_shift(operation):
    return operation in [ASL, LSR, ROL, ROR, INC, DEC]


def make_instruction(operation, way):
    cycles = READ_CYCLES[way]
    indexed = way in [ABSOLUTE_X, ABSOLUTE_Y, INDIRECT_Y]
    if operation in OTHER_CYCLES:
        cycles = OTHER_CYCLES[operation]
    elif operation == JMP:
        cycles = 3 if way == ABSOLUTE else 5
    elif is_shift(operation) and way != ACCUMULATOR:
        cycles += 2
        if indexed:
            cycles += 1
        indexed = False
    elif operation == STA and indexed:
        cycles += 1
        indexed = False
    return Instruction(operation, way, cycles, indexed)


def make_table():
    """Code -> Instruction, or None where there is none."""
    table = [None] * 256
    for operation, base in REGULAR:
        for way, distance in REGULAR_WAYS:
            if operation != STA or way != IMMEDIATE:
                table[base + distance] = make_instruction(operation, way)
    for operation, base in SHIFTS:
        for way, distance in SHIFT_WAYS:
            if way != ACCUMULATOR or base < 0x80:
                table[base + distance] = make_instruction(operation, way)
    for operation, way, code in OTHERS:
        table[code] = make_instruction(operation, way)
    return table


TABLE = make_table()


def code_of(operation, way):
    """The code of an instruction; -1 if it has not this way."""
    for code in range(256):
        instruction = TABLE[code]
        if instruction is not None and instruction.operation == operation \
                and instruction.way == way:
            return code
    return -1
