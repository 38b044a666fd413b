//! Pass: words that the field no longer uses.

/// Whether a text uses a word as its own: as a whole word where it is written with letters, and not in quotation marks.
pub(super) fn uses(text: &str, word: &str) -> bool {
    let (text, word) = (text.to_lowercase(), word.to_lowercase());
    text.match_indices(&word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        let whole = !word.is_ascii() || !(before.is_some_and(is_letter) || after.is_some_and(is_letter));
        whole && !quoted(&text[..at])
    })
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

/// Whether what follows stands in quotation marks that the text before has opened.
fn quoted(before: &str) -> bool {
    let straight = before.matches('"').count() % 2 == 1;
    straight
        || [('“', '”'), ('「', '」'), ('‘', '’')]
            .iter()
            .any(|(open, close)| before.rfind(*open) > before.rfind(*close))
}

#[cfg(test)]
mod tests {
    use super::uses;

    #[test]
    fn only_whole_words_outside_quotation_marks_count() {
        assert!(uses("The Master decides.", "master"));
        assert!(!uses("They are masterful.", "master"));
        assert!(!uses("Notes that say \"Master\" mean it.", "master"));
        assert!(uses("先连接主节点。", "主节点"));
        assert!(!uses("旧笔记里的“主节点”是", "主节点"));
        assert!(uses("“旧”的主节点", "主节点"));
    }
}
