//! `tr`: other letters.
//!
//! Layer: simulation.

use super::Call;

/// Runs it.
pub(super) async fn run(call: Call<'_>) -> i32 {
    let Call { args, io, .. } = call;
    let sets: Vec<String> =
        args.iter().filter(|a| !a.starts_with('-') || a.len() == 1).map(|a| class(a)).collect();
    let text = call.stdin().await;
    let from: Vec<char> = sets.first().map(|s| s.chars().collect()).unwrap_or_default();
    let to: Vec<char> = sets.get(1).map(|s| s.chars().collect()).unwrap_or_default();
    let out: String = text
        .chars()
        .filter_map(|c| match from.iter().position(|f| *f == c) {
            Some(_) if call.flag('d') => None,
            Some(i) => to.get(i).or(to.last()).copied().or(Some(c)),
            None => Some(c),
        })
        .collect();
    io.stdout.text(&out).await;
    0
}

fn class(set: &str) -> String {
    match set {
        "a-z" | "[a-z]" | "[:lower:]" => ('a'..='z').collect(),
        "A-Z" | "[A-Z]" | "[:upper:]" => ('A'..='Z').collect(),
        "0-9" | "[0-9]" | "[:digit:]" => ('0'..='9').collect(),
        "\\n" => "\n".into(),
        s => s.to_owned(),
    }
}
