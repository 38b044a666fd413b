//! `tee`: to files and on.
//!
//! Layer: simulation.

use super::Call;

/// Runs it.
pub(super) async fn run(call: Call<'_>) -> i32 {
    let Call { sh, args, io, .. } = call;
    let bytes = io.stdin.all().await;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    for f in args.iter().filter(|a| !a.starts_with('-')) {
        let written = sh.process.files().get().write(&sh.path(f), &text, call.flag('a'));
        if let Err(why) = written {
            io.stderr.text(&format!("tee: {f}: {why}\n")).await;
        }
    }
    io.stdout.text(&text).await;
    0
}
