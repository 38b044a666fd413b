//! `base64`, both ways.
//!
//! Layer: simulation.

use super::Call;

/// Runs it.
pub(super) async fn run(call: Call<'_>) -> i32 {
    let Call { io, .. } = call;
    use base64::Engine as _;
    let engine = base64::engine::general_purpose::STANDARD;
    let bytes = io.stdin.all().await;
    if call.flag('d') {
        let text: Vec<u8> = bytes.into_iter().filter(|b| !b.is_ascii_whitespace()).collect();
        io.stdout.write(&engine.decode(text).unwrap_or_default()).await;
    } else {
        io.stdout.text(&format!("{}\n", engine.encode(bytes))).await;
    }
    0
}
