//! Amounts as the API server stores them.
//!
//! Layer: pure. What an amount is stands in `apimachinery`; this is `SetDefaults_ResourceList` (`pkg/apis/core/v1/defaults.go`).

use apimachinery::quantity::{MILLI, ParseError, Quantity};
use serde_json::Value;

/// A quantity in thousandths, rounded up; `None` when it is none.
pub(crate) fn milli(v: &Value) -> Option<i128> {
    Some(Quantity::of(v)?.milli())
}

/// The amount as the API writes it, in whole thousandths: `0.5` is `500m`, `1024Mi` is `1Gi`, `100u` is `1m`.
///
/// # Errors
///
/// For what is no quantity.
pub(crate) fn canonical(text: &str) -> Result<String, ParseError> {
    Ok(Quantity::parse(text)?.round_up(MILLI).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_stored_in_whole_thousandths() {
        for (written, stored) in
            [("0.5", "500m"), ("1500m", "1500m"), ("0.0001", "1m"), ("100u", "1m"), ("1Gi", "1Gi")]
        {
            assert_eq!(canonical(written).as_deref(), Ok(stored), "{written}");
        }
        assert_eq!(canonical("lots"), Err(ParseError::Format));
    }
}
