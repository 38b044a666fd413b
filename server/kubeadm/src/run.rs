//! Runs one line: finds the command, checks what makes sense without a host, runs it, says what went wrong.
//!
//! Layer: the library's front door.

use go_text::quote;
use kubectl::toolkit::{Args, Context, Failure as Cause, Request, to_json, to_yaml};
use kubectl::{Event, Session};
use serde_json::Value;

use crate::command::{self, Command, Found};
use crate::failure::{Failure, Outcome};
use crate::info::ClusterInfo;
use crate::{Place, classify, images, join, line, tokens, version};

/// Runs a line's arguments, as [`crate::parse_line`] gives them, and returns the exit code.
pub async fn run(args: &[String], session: Session, place: Place) -> i32 {
    if line::is_pipe(args) {
        let cx = Context::new(session, &Args::default());
        let outcome = hash(&cx).await;
        return finish(&cx, outcome).await;
    }
    let (text, code) = match command::find(args) {
        Found::Command(command, parsed) => {
            let cx = context(session, &parsed);
            let cancel = cx.session.cancel.clone();
            let outcome = tokio::select! {
                outcome = execute(&cx, command, &parsed, place) => outcome,
                () = cancel.cancelled() => Err(Failure::Stopped),
            };
            return finish(&cx, outcome).await;
        }
        Found::Help(path) => {
            // Nobody listening is no failure of the command.
            let _sent = session.out.send(Event::Stdout(command::help(&path).into())).await;
            match path.as_str() {
                "token" | "config" | "config images" => {
                    (Failure::Kubeadm("\nerror: subcommand is required".to_owned()).report(), 1)
                }
                _ => return 0,
            }
        }
        Found::Wrong(why) => (Failure::Kubeadm(why).report(), 1),
        Found::Missing(why) => (Failure::Ours(why).report(), 1),
    };
    let _sent = session.out.send(Event::Stderr(text.into())).await;
    code
}

/// Of a line's flags only the kubeconfig says how to connect: kubectl knows a `--token`, too, but means another one.
fn context(session: Session, args: &Args) -> Context {
    let mut connection = Args::default();
    connection.given = args.given.iter().filter(|(name, _)| name == "kubeconfig").cloned().collect();
    Context::new(session, &connection)
}

async fn finish(cx: &Context, outcome: Outcome) -> i32 {
    match outcome {
        Ok(()) => 0,
        Err(Failure::Stopped) => 130,
        Err(failure) => {
            cx.err(failure.report()).await;
            1
        }
    }
}

async fn execute(cx: &Context, command: Command, args: &Args, place: Place) -> Outcome {
    command::allowed(command, args).map_err(Failure::Ours)?;
    let here = cx.session.surface == kubectl::Surface::Terminal;
    if args.changed("kubeconfig") && !here {
        let why =
            "--kubeconfig cannot be used here: it names a file of the server; choose the cluster in the page";
        return Err(Failure::Ours(why.to_owned()));
    }
    if let Some(doubt) = classify::doubt_of(command, args).filter(|_| !place.insisted) {
        return Err(Failure::Ours(doubt.english().to_owned()));
    }
    match command {
        Command::TokenList => tokens::list(cx, args).await,
        Command::TokenCreate => tokens::create(cx, args).await,
        Command::TokenDelete => tokens::delete(cx, args).await,
        Command::TokenGenerate => {
            cx.out(crate::token::Token::random().text() + "\n").await;
            Ok(())
        }
        Command::ImagesList => say(cx, images::list(args)?).await,
        Command::Version => say(cx, version::show(args)?).await,
        Command::Join => join::run(cx, args, place).await,
    }
}

async fn say(cx: &Context, text: String) -> Outcome {
    cx.out(text).await;
    Ok(())
}

/// The pipe: the hash alone.
async fn hash(cx: &Context) -> Outcome {
    // On the host the certificate is a file; here the cluster itself has published it.
    let pins = ClusterInfo::fetch(cx).await.and_then(|info| info.pins());
    let pins = pins.map_err(|failure| match failure {
        Failure::Kubeadm(why) => {
            Failure::Ours(format!("the cluster's CA is not in kube-public/cluster-info: {why}"))
        }
        other => other,
    })?;
    say(cx, pins.first().map(|pin| format!("{pin}\n")).unwrap_or_default()).await
}

/// Sends a request; a server that cannot be reached is named as Go's client does: verb, URL, why.
pub(crate) async fn ask(cx: &Context, verb: &str, target: &str, request: Request) -> Outcome<Value> {
    match cx.json(request).await {
        Ok(value) => Ok(value),
        Err(Cause::Connection { why, .. }) => {
            let server =
                cx.connection().await.map(|connection| connection.server.clone()).unwrap_or_default();
            let server = server.trim_end_matches('/').to_owned();
            // kubeadm gives up after ten seconds, which Go's client says in the query.
            let limit = if target.contains('?') { "" } else { "?timeout=10s" };
            Err(Failure::Kubeadm(format!("{verb} \"{server}{target}{limit}\": {why}")))
        }
        Err(other) => Err(other.into()),
    }
}

/// An object in a format for programs, its fields in kubeadm's order; `None`: the format is text.
pub(crate) fn printed(output: &str, fields: &[(&str, Value)]) -> Option<String> {
    let object = || fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect::<Value>();
    match output {
        "yaml" => Some(to_yaml(&object())),
        "json" => {
            let field = |(name, value): &(&str, Value)| {
                let text = to_json(value).trim_end().replace('\n', "\n    ");
                format!("    {}: {text}", quote(name))
            };
            Some(format!("{{\n{}\n}}\n", fields.iter().map(field).collect::<Vec<_>>().join(",\n")))
        }
        _ => None,
    }
}

/// The formats that kubeadm has, and whether we have it too.
const OUTPUTS: &[(&str, bool)] = &[
    ("go-template", false),
    ("go-template-file", false),
    ("json", true),
    ("jsonpath", false),
    ("jsonpath-as-json", false),
    ("jsonpath-file", false),
    ("kyaml", false),
    ("template", false),
    ("templatefile", false),
    ("text", true),
    ("yaml", true),
];

/// Refuses a format that there is not, here or anywhere.
pub(crate) fn check_output(output: &str) -> Outcome {
    let name = output.split('=').next().unwrap_or("");
    match OUTPUTS.iter().find(|(known, _)| *known == name) {
        Some((_, true)) if name == output => Ok(()),
        Some((_, false)) => {
            Err(Failure::Ours(format!("-o {name} is not available here: text, json and yaml are")))
        }
        _ => {
            let all = OUTPUTS.iter().map(|(known, _)| *known).collect::<Vec<_>>().join(",");
            Err(Failure::Kubeadm(format!(
                "could not construct output printer: unable to match a printer suitable for the output format {}, allowed formats are: {all}",
                quote(output)
            )))
        }
    }
}
