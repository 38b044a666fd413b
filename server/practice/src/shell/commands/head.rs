//! `head` and `tail`: the first and the last lines.
//!
//! Layer: simulation.

use super::Call;

/// Runs it.
pub(super) async fn run(call: Call<'_>) -> i32 {
    let Call { name, args, io, .. } = call;
    let mut count = 10usize;
    let mut files = Vec::new();
    let mut it = args.iter();
    while let Some(a) = it.next() {
        match a.strip_prefix('-') {
            Some("n") => {
                count = it.next().and_then(|n| n.trim_start_matches(['+', '-']).parse().ok()).unwrap_or(10)
            }
            Some("f" | "F" | "c") => {}
            Some(n) => count = n.trim_start_matches('n').parse().unwrap_or(count),
            None => files.push(*a),
        }
    }
    let (texts, code) = call.inputs(&files).await;
    for t in texts {
        let lines: Vec<&str> = t.lines().collect();
        let part = if name == "head" {
            &lines[..count.min(lines.len())]
        } else {
            &lines[lines.len().saturating_sub(count)..]
        };
        io.stdout.text(&part.iter().map(|l| format!("{l}\n")).collect::<String>()).await;
    }
    if name == "tail" && (call.flag('f') || call.flag('F')) && code == 0 {
        std::future::pending::<()>().await;
    }
    code
}
