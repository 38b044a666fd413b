//! `grep`: the lines that match.
//!
//! Layer: simulation.

use super::Call;

/// Runs it.
pub(super) async fn run(call: Call<'_>) -> i32 {
    let Call { args, io, .. } = call;
    let mut words = args.iter().filter(|a| !a.starts_with('-') || a.len() == 1).copied();
    let pattern = words.next().unwrap_or("").to_owned();
    let files: Vec<&str> = words.collect();
    let (texts, mut code) = call.inputs(&files).await;
    let mut hits = 0;
    let insensitive = call.flag('i');
    let fold = |s: &str| if insensitive { s.to_lowercase() } else { s.to_owned() };
    let pattern = fold(&pattern);
    for (i, t) in texts.iter().enumerate() {
        for (n, line) in t.lines().enumerate() {
            if matches(&pattern, &fold(line)) != call.flag('v') {
                hits += 1;
                if !call.flag('c') && !call.flag('q') {
                    let file = if texts.len() > 1 {
                        format!("{}:", files.get(i).unwrap_or(&""))
                    } else {
                        String::new()
                    };
                    let number = if call.flag('n') { format!("{}:", n + 1) } else { String::new() };
                    io.stdout.text(&format!("{file}{number}{line}\n")).await;
                }
            }
        }
    }
    if call.flag('c') {
        io.stdout.text(&format!("{hits}\n")).await;
    }
    if code == 0 {
        code = i32::from(hits == 0);
    } else {
        code = 2;
    }
    code
}

/// Basic patterns: `^`, `$`, `.*`, alternatives by `\|` or `|`.
fn matches(pattern: &str, line: &str) -> bool {
    pattern.replace("\\|", "|").split('|').any(|p| {
        let start = p.starts_with('^');
        let end = p.ends_with('$');
        let body = p.trim_start_matches('^').trim_end_matches('$').replace("\\.", ".");
        let glob = format!(
            "{}{}{}",
            if start { "" } else { "*" },
            body.replace(".*", "*"),
            if end { "" } else { "*" }
        );
        super::matches_glob(&glob, line)
    })
}
