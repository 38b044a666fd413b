//! Table `step`: what is done, with the evidence of the first time.

use sqlx::Row;

use crate::{PersonId, Store, StoreError};

/// A step that is done.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Lesson id.
    pub lesson: String,
    /// Step id.
    pub step: String,
}

impl Store {
    /// Ticks a step; on disk when this returns. `true` when it was not ticked before.
    pub async fn finish_step(
        &self,
        person: PersonId,
        step: &Step,
        cluster: &str,
        evidence: &serde_json::Value,
        now: i64,
    ) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "insert into step (person_id, lesson, step, done_at, cluster, evidence) values (?, ?, ?, ?, ?, ?) on conflict do nothing",
        )
        .bind(person.0)
        .bind(&step.lesson)
        .bind(&step.step)
        .bind(now)
        .bind(cluster)
        .bind(evidence.to_string())
        .execute(&self.pool)
        .await?;
        Ok(done.rows_affected() == 1)
    }

    /// Takes a tick back; only for steps that a reader ticks with their own hand.
    pub async fn forget_step(&self, person: PersonId, step: &Step) -> Result<(), StoreError> {
        sqlx::query("delete from step where person_id = ? and lesson = ? and step = ?")
            .bind(person.0)
            .bind(&step.lesson)
            .bind(&step.step)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// All steps that are done, by lesson.
    pub async fn steps(&self, person: PersonId) -> Result<Vec<Step>, StoreError> {
        let rows = sqlx::query("select lesson, step from step where person_id = ? order by lesson, step")
            .bind(person.0)
            .fetch_all(&self.pool)
            .await?;
        rows.iter()
            .map(|row| Ok(Step { lesson: row.try_get("lesson")?, step: row.try_get("step")? }))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_step_is_ticked_once_and_stays_after_a_reopen() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path(), "x").await.unwrap();
        let person = store.local_person(1).await.unwrap();
        let step = Step { lesson: "pods".into(), step: "run".into() };
        let evidence = serde_json::json!({"line": "kubectl get pods"});
        assert!(store.finish_step(person, &step, "practice", &evidence, 2).await.unwrap());
        assert!(!store.finish_step(person, &step, "practice", &evidence, 3).await.unwrap());
        store.close().await;
        drop(store);
        let store = Store::open(dir.path(), "x").await.unwrap();
        assert_eq!(store.steps(person).await.unwrap(), std::slice::from_ref(&step));
        store.forget_step(person, &step).await.unwrap();
        assert!(store.steps(person).await.unwrap().is_empty());
    }
}
