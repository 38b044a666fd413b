//! `token list`, `token create`, `token delete`.
//!
//! Layer: commands. Upstream: `app/cmd/token.go`, `app/cmd/util/join.go`, `app/phases/bootstraptoken/node/token.go`.

use go_text::{TabWriter, parse_duration, quote};
use jiff::{SignedDuration, Timestamp};
use kubectl::toolkit::{Args, Context, Request};
use serde_json::{Value, json};

use crate::command::DEFAULT_GROUPS;
use crate::failure::{Failure, Outcome, Wrap, fail};
use crate::info::ClusterInfo;
use crate::run::{ask, check_output, printed};
use crate::secret::{Bootstrap, TYPE, USAGES, rfc3339};
use crate::token::{ID_PATTERN, PATTERN, Token, is_id, secret_name};

const SECRETS: &str = "/api/v1/namespaces/kube-system/secrets";

/// `token list`.
pub(crate) async fn list(cx: &Context, args: &Args) -> Outcome {
    let output = args.str("output");
    check_output(output)?;
    let target = format!("{SECRETS}?fieldSelector=type%3D{}", TYPE.replace('/', "%2F"));
    let request = Request::get(SECRETS).query("fieldSelector", format!("type={TYPE}"));
    let secrets = ask(cx, "Get", &target, request).await.wrap("failed to list bootstrap tokens")?;
    let mut first = true;
    for secret in secrets["items"].as_array().into_iter().flatten() {
        match Bootstrap::from_secret(secret) {
            Ok(token) => {
                let text = match printed(output, &fields(&token)) {
                    // Documents of YAML are kept apart, those of JSON are not.
                    Some(text) if output == "yaml" && !first => format!("---\n{text}"),
                    Some(text) => text,
                    None => row(&token, cx.now(), first),
                };
                cx.out(text).await;
                first = false;
            }
            Err(why) => cx.err(why).await,
        }
    }
    Ok(())
}

/// One token as a row; every row is aligned by itself, the first with the heading.
fn row(token: &Bootstrap, now: Timestamp, first: bool) -> String {
    let mut table = TabWriter::new(10, 3);
    if first {
        table.write("TOKEN\tTTL\tEXPIRES\tUSAGES\tDESCRIPTION\tEXTRA GROUPS\n");
    }
    let some = |text: String| if text.is_empty() { "<none>".to_owned() } else { text };
    let (left, until) = match token.expires {
        Some(moment) => (short(moment.duration_since(now)), rfc3339(moment)),
        None => ("<forever>".to_owned(), "<never>".to_owned()),
    };
    table.write(&format!(
        "{}\t{left:<9}\t{until}\t{:<22}\t{:<56}\t{}\n",
        token.token.text(),
        some(token.usages.join(",")),
        some(token.description.clone()),
        some(token.groups.join(","))
    ));
    table.flush()
}

/// `duration.ShortHumanDuration`.
fn short(left: SignedDuration) -> String {
    let seconds = left.as_secs();
    match seconds {
        i64::MIN..=-2 => "<invalid>".to_owned(),
        -1 => "0s".to_owned(),
        0..60 => format!("{seconds}s"),
        60..3600 => format!("{}m", seconds / 60),
        3600..86_400 => format!("{}h", seconds / 3600),
        86_400..31_536_000 => format!("{}d", seconds / 86_400),
        _ => format!("{}y", seconds / 31_536_000),
    }
}

/// One token for programs; what is empty is left out.
fn fields(token: &Bootstrap) -> Vec<(&'static str, Value)> {
    let all = [
        ("kind", json!("BootstrapToken")),
        ("apiVersion", json!("output.kubeadm.k8s.io/v1alpha3")),
        ("token", json!(token.token.text())),
        ("description", json!(token.description)),
        ("expires", json!(token.expires.map(rfc3339).unwrap_or_default())),
        ("usages", json!(token.usages)),
        ("groups", json!(token.groups)),
    ];
    all.into_iter().filter(|(_, value)| *value != json!("") && *value != json!([])).collect()
}

/// `token create`.
pub(crate) async fn create(cx: &Context, args: &Args) -> Outcome {
    let token = match args.positional.first() {
        Some(text) if !text.is_empty() => Token::parse(text).map_err(Failure::Kubeadm)?,
        _ => Token::random(),
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
    let key = args.str("certificate-key");
    if !args.bool("print-join-command") {
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
fn asked_for(args: &Args, token: Token, now: Timestamp) -> Bootstrap {
    let list = |name: &str, default: &[&str]| -> Vec<String> {
        match args.list(name) {
            // Also when it was given empty.
            [] => default.iter().map(|item| (*item).to_owned()).collect(),
            given => given.to_vec(),
        }
    };
    // The flag was parsed before.
    let nanos = parse_duration(args.str("ttl")).unwrap_or(0);
    let life = SignedDuration::from_nanos(nanos);
    Bootstrap {
        token,
        description: args.str("description").to_owned(),
        expires: if nanos > 0 { now.checked_add(life).ok() } else { None },
        usages: list("usages", &USAGES),
        groups: list("groups", &[DEFAULT_GROUPS]),
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

/// The line that a new machine is given. Address and CA are those that the cluster publishes: what a machine that is not
/// this one will find.
async fn join_command(cx: &Context, token: &Token, key: &str) -> Outcome<String> {
    let info = ClusterInfo::fetch(cx).await?;
    let mut line = format!("kubeadm join {} --token {} ", info.endpoint, token.text());
    for pin in info.pins()? {
        line += &format!("--discovery-token-ca-cert-hash sha256:{pin} ");
    }
    if !key.is_empty() {
        line += &format!("--control-plane --certificate-key {key}");
    }
    Ok(line + "\n")
}

/// `token delete`.
pub(crate) async fn delete(cx: &Context, args: &Args) -> Outcome {
    if args.positional.is_empty() {
        return fail(format!(
            "missing argument; 'token delete' is missing token of form {} or {}",
            quote(PATTERN),
            quote(ID_PATTERN)
        ));
    }
    for word in &args.positional {
        let id = if is_id(word) {
            word.clone()
        } else {
            match Token::parse(word) {
                Ok(token) => token.id,
                Err(_) => {
                    let (whole, id) = (quote(PATTERN), quote(ID_PATTERN));
                    return fail(format!("given token didn't match pattern {whole} or {id}"));
                }
            }
        };
        let path = format!("{SECRETS}/{}", secret_name(&id));
        let request = Request::delete(path.as_str(), &json!({"apiVersion": "v1", "kind": "DeleteOptions"}));
        ask(cx, "Delete", &path, request)
            .await
            .wrap(&format!("failed to delete bootstrap token {}", quote(&id)))?;
        cx.out(format!("bootstrap token {} deleted\n", quote(&id))).await;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_is_said_in_its_largest_unit() {
        let cases = [
            (-5, "<invalid>"),
            (-1, "0s"),
            (59, "59s"),
            (60, "1m"),
            (86_399, "23h"),
            (86_400, "1d"),
            (31_536_000, "1y"),
        ];
        for (seconds, want) in cases {
            assert_eq!(short(SignedDuration::from_secs(seconds)), want);
        }
    }
}
