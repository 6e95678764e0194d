//! Tree to register bytecode: symbol table, code generator, disassembler, liveness. Plain data, no heap.

pub mod code;
pub mod opcode;
