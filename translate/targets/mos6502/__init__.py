"""The 6502 processor: its instructions, an assembler, a disassembler."""
