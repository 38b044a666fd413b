//! `test` and `[`.
//!
//! Layer: simulation.

use super::super::run::Shell;
use super::Call;

/// Runs it.
pub(super) async fn run(call: Call<'_>) -> i32 {
    let Call { sh, name, args, .. } = call;
    let mut words = args.to_vec();
    if name == "[" && words.pop() != Some("]") {
        return call.fail("sh: missing ]\n".into()).await;
    }
    i32::from(!check(sh, &words))
}

fn check(sh: &Shell, words: &[&str]) -> bool {
    if let Some(i) = words.iter().position(|w| *w == "-o") {
        return check(sh, &words[..i]) || check(sh, &words[i + 1..]);
    }
    if let Some(i) = words.iter().position(|w| *w == "-a") {
        return check(sh, &words[..i]) && check(sh, &words[i + 1..]);
    }
    let number = |w: &str| w.trim().parse::<i64>().unwrap_or(0);
    match words {
        ["!", rest @ ..] => !check(sh, rest),
        [] => false,
        [one] => !one.is_empty(),
        ["-z", s] => s.is_empty(),
        ["-n", s] => !s.is_empty(),
        ["-e" | "-r" | "-w", f] => sh.process.files().get().exists(&sh.path(f)),
        ["-x", f] => sh.process.files().get().exists(&sh.path(f)),
        ["-d", f] => sh.process.files().get().is_dir(&sh.path(f)),
        ["-f", f] => {
            let path = sh.path(f);
            let mut files = sh.process.files();
            files.get().exists(&path) && !files.get().is_dir(&path)
        }
        ["-s", f] => sh.process.files().get().read(&sh.path(f)).is_ok_and(|c| !c.is_empty()),
        [a, "=" | "==", b] => a == b,
        [a, "!=", b] => a != b,
        [a, "-eq", b] => number(a) == number(b),
        [a, "-ne", b] => number(a) != number(b),
        [a, "-lt", b] => number(a) < number(b),
        [a, "-le", b] => number(a) <= number(b),
        [a, "-gt", b] => number(a) > number(b),
        [a, "-ge", b] => number(a) >= number(b),
        _ => false,
    }
}
