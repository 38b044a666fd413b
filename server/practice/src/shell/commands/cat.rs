//! `cat` and `tac`.
//!
//! Layer: simulation.

use super::Call;

/// Runs it.
pub(super) async fn run(call: Call<'_>) -> i32 {
    let Call { name, io, .. } = call;
    let names = call.names();
    if names.is_empty() {
        loop {
            let chunk = io.stdin.chunk().await;
            if chunk.is_empty() {
                return 0;
            }
            io.stdout.write(&chunk).await;
        }
    }
    let (texts, code) = call.inputs(&names).await;
    for mut t in texts {
        if call.flag('n') {
            t = t.lines().enumerate().map(|(i, l)| format!("{:>6}\t{l}\n", i + 1)).collect();
        }
        if name == "tac" {
            t = t.lines().rev().map(|l| format!("{l}\n")).collect();
        }
        io.stdout.text(&t).await;
    }
    code
}
