//! `find`, by `-name`.
//!
//! Layer: simulation.

use super::Call;

/// Runs it.
pub(super) async fn run(call: Call<'_>) -> i32 {
    let Call { sh, args, io, .. } = call;
    let names = call.names();
    let p = &call.sh.process;
    let root = names.first().copied().unwrap_or(".");
    let pattern = args.iter().position(|a| *a == "-name").and_then(|i| args.get(i + 1)).copied();
    let mut stack = vec![(root.to_owned(), sh.path(root))];
    let mut out = String::new();
    while let Some((shown, path)) = stack.pop() {
        let base = shown.rsplit('/').next().unwrap_or(&shown);
        if pattern.is_none_or(|g| super::matches_glob(g, base)) {
            out.push_str(&format!("{shown}\n"));
        }
        let children = p.files().get().names(&path);
        for n in children.into_iter().rev() {
            stack.push((
                format!("{}/{n}", shown.trim_end_matches('/')),
                crate::shell::files::resolve(&path, &n),
            ));
        }
    }
    io.stdout.text(&out).await;
    0
}
