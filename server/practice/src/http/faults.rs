//! A seam for tests: make the API server fail once, or cut its watches.
//!
//! Layer: I/O shell.

use std::sync::{Mutex, PoisonError};

use http::Method;

use crate::status::Status;

/// A failure that is answered once.
#[derive(Clone, Debug)]
pub struct Fault {
    /// HTTP method.
    pub method: Method,
    /// What the path begins with.
    pub path: String,
    /// 409, 429 or 500.
    pub code: u16,
}

/// The failures that wait.
#[derive(Debug, Default)]
pub struct Faults(Mutex<Vec<Fault>>);

impl Faults {
    /// Answers the next matching request with this failure.
    pub fn once(&self, fault: Fault) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(fault);
    }

    pub(crate) fn take(&self, method: &Method, path: &str) -> Option<Status> {
        let mut faults = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let i = faults.iter().position(|f| f.method == *method && path.starts_with(&f.path))?;
        let fault = faults.remove(i);
        Some(match fault.code {
            409 => Status::conflict(
                "",
                "objects",
                "fault",
                "the object has been modified; please apply your changes to the latest version and try again",
            ),
            429 => Status::too_many(
                "the server has received too many requests and has asked us to try again later",
                serde_json::json!({"retryAfterSeconds": 1}),
            ),
            _ => Status::internal("a fault was asked for"),
        })
    }
}
