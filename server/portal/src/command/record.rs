//! The audit record of a change: written before it is sent, completed with the end that the engine itself came to.

use std::time::Instant;

use cluster::ClusterId;
use kubectl::{Plan, Planned};
use serde_json::json;
use store::{AuditId, End, PersonId};

use crate::{Portal, PortalError};

/// An open entry.
pub(crate) struct Record {
    id: AuditId,
    started: Instant,
}

impl Portal {
    /// Writes down a command before it is sent; where that fails, it is not. `line` is without secrets; `changes` is what
    /// it is going to send, `None` where that could not be found out.
    pub(crate) async fn open_record(
        &self,
        person: PersonId,
        cluster: &ClusterId,
        line: &str,
        changes: Option<&[&Planned]>,
    ) -> Result<Record, PortalError> {
        let planned = changes.map(|changes| json!(changes));
        let id =
            self.inner.store.record(person, &cluster.to_string(), line, planned.as_ref(), self.now()).await?;
        Ok(Record { id, started: Instant::now() })
    }

    /// Adds how the command ended.
    pub(crate) async fn close_record(&self, record: &Record, end: &End) {
        let millis = i64::try_from(record.started.elapsed().as_millis()).unwrap_or(i64::MAX);
        if let Err(error) = self.inner.store.record_end(record.id, end, millis).await {
            tracing::error!(%error, "the audit record of a command that ran could not be completed");
        }
    }
}

/// What a plan says that is going to be sent, unless it could not be found out.
pub(crate) fn changes(plan: &Plan) -> Option<Vec<&Planned>> {
    (!plan.unsure).then(|| plan.changes().collect())
}
