//! `wc`: lines, words, bytes.
//!
//! Layer: simulation.

use super::Call;

/// Runs it.
pub(super) async fn run(call: Call<'_>) -> i32 {
    let Call { args, io, .. } = call;
    let files: Vec<&str> = args.iter().filter(|a| !a.starts_with('-')).copied().collect();
    let (texts, code) = call.inputs(&files).await;
    for (i, t) in texts.iter().enumerate() {
        let all = !(call.flag('l') || call.flag('w') || call.flag('c'));
        let mut cells = Vec::new();
        if all || call.flag('l') {
            cells.push(t.matches('\n').count().to_string());
        }
        if all || call.flag('w') {
            cells.push(t.split_whitespace().count().to_string());
        }
        if all || call.flag('c') {
            cells.push(t.len().to_string());
        }
        let name = files.get(i).map(|f| format!(" {f}")).unwrap_or_default();
        io.stdout.text(&format!("{}{name}\n", cells.join(" "))).await;
    }
    code
}
