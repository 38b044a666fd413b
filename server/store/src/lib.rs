//! What must not be forgotten: people, sessions, progress, audit; SQLite through sqlx.
//!
//! Layer: the only crate that knows SQL. Each table has a file of its own here; the schema in words is
//! `migrations/README.md`. To add a table: a numbered migration, a file with an `impl Store`, and its tests beside it.
//! Times are parameters (Unix milliseconds), so that callers own the clock.

mod audit;
mod blank;
mod error;
mod manifest;
mod open;
mod person;
mod preference;
mod review;
mod session;
mod site;
mod step;

pub use audit::{AuditEntry, AuditFilter, AuditId, End, Outcome};
pub use error::StoreError;
pub use person::PersonId;
pub use session::{SessionId, SessionRow};
pub use step::Step;

use std::sync::Arc;

/// The open database. Cloning is cheap; the data directory stays locked until the last clone is dropped.
#[derive(Clone, Debug)]
pub struct Store {
    pool: sqlx::SqlitePool,
    _lock: Arc<std::fs::File>,
}

impl Store {
    /// Whether the database answers; for `/readyz`.
    pub async fn ping(&self) -> Result<(), StoreError> {
        sqlx::query("select 1").execute(&self.pool).await?;
        Ok(())
    }

    /// Finishes writing and closes the file.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}
