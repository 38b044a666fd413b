//! ```` ```quiz #id ````: a question and its answers, each explained, in YAML.

use api::learn::{Answer, Quiz, Verdict};
use serde::Deserialize;

use crate::passes::html::Renderer;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    question: String,
    answers: Vec<WrittenAnswer>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenAnswer {
    text: String,
    #[serde(default)]
    right: bool,
    #[serde(default)]
    why: String,
}

/// Reads a quiz.
pub(crate) fn read(id: String, body: &str, line: usize, page: &mut Renderer<'_>) -> Option<Quiz> {
    let written: Written = match serde_yaml_ng::from_str(body) {
        Ok(written) => written,
        Err(error) => {
            let at = line + error.location().map_or(0, |at| at.line());
            let help =
                "write `question:` and `answers:`, each with text, why and, where it is right, `right: true`";
            page.report.add(at, error.to_string(), help);
            return None;
        }
    };
    let question = page.line(&written.question, line);
    let answers = written
        .answers
        .into_iter()
        .map(|answer| Answer {
            text: page.line(&answer.text, line),
            verdict: Some(Verdict { right: answer.right, why: page.line(&answer.why, line) }),
        })
        .collect();
    Some(Quiz { id, question, answers })
}
