//! Blanks in command lines: `<name>`.

use api::learn::{CheckSpec, Segment};

use crate::fence::is_id;

/// Cuts a line at its blanks.
pub(crate) fn cut(line: &str) -> Vec<Segment> {
    let mut segments = Vec::new();
    let mut rest = line;
    while let Some((before, name, after)) = next(rest) {
        if !before.is_empty() {
            segments.push(Segment::Text(before.to_owned()));
        }
        segments.push(Segment::Blank(name.to_owned()));
        rest = after;
    }
    if !rest.is_empty() {
        segments.push(Segment::Text(rest.to_owned()));
    }
    segments
}

/// A line as it is written in the lesson.
pub(crate) fn join(line: &[Segment]) -> String {
    line.iter()
        .map(|segment| match segment {
            Segment::Text(text) => text.clone(),
            Segment::Blank(name) => format!("<{name}>"),
        })
        .collect()
}

/// The names of the blanks in a text, in order.
pub(crate) fn names(text: &str) -> Vec<String> {
    cut(text)
        .into_iter()
        .filter_map(|segment| match segment {
            Segment::Blank(name) => Some(name),
            Segment::Text(_) => None,
        })
        .collect()
}

/// The names of the blanks in a check.
pub(crate) fn names_in_check(spec: &CheckSpec) -> Vec<String> {
    serde_json::to_string(spec).map(|text| names(&text)).unwrap_or_default()
}

/// Text before the first blank, its name, and the rest.
fn next(line: &str) -> Option<(&str, &str, &str)> {
    for (open, _) in line.match_indices('<') {
        let after = &line[open + 1..];
        if let Some(close) = after.find('>')
            && is_id(&after[..close])
        {
            return Some((&line[..open], &after[..close], &after[close + 1..]));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_at_its_blanks_and_joined_again() {
        let line = "kubectl scale deployment <deployment> --replicas=<replicas>";
        let cut = cut(line);
        assert_eq!(
            cut,
            [
                Segment::Text("kubectl scale deployment ".into()),
                Segment::Blank("deployment".into()),
                Segment::Text(" --replicas=".into()),
                Segment::Blank("replicas".into()),
            ]
        );
        assert_eq!(join(&cut), line);
        assert_eq!(names(line), ["deployment", "replicas"]);
    }

    #[test]
    fn a_lone_angle_bracket_is_text() {
        assert_eq!(cut("wc -l < /etc/hosts > x"), [Segment::Text("wc -l < /etc/hosts > x".into())]);
        assert_eq!(names("a < <b>"), ["b"]);
    }
}
