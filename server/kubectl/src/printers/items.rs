//! Prints a list item by item while its pages arrive: never more than one page is in memory.
//!
//! Layer: pure. Upstream collects all (`cli-runtime/pkg/resource/visitor.go`) and prints one `List`; the text is the same.

use std::fmt;

use apimachinery::table::ListMeta;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value, json};

use super::{json as json_text, yaml};

/// `-o json` or `-o yaml` of a list whose end is not known yet.
pub(crate) struct ItemWriter {
    yaml: bool,
    managed: bool,
    any: bool,
    out: String,
}

impl ItemWriter {
    /// `managed`: with managed fields.
    pub(crate) fn new(yaml: bool, managed: bool) -> ItemWriter {
        ItemWriter { yaml, managed, any: false, out: String::new() }
    }

    /// Takes one page of the server's answer; returns what the next is asked with. `kind` and `version` are those of items
    /// that come before the page has said its own (lists of custom resources are sorted).
    pub(crate) fn page(&mut self, body: &[u8], kind: &str, version: &str) -> Result<String, String> {
        let mut reader = serde_json::Deserializer::from_slice(body);
        Page { writer: self, kind, version }.deserialize(&mut reader).map_err(|error| error.to_string())
    }

    /// What is ready to be printed.
    pub(crate) fn take(&mut self) -> String {
        std::mem::take(&mut self.out)
    }

    /// The end of the list; all of it when there was no item.
    pub(crate) fn end(mut self) -> String {
        if !self.any {
            let empty =
                json!({"apiVersion": "v1", "items": [], "kind": "List", "metadata": {"resourceVersion": ""}});
            return if self.yaml { yaml::to_yaml(&empty) } else { json_text::to_json(&empty) };
        }
        self.out.push_str(if self.yaml {
            "kind: List\nmetadata:\n  resourceVersion: \"\"\n"
        } else {
            "\n    ],\n    \"kind\": \"List\",\n    \"metadata\": {\n        \"resourceVersion\": \"\"\n    }\n}\n"
        });
        self.out
    }

    fn item(&mut self, mut item: Value, kind: &str, version: &str) {
        if let Some(map) = item.as_object_mut() {
            // The items of a list do not say themselves what they are.
            map.entry("kind").or_insert_with(|| kind.into());
            map.entry("apiVersion").or_insert_with(|| version.into());
        }
        let first = !std::mem::replace(&mut self.any, true);
        match (self.yaml, first) {
            (true, true) => self.out.push_str("apiVersion: v1\nitems:\n"),
            (true, false) => {}
            (false, true) => self.out.push_str("{\n    \"apiVersion\": \"v1\",\n    \"items\": [\n"),
            (false, false) => self.out.push_str(",\n"),
        }
        if self.yaml {
            yaml::item(&item, &mut self.out);
        } else {
            json_text::item(&item, &mut self.out);
        }
    }
}

/// One page of a list.
struct Page<'w> {
    writer: &'w mut ItemWriter,
    kind: &'w str,
    version: &'w str,
}

impl<'de> DeserializeSeed<'de> for Page<'_> {
    type Value = String;
    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<String, D::Error> {
        reader.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Page<'_> {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<String, A::Error> {
        let (mut kind, mut version) = (self.kind.to_owned(), self.version.to_owned());
        let mut meta = ListMeta::default();
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "kind" => {
                    let list: String = map.next_value()?;
                    kind = list.strip_suffix("List").unwrap_or("").to_owned();
                }
                "apiVersion" => version = map.next_value()?,
                "metadata" => meta = map.next_value()?,
                "items" => {
                    map.next_value_seed(Items { writer: self.writer, kind: &kind, version: &version })?;
                }
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(meta.next)
    }
}

struct Items<'w> {
    writer: &'w mut ItemWriter,
    kind: &'w str,
    version: &'w str,
}

impl<'de> DeserializeSeed<'de> for Items<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Items<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the items of a list")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let depth = if self.writer.managed { Depth::Elsewhere } else { Depth::Object };
        while let Some(item) = items.next_element_seed(depth)? {
            self.writer.item(item, self.kind, self.version);
        }
        Ok(())
    }
}

/// Where a value stands: managed fields are passed over while they are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    Object,
    Metadata,
    Elsewhere,
}

impl<'de> DeserializeSeed<'de> for Depth {
    type Value = Value;
    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Value, D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Depth {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut all = Vec::new();
        while let Some(item) = items.next_element_seed(Depth::Elsewhere)? {
            all.push(item);
        }
        Ok(Value::Array(all))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut all = Map::new();
        while let Some(key) = map.next_key::<String>()? {
            let below = match (self, key.as_str()) {
                (Depth::Metadata, "managedFields") => {
                    map.next_value::<IgnoredAny>()?;
                    continue;
                }
                (Depth::Object, "metadata") => Depth::Metadata,
                _ => Depth::Elsewhere,
            };
            let value = map.next_value_seed(below)?;
            all.insert(key, value);
        }
        Ok(Value::Object(all))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::printers::tidy;

    const BODY: &str = r#"{"kind":"PodList","apiVersion":"v1","metadata":{"continue":"next"},"items":[
        {"metadata":{"name":"a","managedFields":[{"x":1}],"labels":{"managedFields":"kept"}},"spec":{"n":1.5,"b":true,"z":null,"t":"a\nb\n"}},
        {"metadata":{"name":"b"},"spec":{"list":[{"managedFields":2}]}}]}"#;

    #[test]
    fn the_text_is_that_of_the_whole_list() {
        let items = crate::resource::items_of(&serde_json::from_str(BODY).unwrap());
        for (yaml, managed) in [(true, false), (true, true), (false, false), (false, true)] {
            for count in [0, 1, 2] {
                let whole = json!({"apiVersion": "v1", "kind": "List", "metadata": {"resourceVersion": ""}, "items": vec![items.clone(); count].concat()});
                let whole = tidy(&whole, managed);
                let want = if yaml { yaml::to_yaml(&whole) } else { json_text::to_json(&whole) };
                let mut writer = ItemWriter::new(yaml, managed);
                let mut text = String::new();
                for _ in 0..count {
                    assert_eq!(writer.page(BODY.as_bytes(), "", "").unwrap(), "next");
                    text += &writer.take();
                }
                assert_eq!(text + &writer.end(), want);
            }
        }
    }

    #[test]
    fn a_sorted_list_is_known_by_its_resource() {
        let body = br#"{"apiVersion":"x/v1","items":[{"metadata":{"name":"a"}}],"kind":"ThingList","metadata":{"continue":""}}"#;
        let mut writer = ItemWriter::new(true, false);
        writer.page(body, "Thing", "x/v1").unwrap();
        assert!(writer.end().contains("- apiVersion: x/v1\n  kind: Thing\n"));
    }
}
