//! The API's errors: `metav1.Status` with the API server's own words, reasons and codes.
//!
//! Layer: pure. Mirrors `apimachinery/pkg/api/errors/errors.go` and `util/validation/field/errors.go`.

use serde_json::{Value, json};

/// A failure as the API server answers it.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{message}")]
pub(crate) struct Status {
    /// HTTP status.
    pub(crate) code: u16,
    /// `NotFound`, `Conflict`, ...
    pub(crate) reason: &'static str,
    /// The sentence.
    pub(crate) message: String,
    /// `details`, or null.
    pub(crate) details: Value,
}

/// A result of the API.
pub(crate) type Outcome<T> = Result<T, Status>;

impl Status {
    fn new(code: u16, reason: &'static str, message: impl Into<String>, details: Value) -> Status {
        Status { code, reason, message: message.into(), details }
    }

    /// The object as JSON.
    pub(crate) fn body(&self) -> Value {
        let mut body = json!({
            "kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure",
            "message": self.message, "reason": self.reason, "code": self.code,
        });
        if !self.details.is_null() {
            body["details"] = self.details.clone();
        }
        body
    }

    /// 404 for an object.
    pub(crate) fn not_found(group: &str, plural: &str, name: &str) -> Status {
        let resource = qualified(group, plural);
        Status::new(404, "NotFound", format!("{resource} \"{name}\" not found"), details(group, plural, name))
    }

    /// 404 for a path or resource that is not served.
    pub(crate) fn no_resource() -> Status {
        Status::new(404, "NotFound", "the server could not find the requested resource", json!({}))
    }

    /// 409 for a name that is taken.
    pub(crate) fn already_exists(group: &str, plural: &str, name: &str) -> Status {
        let resource = qualified(group, plural);
        Status::new(
            409,
            "AlreadyExists",
            format!("{resource} \"{name}\" already exists"),
            details(group, plural, name),
        )
    }

    /// 409 with a reason.
    pub(crate) fn conflict(group: &str, plural: &str, name: &str, why: &str) -> Status {
        let message =
            format!("Operation cannot be fulfilled on {} \"{name}\": {why}", qualified(group, plural));
        Status::new(409, "Conflict", message, details(group, plural, name))
    }

    /// 409 of server-side apply.
    pub(crate) fn apply_conflict(message: String, causes: Vec<Value>) -> Status {
        Status::new(409, "Conflict", message, json!({"causes": causes}))
    }

    /// 409 because of a resource version that an update carried.
    pub(crate) fn stale(group: &str, plural: &str, name: &str) -> Status {
        Status::conflict(
            group,
            plural,
            name,
            "the object has been modified; please apply your changes to the latest version and try again",
        )
    }

    /// 403 of an admission plug-in.
    pub(crate) fn forbidden(group: &str, plural: &str, name: &str, why: &str) -> Status {
        let message = if name.is_empty() {
            format!("{} is forbidden: {why}", qualified(group, plural))
        } else {
            format!("{} \"{name}\" is forbidden: {why}", qualified(group, plural))
        };
        Status::new(403, "Forbidden", message, details(group, plural, name))
    }

    /// 403 for a path that is no resource.
    pub(crate) fn forbidden_path(message: String) -> Status {
        Status::new(403, "Forbidden", message, json!({}))
    }

    /// 400.
    pub(crate) fn bad_request(message: impl Into<String>) -> Status {
        Status::new(400, "BadRequest", message, Value::Null)
    }

    /// 401.
    pub(crate) fn unauthorized() -> Status {
        Status::new(401, "Unauthorized", "Unauthorized", Value::Null)
    }

    /// 405.
    pub(crate) fn method_not_allowed() -> Status {
        Status::new(
            405,
            "MethodNotAllowed",
            "the server does not allow this method on the requested resource",
            json!({}),
        )
    }

    /// 410: a list or watch starts from something that is gone.
    pub(crate) fn expired(message: impl Into<String>) -> Status {
        Status::new(410, "Expired", message, Value::Null)
    }

    /// 413.
    pub(crate) fn too_large() -> Status {
        Status::new(413, "RequestEntityTooLarge", "Request entity too large: limit is 3145728", Value::Null)
    }

    /// 415.
    pub(crate) fn media_type(message: impl Into<String>) -> Status {
        Status::new(415, "UnsupportedMediaType", message, Value::Null)
    }

    /// 429 of the eviction API.
    pub(crate) fn too_many(message: impl Into<String>, details: Value) -> Status {
        Status::new(429, "TooManyRequests", message, details)
    }

