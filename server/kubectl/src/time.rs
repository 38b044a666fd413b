//! Moments of the API as kubectl prints them.
//!
//! Layer: pure. Upstream: `kubectl/pkg/describe`.

pub(crate) use apimachinery::duration::human;
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// A moment of the API.
pub(crate) fn parse(text: &str) -> Option<Timestamp> {
    text.parse().ok()
}

/// How long ago a moment of the API was: `5m`, or `<unknown>`.
pub(crate) fn since(text: &str, now: Timestamp) -> String {
    parse(text).map_or_else(|| "<unknown>".to_owned(), |then| human(seconds_between(then, now)))
}

/// Whole seconds from one moment to another, rounded towards zero.
pub(crate) fn seconds_between(from: Timestamp, to: Timestamp) -> i64 {
    (to.as_millisecond() - from.as_millisecond()) / 1000
}

/// `Mon, 02 Jan 2006 15:04:05 -0700`.
pub(crate) fn rfc1123(text: &str, zone: &TimeZone) -> String {
    parse(text).map_or_else(
        || "Mon, 01 Jan 0001 00:00:00 +0000".to_owned(),
        |then| then.to_zoned(zone.clone()).strftime("%a, %d %b %Y %H:%M:%S %z").to_string(),
    )
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_moment_is_told_in_the_readers_zone() {
        use jiff::tz::{TimeZone, offset};
        let at = |zone: TimeZone| super::rfc1123("2026-01-02T18:04:05Z", &zone);
        assert_eq!(at(TimeZone::UTC), "Fri, 02 Jan 2026 18:04:05 +0000");
        assert_eq!(at(TimeZone::fixed(offset(8))), "Sat, 03 Jan 2026 02:04:05 +0800");
    }
}
