//! CertificateSigningRequest: kept, and signed by nobody. Mirrors `printCertificateSigningRequest`.
//!
//! Layer: pure.

use serde_json::Value;

use super::table::{AGE, Column, NAME, RowCx, col};
use super::{Kind, Meta};
use crate::json::{at, has, is_true, text};
use crate::status::Errors;

pub(crate) struct CertificateSigningRequest;

static META: Meta =
    Meta::cluster("certificates.k8s.io", "v1", "CertificateSigningRequest", "certificatesigningrequests")
        .short(&["csr"])
        .with_status();
static COLUMNS: &[Column] = &[
    NAME,
    AGE,
    col("SignerName", "@spec.signerName"),
    col("Requestor", "@spec.request"),
    col("RequestedDuration", "@spec.expirationSeconds"),
    col("Condition", "@status.conditions"),
];

impl Kind for CertificateSigningRequest {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn validate(&self, obj: &Value, errors: &mut Errors) {
        for field in ["spec.request", "spec.signerName", "spec.usages"] {
            if !has(obj, field) {
                errors.required(field, "");
            }
        }
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }

    fn row(&self, obj: &Value, cx: &RowCx) -> Vec<Value> {
        let mut state = if is_true(obj, "Denied") {
            "Denied"
        } else if is_true(obj, "Approved") {
            "Approved"
        } else {
            "Pending"
        }
        .to_owned();
        if is_true(obj, "Failed") {
            state.push_str(",Failed");
        }
        if has(obj, "status.certificate") {
            state.push_str(",Issued");
        }
        let seconds = at(obj, "spec.expirationSeconds").as_i64();
        vec![
            cx.name(obj),
            cx.age(obj),
            text(obj, "spec.signerName").into(),
            text(obj, "spec.username").into(),
            seconds.map_or("<none>".to_owned(), apimachinery::duration::human).into(),
            state.into(),
        ]
    }
}
