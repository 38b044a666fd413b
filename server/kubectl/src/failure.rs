//! Why a command failed, and the words in which kubectl says so.
//!
//! Layer: pure. Upstream: `checkErr` and `StandardErrorMessage` in `kubectl/pkg/cmd/util/helpers.go`.

use apimachinery::path::{list_at, str_at};
use go_text::quote;
use serde_json::Value;

/// Why a command failed.
#[derive(Clone, Debug)]
pub enum Failure {
    /// Nothing is printed.
    Exit(i32),
    /// Printed after `error: `, unless it begins so.
    Message(String),
    /// Printed as it is.
    Verbatim(String, i32),
    /// The server said no; its `Status`.
    Status(Box<Value>),
    /// The server cannot be reached: host and port, and why.
    Connection {
        /// Host and port.
        host: String,
        /// Why.
        why: String,
        /// What a credential plug-in wrote on standard error before that, in whole lines.
        said: String,
    },
    /// No such resource type: resource, group, version.
    NoResource(String, String, String),
    /// Several, each on a line of its own.
    Many(Vec<Failure>),
}

/// What commands return.
pub type Outcome<T = ()> = Result<T, Failure>;

/// A failure with this message.
pub(crate) fn fail<T>(message: impl Into<String>) -> Outcome<T> {
    Err(Failure::Message(message.into()))
}

impl From<String> for Failure {
    fn from(message: String) -> Failure {
        Failure::Message(message)
    }
}

impl From<&str> for Failure {
    fn from(message: &str) -> Failure {
        Failure::Message(message.to_owned())
    }
}

impl From<apimachinery::discovery::NoName> for Failure {
    fn from(why: apimachinery::discovery::NoName) -> Failure {
        Failure::Message(why.to_string())
    }
}

impl From<apimachinery::discovery::NoResource> for Failure {
    fn from(why: apimachinery::discovery::NoResource) -> Failure {
        Failure::Message(why.to_string())
    }
}

impl Failure {
    /// One failure of many: none is success, one is itself.
    pub(crate) fn join(mut failures: Vec<Failure>) -> Outcome {
        match failures.len() {
            0 => Ok(()),
            1 => failures.pop().map_or(Ok(()), Err),
            _ => Err(Failure::Many(failures)),
        }
    }

    /// The same when the second is not wanted.
    pub fn is_not_found(&self) -> bool {
        self.reason() == "NotFound"
    }

    /// The reason of the server's `Status`, or nothing.
    pub fn reason(&self) -> &str {
        match self {
            Failure::Status(status) => str_at(status, &["reason"]),
            _ => "",
        }
    }

    /// The HTTP code of the server's `Status`.
    pub fn code(&self) -> i64 {
        match self {
            Failure::Status(status) => status.get("code").and_then(Value::as_i64).unwrap_or(0),
            _ => 0,
        }
    }

    /// The error's own text, as Go's `err.Error()`.
    pub fn text(&self) -> String {
        match self {
            Failure::Exit(_) => "exit".to_owned(),
            Failure::Message(text) | Failure::Verbatim(text, _) => text.clone(),
            Failure::Status(status) => str_at(status, &["message"]).to_owned(),
            Failure::Connection { host, why, .. } => format!("{host}: {why}"),
            Failure::NoResource(resource, group, version) => no_match(resource, group, version),
            Failure::Many(failures) => {
                if let [one] = failures.as_slice() {
                    return one.text();
                }
                let texts: Vec<String> = failures.iter().map(Failure::text).collect();
                format!("[{}]", texts.join(", "))
            }
        }
    }

    /// Upstream's `StandardErrorMessage`.
    fn standard(&self) -> Option<String> {
        match self {
            Failure::Status(status) => {
                let (reason, message) = (str_at(status, &["reason"]), str_at(status, &["message"]));
                Some(match reason {
                    "Unauthorized" => format!("error: You must be logged in to the server ({message})"),
                    "" => format!("Error from server: {message}"),
                    _ => format!("Error from server ({reason}): {message}"),
                })
            }
            Failure::Connection { host, why, said } => {
                Some(format!("{said}{}", connection::unreached(host, why)))
            }
            _ => None,
        }
    }

    /// One line of several failures.
    pub(crate) fn line(&self) -> String {
        self.standard().unwrap_or_else(|| self.text())
    }

    /// What goes to standard error, and the exit code.
    pub(crate) fn report(&self) -> (String, i32) {
        let mut text = match self {
            Failure::Exit(code) => return (String::new(), *code),
            Failure::Verbatim(text, code) => return (with_newline(text.clone()), *code),
            Failure::Status(status) if str_at(status, &["reason"]) == "Invalid" => invalid(status),
            Failure::NoResource(resource, group, version) => missing_type(resource, group, version),
            Failure::Many(failures) => failures.iter().map(|failure| failure.line() + "\n").collect(),
            other => other.standard().unwrap_or_else(|| {
                let text = other.text();
                if text.starts_with("error: ") || text.starts_with("Error in configuration: ") {
                    text
                } else {
                    format!("error: {text}")
                }
            }),
        };
        text = with_newline(text);
        (text, 1)
    }
}

fn with_newline(mut text: String) -> String {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

fn no_match(resource: &str, group: &str, version: &str) -> String {
    format!("no matches for {group}/{version}, Resource={resource}")
}

fn missing_type(resource: &str, group: &str, version: &str) -> String {
    let mut text = format!("the server doesn't have a resource type {}", quote(resource));
    match (group.is_empty(), version.is_empty()) {
        (false, false) => text += &format!(" in group {} and version {}", quote(group), quote(version)),
        (false, true) => text += &format!(" in group {}", quote(group)),
        (true, false) => text += &format!(" in version {}", quote(version)),
        (true, true) => {}
    }
    text
}

/// A `Status` whose reason is `Invalid`.
fn invalid(status: &Value) -> String {
    let message = str_at(status, &["message"]);
    let mut text = "The request is invalid".to_owned();
    if status.get("details").is_none_or(Value::is_null) {
        if !message.is_empty() {
            text += &format!(": {message}");
        }
        return text;
    }
    let (kind, name) = (str_at(status, &["details", "kind"]), str_at(status, &["details", "name"]));
    let causes = list_at(status, &["details", "causes"]);
    if !kind.is_empty() || !name.is_empty() {
        text = format!("The {kind} {} is invalid", quote(name));
    } else if !message.is_empty() && causes.is_empty() {
        text += &format!(": {message}");
    }
    let mut lines: Vec<String> = Vec::new();
    for cause in causes {
        let line = format!("{}: {}", str_at(cause, &["field"]), str_at(cause, &["message"]));
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    match lines.as_slice() {
        [] => text,
        [one] => format!("{text}: {one}\n"),
        many => format!("{text}: \n{}", many.iter().map(|line| format!("* {line}\n")).collect::<String>()),
    }
}

/// `AddSourceToErr`: says which manifest a refusal is about.
pub(crate) fn from_source(verb: &str, source: &str, failure: Failure) -> Failure {
    if source.is_empty() {
        return failure;
    }
    let with = |text: &str| format!("error when {verb} {}: {text}", quote(source));
    match failure {
        Failure::Status(mut status) => {
            let message = with(str_at(&status, &["message"]));
            status["message"] = message.into();
            Failure::Status(status)
        }
        other => Failure::Message(with(&other.text())),
    }
}
