//! `kill`.
//!
//! Layer: simulation.

use super::Call;

/// Runs it.
pub(super) async fn run(call: Call<'_>) -> i32 {
    let Call { args, io, .. } = call;
    let p = &call.sh.process;
    let pid = args.iter().rfind(|a| !a.starts_with('-')).copied().unwrap_or("");
    let nine = args.iter().any(|a| ["-9", "-KILL", "-SIGKILL"].contains(a));
    match pid {
        // Process 1 does not hear a SIGKILL from inside, and a shell there no SIGTERM.
        "1" if p.serves && !nine => {
            p.terminate();
            p.exit(0);
            0
        }
        "1" | "29" | "30" | "42" => 0,
        other => {
            io.stderr.text(&format!("sh: can't kill pid {other}: No such process\n")).await;
            1
        }
    }
}
