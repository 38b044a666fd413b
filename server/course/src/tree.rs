//! The Markdown of a lesson as a typed tree: headings, prose, asides, and fences that are alive.
//!
//! The only place that parses Markdown. Everything later works on [`Node`]s and never looks at the source again.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use crate::fence;
use crate::fence::{Info, Kind};
use crate::problem::Report;

/// The Markdown that lessons may use.
const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_HEADING_ATTRIBUTES);

/// An event of the Markdown parser with the line on which it begins.
#[derive(Clone, Debug)]
pub(crate) struct Spanned<'a> {
    /// The event.
    pub(crate) event: Event<'a>,
    /// The file's line.
    pub(crate) line: usize,
}

/// A piece of a lesson, in order.
#[derive(Clone, Debug)]
pub(crate) enum Node<'a> {
    /// A heading; its anchor may be missing.
    Heading(Heading<'a>),
    /// Paragraphs, lists, tables, quotations and fences that are only shown.
    Prose(Vec<Spanned<'a>>),
    /// "Older notes say": what stands in the quotation.
    Aside {
        /// Its content.
        events: Vec<Spanned<'a>>,
        /// Where it begins.
        line: usize,
    },
    /// A fence that is alive.
    Fence(Fence),
}

/// A heading.
#[derive(Clone, Debug)]
pub(crate) struct Heading<'a> {
    /// 1 to 6.
    pub(crate) level: u8,
    /// What stands in `{#...}`.
    pub(crate) anchor: Option<String>,
    /// Its text without marks.
    pub(crate) title: String,
    /// Its events, the heading's own tags left out.
    pub(crate) events: Vec<Spanned<'a>>,
    /// Where it stands.
    pub(crate) line: usize,
}

/// A fence that is alive.
#[derive(Clone, Debug)]
pub(crate) struct Fence {
    /// Its opening line.
    pub(crate) info: Info,
    /// The lines in it.
    pub(crate) body: String,
    /// The line of the opening.
    pub(crate) line: usize,
}

/// Parses Markdown that stands below `above` lines of front matter.
pub(crate) fn parse<'a>(body: &'a str, above: usize, report: &mut Report) -> Vec<Node<'a>> {
    let lines = Lines::new(body, above);
    let mut nodes = Vec::new();
    let mut item: Vec<Spanned<'a>> = Vec::new();
    let mut depth = 0_usize;
    for (event, range) in Parser::new_ext(body, OPTIONS).into_offset_iter() {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        item.push(Spanned { event, line: lines.of(range.start) });
        if depth == 0 {
            let source = body.get(range).unwrap_or_default();
            push(&mut nodes, std::mem::take(&mut item), source, report);
        }
    }
    nodes
}

/// Parses one line of Markdown (a check's title, an answer) without its paragraph.
pub(crate) fn parse_line<'a>(text: &'a str, line: usize, report: &mut Report) -> Vec<Spanned<'a>> {
    let mut events = Vec::new();
    let mut paragraphs = 0;
    for event in Parser::new_ext(text.trim(), OPTIONS) {
        match event {
            Event::Start(Tag::Paragraph) => paragraphs += 1,
            Event::End(TagEnd::Paragraph) => {}
            Event::Start(
                Tag::Heading { .. } | Tag::List(_) | Tag::CodeBlock(_) | Tag::BlockQuote(_) | Tag::Table(_),
            ) => paragraphs += 2,
            event => events.push(Spanned { event, line }),
        }
    }
    if paragraphs > 1 {
        report.add(
            line,
            "only one line of text fits here",
            "write one paragraph without lists, headings and fences",
        );
    }
    events
}

/// Decides what a top-level item is.
fn push<'a>(nodes: &mut Vec<Node<'a>>, item: Vec<Spanned<'a>>, source: &str, report: &mut Report) {
    let Some(first) = item.first() else { return };
    let line = first.line;
    match &first.event {
        Event::Start(Tag::Heading { level, id, .. }) => {
            let anchor = id.as_ref().map(ToString::to_string);
            let level = *level as u8;
            let events = inner(item);
            let title = plain_text(&events);
            nodes.push(Node::Heading(Heading { level, anchor, title, events, line }));
        }
        Event::Start(Tag::BlockQuote(_)) if source.starts_with("> [!OLDER]") => {
            nodes.push(Node::Aside { events: without_marker(inner(item)), line });
        }
        Event::Start(Tag::CodeBlock(kind)) => match opening(kind) {
            Ok(info) if matches!(info.kind, Kind::Shown(_)) => prose(nodes, item),
            Ok(info) => nodes.push(Node::Fence(Fence { info, body: plain_text(&item), line })),
            Err(wrong) => report.add(line, wrong.message, wrong.help),
        },
        _ => {
            for spanned in &item {
                if let Event::Start(Tag::CodeBlock(kind)) = &spanned.event {
                    nested(kind, spanned.line, report);
                }
            }
            prose(nodes, item);
        }
    }
}

