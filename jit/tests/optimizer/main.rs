//! The optimizer: text in, text out.

mod loops;
mod random;
mod show;
mod sketch;
mod tools;
