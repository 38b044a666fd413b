//! The search at ten times the course's size, asked over HTTP as a page asks. There is no counterpart that people use for
//! this: what stands beside it is the time in which nobody notices a wait, 20 ms.

use std::fs;
use std::io::{Error, Result};
use std::path::Path;
use std::time::Instant;

use super::{Server, row};

/// How many times over the course is written.
const TIMES: usize = 10;

/// What is searched for, as one types it.
const TYPED: [(&str, &str); 8] = [
    ("en", "pod"),
    ("en", "kubectl scale deploymnet"),
    ("en", "rolling upd"),
    ("en", "service account"),
    ("zh", "节点"),
    ("zh", "滚动更新"),
    ("zh", "kubectl 污点"),
    ("zh", "控制平面"),
];

/// Measures and prints.
pub(crate) fn answers(wheelhouse: &Path) -> Result<()> {
    let dir = tempfile::tempdir()?;
    let content = dir.path().join("content");
    many(Path::new("content"), &content)?;
    let server = Server::start(wheelhouse, &["--content", &content.to_string_lossy()])?;
    let cookie = server.cookie()?;
    let mut worst: f64 = 0.0;
    let mut times = Vec::new();
    for _ in 0..5 {
        for (lang, typed) in TYPED {
            let body = format!("cluster=practice&lang={lang}&typed={}", apimachinery::escape::query(typed));
            let started = Instant::now();
            let answer = server.post("/api/fn/search", &cookie, &body)?;
            let millis = started.elapsed().as_secs_f64() * 1000.0;
            if !answer.contains("\"title\"") {
                return Err(Error::other(format!("searching {typed:?} answered {answer}")));
            }
            worst = worst.max(millis);
            times.push(millis);
        }
    }
    times.sort_by(f64::total_cmp);
    row("search, 10 times the course, median (ms)", times[times.len() / 2], 20.0, "1");
    row("search, 10 times the course, slowest (ms)", worst, 20.0, "1");
    Ok(())
}

/// Copies the content with every lesson so many times over.
fn many(from: &Path, to: &Path) -> Result<()> {
    copy(from, to)?;
    let plan = fs::read_to_string(from.join("course.yaml"))?;
    let mut written = String::new();
    for line in plan.lines() {
        let listed = line.trim_start().strip_prefix("lessons: [").and_then(|rest| rest.strip_suffix(']'));
        let Some(listed) = listed else {
            written.push_str(line);
            written.push('\n');
            continue;
        };
        let mut ids: Vec<String> = listed.split(", ").map(str::to_owned).collect();
        for id in listed.split(", ") {
            for copy in 1..TIMES {
                let new = format!("{id}-copy-{}", (b'a' + u8::try_from(copy).unwrap_or_default()) as char);
                for lang in ["en", "zh"] {
                    let text = fs::read_to_string(from.join(format!("{lang}/{id}.md")))?;
                    let text = text.replacen(&format!("id: {id}\n"), &format!("id: {new}\n"), 1);
                    fs::write(to.join(format!("{lang}/{new}.md")), text)?;
                }
                ids.push(new);
            }
        }
        written.push_str(&format!("    lessons: [{}]\n", ids.join(", ")));
    }
    fs::write(to.join("course.yaml"), written)
}

/// Copies a folder with all that is in it.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target)?
        } else {
            fs::copy(entry.path(), target).map(|_| ())?
        }
    }
    Ok(())
}
