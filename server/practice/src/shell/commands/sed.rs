//! `sed`: `s/old/new/`.
//!
//! Layer: simulation.

use super::Call;

/// Runs it.
pub(super) async fn run(call: Call<'_>) -> i32 {
    let Call { sh, args, io, .. } = call;
    let mut words = args.iter().filter(|a| !a.starts_with('-') || a.len() == 1).copied();
    let script = words.next().unwrap_or("").to_owned();
    let files: Vec<&str> = words.collect();
    let mut chars = script.chars();
    let (Some('s'), Some(mark)) = (chars.next(), chars.next()) else {
        io.stderr.text("sed: only s/old/new/ is available on the practice cluster\n").await;
        return 1;
    };
    let parts: Vec<&str> = script[2..].split(mark).collect();
    let (old, new, all) = (
        parts.first().copied().unwrap_or(""),
        parts.get(1).copied().unwrap_or(""),
        parts.get(2).is_some_and(|f| f.contains('g')),
    );
    let (texts, code) = call.inputs(&files).await;
    for (i, t) in texts.iter().enumerate() {
        let out: String = t
            .lines()
            .map(|l| format!("{}\n", if all { l.replace(old, new) } else { l.replacen(old, new, 1) }))
            .collect();
        if call.flag('i')
            && let Some(f) = files.get(i)
        {
            let path = sh.path(f);
            if let Err(why) = sh.process.files().get().write(&path, &out, false) {
                tracing::debug!(why, "sed -i could not write");
            }
        } else {
            io.stdout.text(&out).await;
        }
    }
    code
}
