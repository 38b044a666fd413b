//! Time as a parameter: the real clock, one that tests step, and the speed at which simulated things happen.
//!
//! Layer: below everything; no I/O but reading the system's clock.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use apimachinery::duration::human;
use jiff::{SignedDuration, Timestamp};

use crate::Speed;

/// Where the time comes from, and how long simulated things take.
#[derive(Clone, Debug)]
pub(crate) struct Clock {
    speed: Speed,
    /// Microseconds since the epoch when a test holds the clock.
    manual: Option<Arc<AtomicI64>>,
}

impl Clock {
    /// The system's clock.
    pub(crate) fn real(speed: Speed) -> Clock {
        Clock { speed, manual: None }
    }

    /// A clock that stands still until [`Clock::advance`] moves it.
    #[cfg(test)]
    pub(crate) fn manual(speed: Speed, start: Timestamp) -> Clock {
        Clock { speed, manual: Some(Arc::new(AtomicI64::new(start.as_microsecond()))) }
    }

    /// Moves a manual clock; a real one goes its own way.
    #[cfg(test)]
    pub(crate) fn advance(&self, by: Duration) {
        if let Some(manual) = &self.manual {
            manual.fetch_add(i64::try_from(by.as_micros()).unwrap_or(i64::MAX), Ordering::SeqCst);
        }
    }

    /// Now.
    pub(crate) fn now(&self) -> Timestamp {
        match &self.manual {
            None => Timestamp::now(),
            Some(micros) => {
                Timestamp::from_microsecond(micros.load(Ordering::SeqCst)).unwrap_or(Timestamp::UNIX_EPOCH)
            }
        }
    }

    /// Whether nothing takes time.
    pub(crate) fn is_max(&self) -> bool {
        self.speed == Speed::Max
    }

    /// How long something that takes `simulated` takes here.
    pub(crate) fn scale(&self, simulated: Duration) -> Duration {
        match self.speed {
            Speed::Max => Duration::ZERO,
            Speed::Factor(factor) => simulated.div_f64(factor.max(0.001)),
        }
    }

    /// The moment at which something that takes `simulated` is done.
    pub(crate) fn after(&self, simulated: Duration) -> Timestamp {
        self.now() + SignedDuration::try_from(self.scale(simulated)).unwrap_or(SignedDuration::ZERO)
    }

    /// Sleeps as a simulated process does: never less than 5 ms of real time, so that a loop cannot take the machine.
    pub(crate) async fn process_sleep(&self, simulated: Duration) {
        let real = match self.speed {
            Speed::Max => simulated.div_f64(100.0),
            Speed::Factor(_) => self.scale(simulated),
        };
        tokio::time::sleep(real.max(Duration::from_millis(5))).await;
    }
}

/// A time as the API writes it: whole seconds.
pub(crate) fn rfc3339(t: Timestamp) -> String {
    t.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// A time as the API's MicroTime writes it.
pub(crate) fn micro(t: Timestamp) -> String {
    t.strftime("%Y-%m-%dT%H:%M:%S.%6fZ").to_string()
}

/// A time as container logs carry it.
pub(crate) fn nano(t: Timestamp) -> String {
    t.strftime("%Y-%m-%dT%H:%M:%S.%9fZ").to_string()
}

/// Reads an API time; `None` when it is none.
pub(crate) fn parse(text: &str) -> Option<Timestamp> {
    text.parse().ok()
}

/// `translateTimestampSince` of the printers: the age of something, `<unknown>` without a time.
pub(crate) fn age(since: &str, now: Timestamp) -> String {
    match parse(since) {
        Some(t) => human(now.as_second() - t.as_second()),
        None => "<unknown>".into(),
    }
}
