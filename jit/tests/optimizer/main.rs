//! The optimizer: text in, text out.

mod bridges;
mod loops;
mod random;
mod rules;
mod sketch;
mod tools;
