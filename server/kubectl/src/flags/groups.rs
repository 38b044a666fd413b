//! Flags that several commands share.
//!
//! Layer: data. Upstream: `cli-runtime/pkg/genericclioptions`, `kubectl/pkg/cmd/util/helpers.go`.

use super::Page::{Allowed, Files, Format, Refused, TextOfFormat};
use super::Secret::{Nothing, Whole};
use super::{Array, Flags, Given, Length, Parser, Slice, flag, short};

/// Why a page may not name a file of the server.
pub(crate) const FILE: &str = "it names a file of the server";
/// Why a page may not name a folder of the server.
pub(crate) const FOLDER: &str = "it names a folder of the server";
/// Why a page may not write.
const WRITES: &str = "it writes a file on the server";
/// Why a page may not choose a server.
const SERVER: &str = "it names another server; choose the cluster in the page";
/// Why a page may not choose a cluster.
const CLUSTER: &str = "it names another cluster; choose the cluster in the page";
/// Why a page may not choose an identity.
const IDENTITY: &str = "it names another identity; you act as who you are signed in as";
/// Why a page may not give a credential.
const CREDENTIAL: &str = "it names a credential; you act as who you are signed in as";
/// Why a page may not change how the server is reached.
const SECURED: &str = "it changes how the connection is secured";

crate::flags! {
    /// What commands that print objects are told of the format.
    pub(crate) struct Print {
        /// Fields that a template names and the object has not are left out instead of being an error
        allow_missing_template_keys: bool = flag("allow-missing-template-keys", "true", Nothing, Allowed);
        /// Output format: json, yaml, name, go-template, jsonpath, ...
        output: Given<String> = short('o', "output", "", Nothing, Format);
        /// Also show who manages which field
        show_managed_fields: bool = flag("show-managed-fields", "false", Nothing, Allowed);
        /// The template of -o go-template and -o jsonpath
        template: String = flag("template", "", Nothing, TextOfFormat);
    }
    with {}
}

crate::flags! {
    /// Manifests.
    pub(crate) struct Filename {
        /// Files, folders or URLs with manifests; - is standard input
        filename: Slice = short('f', "filename", "", Nothing, Files);
        /// Also the folders within a folder of -f
        recursive: bool = short('R', "recursive", "false", Nothing, Allowed);
    }
    with {}
    ignored {
        /// A folder with a kustomization
        String = short('k', "kustomize", "", Nothing, Refused(FOLDER));
    }
}

crate::flags! {
    /// Whether anything is really changed.
    pub(crate) struct DryRunFlag {
        /// none, server (the server pretends) or client (nothing is sent)
        dry_run: String = flag("dry-run", "none", Nothing, Allowed).bare("unchanged");
    }
    with {}
}

impl DryRunFlag {
    /// It asks for a change that is none.
    pub(crate) fn pretends(&self) -> bool {
        self.dry_run != "none"
    }
}

crate::flags! {
    /// Label selector.
    pub(crate) struct Selector {
        /// Only objects with these labels: a=b,c!=d
        selector: Given<String> = short('l', "selector", "", Nothing, Allowed);
    }
    with {}
}

crate::flags! {
    /// Field validation by the server.
    pub(crate) struct Validate {
        /// What happens to unknown fields: strict refuses, warn warns, ignore ignores them
        validate: String = flag("validate", "strict", Nothing, Allowed).bare("strict");
    }
    with {}
}

crate::flags! {
    /// What the subcommands of `create` share.
    pub(crate) struct Creating {
        /// Who is said to manage the fields
        field_manager: String = flag("field-manager", "kubectl-create", Nothing, Allowed);
        /// Keep what was created in the annotation that apply compares with
        save_config: bool = flag("save-config", "false", Nothing, Allowed);
    }
    with { print: Print, dry: DryRunFlag, validate: Validate }
}

