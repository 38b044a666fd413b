//! What is wrong in the content: where, what, and what to write instead.

use std::fmt;

/// Something wrong in `content/`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, with its folder: `content/en/pods.md`.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub help: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}\n  help: {}", self.file, self.line, self.message, self.help)
    }
}

/// The problems of one file, as a step collects them.
#[derive(Debug)]
pub(crate) struct Report {
    /// The file's name as problems give it.
    pub(crate) file: String,
    /// What was found so far.
    pub(crate) problems: Vec<Problem>,
}

impl Report {
    /// An empty report on `path`, which is relative to the content's root.
    pub(crate) fn new(path: &str) -> Self {
        Report { file: format!("content/{path}"), problems: Vec::new() }
    }

    /// Adds a problem.
    pub(crate) fn add(&mut self, line: usize, message: impl Into<String>, help: impl Into<String>) {
        self.problems.push(Problem {
            file: self.file.clone(),
            line,
            message: message.into(),
            help: help.into(),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_reads_as_file_line_message_and_help() {
        let mut report = Report::new("en/pods.md");
        report.add(14, "this heading has no anchor", "write `## Title {#anchor}` instead");
        assert_eq!(
            report.problems[0].to_string(),
            "content/en/pods.md:14: this heading has no anchor\n  help: write `## Title {#anchor}` instead"
        );
    }
}
