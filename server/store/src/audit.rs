//! Table `audit`: every change, written before it is sent.

use crate::{PersonId, Store, StoreError};

/// The key of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AuditId(i64);

impl Store {
    /// Writes down a command that is about to change something. Where this fails, the command must not be sent.
    pub async fn record(
        &self,
        person: PersonId,
        cluster: &str,
        line: &str,
        now: i64,
    ) -> Result<AuditId, StoreError> {
        let done = sqlx::query("insert into audit (at, person_id, cluster, line) values (?, ?, ?, ?)")
            .bind(now)
            .bind(person.0)
            .bind(cluster)
            .bind(line)
            .execute(&self.pool)
            .await?;
        Ok(AuditId(done.last_insert_rowid()))
    }

    /// Adds how the command ended.
    pub async fn record_exit(&self, id: AuditId, exit_code: i32) -> Result<(), StoreError> {
        sqlx::query("update audit set exit_code = ? where audit_id = ?")
            .bind(exit_code)
            .bind(id.0)
            .execute(&self.pool)
            .await?;
        Ok(())
    }
}
