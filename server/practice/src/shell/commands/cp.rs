//! `cp` and `mv`.
//!
//! Layer: simulation.

use super::Call;

/// Runs it.
pub(super) async fn run(call: Call<'_>) -> i32 {
    let Call { sh, name, .. } = call;
    let names = call.names();
    let p = &call.sh.process;
    let Some((to, from)) = names.split_last() else { return 1 };
    for f in from {
        let content = p.files().get().read(&sh.path(f));
        let content = match content {
            Ok(c) => c,
            Err(why) => return call.fail(format!("{name}: can't stat '{f}': {why}\n")).await,
        };
        let mut target = sh.path(to);
        if p.files().get().is_dir(&target) {
            target = format!("{}/{}", target.trim_end_matches('/'), f.rsplit('/').next().unwrap_or(f));
        }
        let made = p.files().get().write(&target, &content, false);
        if let Err(why) = made {
            return call.fail(format!("{name}: can't create '{to}': {why}\n")).await;
        }
        if name == "mv" {
            p.files().get().remove(&sh.path(f));
        }
    }
    0
}
