//! go-spew's dump of a `resource.Quantity`, down to its private fields.
//!
//! Layer: pure. For amounts that fit into 64 bits.

use apimachinery::quantity::Quantity;
use serde_json::Value;

/// Appends the dump.
pub(super) fn dump(out: &mut String, v: &Value) {
    let text = match v {
        Value::String(s) => s.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    };
    let quantity = Quantity::parse(&text).ok();
    let (value, scale) = quantity.as_ref().map_or((0, 0), Quantity::parts);
    let kept = quantity.as_ref().and_then(Quantity::kept).unwrap_or("");
    let format = quantity.as_ref().map_or(String::new(), |quantity| format!("{:?}", quantity.format()));
    out.push_str(&format!(
        "{{i:(resource.int64Amount){{value:(int64){value} scale:(resource.Scale){scale}}} \
         d:(resource.infDecAmount){{Dec:(*inf.Dec)<nil>}} s:(string){kept} Format:(resource.Format){format}}}"
    ));
}
