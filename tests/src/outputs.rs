//! What lessons say that kubeadm prints, beside what it really printed on two machines (`tests/course/outputs/`).
//!
//! Layer: tests only.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Error, Result};
use std::path::Path;

use api::frame::Lang;
use api::learn::{Block, Host, Segment};
use course::Course;
use regex::Regex;

/// What cannot be equal: tokens, hashes and keys, addresses, and how long something took. Each with what stands for it.
const MASKS: [(&str, &str); 5] = [
    (r"\b[a-z0-9]{6}\.[a-z0-9]{16}\b", "TOKEN"),
    (r"\b[0-9a-f]{64}\b", "HASH"),
    (r"\b\d+\.\d+\.\d+\.\d+\b", "ADDRESS"),
    (r"\b\d+(\.\d+)?(µs|ms|s|m|h|d)\b", "TIME"),
    (r"\s+$", ""),
];

/// The lines that lessons say kubeadm prints and that no recording has, each with its lesson and panel.
///
/// # Errors
///
/// The recordings cannot be read.
pub fn unrecorded(course: &Course) -> Result<Vec<String>> {
    let masks = masks()?;
    let recorded = recorded(&masks)?;
    let mut found = Vec::new();
    let mut compared = 0;
    for summary in course.map(Lang::En).parts.into_iter().flat_map(|part| part.lessons) {
        let Some(lesson) = course.lesson(Lang::En, &summary.id) else { continue };
        for block in &lesson.blocks {
            let Block::Host(host) = block else { continue };
            if !runs_kubeadm(host) {
                continue;
            }
            for line in host.prints.iter().flat_map(|prints| prints.lines()) {
                let line = masked(line, &masks);
                compared += 1;
                if !line.is_empty() && !recorded.contains(&line) {
                    found.push(format!("{} #{}: {line}", lesson.id, host.id));
                }
            }
        }
    }
    if compared == 0 {
        return Err(Error::other("no lesson says what kubeadm prints"));
    }
    Ok(found)
}

/// Whether one of its lines is a command of kubeadm.
fn runs_kubeadm(host: &Host) -> bool {
    let text: String = host
        .line
        .iter()
        .map(|segment| match segment {
            Segment::Text(text) => text.as_str(),
            Segment::Blank(_) => "x",
        })
        .collect();
    text.lines().any(|line| line.trim_start_matches("sudo ").starts_with("kubeadm "))
}

fn recorded(masks: &[(Regex, &str)]) -> Result<BTreeSet<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("course/outputs");
    let mut lines = BTreeSet::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e == "txt") {
            lines.extend(fs::read_to_string(path)?.lines().map(|line| masked(line, masks)));
        }
    }
    Ok(lines)
}

fn masks() -> Result<Vec<(Regex, &'static str)>> {
    MASKS.iter().map(|(find, put)| Ok((Regex::new(find).map_err(Error::other)?, *put))).collect()
}

fn masked(line: &str, masks: &[(Regex, &str)]) -> String {
    let line =
        masks.iter().fold(line.to_owned(), |line, (find, put)| find.replace_all(&line, *put).into_owned());
    line.trim().to_owned()
}
