//! The binary from the outside: started as a person starts it, asked over HTTP, killed.

mod faults;
mod harness;
mod line;
mod start;
