//! Commands on text: `head tail wc grep sort uniq cut tr sed tee seq`.
//!
//! Layer: simulation.

use super::super::io::Io;
use super::super::run::Shell;

/// Runs one of these commands.
pub(super) async fn run(sh: &mut Shell, name: &str, args: &[&str], io: &Io) -> Option<i32> {
    let flag = |c: char| args.iter().any(|a| a.starts_with('-') && !a.starts_with("--") && a.contains(c));
    Some(match name {
        "head" | "tail" => {
            let mut count = 10usize;
            let mut files = Vec::new();
            let mut it = args.iter();
            while let Some(a) = it.next() {
                match a.strip_prefix('-') {
                    Some("n") => {
                        count = it
                            .next()
                            .and_then(|n| n.trim_start_matches(['+', '-']).parse().ok())
                            .unwrap_or(10)
                    }
                    Some("f" | "F" | "c") => {}
                    Some(n) => count = n.trim_start_matches('n').parse().unwrap_or(count),
                    None => files.push(*a),
                }
            }
            let (texts, code) = super::inputs(sh, name, &files, io).await;
            for t in texts {
                let lines: Vec<&str> = t.lines().collect();
                let part = if name == "head" {
                    &lines[..count.min(lines.len())]
                } else {
                    &lines[lines.len().saturating_sub(count)..]
                };
                io.stdout.text(&part.iter().map(|l| format!("{l}\n")).collect::<String>()).await;
            }
            if name == "tail" && (flag('f') || flag('F')) && code == 0 {
                std::future::pending::<()>().await;
            }
            code
        }
        "wc" => {
            let files: Vec<&str> = args.iter().filter(|a| !a.starts_with('-')).copied().collect();
            let (texts, code) = super::inputs(sh, name, &files, io).await;
            for (i, t) in texts.iter().enumerate() {
                let all = !(flag('l') || flag('w') || flag('c'));
                let mut cells = Vec::new();
                if all || flag('l') {
                    cells.push(t.matches('\n').count().to_string());
                }
                if all || flag('w') {
                    cells.push(t.split_whitespace().count().to_string());
                }
                if all || flag('c') {
                    cells.push(t.len().to_string());
                }
                let name = files.get(i).map(|f| format!(" {f}")).unwrap_or_default();
                io.stdout.text(&format!("{}{name}\n", cells.join(" "))).await;
            }
            code
        }
        "grep" => {
            let mut words = args.iter().filter(|a| !a.starts_with('-') || a.len() == 1).copied();
            let pattern = words.next().unwrap_or("").to_owned();
            let files: Vec<&str> = words.collect();
            let (texts, mut code) = super::inputs(sh, name, &files, io).await;
            let mut hits = 0;
            let insensitive = flag('i');
            let fold = |s: &str| if insensitive { s.to_lowercase() } else { s.to_owned() };
            let pattern = fold(&pattern);
            for (i, t) in texts.iter().enumerate() {
                for (n, line) in t.lines().enumerate() {
                    if matches(&pattern, &fold(line)) != flag('v') {
                        hits += 1;
                        if !flag('c') && !flag('q') {
                            let file = if texts.len() > 1 {
                                format!("{}:", files.get(i).unwrap_or(&""))
                            } else {
                                String::new()
                            };
                            let number = if flag('n') { format!("{}:", n + 1) } else { String::new() };
                            io.stdout.text(&format!("{file}{number}{line}\n")).await;
                        }
                    }
                }
            }
            if flag('c') {
                io.stdout.text(&format!("{hits}\n")).await;
            }
            if code == 0 {
                code = i32::from(hits == 0);
            } else {
                code = 2;
            }
            code
        }
        "sort" | "uniq" => {
            let files: Vec<&str> = args.iter().filter(|a| !a.starts_with('-')).copied().collect();
            let (texts, code) = super::inputs(sh, name, &files, io).await;
            let text = texts.concat();
            let mut lines: Vec<&str> = text.lines().collect();
            if name == "sort" {
                if flag('n') {
                    lines.sort_by_key(|l| {
                        l.split_whitespace().next().and_then(|w| w.parse::<i64>().ok()).unwrap_or(0)
                    });
                } else {
                    lines.sort_unstable();
                }
                if flag('r') {
                    lines.reverse();
                }
                if flag('u') {
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
                    .map(|(n, l)| if flag('c') { format!("{n:>7} {l}\n") } else { format!("{l}\n") })
                    .collect();
                io.stdout.text(&text).await;
            }
            code
        }
        "cut" => {
            let value = |name: &str| {
                args.iter().enumerate().find_map(|(i, a)| {
                    a.strip_prefix(name).map(|rest| {
                        if rest.is_empty() { args.get(i + 1).copied().unwrap_or("") } else { rest }
                    })
                })
            };
            let delimiter = value("-d").and_then(|d| d.chars().next()).unwrap_or('\t');
            let fields: Vec<usize> = value("-f")
                .unwrap_or("1")
                .split(',')
                .filter_map(|f| f.split('-').next().and_then(|n| n.parse().ok()))
                .collect();
            let text = String::from_utf8_lossy(&io.stdin.all().await).into_owned();
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
        "tr" => {
            let sets: Vec<String> =
                args.iter().filter(|a| !a.starts_with('-') || a.len() == 1).map(|a| class(a)).collect();
            let text = String::from_utf8_lossy(&io.stdin.all().await).into_owned();
            let from: Vec<char> = sets.first().map(|s| s.chars().collect()).unwrap_or_default();
            let to: Vec<char> = sets.get(1).map(|s| s.chars().collect()).unwrap_or_default();
            let out: String = text
                .chars()
                .filter_map(|c| match from.iter().position(|f| *f == c) {
                    Some(_) if flag('d') => None,
                    Some(i) => to.get(i).or(to.last()).copied().or(Some(c)),
                    None => Some(c),
                })
                .collect();
            io.stdout.text(&out).await;
            0
        }
        "sed" => {
            let mut words = args.iter().filter(|a| !a.starts_with('-') || a.len() == 1).copied();
            let script = words.next().unwrap_or("").to_owned();
            let files: Vec<&str> = words.collect();
            let mut chars = script.chars();
            let (Some('s'), Some(mark)) = (chars.next(), chars.next()) else {
                io.stderr.text("sed: only s/old/new/ is available on the practice cluster\n").await;
                return Some(1);
            };
            let parts: Vec<&str> = script[2..].split(mark).collect();
            let (old, new, all) = (
                parts.first().copied().unwrap_or(""),
                parts.get(1).copied().unwrap_or(""),
                parts.get(2).is_some_and(|f| f.contains('g')),
            );
            let (texts, code) = super::inputs(sh, name, &files, io).await;
            for (i, t) in texts.iter().enumerate() {
                let out: String = t
                    .lines()
                    .map(|l| format!("{}\n", if all { l.replace(old, new) } else { l.replacen(old, new, 1) }))
                    .collect();
                if flag('i')
                    && let Some(f) = files.get(i)
                {
                    let path = sh.path(f);
                    if let Err(why) = sh.process.files().get().write(&path, &out, false) {
                        tracing::debug!(why, "sed -i could not write");
                    }
                } else {
                    io.stdout.text(&out).await;
                }
            }
            code
        }
        "tee" => {
            let bytes = io.stdin.all().await;
            let text = String::from_utf8_lossy(&bytes).into_owned();
            for f in args.iter().filter(|a| !a.starts_with('-')) {
                let written = sh.process.files().get().write(&sh.path(f), &text, flag('a'));
                if let Err(why) = written {
                    io.stderr.text(&format!("tee: {f}: {why}\n")).await;
                }
            }
            io.stdout.text(&text).await;
            0
        }
        "seq" => {
            let n: Vec<i64> = args.iter().filter_map(|a| a.parse().ok()).collect();
            let (from, step, to) = match n.as_slice() {
                [to] => (1, 1, *to),
                [from, to] => (*from, 1, *to),
                [from, step, to] => (*from, (*step).max(1), *to),
                _ => return Some(1),
            };
            let mut i = from;
            let mut out = String::new();
            while i <= to && out.len() < 1 << 20 {
                out.push_str(&format!("{i}\n"));
                i += step;
            }
            io.stdout.text(&out).await;
            0
        }
        "yes" => {
            let word = if args.is_empty() { "y".to_owned() } else { args.join(" ") };
            for _ in 0..10_000 {
                io.stdout.text(&format!("{word}\n")).await;
            }
            0
        }
        "basename" => {
            io.stdout
                .text(&format!("{}\n", args.first().unwrap_or(&"").rsplit('/').next().unwrap_or("")))
                .await;
            0
        }
        "dirname" => {
            let arg = args.first().copied().unwrap_or("");
            io.stdout
                .text(&format!(
                    "{}\n",
                    arg.rsplit_once('/').map_or(".", |(d, _)| if d.is_empty() { "/" } else { d })
                ))
                .await;
            0
        }
        "expr" => {
            let n = super::arithmetic(&args.join(" "), &|v| v.to_owned());
            io.stdout.text(&format!("{n}\n")).await;
            i32::from(n == 0)
        }
        "base64" => {
            use base64::Engine as _;
            let engine = base64::engine::general_purpose::STANDARD;
            let bytes = io.stdin.all().await;
            if flag('d') {
                let text: Vec<u8> = bytes.into_iter().filter(|b| !b.is_ascii_whitespace()).collect();
                io.stdout.write(&engine.decode(text).unwrap_or_default()).await;
            } else {
                io.stdout.text(&format!("{}\n", engine.encode(bytes))).await;
            }
            0
        }
        _ => return None,
    })
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
