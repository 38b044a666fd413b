//! ```` ```picture #id ````: an SVG of `content/pictures`, and the words in it, in YAML.

use std::collections::{BTreeMap, BTreeSet};

use api::learn::{Frame, Picture};
use serde::Deserialize;

use super::drawing::yaml;
use crate::passes::html::Renderer;
use crate::passes::svg;
use crate::passes::svg::Labels;

const HELP: &str =
    "write `title:`, `words:` and either `file:` and `alt:` or `frames:` with file, caption and alt";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    title: String,
    #[serde(default)]
    file: Option<String>,
    #[serde(default)]
    alt: Option<String>,
    #[serde(default)]
    words: BTreeMap<String, String>,
    #[serde(default)]
    frames: Vec<WrittenFrame>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenFrame {
    file: String,
    alt: String,
    caption: String,
}

/// Reads a picture.
pub(crate) fn read(id: String, body: &str, line: usize, page: &mut Renderer<'_>) -> Option<Picture> {
    let written: Written = yaml(body, line, HELP, page)?;
    let frames = match (written.file, written.alt, written.frames) {
        (Some(file), Some(alt), frames) if frames.is_empty() => {
            vec![WrittenFrame { file, alt, caption: String::new() }]
        }
        (None, None, frames) if frames.len() > 1 => frames,
        _ => {
            page.report.add(line, "this picture has no file, or both a file and frames", HELP);
            return None;
        }
    };
    let mut used = BTreeSet::new();
    let mut drawn = Vec::new();
    for (at, frame) in frames.into_iter().enumerate() {
        let path = format!("pictures/{}", frame.file);
        let Some(xml) = page.shelf.source.read(&path) else {
            page.report.add(line, format!("content/{path} is missing"), "draw it, or name one that is there");
            continue;
        };
        let labels = Labels {
            id: &format!("{id}-{at}"),
            title: &written.title,
            alt: &frame.alt,
            words: &written.words,
        };
        match svg::write(&xml, &labels, &mut used) {
            Ok(svg) => drawn.push(Frame { svg, caption: page.line(&frame.caption, line) }),
            Err(wrong) => page.report.add(line, format!("content/{path}: {wrong}"), svg::HELP),
        }
        page.pictures.push(frame.file);
    }
    for word in written.words.keys().filter(|word| !used.contains(*word)) {
        page.report.add(line, format!("no drawing uses the word `{word}`"), "take it out of `words:`");
    }
    Some(Picture { id, title: written.title, frames: drawn })
}
