//! `sleep`.
//!
//! Layer: simulation.

use std::time::Duration;

use super::Call;

/// Runs it.
pub(super) async fn run(call: Call<'_>) -> i32 {
    let Call { args, io, .. } = call;
    let p = &call.sh.process;
    let total: Option<f64> = args.iter().map(|a| seconds(a)).sum();
    match total {
        Some(s) if !args.is_empty() => {
            p.clock.process_sleep(Duration::from_secs_f64(s.min(1e9))).await;
            0
        }
        _ => {
            let bad = args.first().copied().unwrap_or("");
            io.stderr.text(&format!("sleep: invalid time interval '{bad}'\n")).await;
            1
        }
    }
}

/// `5`, `0.5`, `2m`, `infinity`.
pub(super) fn seconds(text: &str) -> Option<f64> {
    if ["infinity", "inf"].contains(&text) {
        return Some(1e9);
    }
    let (number, unit) = match text.find(|c: char| c.is_ascii_alphabetic()) {
        Some(i) => (&text[..i], &text[i..]),
        None => (text, "s"),
    };
    let factor = match unit {
        "s" => 1.0,
        "m" => 60.0,
        "h" => 3600.0,
        "d" => 86400.0,
        _ => return None,
    };
    number.parse::<f64>().ok().filter(|n| *n >= 0.0).map(|n| n * factor)
}