/// The opening line of a code block.
pub(crate) fn opening(kind: &CodeBlockKind<'_>) -> Result<Info, fence::Wrong> {
    match kind {
        CodeBlockKind::Fenced(info) => fence::parse(info),
        CodeBlockKind::Indented => Err(fence::Wrong {
            message: "indented lines make a code block".to_owned(),
            help: "write a fence: ```text".to_owned(),
        }),
    }
}

/// A fence inside a list or a quotation can only be shown.
fn nested(kind: &CodeBlockKind<'_>, line: usize, report: &mut Report) {
    match opening(kind) {
        Ok(info) if matches!(info.kind, Kind::Shown(_)) => {}
        Ok(_) => report.add(
            line,
            "a fence that is alive stands inside a list or a quotation",
            "write it at the left margin, with empty lines around it",
        ),
        Err(wrong) => report.add(line, wrong.message, wrong.help),
    }
}

fn prose<'a>(nodes: &mut Vec<Node<'a>>, item: Vec<Spanned<'a>>) {
    if let Some(Node::Prose(events)) = nodes.last_mut() {
        events.extend(item);
    } else {
        nodes.push(Node::Prose(item));
    }
}

/// An item without the tags that open and close it.
fn inner(mut item: Vec<Spanned<'_>>) -> Vec<Spanned<'_>> {
    item.pop();
    if !item.is_empty() {
        item.remove(0);
    }
    item
}

/// An aside without the line `[!OLDER]`.
fn without_marker(events: Vec<Spanned<'_>>) -> Vec<Spanned<'_>> {
    let end = events
        .iter()
        .position(|s| matches!(s.event, Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph)));
    let Some(end) = end else { return events };
    let alone = matches!(events[end].event, Event::End(_));
    let (head, tail) = events.split_at(end + 1);
    let open = head.first().filter(|_| !alone).cloned();
    open.into_iter().chain(tail.iter().cloned()).collect()
}

/// Text and code without marks.
pub(crate) fn plain_text(events: &[Spanned<'_>]) -> String {
    events
        .iter()
        .filter_map(|spanned| match &spanned.event {
            Event::Text(text) | Event::Code(text) => Some(text.as_ref()),
            Event::SoftBreak | Event::HardBreak => Some(" "),
            _ => None,
        })
        .collect()
}

/// Text and code without marks, with a space where an element ends.
pub(crate) fn spaced_text(events: &[Spanned<'_>]) -> String {
    let mut text = String::new();
    for spanned in events {
        match &spanned.event {
            Event::Text(piece) | Event::Code(piece) => text.push_str(piece),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell | TagEnd::CodeBlock) => {
                text.push(' ');
            }
            _ => {}
        }
    }
    text
}

/// Line numbers from byte offsets.
struct Lines {
    starts: Vec<usize>,
    above: usize,
}

impl Lines {
    fn new(body: &str, above: usize) -> Self {
        let starts = body.match_indices('\n').map(|(at, _)| at + 1).collect();
        Lines { starts, above }
    }

    fn of(&self, offset: usize) -> usize {
        self.above + 1 + self.starts.partition_point(|&start| start <= offset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nodes(text: &str) -> (Vec<Node<'_>>, Report) {
        let mut report = Report::new("en/a.md");
        (parse(text, 10, &mut report), report)
    }

    #[test]
    fn a_lesson_is_headings_prose_asides_and_live_fences() {
        let (nodes, report) = nodes(
            "## One `two` {#one}\n\nText.\n\n- a\n\n```yaml\na: 1\n```\n\n```kubectl #get\nkubectl get pods\n```\n\n> [!OLDER]\n> Was *so*.\n",
        );
        assert!(report.problems.is_empty());
        let [Node::Heading(heading), Node::Prose(_), Node::Fence(fence), Node::Aside { events, line }] =
            &nodes[..]
        else {
            panic!("{nodes:#?}")
        };
        assert_eq!(
            (heading.title.as_str(), heading.anchor.as_deref(), heading.line),
            ("One two", Some("one"), 11)
        );
        assert_eq!(
            (fence.info.id.as_str(), fence.body.as_str(), fence.line),
            ("get", "kubectl get pods\n", 21)
        );
        assert_eq!((plain_text(events).as_str(), *line), ("Was so.", 25));
    }

    #[test]
    fn a_marker_alone_in_its_paragraph_leaves_no_empty_paragraph() {
        let (nodes, _) = nodes("> [!OLDER]\n>\n> Text.\n");
        let [Node::Aside { events, .. }] = &nodes[..] else { panic!("{nodes:#?}") };
        assert!(matches!(events[0].event, Event::Start(Tag::Paragraph)));
        assert_eq!(plain_text(events), "Text.");
    }

    #[test]
    fn a_live_fence_in_a_list_is_a_problem() {
        let (_, report) = nodes("- a\n\n  ```kubectl #get\n  kubectl get pods\n  ```\n");
        assert!(report.problems[0].message.contains("inside a list"));
        assert_eq!(report.problems[0].line, 13);
    }

    #[test]
    fn indented_code_and_unknown_languages_are_problems() {
        let (_, report) = nodes("Text.\n\n    code\n\n```bash\nls\n```\n");
        assert_eq!(report.problems.len(), 2, "{:?}", report.problems);
    }
}
