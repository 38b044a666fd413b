//! Pass: events to HTML. Refuses what could carry markup of the author's own, and writes links, headings and code itself.

use std::collections::{BTreeMap, BTreeSet};

use api::frame::Lang;
use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use crate::fence::Kind;
use crate::passes::links::{LinkUse, Target};
use crate::passes::{highlight, links, spacing, words};
use crate::problem::Report;
use crate::shelf::Shelf;
use crate::tree;
use crate::tree::{Heading, Spanned};

/// Code of more characters than this may break anywhere between words.
const LONG: usize = 40;

/// Renders the prose of one lesson and gathers its links.
pub(crate) struct Renderer<'s> {
    /// The lesson's language.
    pub(crate) lang: Lang,
    /// What it may look up.
    pub(crate) shelf: &'s Shelf<'s>,
    /// What stands for each live value until the cluster answers.
    pub(crate) live: BTreeMap<String, String>,
    /// The live values that the text shows.
    pub(crate) shown: BTreeSet<String>,
    /// Links to places in the course.
    pub(crate) links: Vec<LinkUse>,
    /// The drawings that it shows.
    pub(crate) pictures: Vec<String>,
    /// Problems found.
    pub(crate) report: Report,
    /// How many terms it has explained.
    terms: usize,
    /// The explanation that follows the link which is open.
    tip: Option<String>,
    /// Whether this is an aside: what older notes say, in their words.
    aside: bool,
}

impl<'s> Renderer<'s> {
    /// A renderer for one file.
    pub(crate) fn new(path: &str, lang: Lang, shelf: &'s Shelf<'s>) -> Self {
        Renderer {
            lang,
            shelf,
            live: BTreeMap::new(),
            shown: BTreeSet::new(),
            links: Vec::new(),
            pictures: Vec::new(),
            report: Report::new(path),
            terms: 0,
            tip: None,
            aside: false,
        }
    }

    /// The HTML of an aside, in which words may stand that are not used any more.
    pub(crate) fn aside(&mut self, events: Vec<Spanned<'_>>) -> String {
        self.aside = true;
        let page = self.html(events);
        self.aside = false;
        page
    }

    /// The HTML of events.
    pub(crate) fn html(&mut self, events: Vec<Spanned<'_>>) -> String {
        let events = match self.lang {
            Lang::Zh => spacing::join_chinese_lines(events),
            Lang::En => events,
        };
        self.open_emphasis(&events);
        let mut out = Vec::with_capacity(events.len());
        let mut code: Option<(String, String)> = None;
        for Spanned { event, line } in events {
            match (event, &mut code) {
                (Event::End(TagEnd::CodeBlock), block) => {
                    if let Some((lang, text)) = block.take() {
                        out.push(html(highlight::block(&lang, &text)));
                    }
                }
                (Event::Text(text), Some((_, code))) => code.push_str(&text),
                (Event::Start(Tag::CodeBlock(kind)), _) => {
                    let lang = match tree::opening(&kind).map(|info| info.kind) {
                        Ok(Kind::Shown(lang)) => lang,
                        _ => "text".to_owned(),
                    };
                    code = Some((lang, String::new()));
                }
                (event, _) => self.event(event, line, &mut out),
            }
        }
        let mut page = String::new();
        pulldown_cmark::html::push_html(&mut page, out.into_iter());
        page
    }

    /// The HTML of one line of Markdown, as it stands in a check or a quiz.
    pub(crate) fn line(&mut self, text: &str, line: usize) -> String {
        let events = tree::parse_line(text, line, &mut self.report);
        self.html(events).trim().to_owned()
    }

    /// The HTML of a heading with its anchor.
    pub(crate) fn heading(&mut self, heading: Heading<'_>) -> String {
        let Heading { level, anchor, events, .. } = heading;
        let anchor = escape(&anchor.unwrap_or_default());
        let title = self.html(events);
        format!("<h{level} id=\"{anchor}\">{}</h{level}>\n", title.trim())
    }

