//! `mkdir`.
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
        let (exists, parent) = {
            let mut files = p.files();
            let f = files.get();
            let parent = path.rsplit_once('/').map_or("/", |(d, _)| if d.is_empty() { "/" } else { d });
            (f.exists(&path), f.is_dir(parent))
        };
        if exists && !call.flag('p') {
            return call.fail(format!("mkdir: can't create directory '{t}': File exists\n")).await;
        }
        if !parent && !call.flag('p') {
            return call
                .fail(format!("mkdir: can't create directory '{t}': No such file or directory\n"))
                .await;
        }
        p.files().get().make_dirs(&path);
    }
    0
}
