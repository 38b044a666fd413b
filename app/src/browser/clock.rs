//! The browser's clock.

/// Unix time in milliseconds.
///
/// # Server-Side Rendering
/// Always 0: what tells ages is filled in by the browser.
pub fn now() -> i64 {
    #[cfg(feature = "hydrate")]
    {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "whole milliseconds of this age of the world fit"
        )]
        let now = js_sys::Date::now() as i64;
        now
    }
    #[cfg(not(feature = "hydrate"))]
    0
}

/// A moment as the reader's clock shows it: `12:03:04`.
///
/// # Server-Side Rendering
/// Nothing: the server does not know the reader's clock.
pub(crate) fn clock(millis: i64) -> String {
    #[cfg(feature = "hydrate")]
    {
        #[expect(clippy::cast_precision_loss, reason = "milliseconds of this age of the world are exact")]
        let at = js_sys::Date::new(&(millis as f64).into());
        format!("{:02}:{:02}:{:02}", at.get_hours(), at.get_minutes(), at.get_seconds())
    }
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = millis;
        String::new()
    }
}