crate::flags! {
    /// The flags that choose a connection, as typed; an empty text says nothing.
    pub struct ConnectionFlags {
        /// The user to impersonate
        as_user: String = flag("as", "", Nothing, Refused(IDENTITY));
        /// A group to impersonate; may be given several times
        as_group: Array = flag("as-group", "", Nothing, Refused(IDENTITY));
        /// The UID to impersonate
        as_uid: String = flag("as-uid", "", Nothing, Refused(IDENTITY));
        /// KEY=VALUE of the user to impersonate; may be given several times
        as_user_extra: Array = flag("as-user-extra", "", Nothing, Refused(IDENTITY));
        /// File with the certificate authority of the server
        certificate_authority: String = flag("certificate-authority", "", Nothing, Refused(FILE));
        /// File with a client certificate
        client_certificate: String = flag("client-certificate", "", Nothing, Refused(FILE));
        /// File with the key of the client certificate
        client_key: String = flag("client-key", "", Nothing, Refused(FILE));
        /// The kubeconfig's cluster to use
        cluster: Given<String> = flag("cluster", "", Nothing, Refused(CLUSTER));
        /// The kubeconfig's context to use
        context: String = flag("context", "", Nothing, Refused(CLUSTER));
        /// Ask for answers that are not compressed
        disable_compression: bool = flag("disable-compression", "false", Nothing, Allowed);
        /// Do not check the server's certificate
        insecure_skip_tls_verify: Given<bool> = flag("insecure-skip-tls-verify", "false", Nothing, Refused(SECURED));
        /// The kubeconfig file to use
        kubeconfig: String = flag("kubeconfig", "", Nothing, Refused("it names a file of the server; choose the cluster in the page"));
        /// The namespace of everything that names none
        namespace: Given<String> = short('n', "namespace", "", Nothing, Allowed);
        /// Password of basic authentication
        password: String = flag("password", "", Whole, Refused(CREDENTIAL));
        /// How long one request may take: 1s, 2m; 0 is for ever
        request_timeout: Given<String> = flag("request-timeout", "0", Nothing, Allowed);
        /// Address and port of the server
        server: String = short('s', "server", "", Whole, Refused(SERVER));
        /// The name that the server's certificate must have
        tls_server_name: String = flag("tls-server-name", "", Nothing, Refused(SECURED));
        /// Bearer token for the server
        token: String = flag("token", "", Whole, Refused(CREDENTIAL));
        /// The kubeconfig's user to use
        user: Given<String> = flag("user", "", Nothing, Refused(IDENTITY));
        /// User name of basic authentication
        username: String = flag("username", "", Whole, Refused(CREDENTIAL));
    }
    with {}
}

crate::flags! {
    /// Flags that every command takes, before or after its name.
    pub(crate) struct Globals {
        /// A warning of the server ends the command with 1
        warnings_as_errors: bool = flag("warnings-as-errors", "false", Nothing, Allowed);
    }
    with { connection: ConnectionFlags }
    ignored {
        /// Folder of what is remembered between commands
        String = flag("cache-dir", "", Nothing, Refused(FOLDER));
        /// File with preferences
        String = flag("kuberc", "", Nothing, Refused(FILE));
        /// How often the log is written
        Length = flag("log-flush-frequency", "5s", Nothing, Allowed);
        /// Refuse a server of another version
        bool = flag("match-server-version", "false", Nothing, Allowed);
        /// Kind of profile to write
        String = flag("profile", "none", Nothing, Refused(WRITES));
        /// File of the profile
        String = flag("profile-output", "profile.pprof", Nothing, Refused(WRITES));
        /// How much is logged
        i64 = short('v', "v", "0", Nothing, Allowed);
        /// How much is logged of single files
        String = flag("vmodule", "", Nothing, Refused("it sets the server's own log"));
    }
}

impl Globals {
    /// Of a line that gives none, but perhaps names a kubeconfig.
    pub(crate) fn of_kubeconfig(kubeconfig: &str) -> Globals {
        let mut globals = Globals::read(&Parser::new(&[&Globals::TABLE]).defaults());
        globals.connection.kubeconfig = kubeconfig.to_owned();
        globals
    }
}
