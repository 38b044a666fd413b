//! `stat`, `du`, `readlink`.
//!
//! Layer: simulation.

use super::Call;

/// Runs it.
pub(super) async fn run(call: Call<'_>) -> i32 {
    let Call { sh, name, io, .. } = call;
    let names = call.names();
    let p = &call.sh.process;
    for t in names {
        let path = sh.path(t);
        let size = p.files().get().size(&path);
        let line = match name {
            "stat" => format!("  File: {t}\n  Size: {size}\n"),
            "du" => format!("{}\t{t}\n", size.div_ceil(1024)),
            _ => format!("{path}\n"),
        };
        io.stdout.text(&line).await;
    }
    0
}
