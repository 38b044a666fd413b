//! The index of one language: built once, asked as one types.

use std::collections::{BTreeMap, HashMap};
use std::ops::Bound;

use crate::tokens::{self, Piece};
use crate::{Found, Passage};

/// How much text is shown around what was found, in characters.
const AROUND: usize = 90;

/// What a word in a title weighs beside one in a text.
const TITLE: f32 = 4.0;
/// What a word that stands there as it was typed weighs beside one that only begins so.
const EXACT: f32 = 4.0;
/// What a word with typos weighs beside one that begins as typed.
const TYPO: f32 = 0.5;

/// Okapi BM25's two parameters, as Lucene sets them: how soon a word repeated counts no more, and how much length matters.
const K1: f32 = 1.2;
const B: f32 = 0.75;

/// Passages of one language, ready to be searched.
pub struct Index {
    passages: Vec<Passage>,
    titles: Field,
    texts: Field,
}

impl Index {
    /// Builds the index in memory.
    pub fn build(passages: Vec<Passage>) -> Index {
        Index {
            titles: Field::new(passages.iter().map(|passage| passage.title.as_str())),
            texts: Field::new(passages.iter().map(|passage| passage.text.as_str())),
            passages,
        }
    }

    /// What fits best to what was typed, at most `limit`; nothing for nothing.
    pub fn search(&self, typed: &str, limit: usize) -> Vec<Found> {
        let words = tokens::pieces(typed, true);
        let Some(last) = words.len().checked_sub(1) else { return Vec::new() };
        let unfinished = !typed.ends_with(char::is_whitespace);
        let every =
            words.iter().enumerate().map(|(at, word)| self.word(&word.text, unfinished && at == last));
        let scores = every.reduce(|mut scores, more| {
            scores.retain(|at, score| more.get(at).map(|more| *score += more).is_some());
            scores
        });
        let mut best: Vec<(usize, f32)> = scores.unwrap_or_default().into_iter().collect();
        best.sort_by(|(at, score), (other_at, other)| other.total_cmp(score).then(at.cmp(other_at)));
        best.truncate(limit);
        let found = |(at, score): (usize, f32)| {
            let mut passage = self.passages[at].clone();
            passage.text = around(&passage.text, &words);
            Found { passage, score }
        };
        best.into_iter().map(found).collect()
    }

    /// The passages that have a word in title or text, and how well that fits: as it is, as a beginning where it is
    /// unfinished, or with a typo.
    fn word(&self, word: &str, unfinished: bool) -> HashMap<usize, f32> {
        let mut scores = HashMap::new();
        for (field, weight) in [(&self.titles, TITLE), (&self.texts, 1.0)] {
            for (at, score) in field.scores(word) {
                *scores.entry(at).or_default() += weight * EXACT * score;
            }
            if word.chars().any(tokens::is_han) {
                continue;
            }
            if unfinished {
                add(&mut scores, field.beginning(word), weight);
            }
            if let Some(typos) = typos(word) {
                add(&mut scores, field.near(word, typos), weight * TYPO);
            }
        }
        scores
    }
}

/// A weight for every passage that has some of the words, once for each passage.
fn add<'a>(scores: &mut HashMap<usize, f32>, words: impl Iterator<Item = &'a [Posting]>, weight: f32) {
    let mut passages: Vec<usize> = words.flatten().map(|posting| posting.at).collect();
    passages.sort_unstable();
    passages.dedup();
    for at in passages {
        *scores.entry(at).or_default() += weight;
    }
}

/// Which words stand where in one field of all passages, in the order of the words, so that beginnings are neighbours.
struct Field {
    words: BTreeMap<String, Vec<Posting>>,
    /// How many words each passage has in this field.
    lengths: Vec<f32>,
    /// Their mean.
    length: f32,
}

/// How often a word stands in a passage.
struct Posting {
    at: usize,
    times: f32,
}

