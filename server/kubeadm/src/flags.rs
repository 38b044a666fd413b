//! Flags that several commands share, and what a command's file states itself with.
//!
//! Layer: data. Upstream: `cmd/kubeadm/app/cmd/options`.

use kubectl::toolkit::Page::{Allowed, Format, Nowhere, Refused};
use kubectl::toolkit::Secret::Nothing;
use kubectl::toolkit::{flag, short};

/// All that a command's file states itself with.
pub(crate) mod prelude {
    pub(crate) use kubectl::Effect;
    pub(crate) use kubectl::toolkit::Page::{Allowed, Format, Nowhere};
    pub(crate) use kubectl::toolkit::Secret::{Nothing, Part, Whole};
    pub(crate) use kubectl::toolkit::{
        Context, Kept, Length, Positional, Slice, Spec, Where, Words, flag, short,
    };

    pub(crate) use super::{Output, Token};
    pub(crate) use crate::Place;
    pub(crate) use crate::doubt::Doubt;
    pub(crate) use crate::spec::{Command, Most};
}

kubectl::flags! {
    /// Flags that every command takes.
    pub(crate) struct Globals {}
    with {}
    ignored {
        /// The root of the host's files
        String = flag("rootfs", "", Nothing, Nowhere("it names a folder of the host"));
        /// How much is logged
        i64 = short('v', "v", "0", Nothing, Allowed);
        /// How much is logged of single files
        String = flag("vmodule", "", Nothing, Nowhere("it sets kubeadm's own log"));
    }
}

kubectl::flags! {
    /// How the cluster is reached.
    pub(crate) struct Token {
        /// The kubeconfig file to use
        kubeconfig: String = flag("kubeconfig", "", Nothing, Refused("it names a file of the server; choose the cluster in the page"));
    }
    with {}
    ignored {
        /// Only say what would be done
        bool = flag("dry-run", "false", Nothing, Nowhere("a dry run is the panel's own button"));
    }
}

kubectl::flags! {
    /// The output's format.
    pub(crate) struct Output {
        /// Output format: text, json, yaml
        output: String = short('o', "output", "text", Nothing, Format);
    }
    with {}
    ignored {
        /// Fields that a template names and the object has not are left out instead of being an error
        bool = flag("allow-missing-template-keys", "true", Nothing, Allowed);
        /// Also show who manages which field
        bool = flag("show-managed-fields", "false", Nothing, Allowed);
    }
}
