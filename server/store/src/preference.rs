//! Table `preference`: language, theme, cluster, place, the lessons' namespace on each cluster.

use std::collections::BTreeMap;

use sqlx::Row;

use crate::{PersonId, Store, StoreError};

impl Store {
    /// Remembers a choice.
    pub async fn save_preference(&self, person: PersonId, name: &str, value: &str) -> Result<(), StoreError> {
        sqlx::query(
            "insert into preference (person_id, name, value) values (?, ?, ?) on conflict do update set value = excluded.value",
        )
        .bind(person.0)
        .bind(name)
        .bind(value)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// Every choice by name.
    pub async fn preferences(&self, person: PersonId) -> Result<BTreeMap<String, String>, StoreError> {
        let rows = sqlx::query("select name, value from preference where person_id = ?")
            .bind(person.0)
            .fetch_all(&self.pool)
            .await?;
        rows.iter().map(|row| Ok((row.try_get("name")?, row.try_get("value")?))).collect()
    }
}
