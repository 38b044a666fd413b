//! `echo` and `printf`.
//!
//! Layer: simulation.

use super::Call;

/// `echo`.
pub(super) async fn run(call: Call<'_>) -> i32 {
    let Call { args, io, .. } = call;
    let mut rest = args;
    let (mut newline, mut escapes) = (true, false);
    while let Some(flag @ ("-n" | "-e" | "-ne" | "-en")) = rest.first().copied() {
        newline &= !flag.contains('n');
        escapes |= flag.contains('e');
        rest = &rest[1..];
    }
    let text = rest.join(" ");
    let text = if escapes { unescape(&text) } else { text };
    io.stdout.text(&if newline { format!("{text}\n") } else { text }).await;
    0
}

/// `printf`.
pub(super) async fn printf(call: Call<'_>) -> i32 {
    let Call { args, io, .. } = call;
    let format = args.first().copied().unwrap_or("");
    io.stdout.text(&formatted(format, args.get(1..).unwrap_or(&[]))).await;
    0
}

fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next() {
            Some('n') => out.push('\n'),
            Some('t') => out.push('\t'),
            Some('r') => out.push('\r'),
            Some('\\') => out.push('\\'),
            Some('e') => out.push('\u{1b}'),
            Some('0') => {}
            Some(x) => {
                out.push('\\');
                out.push(x);
            }
            None => out.push('\\'),
        }
    }
    out
}

fn formatted(format: &str, args: &[&str]) -> String {
    let format = unescape(format);
    let mut args = args.iter().copied();
    let mut out = String::new();
    loop {
        let mut used = false;
        let mut chars = format.chars().peekable();
        while let Some(c) = chars.next() {
            if c != '%' {
                out.push(c);
                continue;
            }
            let mut spec = String::new();
            while let Some(x) = chars.peek().copied().filter(|x| x.is_ascii_digit() || "-.0".contains(*x)) {
                spec.push(x);
                chars.next();
            }
            match chars.next() {
                Some('%') => out.push('%'),
                Some(kind) => {
                    used = true;
                    let arg = args.next().unwrap_or("");
                    let width: usize = spec
                        .trim_start_matches(['-', '0'])
                        .split('.')
                        .next()
                        .and_then(|w| w.parse().ok())
                        .unwrap_or(0);
                    let value = if kind == 'd' || kind == 'i' {
                        arg.trim().parse::<i64>().unwrap_or(0).to_string()
                    } else {
                        arg.to_owned()
                    };
                    if spec.starts_with('-') {
                        out.push_str(&format!("{value:<width$}"));
                    } else if spec.starts_with('0') {
                        out.push_str(&format!("{value:0>width$}"));
                    } else {
                        out.push_str(&format!("{value:>width$}"));
                    }
                }
                None => out.push('%'),
            }
        }
        if !used || args.len() == 0 {
            return out;
        }
    }
}
