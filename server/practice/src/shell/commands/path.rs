//! `basename`, `dirname`.
//!
//! Layer: simulation.

use super::Call;

/// `basename`.
pub(super) async fn basename(call: Call<'_>) -> i32 {
    let Call { args, io, .. } = call;
    io.stdout.text(&format!("{}\n", args.first().unwrap_or(&"").rsplit('/').next().unwrap_or(""))).await;
    0
}

/// `dirname`.
pub(super) async fn dirname(call: Call<'_>) -> i32 {
    let Call { args, io, .. } = call;
    let arg = args.first().copied().unwrap_or("");
    io.stdout
        .text(&format!("{}\n", arg.rsplit_once('/').map_or(".", |(d, _)| if d.is_empty() { "/" } else { d })))
        .await;
    0
}
