//! `setup/offers.yaml` and `setup/steps.yaml`: what the crate `runbook` makes of them, its complaints as problems.

use runbook::{Catalog, OFFERS, STEPS};

use crate::problem::Problem;
use crate::source::{Embedded, Source};

/// Reads both; `None` after a problem. A course of one's own without them has those of the binary.
pub(crate) fn read(source: &dyn Source, problems: &mut Vec<Problem>) -> Option<Catalog> {
    let text = |path| source.read(path).or_else(|| Embedded.read(path)).unwrap_or_default();
    match Catalog::read(&text(OFFERS), &text(STEPS)) {
        Ok(catalog) => Some(catalog),
        Err(mistakes) => {
            problems.extend(mistakes.into_iter().map(|mistake| Problem {
                file: format!("content/{}", mistake.file),
                line: mistake.line,
                message: mistake.message,
                help: "content/README.md, \"Set-up\", says how it is written".to_owned(),
            }));
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Memory;

    #[test]
    fn a_blank_that_nothing_fills_is_found() {
        let mut source = Memory::default();
        let steps = Embedded
            .read(STEPS)
            .unwrap()
            .replace("hostnamectl set-hostname {{name}}", "hostnamectl set-hostname {{nmae}}");
        source.0.insert(STEPS.to_owned(), steps);
        let mut problems = Vec::new();
        assert!(read(&source, &mut problems).is_none());
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert_eq!(problems[0].file, "content/setup/steps.yaml");
        assert_eq!(problems[0].message, "step `name`: nothing fills the blank `{{nmae}}`");
    }

    #[test]
    fn a_file_that_is_no_yaml_is_found_with_its_line() {
        let mut source = Memory::default();
        source.0.insert(OFFERS.to_owned(), "systems:\n  - id: [\n".to_owned());
        let mut problems = Vec::new();
        assert!(read(&source, &mut problems).is_none());
        assert!(problems[0].file == "content/setup/offers.yaml" && problems[0].line >= 2, "{problems:?}");
    }
}
