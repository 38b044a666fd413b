//! Rule: a quiz has at least two answers, one or more of them right, and says why of each.

use api::learn::{Block, Quiz};

use crate::draft::Draft;
use crate::problem::Report;

/// Finds what breaks the rule.
pub(crate) fn check(draft: &Draft, report: &mut Report) {
    for (block, line) in &draft.blocks {
        if let Block::Quiz(quiz) = block {
            one(quiz, *line, report);
        }
    }
}

fn one(quiz: &Quiz, line: usize, report: &mut Report) {
    if quiz.question.is_empty() {
        report.add(line, "the quiz asks nothing", "write `question:`");
    }
    if quiz.answers.len() < 2 {
        report.add(line, "the quiz has fewer than two answers", "write two or more");
    }
    if !quiz.answers.iter().any(|answer| answer.verdict.as_ref().is_some_and(|verdict| verdict.right)) {
        report.add(line, "no answer is right", "write `right: true` at one or more");
    }
    for (at, answer) in quiz.answers.iter().enumerate() {
        if answer.text.is_empty() || answer.verdict.as_ref().is_none_or(|verdict| verdict.why.is_empty()) {
            report.add(
                line,
                format!("answer {} is not explained", at + 1),
                "write `why:`: why it is right, or why it is tempting and wrong",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{assert_says, problems};

    #[test]
    fn a_quiz_without_right_answer_or_reason_is_told() {
        let problems = problems("", "```quiz #q\nquestion: Q?\nanswers:\n  - {text: A}\n```\n");
        assert_says(&problems, "en/a.md:7: no answer is right");
        assert_says(&problems, "fewer than two answers");
        assert_says(&problems, "answer 1 is not explained");
    }

    #[test]
    fn a_whole_quiz_passes() {
        let body = "```quiz #q\nquestion: Q?\nanswers:\n  - {text: A, right: true, why: W}\n  - {text: B, why: W}\n```\n";
        assert_eq!(problems("", body), Vec::<String>::new());
    }
}
