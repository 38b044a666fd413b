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
