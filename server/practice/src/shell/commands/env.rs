//! `env` and `printenv`.
//!
//! Layer: simulation.

use super::Call;

/// Runs it.
pub(super) async fn run(call: Call<'_>) -> i32 {
    let Call { sh, args, io, .. } = call;
    let wanted: Vec<&str> = args.iter().filter(|a| !a.contains('=')).copied().collect();
    let mut code = 0;
    if wanted.is_empty() {
        let mut all: Vec<String> = sh
            .vars
            .iter()
            .filter(|(k, _)| sh.exported.contains(k))
            .map(|(k, v)| format!("{k}={v}\n"))
            .collect();
        all.push(format!("PWD={}\n", sh.cwd));
        all.extend(args.iter().map(|a| format!("{a}\n")));
        call.say(all.concat()).await;
    }
    for w in wanted {
        match sh.vars.get(w) {
            Some(v) => io.stdout.text(&format!("{v}\n")).await,
            None => code = 1,
        }
    }
    code
}
