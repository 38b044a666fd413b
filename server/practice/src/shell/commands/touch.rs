//! `touch` and `mktemp`: files that were not there.
//!
//! Layer: simulation.

use super::Call;

/// `touch`.
pub(super) async fn run(call: Call<'_>) -> i32 {
    let Call { sh, .. } = call;
    let names = call.names();
    let p = &call.sh.process;
    for t in names {
        let path = sh.path(t);
        let made = p.files().get().write(&path, "", true);
        if let Err(why) = made {
            return call.fail(format!("touch: {t}: {why}\n")).await;
        }
    }
    0
}

/// `mktemp`.
pub(super) async fn mktemp(call: Call<'_>) -> i32 {
    let Call { io, .. } = call;
    let p = &call.sh.process;
    let path = format!("/tmp/tmp.{}", crate::world::suffix(6));
    if p.files().get().write(&path, "", false).is_ok() {
        io.stdout.text(&format!("{path}\n")).await;
    }
    0
}
