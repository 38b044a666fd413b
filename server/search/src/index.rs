//! The index of one language: built once, asked as one types.

use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, BoostQuery, FuzzyTermQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions, Value};
use tantivy::{IndexReader, ReloadPolicy, TantivyDocument, Term, doc};

use crate::tokens::{self, Piece, Words};
use crate::{Found, Passage};

/// The tokenizer's name in the schema.
const WORDS: &str = "words";

/// Memory that building may take, in bytes: tantivy's least.
const BUDGET: usize = 15_000_000;

/// How much text is shown around what was found, in characters.
const AROUND: usize = 90;

/// Why the index could not be built or asked.
#[derive(Debug, thiserror::Error)]
#[error("the search index: {0}")]
pub struct SearchError(#[from] tantivy::TantivyError);

/// Passages of one language, ready to be searched.
pub struct Index {
    reader: IndexReader,
    passages: Vec<Passage>,
    title: Field,
    text: Field,
    number: Field,
}

impl Index {
    /// Builds the index in memory.
    ///
    /// # Errors
    ///
    /// What tantivy says, for instance that memory is short.
    pub fn build(passages: Vec<Passage>) -> Result<Index, SearchError> {
        let words =
            TextFieldIndexing::default().set_tokenizer(WORDS).set_index_option(IndexRecordOption::WithFreqs);
        let options = TextOptions::default().set_indexing_options(words);
        let mut schema = Schema::builder();
        let title = schema.add_text_field("title", options.clone());
        let text = schema.add_text_field("text", options);
        let number = schema.add_u64_field("number", STORED);
        let index = tantivy::Index::create_in_ram(schema.build());
        index.tokenizers().register(WORDS, Words::default());
        let mut writer = index.writer_with_num_threads(1, BUDGET)?;
        for (at, passage) in passages.iter().enumerate() {
            let at = u64::try_from(at).unwrap_or(u64::MAX);
            writer.add_document(doc!(
                title => passage.title.as_str(), text => passage.text.as_str(), number => at
            ))?;
        }
        writer.commit()?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Index { reader, passages, title, text, number })
    }

    /// What fits best to what was typed, at most `limit`; nothing for nothing.
    ///
    /// # Errors
    ///
    /// What tantivy says.
    pub fn search(&self, typed: &str, limit: usize) -> Result<Vec<Found>, SearchError> {
        let words = tokens::pieces(typed, true);
        if words.is_empty() || limit == 0 {
            return Ok(Vec::new());
        }
        let unfinished = !typed.ends_with(char::is_whitespace);
        let last = words.len() - 1;
        let clauses = words
            .iter()
            .enumerate()
            .map(|(at, word)| (Occur::Must, self.word(&word.text, unfinished && at == last)));
        let query = BooleanQuery::new(clauses.collect());
        let searcher = self.reader.searcher();
        let mut found = Vec::new();
        for (score, address) in searcher.search(&query, &TopDocs::with_limit(limit).order_by_score())? {
            let document: TantivyDocument = searcher.doc(address)?;
            let number = document.get_first(self.number).and_then(|value| value.as_u64());
            let passage = number.and_then(|n| self.passages.get(usize::try_from(n).ok()?));
            if let Some(passage) = passage {
                let mut passage = passage.clone();
                passage.text = around(&passage.text, &words);
                found.push(Found { passage, score });
            }
        }
        Ok(found)
    }

    /// A word in the title or in the text: as it is, as a beginning where it is unfinished, or with a typo.
    fn word(&self, word: &str, unfinished: bool) -> Box<dyn Query> {
        let mut ways: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for (field, weight) in [(self.title, 4.0), (self.text, 1.0)] {
            let term = Term::from_field_text(field, word);
            let exact = TermQuery::new(term.clone(), IndexRecordOption::WithFreqs);
            ways.push(weighted(Box::new(exact), weight * 4.0));
            if word.chars().any(tokens::is_han) {
                continue;
            }
            if unfinished {
                ways.push(weighted(Box::new(FuzzyTermQuery::new_prefix(term.clone(), 0, true)), weight));
            }
            if let Some(typos) = typos(word) {
                ways.push(weighted(Box::new(FuzzyTermQuery::new(term, typos, true)), weight * 0.5));
            }
        }
        Box::new(BooleanQuery::new(ways))
    }
}

fn weighted(query: Box<dyn Query>, weight: f32) -> (Occur, Box<dyn Query>) {
    (Occur::Should, Box::new(BoostQuery::new(query, weight)))
}

/// How many typos a word of this length is forgiven; `None` for words that are too short to be told apart.
fn typos(word: &str) -> Option<u8> {
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
        index.search(typed, 10).unwrap().into_iter().map(|f| f.passage.title).collect()
    }

    #[test]
    fn english_is_found_as_one_types_and_with_typos() {
        let index = Index::build(vec![
            passage("Deployments", "A Deployment keeps pods alive through a ReplicaSet."),
            passage("Services", "A stable address in front of pods, kept by kube-proxy."),
        ])
        .unwrap();
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
        ])
        .unwrap();
        assert_eq!(titles(&index, "调度"), ["污点"]);
        assert_eq!(titles(&index, "访问地址"), ["服务"]);
        assert_eq!(titles(&index, "污"), ["污点"]);
        assert!(titles(&index, "地调").is_empty());
    }

    #[test]
    fn what_was_found_is_shown_with_what_is_around_it() {
        let text = format!("{} the needle {}", "hay ".repeat(80), "hay ".repeat(80));
        let index = Index::build(vec![passage("Hay", &text)]).unwrap();
        let shown = index.search("needle", 1).unwrap().remove(0).passage.text;
        assert!(shown.contains("needle") && shown.starts_with('…') && shown.ends_with('…'), "{shown}");
        assert!(shown.chars().count() <= AROUND + 2);
    }
}