    /// 500.
    pub(crate) fn internal(message: impl Into<String>) -> Status {
        let message = message.into();
        let details = json!({"causes": [{"message": message}]});
        Status::new(500, "InternalError", format!("Internal error occurred: {message}"), details)
    }

    /// 500 with the sentence as it is.
    pub(crate) fn internal_plain(message: impl Into<String>) -> Status {
        Status::new(500, "InternalError", message, json!({}))
    }

    /// 500 without a reason: an error of the server that is no `Status`.
    pub(crate) fn bare(message: impl Into<String>) -> Status {
        Status::new(500, "", message, json!({}))
    }

    /// 422 with the errors of all fields.
    pub(crate) fn invalid(group: &str, kind: &str, name: &str, errors: Vec<FieldError>) -> Status {
        let qualified = if group.is_empty() { kind.to_owned() } else { format!("{kind}.{group}") };
        let mut causes: Vec<Value> = Vec::new();
        let mut words: Vec<String> = Vec::new();
        for e in errors {
            let text = format!("{}: {}", e.field, e.body);
            if !words.contains(&text) {
                words.push(text);
            }
            causes.push(json!({"reason": e.reason, "message": e.body, "field": e.field}));
        }
        let list = if words.len() == 1 { words[0].clone() } else { format!("[{}]", words.join(", ")) };
        let mut details = json!({"name": name, "kind": kind, "causes": causes});
        if !group.is_empty() {
            details["group"] = group.into();
        }
        Status::new(422, "Invalid", format!("{qualified} \"{name}\" is invalid: {list}"), details)
    }
}

fn qualified(group: &str, plural: &str) -> String {
    if group.is_empty() { plural.to_owned() } else { format!("{plural}.{group}") }
}

fn details(group: &str, plural: &str, name: &str) -> Value {
    let mut details = json!({"kind": plural});
    if !name.is_empty() {
        details["name"] = name.into();
    }
    if !group.is_empty() {
        details["group"] = group.into();
    }
    details
}

/// What is wrong with one field.
#[derive(Clone, Debug)]
pub(crate) struct FieldError {
    field: String,
    reason: &'static str,
    body: String,
}

/// The errors of an object's fields, gathered.
#[derive(Debug, Default)]
pub(crate) struct Errors(pub(crate) Vec<FieldError>);

impl Errors {
    fn push(&mut self, field: impl Into<String>, reason: &'static str, body: String) {
        self.0.push(FieldError { field: field.into(), reason, body });
    }

    /// A required field is missing.
    pub(crate) fn required(&mut self, field: impl Into<String>, why: &str) {
        let body =
            if why.is_empty() { "Required value".to_owned() } else { format!("Required value: {why}") };
        self.push(field, "FieldValueRequired", body);
    }

    /// A value is wrong.
    pub(crate) fn invalid(&mut self, field: impl Into<String>, value: impl Into<Value>, why: &str) {
        let value = shown(&value.into());
        self.push(field, "FieldValueInvalid", format!("Invalid value: {value}: {why}"));
    }

    /// A value is not among those that are known.
    pub(crate) fn not_supported(
        &mut self,
        field: impl Into<String>,
        value: impl Into<Value>,
        known: &[&str],
    ) {
        let known = known.iter().map(|k| format!("{k:?}")).collect::<Vec<_>>().join(", ");
        let value = shown(&value.into());
        self.push(
            field,
            "FieldValueNotSupported",
            format!("Unsupported value: {value}: supported values: {known}"),
        );
    }

    /// Two entries of a list are the same.
    pub(crate) fn duplicate(&mut self, field: impl Into<String>, value: impl Into<Value>) {
        let value = shown(&value.into());
        self.push(field, "FieldValueDuplicate", format!("Duplicate value: {value}"));
    }

    /// A field may not be set or changed.
    pub(crate) fn forbidden(&mut self, field: impl Into<String>, why: &str) {
        self.push(field, "FieldValueForbidden", format!("Forbidden: {why}"));
    }

    /// What a field names does not exist.
    pub(crate) fn not_found(&mut self, field: impl Into<String>, value: impl Into<Value>) {
        let value = shown(&value.into());
        self.push(field, "FieldValueNotFound", format!("Not found: {value}"));
    }

    /// A value is longer than it may be.
    pub(crate) fn too_long(&mut self, field: impl Into<String>, limit: usize) {
        self.push(field, "FieldValueTooLong", format!("Too long: may not be more than {limit} bytes"));
    }
}

/// A value as Go prints it in these messages: strings quoted, structures as JSON.
fn shown(value: &Value) -> String {
    match value {
        Value::String(s) => serde_json::to_string(s).unwrap_or_default(),
        other => other.to_string(),
    }
}
