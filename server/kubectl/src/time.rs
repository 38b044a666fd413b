//! Lengths of time and moments as kubectl prints them.
//!
//! Layer: pure. Upstream: `apimachinery/pkg/util/duration/duration.go`, `kubectl/pkg/describe`.

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// `duration.HumanDuration`.
pub(crate) fn human(seconds: i64) -> String {
    if seconds < -1 {
        return "<invalid>".to_owned();
    }
    let two = |big: i64, small: i64, b: &str, s: &str| {
        if small == 0 { format!("{big}{b}") } else { format!("{big}{b}{small}{s}") }
    };
    let (minutes, hours) = (seconds / 60, seconds / 3600);
    if seconds < 0 {
        "0s".to_owned()
    } else if seconds < 120 {
        format!("{seconds}s")
    } else if minutes < 10 {
        two(minutes, seconds % 60, "m", "s")
    } else if minutes < 180 {
        format!("{minutes}m")
    } else if hours < 8 {
        two(hours, minutes % 60, "h", "m")
    } else if hours < 48 {
        format!("{hours}h")
    } else if hours < 24 * 8 {
        two(hours / 24, hours % 24, "d", "h")
    } else if hours < 24 * 365 * 2 {
        format!("{}d", hours / 24)
    } else if hours < 24 * 365 * 8 {
        two(hours / 24 / 365, hours / 24 % 365, "y", "d")
    } else {
        format!("{}y", hours / 24 / 365)
    }
}

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
    use super::human;

    #[test]
    fn lengths_of_time_lose_precision_as_they_grow() {
        let cases = [
            (-5, "<invalid>"),
            (-1, "0s"),
            (0, "0s"),
            (119, "119s"),
            (120, "2m"),
            (599, "9m59s"),
            (600, "10m"),
            (10799, "179m"),
            (10800, "3h"),
            (28740, "7h59m"),
            (28800, "8h"),
            (172800, "2d"),
            (176400, "2d1h"),
            (691200, "8d"),
            (63072000, "2y"),
        ];
        for (seconds, want) in cases {
            assert_eq!(human(seconds), want, "{seconds}");
        }
    }

    #[test]
    fn a_moment_is_told_in_the_readers_zone() {
        use jiff::tz::{TimeZone, offset};
        let at = |zone: TimeZone| super::rfc1123("2026-01-02T18:04:05Z", &zone);
        assert_eq!(at(TimeZone::UTC), "Fri, 02 Jan 2026 18:04:05 +0000");
        assert_eq!(at(TimeZone::fixed(offset(8))), "Sat, 03 Jan 2026 02:04:05 +0800");
    }
}
