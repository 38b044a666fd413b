//! go-spew's dump of a `resource.Quantity`, down to its private fields.
//!
//! Layer: pure. For amounts that fit into 64 bits.

use serde_json::Value;

use crate::kinds::quantity::parse;

/// Appends the dump.
pub(super) fn dump(out: &mut String, v: &Value) {
    let text = match v {
        Value::String(s) => s.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    };
    let (value, scale, kept, format) = match parse(&text) {
        Ok(q) => (q.number << q.shift, q.scale, q.kept, format!("{:?}", q.format)),
        Err(_) => (0, 0, false, String::new()),
    };
    let kept = if kept { text.as_str() } else { "" };
    out.push_str(&format!(
        "{{i:(resource.int64Amount){{value:(int64){value} scale:(resource.Scale){scale}}} \
         d:(resource.infDecAmount){{Dec:(*inf.Dec)<nil>}} s:(string){kept} Format:(resource.Format){format}}}"
    ));
}
