//! Endpoints. Mirrors `printEndpoints`.
//!
//! Layer: pure.

use serde_json::Value;

use super::table::{AGE, Column, NAME, RowCx, col};
use super::{Kind, Meta};
use crate::json::{int, list, text};

pub(crate) struct Endpoints;

static META: Meta = Meta::namespaced("", "v1", "Endpoints", "endpoints").short(&["ep"]);

static COLUMNS: &[Column] = &[NAME, col("Endpoints", "@subsets"), AGE];

impl Kind for Endpoints {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn row(&self, obj: &Value, cx: &RowCx) -> Vec<Value> {
        let mut all: Vec<String> = Vec::new();
        for subset in list(obj, "subsets") {
            let ports = list(subset, "ports");
            for address in list(subset, "addresses") {
                if ports.is_empty() {
                    all.push(text(address, "ip").to_owned());
                }
                for port in ports {
                    all.push(format!("{}:{}", text(address, "ip"), int(port, "port")));
                }
            }
        }
        let cell = match all.len() {
            0 => "<none>".to_owned(),
            n if n > 3 => format!("{} + {} more...", all[..3].join(","), n - 3),
            _ => all.join(","),
        };
        vec![cx.name(obj), cell.into(), cx.age(obj)]
    }
}
