//! For authors: a folder of lessons is watched, and what is saved is on the open pages a moment later.

use std::path::PathBuf;
use std::time::Duration;

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use portal::Portal;
use tokio::sync::mpsc;

use super::serve::load_course;

/// How long saving rests before the lessons are read: editors write a file in several steps.
const REST: Duration = Duration::from_millis(80);

/// Watches a folder of lessons for as long as the returned watcher lives.
///
/// # Errors
///
/// The system cannot watch the folder.
pub(crate) fn follow(portal: Portal, dir: PathBuf) -> Result<RecommendedWatcher, String> {
    let (send, mut saved) = mpsc::unbounded_channel();
    let told = move |event: notify::Result<notify::Event>| match event {
        Ok(event) if matches!(event.kind, EventKind::Access(_)) => {}
        Ok(_) => drop(send.send(())),
        Err(error) => tracing::warn!(%error, "a folder of lessons is no longer watched"),
    };
    let cannot = |error: notify::Error| format!("cannot watch {}: {error}", dir.display());
    let mut watcher = notify::recommended_watcher(told).map_err(cannot)?;
    watcher.watch(&dir, RecursiveMode::Recursive).map_err(cannot)?;
    tokio::spawn(async move {
        while saved.recv().await.is_some() {
            tokio::time::sleep(REST).await;
            while saved.try_recv().is_ok() {}
            let folder = dir.clone();
            let loaded = tokio::task::spawn_blocking(move || load_course(Some(&folder))).await;
            match loaded.map_err(|e| e.to_string()).flatten() {
                Ok(course) => {
                    portal.replace_course(course);
                    tracing::info!("the lessons were read again");
                }
                // The old lessons stay open; the author reads what is wrong where the server runs.
                Err(problems) => tracing::warn!("{problems}"),
            }
        }
    });
    Ok(watcher)
}
