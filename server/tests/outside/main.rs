//! The binary from the outside: started as a person starts it, asked over HTTP, killed.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod apiserver;
mod disk;
mod drain;
mod faults;
mod flood;
mod hangs;
mod harness;
mod kubeconfig;
mod line;
mod live;
mod load;
mod plugin;
mod start;
mod upstream;
