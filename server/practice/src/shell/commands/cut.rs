//! `cut`: columns of lines.
//!
//! Layer: simulation.

use super::Call;

/// Runs it.
pub(super) async fn run(call: Call<'_>) -> i32 {
    let Call { args, io, .. } = call;
    let value = |name: &str| {
        args.iter().enumerate().find_map(|(i, a)| {
            a.strip_prefix(name)
                .map(|rest| if rest.is_empty() { args.get(i + 1).copied().unwrap_or("") } else { rest })
        })
    };
    let delimiter = value("-d").and_then(|d| d.chars().next()).unwrap_or('\t');
    let fields: Vec<usize> = value("-f")
        .unwrap_or("1")
        .split(',')
        .filter_map(|f| f.split('-').next().and_then(|n| n.parse().ok()))
        .collect();
    let text = call.stdin().await;
    for line in text.lines() {
        let parts: Vec<&str> = line.split(delimiter).collect();
        let picked: Vec<&str> = if parts.len() == 1 {
            parts
        } else {
            fields.iter().filter_map(|f| parts.get(f.saturating_sub(1)).copied()).collect()
        };
        io.stdout.text(&format!("{}\n", picked.join(&delimiter.to_string()))).await;
    }
    0
}
