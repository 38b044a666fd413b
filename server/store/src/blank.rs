//! Table `blank`: what was typed into blanks, one value by name for the whole course.

use std::collections::BTreeMap;

use sqlx::Row;

use crate::{PersonId, Store, StoreError};

impl Store {
    /// Remembers a value; an empty one is forgotten, so that the lesson's own comes back.
    pub async fn save_blank(&self, person: PersonId, name: &str, value: &str) -> Result<(), StoreError> {
        let sql = if value.is_empty() {
            "delete from blank where person_id = ? and name = ?"
        } else {
            "insert into blank (person_id, name, value) values (?, ?, ?) on conflict do update set value = excluded.value"
        };
        let mut query = sqlx::query(sql).bind(person.0).bind(name);
        if !value.is_empty() {
            query = query.bind(value);
        }
        query.execute(&self.pool).await?;
        Ok(())
    }

    /// Every remembered value by name.
    pub async fn blanks(&self, person: PersonId) -> Result<BTreeMap<String, String>, StoreError> {
        let rows = sqlx::query("select name, value from blank where person_id = ?")
            .bind(person.0)
            .fetch_all(&self.pool)
            .await?;
        rows.iter().map(|row| Ok((row.try_get("name")?, row.try_get("value")?))).collect()
    }
}
