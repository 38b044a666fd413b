//! One file, read: the steps from text to blocks, with the lines that problems need.

use std::collections::BTreeSet;

use api::frame::Lang;
use api::learn::Block;

use crate::front::Front;
use crate::passes::html::Renderer;
use crate::passes::links::LinkUse;
use crate::problem::Problem;
use crate::shelf::Shelf;
use crate::tree::Node;
use crate::{blocks, front, tree};

/// A lesson in one language, before it is checked against the others.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    /// Path in the content's root: `en/pods.md`.
    pub(crate) path: String,
    /// The language.
    pub(crate) lang: Lang,
    /// The front matter.
    pub(crate) front: Front,
    /// Its text, to find lines in.
    yaml: String,
    /// The content, each block with the line on which it begins.
    pub(crate) blocks: Vec<(Block, usize)>,
    /// All headings: level, anchor, title, line.
    pub(crate) headings: Vec<PlacedHeading>,
    /// Links to places in the course.
    pub(crate) links: Vec<LinkUse>,
    /// The live values that its text shows.
    pub(crate) shown: BTreeSet<String>,
    /// The drawings that it shows, in order.
    pub(crate) pictures: Vec<String>,
    /// Its text without marks, by section; for the search.
    pub(crate) sections: Vec<Section>,
}

/// The text of a lesson between two headings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// The heading's anchor; empty before the first heading.
    pub anchor: String,
    /// The heading.
    pub title: String,
    /// Prose, asides and code without marks.
    pub text: String,
}

/// A heading and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct PlacedHeading {
    /// 2 or 3.
    pub(crate) level: u8,
    /// The anchor; empty where it is missing, which is a problem.
    pub(crate) anchor: String,
    /// Its text.
    pub(crate) title: String,
    /// Its line.
    pub(crate) line: usize,
}

impl Draft {
    /// Reads a file. Problems of the file's own are added; `None` where its front matter cannot be read.
    pub(crate) fn read(
        path: &str,
        lang: Lang,
        text: &str,
        shelf: &Shelf<'_>,
        problems: &mut Vec<Problem>,
    ) -> Option<Draft> {
        let mut page = Renderer::new(path, lang, shelf);
        let Some(cut) = front::cut(text, &mut page.report) else {
            problems.append(&mut page.report.problems);
            return None;
        };
        page.live = cut.front.live.iter().map(|(name, live)| (name.clone(), live.default.clone())).collect();
        let nodes = tree::parse(cut.body, cut.above, &mut page.report);
        let sections = sections(&nodes);
        let (blocks, headings) = build(nodes, &mut page);
        problems.append(&mut page.report.problems);
        let yaml = cut.yaml.to_owned();
        Some(Draft {
            path: path.to_owned(),
            lang,
            front: cut.front,
            yaml,
            blocks,
            headings,
            links: page.links,
            shown: page.shown,
            pictures: page.pictures,
            sections,
        })
    }

    /// The line of the front matter in which `word` first stands; line 1 where it does not.
    pub(crate) fn front_line(&self, word: &str) -> usize {
        self.yaml.lines().position(|line| line.contains(word)).map_or(1, |index| index + 2)
    }

    /// Its file name without `.md`.
    pub(crate) fn file_id(&self) -> &str {
        self.path.rsplit('/').next().and_then(|name| name.strip_suffix(".md")).unwrap_or(&self.path)
    }
}

/// Nodes to blocks: headings and prose that follow each other become one piece of HTML.
fn build(nodes: Vec<Node<'_>>, page: &mut Renderer<'_>) -> (Vec<(Block, usize)>, Vec<PlacedHeading>) {
    let mut built: Vec<(Block, usize)> = Vec::new();
    let mut headings = Vec::new();
    for node in nodes {
        match node {
            Node::Heading(heading) => {
                headings.push(place(&heading, page));
                let line = heading.line;
                let html = page.heading(heading);
                append(&mut built, &html, line);
            }
            Node::Prose(events) => {
                let line = events.first().map_or(1, |spanned| spanned.line);
                let html = page.html(events);
                append(&mut built, &html, line);
            }
            Node::Aside { events, line } => built.push((Block::Aside { html: page.aside(events) }, line)),
            Node::Fence(fence) => {
                let line = fence.line;
                let before = built.last_mut().map(|(block, _)| block);
                if let Some(block) = blocks::build(fence, before, page) {
                    built.push((block, line));
                }
            }
        }
    }
    (built, headings)
}

/// The text between the headings.
fn sections(nodes: &[Node<'_>]) -> Vec<Section> {
    let mut sections = vec![Section::default()];
    for node in nodes {
        match node {
            Node::Heading(heading) => sections.push(Section {
                anchor: heading.anchor.clone().unwrap_or_default(),
                title: heading.title.clone(),
                text: String::new(),
            }),
            Node::Prose(events) | Node::Aside { events, .. } => {
                if let Some(section) = sections.last_mut() {
                    section.text.push_str(&tree::spaced_text(events));
                }
            }
            Node::Fence(_) => {}
        }
    }
    sections.retain(|section| !section.title.is_empty() || !section.text.is_empty());
    sections
}

fn append(built: &mut Vec<(Block, usize)>, more: &str, line: usize) {
    if let Some((Block::Html { html }, _)) = built.last_mut() {
        html.push_str(more);
    } else {
        built.push((Block::Html { html: more.to_owned() }, line));
    }
}

fn place(heading: &tree::Heading<'_>, page: &mut Renderer<'_>) -> PlacedHeading {
    if !(2..=3).contains(&heading.level) {
        page.report.add(
            heading.line,
            "a heading of this level",
            "write `##` or `###`; the title is in the front matter",
        );
    }
    if !heading.anchor.as_deref().is_some_and(crate::fence::is_id) {
        page.report.add(
            heading.line,
            format!("the heading \"{}\" has no usable anchor", heading.title),
            "write `## Title {#anchor}` with lower-case letters, digits and dashes, the same in both languages",
        );
    }
    PlacedHeading {
        level: heading.level,
        anchor: heading.anchor.clone().unwrap_or_default(),
        title: heading.title.clone(),
        line: heading.line,
    }
}
