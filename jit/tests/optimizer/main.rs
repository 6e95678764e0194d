//! The optimizer: text in, text out.

mod loops;
mod random;
mod rules;
mod sketch;
mod tools;
