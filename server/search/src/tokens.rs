//! Text to tokens, the same for what is indexed and for what is typed: words in lower case; of Chinese, every character and
//! every pair of neighbours, so that a word of two characters is one token.

/// A token with the byte offsets of the text that it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The token.
    pub text: String,
    /// Where it begins.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
}

/// The tokens of a text. `pairs_only` leaves out single Chinese characters that are part of a pair: for queries.
pub fn pieces(text: &str, pairs_only: bool) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut word: Option<usize> = None;
    let mut han: Vec<(usize, char)> = Vec::new();
    for (at, c) in text.char_indices() {
        if is_han(c) {
            end_word(text, &mut word, at, &mut found);
            han.push((at, c));
            continue;
        }
        end_run(&mut han, pairs_only, &mut found);
        if c.is_alphanumeric() || (word.is_some() && matches!(c, '-' | '_')) {
            word.get_or_insert(at);
        } else {
            end_word(text, &mut word, at, &mut found);
        }
    }
    end_word(text, &mut word, text.len(), &mut found);
    end_run(&mut han, pairs_only, &mut found);
    found
}

fn end_word(text: &str, word: &mut Option<usize>, to: usize, found: &mut Vec<Piece>) {
    let Some(from) = word.take() else { return };
    let whole = text[from..to].trim_end_matches(['-', '_']);
    let piece = |part: &str, from: usize| Piece { text: part.to_lowercase(), from, to: from + part.len() };
    found.push(piece(whole, from));
    // `kube-proxy` is also found by `proxy`.
    if whole.contains(['-', '_']) {
        let mut at = from;
        for part in whole.split(['-', '_']) {
            if !part.is_empty() {
                found.push(piece(part, at));
            }
            at += part.len() + 1;
        }
    }
}

fn end_run(han: &mut Vec<(usize, char)>, pairs_only: bool, found: &mut Vec<Piece>) {
    for (index, (from, c)) in han.iter().enumerate() {
        let to = from + c.len_utf8();
        if !pairs_only || han.len() == 1 {
            found.push(Piece { text: c.to_string(), from: *from, to });
        }
        if let Some((next_from, next)) = han.get(index + 1) {
            let text = [*c, *next].iter().collect();
            found.push(Piece { text, from: *from, to: next_from + next.len_utf8() });
        }
    }
    han.clear();
}

/// Han characters (CJK Unified Ideographs and extension A).
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str, pairs_only: bool) -> Vec<String> {
        pieces(text, pairs_only).into_iter().map(|p| p.text).collect()
    }

    #[test]
    fn words_are_lower_case_and_parts_of_names_count() {
        assert_eq!(
            texts("Run kube-proxy: v1.36!", false),
            ["run", "kube-proxy", "kube", "proxy", "v1", "36"]
        );
    }

    #[test]
    fn chinese_is_cut_into_characters_and_pairs() {
        assert_eq!(texts("控制平面", false), ["控", "控制", "制", "制平", "平", "平面", "面"]);
        assert_eq!(texts("污点 taint", true), ["污点", "taint"]);
        assert_eq!(texts("点", true), ["点"]);
    }
}
