//! ```` ```check #id ````: a title and a statement about the cluster, in YAML.

use api::learn::{Check, CheckSpec};
use serde_yaml_ng::{Mapping, Value};

use super::blanks;
use crate::passes::html::Renderer;

const HELP: &str =
    "write `title:`, `resource:` and, as needed, name, selector, namespace, count, expect and answer";

/// Reads a check.
pub(crate) fn read(id: String, body: &str, line: usize, page: &mut Renderer<'_>) -> Option<Check> {
    let mut fields: Mapping = match serde_yaml_ng::from_str(body) {
        Ok(fields) => fields,
        Err(error) => {
            let at = line + error.location().map_or(0, |at| at.line());
            page.report.add(at, error.to_string(), HELP);
            return None;
        }
    };
    let Some(Value::String(title)) = fields.remove("title") else {
        page.report.add(line, "this check has no title", HELP);
        return None;
    };
    let answer: Vec<String> = match fields.remove("answer").map(serde_yaml_ng::from_value).transpose() {
        Ok(answer) => answer.unwrap_or_default(),
        Err(error) => {
            page.report.add(line, error.to_string(), "write `answer:` as a list of commands");
            return None;
        }
    };
    let answer = answer.iter().map(|command| blanks::cut(command)).collect();
    let spec: CheckSpec = match serde_yaml_ng::from_value(Value::Mapping(fields)) {
        Ok(spec) => spec,
        Err(error) => {
            page.report.add(line, error.to_string(), HELP);
            return None;
        }
    };
    Some(Check { id, title: page.line(&title, line), spec, answer })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shelf::Shelf;
    use api::frame::Lang;

    fn page() -> Renderer<'static> {
        Renderer::new("en/a.md", Lang::En, Shelf::empty())
    }

    #[test]
    fn a_check_has_a_title_and_a_statement() {
        let mut page = page();
        let body = "title: All `nginx` pods run\nresource: pods\nselector: app=nginx\nexpect:\n  - {path: status.phase, equals: Running}\n";
        let check = read("run".into(), body, 1, &mut page).unwrap();
        assert_eq!(check.title, "All <code>nginx</code> pods run");
        assert_eq!(check.spec.expect[0].equals, Some("Running".into()));
        assert!(check.answer.is_empty());
    }

    #[test]
    fn a_check_that_no_panel_leads_to_has_an_answer() {
        let body = "title: T\nresource: pods\nanswer:\n  - kubectl run <name> --image=nginx\n";
        let check = read("run".into(), body, 1, &mut page()).unwrap();
        assert_eq!(blanks::join(&check.answer[0]), "kubectl run <name> --image=nginx");
        let mut page = page();
        assert!(read("a".into(), "title: T\nresource: pods\nanswer: [[1]]\n", 3, &mut page).is_none());
        assert!(page.report.problems[0].help.contains("list of commands"));
    }

    #[test]
    fn an_unknown_field_and_a_missing_title_are_problems() {
        let mut page = page();
        assert!(read("a".into(), "title: A\nresource: pods\nselektor: x\n", 4, &mut page).is_none());
        assert!(read("a".into(), "resource: pods\n", 9, &mut page).is_none());
        assert!(read("a".into(), "title: A\n  resource: [\n", 20, &mut page).is_none());
        assert!(page.report.problems[0].message.contains("selektor"));
        assert_eq!(page.report.problems.len(), 3);
    }
}
