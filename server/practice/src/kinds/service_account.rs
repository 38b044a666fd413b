//! ServiceAccount.
//!
//! Layer: pure.

use super::{Kind, Meta};

pub(crate) struct ServiceAccount;

static META: Meta = Meta::namespaced("", "v1", "ServiceAccount", "serviceaccounts").short(&["sa"]);

impl Kind for ServiceAccount {
    fn meta(&self) -> &'static Meta {
        &META
    }
}
