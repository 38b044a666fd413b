//! `token list`.
//!
//! Layer: command. Upstream: `app/cmd/token.go` (`RunListTokens`).

use go_text::TabWriter;
use jiff::{SignedDuration, Timestamp};
use kubectl::toolkit::Request;
use serde_json::{Value, json};

use super::SECRETS;
use crate::ask::ask;
use crate::failure::{Outcome, Wrap};
use crate::flags::prelude::*;
use crate::output::{check_output, printed};
use crate::secret::{Bootstrap, TYPE, rfc3339};

kubectl::flags! {
    /// `token list`, as typed.
    pub(crate) struct List {
    }
    with { token: Token, output: Output }
}

impl Command for List {
    const SPEC: Spec = Spec {
        path: "token list",
        aliases: &[],
        suggest_for: &[],
        about: "List bootstrap tokens on the server",
        usage: "",
        words: Words::PLAIN,
        place: Where::Anywhere,
    };

    const WORDS: Most = Most::None;

    fn effect(&self, _: Place) -> Effect {
        Effect::Reads
    }

    fn doubt(&self) -> Option<Doubt> {
        None
    }

    async fn run(self, cx: &Context, _: Place) -> Outcome {
        list(cx, &self).await
    }
}

async fn list(cx: &Context, args: &List) -> Outcome {
    let output = args.output.output.as_str();
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
