//! Pass: line ends. A line end between two Chinese characters is no space on the page; any other is.

use pulldown_cmark::Event;

use crate::tree::Spanned;

/// Removes the soft breaks that would show as spaces inside Chinese text.
pub(crate) fn join_chinese_lines(events: Vec<Spanned<'_>>) -> Vec<Spanned<'_>> {
    let dropped: Vec<bool> = (0..events.len())
        .map(|at| {
            matches!(events[at].event, Event::SoftBreak)
                && before(&events[..at]).is_some_and(is_chinese)
                && after(&events[at + 1..]).is_some_and(is_chinese)
        })
        .collect();
    events.into_iter().zip(dropped).filter_map(|(event, drop)| (!drop).then_some(event)).collect()
}

fn before(events: &[Spanned<'_>]) -> Option<char> {
    events.iter().rev().find_map(|s| text(&s.event)).and_then(|t| t.chars().next_back())
}

fn after(events: &[Spanned<'_>]) -> Option<char> {
    events.iter().find_map(|s| text(&s.event)).and_then(|t| t.chars().next())
}

fn text<'e>(event: &'e Event<'_>) -> Option<&'e str> {
    match event {
        Event::Text(text) | Event::Code(text) => Some(text),
        _ => None,
    }
}

/// Han characters, and the punctuation that is set as wide as they are.
fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303f}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Report;
    use crate::tree::{parse_line, plain_text};

    #[test]
    fn only_line_ends_inside_chinese_text_go() {
        let mut report = Report::new("zh/a.md");
        let join =
            |text: &str, report: &mut Report| plain_text(&join_chinese_lines(parse_line(text, 1, report)));
        assert_eq!(join("集群由节点\n组成。\n接着看", &mut report), "集群由节点组成。接着看");
        assert_eq!(join("集群 cluster\n由节点", &mut report), "集群 cluster 由节点");
    }
}
