//! `token create`.
//!
//! Layer: command. Upstream: `app/cmd/token.go` (`RunCreateToken`), `app/phases/bootstraptoken/node/token.go`.

use go_text::quote;
use jiff::{SignedDuration, Timestamp};
use kubectl::toolkit::Request;

use super::SECRETS;
use super::join_command::join_command;
use crate::ask::ask;
use crate::failure::{Failure, Outcome, Wrap, fail};
use crate::flags::prelude::*;
use crate::secret::{Bootstrap, USAGES};
use crate::token;

/// The groups that a new token authenticates as.
const DEFAULT_GROUPS: &str = "system:bootstrappers:kubeadm:default-node-token";

kubectl::flags! {
    /// `token create`, as typed.
    pub(crate) struct Create {
        /// With --print-join-command: the key of the certificates that a control-plane node takes
        certificate_key: String = flag("certificate-key", "", Whole, Allowed);
        /// What it is for, in words of one's own
        description: String = flag("description", "", Nothing, Allowed);
        /// The groups that its bearer is in
        groups: Slice = flag("groups", "", Nothing, Allowed);
        /// Print the line that joins a machine with it
        print_join_command: bool = flag("print-join-command", "false", Nothing, Allowed);
        /// How long it lives; 0: for ever
        ttl: Length = flag("ttl", "24h0m0s", Nothing, Allowed);
        /// What it is good for: signing, authentication
        usages: Slice = flag("usages", "", Nothing, Allowed);
    }
    with { words: Positional, token: Token }
    ignored {
        /// File with the configuration
        String = flag("config", "", Nothing, Nowhere("it names a file of the host"));
    }
}

impl Command for Create {
    const SPEC: Spec = Spec {
        path: "token create",
        aliases: &[],
        suggest_for: &[],
        about: "Create a bootstrap token on the server",
        usage: " [token]",
        words: Words { secret: Kept::Each(Part(crate::token::kept)), page: Allowed },
        place: Where::Anywhere,
    };

    const WORDS: Most = Most::Any;

    fn effect(&self, _: Place) -> Effect {
        Effect::Changes
    }

    fn doubt(&self) -> Option<Doubt> {
        (self.ttl.0 <= 0).then_some(Doubt::NeverExpires)
    }

    async fn run(self, cx: &Context, _: Place) -> Outcome {
        create(cx, &self).await
    }
}

async fn create(cx: &Context, args: &Create) -> Outcome {
    let token = match args.words.first() {
        Some(text) if !text.is_empty() => token::Token::parse(text).map_err(Failure::Kubeadm)?,
        _ => token::Token::random(),
    };
    let bootstrap = asked_for(args, token, cx.now());
    check(&bootstrap)?;
    let (token, path) = (&bootstrap.token, format!("{SECRETS}/{}", bootstrap.token.secret_name()));
    if cx.json(Request::get(path.as_str())).await.is_ok() {
        return fail(format!("a token with id {} already exists", quote(&token.id)));
    }
    ask(cx, "Post", SECRETS, Request::post(SECRETS, &bootstrap.to_secret()))
        .await
        .wrap("unable to create *v1.Secret")
        .wrap(&format!("failed to create or update bootstrap token with name {}", token.secret_name()))?;
    let key = args.certificate_key.as_str();
    if !args.print_join_command {
        if !key.is_empty() {
            return fail("cannot use --certificate-key without --print-join-command");
        }
        cx.out(token.text() + "\n").await;
        return Ok(());
    }
    let line = join_command(cx, token, key).await.wrap("failed to get join command")?;
    cx.out(line).await;
    Ok(())
}

/// What the flags say.
fn asked_for(args: &Create, token: token::Token, now: Timestamp) -> Bootstrap {
    let list = |given: &[String], default: &[&str]| -> Vec<String> {
        match given {
            // Also when it was given empty.
            [] => default.iter().map(|item| (*item).to_owned()).collect(),
            given => given.to_vec(),
        }
    };
    let nanos = args.ttl.0;
    let life = SignedDuration::from_nanos(nanos);
    Bootstrap {
        token,
        description: args.description.clone(),
        expires: if nanos > 0 { now.checked_add(life).ok() } else { None },
        usages: list(&args.usages, &USAGES),
        groups: list(&args.groups, &[DEFAULT_GROUPS]),
    }
}

/// Refuses usages and groups that there are not, in kubeadm's words.
fn check(bootstrap: &Bootstrap) -> Outcome {
    let shown =
        |items: &[String]| format!("[{}]", items.iter().map(|i| quote(i)).collect::<Vec<_>>().join(","));
    let mut wrong = Vec::new();
    let mut unknown: Vec<&str> =
        bootstrap.usages.iter().map(String::as_str).filter(|usage| !USAGES.contains(usage)).collect();
    unknown.sort_unstable();
    unknown.dedup();
    if !unknown.is_empty() {
        wrong.push(format!(
            "bootstrapTokens.0.usages: Invalid value: {}: invalid bootstrap token usage string: {}, valid usage options: {}",
            shown(&bootstrap.usages),
            unknown.join(","),
            USAGES.join(",")
        ));
    }
    let mut group = |why: String| {
        wrong.push(format!("bootstrapTokens.0.groups: Invalid value: {}: {why}", shown(&bootstrap.groups)));
    };
    if !bootstrap.groups.is_empty() && !bootstrap.usages.iter().any(|usage| usage == "authentication") {
        group("token groups cannot be specified unless --usages includes \"authentication\"".to_owned());
    }
    for name in bootstrap.groups.iter().filter(|name| !is_group(name)) {
        group(format!(
            "bootstrap group {} is invalid (must match \\Asystem:bootstrappers:[a-z0-9:-]{{0,255}}[a-z0-9]\\z)",
            quote(name)
        ));
    }
    match wrong.as_slice() {
        [] => Ok(()),
        [one] => fail(one.clone()),
        many => fail(format!("[{}]", many.join(", "))),
    }
}

/// `system:bootstrappers:` and up to 256 characters, the last of them no dash or colon.
fn is_group(name: &str) -> bool {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    name.strip_prefix("system:bootstrappers:").is_some_and(|rest| {
        rest.len() <= 256
            && rest.bytes().all(|b| plain(b) || b == b':' || b == b'-')
            && rest.bytes().last().is_some_and(plain)
    })
}
