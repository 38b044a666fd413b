//! `seq`, `yes` and `expr`: what counts and repeats.
//!
//! Layer: simulation.

use super::Call;

/// `seq`.
pub(super) async fn seq(call: Call<'_>) -> i32 {
    let Call { args, io, .. } = call;
    let n: Vec<i64> = args.iter().filter_map(|a| a.parse().ok()).collect();
    let (from, step, to) = match n.as_slice() {
        [to] => (1, 1, *to),
        [from, to] => (*from, 1, *to),
        [from, step, to] => (*from, (*step).max(1), *to),
        _ => return 1,
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

/// `yes`.
pub(super) async fn yes(call: Call<'_>) -> i32 {
    let Call { args, io, .. } = call;
    let word = if args.is_empty() { "y".to_owned() } else { args.join(" ") };
    for _ in 0..10_000 {
        io.stdout.text(&format!("{word}\n")).await;
    }
    0
}

/// `expr`.
pub(super) async fn expr(call: Call<'_>) -> i32 {
    let Call { args, io, .. } = call;
    let n = super::arithmetic(&args.join(" "), &|v| v.to_owned());
    io.stdout.text(&format!("{n}\n")).await;
    i32::from(n == 0)
}
