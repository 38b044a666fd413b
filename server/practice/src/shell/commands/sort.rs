//! `sort` and `uniq`.
//!
//! Layer: simulation.

use super::Call;

/// Runs it.
pub(super) async fn run(call: Call<'_>) -> i32 {
    let Call { name, args, io, .. } = call;
    let files: Vec<&str> = args.iter().filter(|a| !a.starts_with('-')).copied().collect();
    let (texts, code) = call.inputs(&files).await;
    let text = texts.concat();
    let mut lines: Vec<&str> = text.lines().collect();
    if name == "sort" {
        if call.flag('n') {
            lines.sort_by_key(|l| {
                l.split_whitespace().next().and_then(|w| w.parse::<i64>().ok()).unwrap_or(0)
            });
        } else {
            lines.sort_unstable();
        }
        if call.flag('r') {
            lines.reverse();
        }
        if call.flag('u') {
            lines.dedup();
        }
        io.stdout.text(&lines.iter().map(|l| format!("{l}\n")).collect::<String>()).await;
    } else {
        let mut out: Vec<(usize, &str)> = Vec::new();
        for l in lines {
            match out.last_mut() {
                Some((n, last)) if *last == l => *n += 1,
                _ => out.push((1, l)),
            }
        }
        let text: String = out
            .iter()
            .map(|(n, l)| if call.flag('c') { format!("{n:>7} {l}\n") } else { format!("{l}\n") })
            .collect();
        io.stdout.text(&text).await;
    }
    code
}
