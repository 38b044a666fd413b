//! `rm`.
//!
//! Layer: simulation.

use super::Call;

/// Runs it.
pub(super) async fn run(call: Call<'_>) -> i32 {
    let Call { sh, .. } = call;
    let names = call.names();
    let p = &call.sh.process;
    for t in names {
        let path = sh.path(t);
        let (exists, dir) = {
            let mut files = p.files();
            (files.get().exists(&path), files.get().is_dir(&path))
        };
        if !exists && !call.flag('f') {
            return call.fail(format!("rm: can't remove '{t}': No such file or directory\n")).await;
        }
        if dir && !call.flag('r') && !call.flag('R') {
            return call.fail(format!("rm: '{t}' is a directory\n")).await;
        }
        p.files().get().remove(&path);
    }
    0
}
