//! Table `manifest`: lessons' manifests as the reader edited them.

use crate::{PersonId, Store, StoreError};

impl Store {
    /// Keeps an edit; `None` forgets it, so that the lesson's own text comes back.
    pub async fn save_manifest(
        &self,
        person: PersonId,
        lesson: &str,
        file: &str,
        text: Option<&str>,
    ) -> Result<(), StoreError> {
        let query = match text {
            Some(text) => sqlx::query(
                "insert into manifest (person_id, lesson, file, text) values (?, ?, ?, ?) on conflict do update set text = excluded.text",
            )
            .bind(person.0)
            .bind(lesson)
            .bind(file)
            .bind(text),
            None => sqlx::query("delete from manifest where person_id = ? and lesson = ? and file = ?")
                .bind(person.0)
                .bind(lesson)
                .bind(file),
        };
        query.execute(&self.pool).await?;
        Ok(())
    }

    /// The edited text of a manifest; `None` when it was not edited.
    pub async fn manifest(
        &self,
        person: PersonId,
        lesson: &str,
        file: &str,
    ) -> Result<Option<String>, StoreError> {
        Ok(sqlx::query_scalar("select text from manifest where person_id = ? and lesson = ? and file = ?")
            .bind(person.0)
            .bind(lesson)
            .bind(file)
            .fetch_optional(&self.pool)
            .await?)
    }
}