    /// Finds `**` that Markdown took for text: punctuation beside it keeps emphasis from opening or closing.
    fn open_emphasis(&mut self, events: &[Spanned<'_>]) {
        let mut run = String::new();
        let mut in_code = false;
        for Spanned { event, line } in events {
            match event {
                Event::Start(Tag::CodeBlock(_)) => in_code = true,
                Event::End(TagEnd::CodeBlock) => in_code = false,
                Event::Text(text) if !in_code => run.push_str(text),
                _ => run.clear(),
            }
            if run.contains("**") {
                self.report.add(
                    *line,
                    "`**` shows as it stands: the emphasis does not open or close here",
                    "put a space outside the `**`, or move punctuation out of the emphasis",
                );
                run.clear();
            }
        }
    }

    fn event<'a>(&mut self, event: Event<'a>, line: usize, out: &mut Vec<Event<'a>>) {
        match event {
            Event::Html(text) | Event::InlineHtml(text) => {
                let shown = text.trim().to_owned();
                self.report.add(
                    line,
                    format!("raw HTML: `{shown}`"),
                    "write Markdown; for a placeholder or a tag to be read, put it in backquotes",
                );
                out.push(Event::Text(text));
            }
            Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock) => {}
            Event::Start(Tag::Image { dest_url, .. }) => {
                self.report.add(
                    line,
                    format!("an image: `{dest_url}`"),
                    "say it in words, or show it with a fence",
                );
            }
            Event::End(TagEnd::Image) => {}
            Event::Start(Tag::Link { dest_url, .. }) => out.push(self.link(&dest_url, line)),
            Event::End(TagEnd::Link) => {
                let tip = self.tip.take().unwrap_or_default();
                out.push(html(format!("</a>{tip}")));
            }
            Event::Code(code) if code.starts_with("live:") => out.push(self.live_value(&code, line)),
            // Code in a table stays on one line, unless it would push the other columns away.
            Event::Code(code) if code.chars().count() > LONG => {
                out.push(html(format!("<code class=\"long\">{}</code>", escape(&code))));
            }
            Event::Text(text) => {
                self.outdated(&text, line);
                out.push(Event::Text(text));
            }
            Event::Start(Tag::Table(columns)) => {
                out.extend([html("<div class=\"table\" tabindex=\"0\">"), Event::Start(Tag::Table(columns))]);
            }
            Event::End(TagEnd::Table) => out.extend([Event::End(TagEnd::Table), html("</div>\n")]),
            event => out.push(event),
        }
    }

    fn link(&mut self, dest: &str, line: usize) -> Event<'static> {
        match links::resolve(dest, self.lang, line, &mut self.report) {
            Some(Target::Inside(url, link)) => {
                self.links.push(link);
                html(format!("<a href=\"{}\">", escape(&url)))
            }
            Some(Target::Term(id)) => self.term(&id, line),
            Some(Target::Outside(url)) => html(format!("<a href=\"{}\" rel=\"noreferrer\">", escape(&url))),
            None => html("<a>"),
        }
    }

    /// A term that explains itself: a link to the glossary, and the explanation beside it.
    fn term(&mut self, id: &str, line: usize) -> Event<'static> {
        let Some(term) = self.shelf.glossary.get(self.lang, id) else {
            self.report.add(
                line,
                format!("the glossary has no term `{id}`"),
                "write the id of a term of content/glossary.yaml, or add it there",
            );
            return html("<a>");
        };
        self.terms += 1;
        let tip = format!("term-{}", self.terms);
        self.tip = Some(format!("<span class=\"tip\" role=\"tooltip\" id=\"{tip}\">{}</span>", term.html));
        let path = match self.lang {
            Lang::En => "/glossary",
            Lang::Zh => "/zh/glossary",
        };
        html(format!("<a class=\"term\" href=\"{path}#{id}\" aria-describedby=\"{tip}\">"))
    }

    /// A value that the cluster gives.
    fn live_value(&mut self, code: &str, line: usize) -> Event<'static> {
        let name = code.trim_start_matches("live:");
        let Some(default) = self.live.get(name) else {
            self.report.add(
                line,
                format!("the live value `{name}` is not declared"),
                "declare it under `live:` in the front matter",
            );
            return html("");
        };
        self.shown.insert(name.to_owned());
        let default = escape(default);
        html(format!(
            "<span class=\"live-value\" data-live-value=\"{name}\" data-default=\"{default}\">{default}</span>"
        ))
    }

    /// Finds words that the field no longer uses, outside asides and quotation marks.
    fn outdated(&mut self, text: &str, line: usize) {
        if self.aside {
            return;
        }
        for outdated in self.shelf.outdated(self.lang) {
            if words::uses(text, &outdated.word) {
                self.report.add(
                    line,
                    format!("`{}` is not used any more", outdated.word),
                    format!("write {}; in what older notes say, put it in quotation marks", outdated.write),
                );
            }
        }
    }
}

