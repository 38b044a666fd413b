//! Commands through the real portal, on a practice cluster that counts as a real one: what is asked, what is sent, what is
//! written down. Requirements 20, 24 and 26 of the security list.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod audit;
mod documented;
mod ends;
mod fake;
mod harness;
mod reach;
mod secrets;
