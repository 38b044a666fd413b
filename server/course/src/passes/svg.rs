//! Pass: a drawing of `content/pictures` to an `<svg>` element of ours. Only the few elements and attributes listed here
//! are written, words are put in, and a name and a description for readers who cannot see it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use roxmltree::{Document, Node};

use super::html::escape;

/// What an author is told about a drawing that is refused.
pub(crate) const HELP: &str =
    "content/README.md lists the elements, attributes and classes that a picture may have";

const ELEMENTS: [&str; 11] =
    ["svg", "g", "rect", "circle", "ellipse", "line", "polyline", "path", "polygon", "text", "tspan"];

const ATTRIBUTES: [&str; 23] = [
    "class",
    "cx",
    "cy",
    "d",
    "data-live",
    "dx",
    "dy",
    "height",
    "points",
    "r",
    "rx",
    "ry",
    "text-anchor",
    "transform",
    "viewBox",
    "width",
    "x",
    "x1",
    "x2",
    "y",
    "y1",
    "y2",
    "dominant-baseline",
];

const CLASSES: [&str; 18] = [
    "box",
    "accent",
    "soft",
    "good",
    "bad",
    "ghost",
    "line",
    "dashed",
    "arrow",
    "label",
    "small",
    "strong",
    "code",
    "on-accent",
    "muted",
    "warn",
    "dot",
    "middle",
];

/// What is put into a drawing.
pub(crate) struct Labels<'a> {
    /// Id of the frame on its page.
    pub(crate) id: &'a str,
    /// Its name.
    pub(crate) title: &'a str,
    /// What it shows, for readers who cannot see it.
    pub(crate) alt: &'a str,
    /// The words for its `{keys}`.
    pub(crate) words: &'a BTreeMap<String, String>,
}

/// Writes a drawing; `used` gathers the keys of its words.
///
/// # Errors
///
/// What the drawing has and may not have, or lacks.
pub(crate) fn write(xml: &str, labels: &Labels<'_>, used: &mut BTreeSet<String>) -> Result<String, String> {
    let document = Document::parse(xml).map_err(|error| error.to_string())?;
    let root = document.root_element();
    if root.tag_name().name() != "svg" || root.attribute("viewBox").is_none() {
        return Err("it is no `<svg>` with a `viewBox`".to_owned());
    }
    if root.attribute("width").is_some() || root.attribute("height").is_some() {
        return Err("it has a width or a height: the page gives it one".to_owned());
    }
    let mut page = String::new();
    element(root, labels, used, &mut page)?;
    Ok(page)
}

fn element(
    node: Node<'_, '_>,
    labels: &Labels<'_>,
    used: &mut BTreeSet<String>,
    page: &mut String,
) -> Result<(), String> {
    let name = node.tag_name().name();
    if !ELEMENTS.contains(&name) {
        return Err(format!("it has the element `<{name}>`"));
    }
    let _ = write!(page, "<{name}");
    for attribute in node.attributes() {
        write_attribute(attribute.name(), attribute.value(), labels.id, page)?;
    }
    if node.parent_element().is_none() {
        head(labels, page);
    } else {
        page.push('>');
    }
    for child in node.children() {
        if child.is_element() {
            element(child, labels, used, page)?;
        } else if let Some(text) = child.text().filter(|_| child.is_text()) {
            page.push_str(&escape(&words(text, labels, used)?));
        }
    }
    let _ = write!(page, "</{name}>");
    Ok(())
}

fn write_attribute(name: &str, value: &str, id: &str, page: &mut String) -> Result<(), String> {
    if !ATTRIBUTES.contains(&name) {
        return Err(format!("it has the attribute `{name}`"));
    }
    let _ = write!(page, " {name}=\"{}\"", escape(value));
    if name == "class" {
        if let Some(other) = value.split_whitespace().find(|class| !CLASSES.contains(class)) {
            return Err(format!("it has the class `{other}`"));
        }
        if value.split_whitespace().any(|class| class == "arrow") {
            let accent = if value.split_whitespace().any(|class| class == "accent") { "-accent" } else { "" };
            let _ = write!(page, " marker-end=\"url(#arrow-{id}{accent})\"");
        }
    }
    Ok(())
}

/// What stands at the head of every drawing: its name, its description, the heads of arrows.
fn head(labels: &Labels<'_>, page: &mut String) {
    let Labels { id, title, alt, .. } = labels;
    let (title, alt) = (escape(title), escape(alt));
    let _ = write!(
        page,
        " role=\"img\" aria-labelledby=\"title-{id}\" aria-describedby=\"alt-{id}\"><title id=\"title-{id}\">{title}</title>\
         <desc id=\"alt-{id}\">{alt}</desc><defs>"
    );
    for accent in ["", "-accent"] {
        let _ = write!(
            page,
            "<marker id=\"arrow-{id}{accent}\" class=\"arrowhead{accent}\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"7\" \
             markerHeight=\"7\" orient=\"auto-start-reverse\"><path d=\"M0 0L10 5L0 10z\"/></marker>"
        );
    }
    page.push_str("</defs>");
}

/// A text with words in its `{keys}`.
fn words(text: &str, labels: &Labels<'_>, used: &mut BTreeSet<String>) -> Result<String, String> {
    let mut written = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (key, after) = after.split_once('}').ok_or("a `{` in its text is not closed")?;
        let word = labels.words.get(key).ok_or_else(|| format!("`words:` has no `{key}`"))?;
        used.insert(key.to_owned());
        written.push_str(before);
        written.push_str(word);
        rest = after;
    }
    written.push_str(rest);
    Ok(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draw(xml: &str) -> Result<String, String> {
        let words = BTreeMap::from([("pod".to_owned(), "Pod <1>".to_owned())]);
        let labels = Labels { id: "p-0", title: "A \"pod\"", alt: "One box.", words: &words };
        write(xml, &labels, &mut BTreeSet::new())
    }

    #[test]
    fn words_are_put_in_as_text_and_arrows_get_heads() {
        let svg = draw("<svg viewBox='0 0 8 8'><!-- x --><text class='label' x='1'>{pod}</text><line class='line arrow' x1='0'/></svg>").unwrap();
        assert!(svg.contains("<text class=\"label\" x=\"1\">Pod &lt;1&gt;</text>"), "{svg}");
        assert!(svg.contains("marker-end=\"url(#arrow-p-0)\""), "{svg}");
        assert!(svg.contains("<title id=\"title-p-0\">A &quot;pod&quot;</title>"), "{svg}");
        assert!(!svg.contains("<!--"), "{svg}");
    }

    #[test]
    fn everything_else_is_refused() {
        for (inside, says) in [
            ("<script>alert(1)</script>", "element `<script>`"),
            ("<foreignObject/>", "element `<foreignObject>`"),
            ("<image href='x'/>", "element `<image>`"),
            ("<a href='javascript:x'/>", "element `<a>`"),
            ("<rect onclick='x'/>", "attribute `onclick`"),
            ("<rect style='fill:red'/>", "attribute `style`"),
            ("<rect fill='red'/>", "attribute `fill`"),
            ("<rect class='box red'/>", "class `red`"),
            ("<text>{nothing}</text>", "no `nothing`"),
        ] {
            let wrong = draw(&format!("<svg viewBox='0 0 8 8'>{inside}</svg>")).unwrap_err();
            assert!(wrong.contains(says), "{inside}: {wrong}");
        }
        assert!(draw("<svg/>").is_err() && draw("<svg viewBox='0 0 8 8' width='8'/>").is_err());
    }
}
