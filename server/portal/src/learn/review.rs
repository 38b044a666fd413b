//! Spaced review: what was answered or passed once comes back when it is about to be forgotten (FSRS).

use api::frame::Lang;
use api::learn::{Asks, Block, Remembered, Review};
use jiff::Timestamp;
use rs_fsrs::{Card, FSRS, Parameters, Rating};
use store::Step;

use super::answers::without_verdicts;
use crate::frame::people::Kept;
use crate::frame::{Action, Target, authorize};
use crate::{Actor, Portal, PortalError};

/// How much is handed out at once: a sitting of a few minutes.
const SITTING: usize = 20;

impl Portal {
    /// What is due for this person, the longest overdue first.
    ///
    /// # Errors
    ///
    /// What is kept of them cannot be read.
    pub async fn reviews(&self, actor: &Actor, lang: Lang) -> Result<Vec<Review>, PortalError> {
        let kept = self.of_person(authorize(actor, Action::Keep, Target::Own)?).await?;
        Ok(self.due(&kept).filter_map(|step| self.asked(lang, step)).take(SITTING).collect())
    }

    /// The steps that are due; those whose lesson is no longer in the course do not count.
    pub(crate) fn due<'a>(&'a self, kept: &'a Kept) -> impl Iterator<Item = &'a Step> {
        let now = self.now();
        let due = kept.reviews.iter().take_while(move |(at, _)| *at <= now).map(|(_, step)| step);
        due.filter(|step| self.asked(Lang::En, step).is_some())
    }

    /// Takes how well something was remembered and puts it back for later.
    pub async fn remember(
        &self,
        actor: &Actor,
        lesson: &str,
        step: &str,
        how: Remembered,
    ) -> Result<(), PortalError> {
        let person = authorize(actor, Action::Keep, Target::Own)?;
        let step = Step { lesson: lesson.to_owned(), step: step.to_owned() };
        if self.asked(Lang::En, &step).is_none() {
            return Err(PortalError::NoSuch("such question".to_owned()));
        }
        let now = Timestamp::from_millisecond(self.now()).map_err(|e| PortalError::Bad(e.to_string()))?;
        let before = self.inner.store.review(person, &step).await?;
        let (due, card) = schedule(before.as_deref(), now, how)?;
        self.kept(person, self.inner.store.save_review(person, &step, due, &card)).await
    }

    /// Takes something into the reviews that was done for the first time.
    pub(crate) async fn learned(&self, actor: &Actor, step: &Step) -> Result<(), PortalError> {
        let person = authorize(actor, Action::Keep, Target::Own)?;
        if self.inner.store.review(person, step).await?.is_some() {
            return Ok(());
        }
        self.remember(actor, &step.lesson, &step.step, Remembered::Yes).await
    }

    fn asked(&self, lang: Lang, step: &Step) -> Option<Review> {
        let lesson = self.find(lang, &step.lesson).ok()?;
        let asks = lesson.blocks.iter().find_map(|block| match block {
            Block::Quiz(quiz) if quiz.id == step.step => {
                let mut quiz = quiz.clone();
                without_verdicts(&mut quiz.answers);
                Some(Asks::Quiz(quiz))
            }
            Block::Check(check) if check.id == step.step => Some(Asks::Check(check.title.clone())),
            _ => None,
        })?;
        Some(Review { lesson: lesson.id.clone(), title: lesson.title.clone(), step: step.step.clone(), asks })
    }
}

/// When it comes back (Unix milliseconds), and the card as it is kept. A card that cannot be read begins anew: better asked too
/// soon than never again.
fn schedule(before: Option<&str>, now: Timestamp, how: Remembered) -> Result<(i64, String), PortalError> {
    let at = chrono(now);
    let new = || Card { due: at, last_review: at, ..Card::default() };
    let card = match before {
        Some(text) => serde_json::from_str(text).unwrap_or_else(|error| {
            tracing::warn!(%error, "a review's card cannot be read and begins anew");
            new()
        }),
        None => new(),
    };
    let rating = match how {
        Remembered::Yes => Rating::Good,
        Remembered::Hardly => Rating::Hard,
        Remembered::No => Rating::Again,
    };
    // Days, not minutes: nobody sits over one lesson until a card of ten minutes is due.
    let scheduler = FSRS::new(Parameters { enable_short_term: false, ..Parameters::default() });
    let card = scheduler.next(card, at, rating).card;
    let text = serde_json::to_string(&card)
        .map_err(|error| PortalError::Bad(format!("the time of the next review cannot be kept: {error}")))?;
    Ok((card.due.timestamp_millis(), text))
}

/// The scheduler's crate speaks chrono.
fn chrono(at: Timestamp) -> chrono::DateTime<chrono::Utc> {
    chrono::DateTime::from_timestamp_millis(at.as_millisecond()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 24 * 3_600_000;

    fn days(due: i64, now: Timestamp) -> i64 {
        (due - now.as_millisecond()) / DAY
    }

    #[test]
    fn what_is_remembered_comes_back_later_each_time_and_what_is_forgotten_soon() {
        let mut now = Timestamp::from_second(1_800_000_000).unwrap_or_default();
        let (mut due, mut card) = schedule(None, now, Remembered::Yes).unwrap();
        let mut last = days(due, now);
        assert!(last >= 1, "{last}");
        for _ in 0..3 {
            now = Timestamp::from_millisecond(due).unwrap_or_default();
            (due, card) = schedule(Some(&card), now, Remembered::Yes).unwrap();
            assert!(days(due, now) > last, "{} after {last}", days(due, now));
            last = days(due, now);
        }
        now = Timestamp::from_millisecond(due).unwrap_or_default();
        let (due, _) = schedule(Some(&card), now, Remembered::No).unwrap();
        assert!(days(due, now) < last / 2, "{} after {last}", days(due, now));
    }

    #[test]
    fn a_card_that_cannot_be_read_begins_anew() {
        let now = Timestamp::UNIX_EPOCH;
        let new = schedule(None, now, Remembered::Yes).unwrap();
        assert_eq!(schedule(Some("{"), now, Remembered::Yes).unwrap(), new);
    }
}