impl Field {
    fn new<'a>(texts: impl Iterator<Item = &'a str>) -> Field {
        let mut words: BTreeMap<String, Vec<Posting>> = BTreeMap::new();
        let mut lengths = Vec::new();
        for (at, text) in texts.enumerate() {
            let pieces = tokens::pieces(text, false);
            lengths.push(number(pieces.len()));
            for piece in pieces {
                let postings = words.entry(piece.text).or_default();
                match postings.last_mut() {
                    Some(posting) if posting.at == at => posting.times += 1.0,
                    _ => postings.push(Posting { at, times: 1.0 }),
                }
            }
        }
        let length = lengths.iter().sum::<f32>() / number(lengths.len().max(1));
        Field { words, lengths, length }
    }

    /// The passages that have a word, each with its score by Okapi BM25 (Robertson and Zaragoza, 2009, 3.4).
    fn scores(&self, word: &str) -> impl Iterator<Item = (usize, f32)> {
        let postings = self.words.get(word).map_or(&[][..], Vec::as_slice);
        let (all, having) = (number(self.lengths.len()), number(postings.len()));
        let rarity = (1.0 + (all - having + 0.5) / (having + 0.5)).ln();
        postings.iter().map(move |Posting { at, times }| {
            let damping = K1 * (1.0 - B + B * self.lengths[*at] / self.length);
            (*at, rarity * times * (K1 + 1.0) / (times + damping))
        })
    }

    /// Where words stand that begin so.
    fn beginning(&self, word: &str) -> impl Iterator<Item = &[Posting]> {
        let from = self.words.range::<str, _>((Bound::Included(word), Bound::Unbounded));
        from.take_while(move |(other, _)| other.starts_with(word)).map(|(_, postings)| postings.as_slice())
    }

    /// Where words stand that differ by a few typos; two letters that changed places are one.
    fn near(&self, word: &str, typos: usize) -> impl Iterator<Item = &[Posting]> {
        let length = word.chars().count();
        let close = move |other: &str| {
            other.chars().count().abs_diff(length) <= typos && strsim::osa_distance(word, other) <= typos
        };
        self.words.iter().filter(move |(other, _)| close(other)).map(|(_, postings)| postings.as_slice())
    }
}

/// How many, as a number to reckon with: exact up to 16 million.
fn number(count: usize) -> f32 {
    count as f32
}

/// How many typos a word of this length is forgiven; `None` for words that are too short to be told apart.
fn typos(word: &str) -> Option<usize> {
    match word.chars().count() {
        0..=3 => None,
        4..=7 => Some(1),
        _ => Some(2),
    }
}

/// The text around the first word that stands in it as it was typed; else its beginning.
fn around(text: &str, words: &[Piece]) -> String {
    let tokens = tokens::pieces(text, false);
    let first = tokens.iter().find(|t| words.iter().any(|w| t.text.starts_with(&w.text)));
    let at = first.map_or(0, |token| text[..token.from].chars().count());
    let begin = at.saturating_sub(AROUND / 3);
    let total = text.chars().count();
    let shown: String = text.chars().skip(begin).take(AROUND).collect();
    let head = if begin > 0 { "…" } else { "" };
    let tail = if begin + AROUND < total { "…" } else { "" };
    format!("{head}{}{tail}", shown.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Kind;

    fn passage(title: &str, text: &str) -> Passage {
        Passage {
            kind: Kind::Section,
            path: format!("/{title}"),
            title: title.to_owned(),
            place: String::new(),
            text: text.to_owned(),
        }
    }

    fn titles(index: &Index, typed: &str) -> Vec<String> {
        index.search(typed, 10).into_iter().map(|f| f.passage.title).collect()
    }

    #[test]
    fn english_is_found_as_one_types_and_with_typos() {
        let index = Index::build(vec![
            passage("Deployments", "A Deployment keeps pods alive through a ReplicaSet."),
            passage("Services", "A stable address in front of pods, kept by kube-proxy."),
        ]);
        for typed in ["deploy", "Deploymnet", "depoyment", "replicaset alive"] {
            assert_eq!(titles(&index, typed), ["Deployments"], "{typed}");
        }
        assert_eq!(titles(&index, "proxy"), ["Services"]);
        assert_eq!(titles(&index, "pods").len(), 2);
        assert!(titles(&index, "").is_empty() && titles(&index, "banana pods").is_empty());
    }

    #[test]
    fn chinese_words_of_two_characters_are_found() {
        let index = Index::build(vec![
            passage("污点", "节点上的标记，使 Pod 不被调度到该节点。"),
            passage("服务", "一组 Pod 前面稳定的访问地址。"),
        ]);
        assert_eq!(titles(&index, "调度"), ["污点"]);
        assert_eq!(titles(&index, "访问地址"), ["服务"]);
        assert_eq!(titles(&index, "污"), ["污点"]);
        assert!(titles(&index, "地调").is_empty());
    }

    #[test]
    fn what_was_found_is_shown_with_what_is_around_it() {
        let text = format!("{} the needle {}", "hay ".repeat(80), "hay ".repeat(80));
        let index = Index::build(vec![passage("Hay", &text)]);
        let shown = index.search("needle", 1).remove(0).passage.text;
        assert!(shown.contains("needle") && shown.starts_with('…') && shown.ends_with('…'), "{shown}");
        assert!(shown.chars().count() <= AROUND + 2);
    }
}
