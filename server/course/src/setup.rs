//! `setup/`: what the crate `runbook` makes of them, its complaints as problems.

use runbook::Catalog;

use crate::problem::Problem;
use crate::source::{Embedded, Source};

/// Reads them; `None` after a problem. A course of one's own without them has those of the binary.
pub(crate) fn read(source: &dyn Source, problems: &mut Vec<Problem>) -> Option<Catalog> {
    let text = |path: &str| source.read(path).or_else(|| Embedded.read(path)).unwrap_or_default();
    match Catalog::read(text) {
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
    use runbook::OFFERS;

    use super::*;
    use crate::source::Memory;

    const HOST: &str = "setup/host.yaml";

    #[test]
    fn a_blank_that_nothing_fills_is_found() {
        let mut source = Memory::default();
        let steps = Embedded
            .read(HOST)
            .unwrap()
            .replace("hostnamectl set-hostname {{name}}", "hostnamectl set-hostname {{nmae}}");
        source.0.insert(HOST.to_owned(), steps);
        let mut problems = Vec::new();
        assert!(read(&source, &mut problems).is_none());
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert_eq!(problems[0].file, "content/setup/host.yaml");
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
