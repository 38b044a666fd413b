//! Tells, without any I/O, what a line would do, what about it deserves a second thought, and what of it is secret.
//!
//! Layer: pure; the portal asks before it runs a line.

use go_text::parse_duration;
use kubectl::toolkit::Args;
use kubectl::{Effect, Impact, Namespaces};

use crate::command::{self, Command, Found};
use crate::{Place, line, token};

/// Why a line is refused unless the reader insists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// A token that never expires.
    NeverExpires,
}

impl Doubt {
    /// The reason, in English.
    pub fn english(self) -> &'static str {
        match self {
            Doubt::NeverExpires => {
                "--ttl 0 makes a token that never expires: a standing way into the cluster. Whoever finds it in a note, a script or a shell's history, today or in a year, can join a machine of their own and read what that machine may read. Give it a lifetime (--ttl 24h) and make a new one when you need it"
            }
        }
    }

    /// The reason, in Chinese.
    pub fn chinese(self) -> &'static str {
        match self {
            Doubt::NeverExpires => {
                "--ttl 0 会创建永不过期的令牌，等于给集群留了一扇一直开着的门：无论今天还是一年以后，谁在笔记、脚本或 shell 历史里找到它，谁就能把自己的机器加入集群，并读取那台机器有权读取的内容。请给它一个有效期（--ttl 24h），需要时再建新的"
            }
        }
    }
}

/// What deserves a question before the line is run with [`Place::insisted`].
pub fn doubt(args: &[String]) -> Option<Doubt> {
    match command::find(args) {
        Found::Command(command, args) => doubt_of(command, &args),
        _ => None,
    }
}

pub(crate) fn doubt_of(command: Command, args: &Args) -> Option<Doubt> {
    let never = parse_duration(args.str("ttl")).is_ok_and(|nanos| nanos <= 0);
    (command == Command::TokenCreate && never).then_some(Doubt::NeverExpires)
}

/// What a line would do, in kubectl's terms.
pub fn classify(args: &[String], place: Place) -> Impact {
    let mut impact = Impact::of_looking();
    if line::is_pipe(args) {
        impact.verb = "openssl".to_owned();
        return impact;
    }
    let Found::Command(command, args) = command::find(args) else { return impact };
    let (verb, effect, namespace) = match command {
        Command::TokenList => ("token list", Effect::Reads, Namespaces::Named("kube-system".to_owned())),
        Command::TokenCreate => {
            ("token create", Effect::Changes, Namespaces::Named("kube-system".to_owned()))
        }
        Command::TokenDelete => {
            ("token delete", Effect::Destroys, Namespaces::Named("kube-system".to_owned()))
        }
        Command::TokenGenerate => ("token generate", Effect::Reads, Namespaces::Default),
        Command::ImagesList => ("config images list", Effect::Reads, Namespaces::Default),
        Command::Version => ("version", Effect::Reads, Namespaces::Default),
        // Elsewhere it only says where it belongs.
        Command::Join if !place.practice => ("join", Effect::Reads, Namespaces::Default),
        Command::Join => ("join", Effect::Changes, Namespaces::ClusterScoped),
    };
    (impact.verb, impact.effect, impact.namespace) = (verb.to_owned(), effect, namespace);
    if command == Command::TokenDelete {
        let id = |word: &String| word.split('.').next().unwrap_or("").to_owned();
        impact.targets = args.positional.iter().map(|word| format!("token {}", id(word))).collect();
    }
    impact
}

/// The line as it may be kept: of tokens only their public half, of a certificate key nothing.
pub fn without_secrets(args: &[String]) -> String {
    if line::is_pipe(args) {
        return args.concat();
    }
    let mut kept = String::from("kubeadm");
    let mut hide_next = false;
    for arg in args {
        kept.push(' ');
        let (flag, value) = match arg.split_once('=').filter(|_| arg.starts_with("--")) {
            Some((flag, value)) => (Some(flag), value),
            None => (None, arg.as_str()),
        };
        if let Some(flag) = flag {
            kept.push_str(&format!("{flag}="));
        }
        let secret = hide_next || flag.is_some_and(is_key);
        kept.push_str(&if secret { "***".to_owned() } else { hidden(value) });
        hide_next = flag.is_none() && is_key(arg);
    }
    kept
}

fn is_key(flag: &str) -> bool {
    flag.replace('_', "-") == "--certificate-key"
}

/// Anything that looks like a token loses what follows its name, also when it is not quite one.
fn hidden(word: &str) -> String {
    let like = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_alphanumeric());
    match word.split_once('.') {
        Some((id, rest)) if token::is_id(id) && like(rest) => format!("{id}.***"),
        Some((id, rest)) if like(id) && like(rest) && rest.len() > 8 => "***".to_owned(),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        crate::parse_line(line).unwrap()
    }

    #[test]
    fn no_secret_is_kept() {
        let line = "kubeadm join 10.0.0.1:6443 --token abcdef.0123456789abcdef --certificate-key 00ff --certificate_key=00ff";
        let kept = without_secrets(&words(line));
        assert_eq!(
            kept,
            "kubeadm join 10.0.0.1:6443 --token abcdef.*** --certificate-key *** --certificate_key=***"
        );
        let kept = without_secrets(&words(
            "kubeadm token create --token=abcdef.0123456789abcde abcdef.0123456789abcdef",
        ));
        assert_eq!(kept, "kubeadm token create --token=abcdef.*** abcdef.***");
        let kept = without_secrets(&words("kubeadm token delete abcdefg.0123456789abcdef"));
        assert_eq!(kept, "kubeadm token delete ***");
    }

    #[test]
    fn what_a_line_does_is_known_before() {
        let at = |line: &str, practice: bool| classify(&words(line), Place { practice, insisted: false });
        assert_eq!(at("kubeadm token list", false).effect, Effect::Reads);
        assert_eq!(at("kubeadm token create", false).effect, Effect::Changes);
        let gone = at("kubeadm token delete abcdef.0123456789abcdef", false);
        assert_eq!((gone.effect, gone.targets), (Effect::Destroys, vec!["token abcdef".to_owned()]));
        assert_eq!(at("kubeadm join x:1", false).effect, Effect::Reads);
        assert_eq!(at("kubeadm join x:1", true).effect, Effect::Changes);
    }

    #[test]
    fn a_token_without_end_is_doubted() {
        for line in [
            "kubeadm token create --ttl 0",
            "kubeadm token create --ttl=0s",
            "kubeadm token create --ttl -1h",
        ] {
            assert_eq!(doubt(&words(line)), Some(Doubt::NeverExpires), "{line}");
        }
        assert_eq!(doubt(&words("kubeadm token create")), None);
    }
}