fn html(text: impl Into<String>) -> Event<'static> {
    Event::InlineHtml(CowStr::from(text.into()))
}

/// Text for HTML, also between quotation marks of an attribute.
pub(crate) fn escape(text: &str) -> String {
    html_escape::encode_quoted_attribute(text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::Node;

    fn render(text: &str) -> (String, Renderer<'static>) {
        let mut renderer = Renderer::new("zh/a.md", Lang::Zh, Shelf::empty());
        let nodes = tree::parse(text, 0, &mut renderer.report);
        let mut page = String::new();
        for node in nodes {
            page += &match node {
                Node::Heading(heading) => renderer.heading(heading),
                Node::Prose(events) | Node::Aside { events, .. } => renderer.html(events),
                Node::Fence(_) => String::new(),
            };
        }
        (page, renderer)
    }

    #[test]
    fn headings_links_tables_and_code_are_written_here() {
        let (page, renderer) = render(
            "## 一 `a` {#one}\n\n[容器组](pods.md#why)\n\n|a|b|\n|-|-|\n|1|2|\n\n```yaml\na: 1\n```\n",
        );
        assert!(renderer.report.problems.is_empty(), "{:?}", renderer.report.problems);
        assert!(page.contains("<h2 id=\"one\">一 <code>a</code></h2>"), "{page}");
        assert!(page.contains("<a href=\"/zh/learn/pods#why\">容器组</a>"), "{page}");
        assert!(page.contains("<div class=\"table\" tabindex=\"0\"><table>"), "{page}");
        assert!(
            page.contains(
                "<pre class=\"code\" data-lang=\"yaml\" tabindex=\"0\"><code><span class=\"hl-key\">a"
            ),
            "{page}"
        );
        assert_eq!(renderer.links.len(), 1);
    }

    #[test]
    fn hostile_markdown_is_refused_and_yields_no_markup() {
        for text in [
            "<script>alert(1)</script>",
            "a <img src=x onerror=alert(1)> b",
            "<svg onload=alert(1)>",
            "<div\nonclick=alert(1)>\n\n</div>",
            "[a](javascript:alert(1))",
            "[a](JaVaScRiPt:alert(1))",
            "[a](java&#115;cript:alert(1))",
            "[a](data:text/html;base64,PHNjcmlwdD4=)",
            "<javascript:alert(1)>",
            "![a](data:image/svg+xml,<svg/onload=alert(1)>)",
            "![a](https://example.com/a.png)",
            "[a]: javascript:alert(1)\n\n[a]",
            "<!-- a comment -->",
            "<a href='https://example.com' onmouseover=alert(1)>x</a>",
        ] {
            let (page, renderer) = render(text);
            assert!(!renderer.report.problems.is_empty(), "{text} passed: {page}");
            let low = page.to_lowercase();
            for bad in ["<script", "<img", "<svg", "<div", "href=\"javascript", "href=\"data", "src=", "<!--"]
            {
                assert!(!low.contains(bad) || low.contains(&bad.replace('<', "&lt;")), "{text} gave {page}");
            }
            assert!(
                !low.contains("<script") && !low.contains("<svg") && !low.contains("<img"),
                "{text} gave {page}"
            );
        }
    }

    #[test]
    fn emphasis_that_does_not_close_is_a_problem() {
        let (_, renderer) = render("**旧笔记。**现在");
        assert!(renderer.report.problems[0].message.contains("emphasis"), "{:?}", renderer.report.problems);
        let (_, renderer) = render("**旧笔记。** 现在");
        assert!(renderer.report.problems.is_empty());
    }

    #[test]
    fn an_address_cannot_leave_its_attribute() {
        let (page, _) = render("[a](<https://example.com/\" onclick=\"alert(1)>)");
        assert!(page.contains("href=\"https://example.com/&quot; onclick=&quot;alert(1)\""), "{page}");
    }
}
