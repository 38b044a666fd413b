//! Go templates, as far as people use them with kubectl: fields, `range`, `if`, `with`, variables, the usual functions.
//!
//! Layer: pure. Upstream: `text/template`, `cli-runtime/pkg/printers/template.go`.

mod eval;
mod parse;

use serde_json::Value;

/// A piece of a template.
#[derive(Clone, Debug)]
enum Node {
    Text(String),
    Print(Vec<Command>),
    Assign(String, Vec<Command>),
    If(Vec<Command>, Vec<Node>, Vec<Node>),
    With(Vec<Command>, Vec<Node>, Vec<Node>),
    Range(Option<String>, Option<String>, Vec<Command>, Vec<Node>, Vec<Node>),
}

/// One command of a pipeline: its words.
type Command = Vec<Word>;

/// A word of a pipeline.
#[derive(Clone, Debug)]
enum Word {
    Dot(Vec<String>),
    Variable(String, Vec<String>),
    Literal(Value),
    Function(String),
    Group(Vec<Command>, Vec<String>),
}

/// A parsed template.
pub(crate) struct GoTemplate {
    nodes: Vec<Node>,
    allow_missing: bool,
}

impl GoTemplate {
    /// Parses a template.
    pub(crate) fn parse(text: &str, allow_missing: bool) -> Result<GoTemplate, String> {
        Ok(GoTemplate { nodes: parse::parse(text)?, allow_missing })
    }

    /// The template filled in.
    pub(crate) fn execute(&self, data: &Value) -> Result<String, String> {
        eval::run(&self.nodes, data, self.allow_missing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn ranges_conditions_and_functions() {
        let data = json!({"items": [{"metadata": {"name": "a"}, "n": 1}, {"metadata": {"name": "b"}, "n": 2}], "x": "eA=="});
        let run = |text: &str| GoTemplate::parse(text, true).and_then(|template| template.execute(&data));
        assert_eq!(run("{{range .items}}{{.metadata.name}}{{\"\\n\"}}{{end}}").as_deref(), Ok("a\nb\n"));
        assert_eq!(run("{{range $i, $e := .items}}{{if $i}},{{end}}{{$e.n}}{{end}}").as_deref(), Ok("1,2"));
        assert_eq!(
            run("{{ len .items }} {{ (index .items 1).metadata.name }} {{ .x | base64decode }}").as_deref(),
            Ok("2 b x")
        );
        assert_eq!(
            run("{{ if eq (len .items) 2 -}}  two {{- else -}} many {{- end }}").as_deref(),
            Ok("two")
        );
        assert_eq!(run("{{.nope}} {{printf \"%s-%d\" .x 3}}").as_deref(), Ok("<no value> eA==-3"));
    }
}
