//! Table `review`: questions and checks that come back, and when.

use sqlx::Row;

use crate::{PersonId, Step, Store, StoreError};

impl Store {
    /// What the scheduler kept of a step; `None` where it never came up.
    pub async fn review(&self, person: PersonId, step: &Step) -> Result<Option<String>, StoreError> {
        let row = sqlx::query("select card from review where person_id = ? and lesson = ? and step = ?")
            .bind(person.0)
            .bind(&step.lesson)
            .bind(&step.step)
            .fetch_optional(&self.pool)
            .await?;
        Ok(row.map(|row| row.try_get("card")).transpose()?)
    }

    /// Keeps a step's card and when it is due.
    pub async fn save_review(
        &self,
        person: PersonId,
        step: &Step,
        due_at: i64,
        card: &str,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "insert into review (person_id, lesson, step, due_at, card) values (?, ?, ?, ?, ?)
             on conflict (person_id, lesson, step) do update set due_at = excluded.due_at, card = excluded.card",
        )
        .bind(person.0)
        .bind(&step.lesson)
        .bind(&step.step)
        .bind(due_at)
        .bind(card)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// When each step of a person comes up again (Unix milliseconds), the earliest first.
    pub async fn reviews(&self, person: PersonId) -> Result<Vec<(i64, Step)>, StoreError> {
        let rows = sqlx::query(
            "select due_at, lesson, step from review where person_id = ? order by due_at, lesson, step",
        )
        .bind(person.0)
        .fetch_all(&self.pool)
        .await?;
        let step = |row: &sqlx::sqlite::SqliteRow| {
            Ok((row.try_get("due_at")?, Step { lesson: row.try_get("lesson")?, step: row.try_get("step")? }))
        };
        rows.iter().map(step).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_card_is_due_when_its_time_has_come_and_is_replaced() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path(), "x").await.unwrap();
        let person = store.local_person(1).await.unwrap();
        let step = Step { lesson: "pods".into(), step: "why".into() };
        assert_eq!(store.review(person, &step).await.unwrap(), None);
        store.save_review(person, &step, 100, "{}").await.unwrap();
        assert_eq!(store.reviews(person).await.unwrap(), [(100, step.clone())]);
        store.save_review(person, &step, 200, "{\"a\":1}").await.unwrap();
        assert_eq!(store.reviews(person).await.unwrap(), [(200, step.clone())]);
        assert_eq!(store.review(person, &step).await.unwrap().as_deref(), Some("{\"a\":1}"));
    }
}
