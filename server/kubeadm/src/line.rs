//! Recognises a whole line: `kubeadm ...`, or the one pipe of `openssl` that notes have for the hash of a cluster's CA.
//!
//! Layer: pure. There is no shell: the pipe is known as a whole and answered from the cluster.

use crate::command::{self, Found};

/// Why a line is not one of ours.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LineError {
    /// It cannot be split into words.
    #[error(transparent)]
    Words(#[from] kubectl::LineError),
    /// It begins with `openssl` and is not the pipe that is known.
    #[error(
        "of openssl only the pipe for the hash of a cluster's CA is known here: {}; run anything else on a host", PIPES[0]
    )]
    Openssl,
    /// It begins with neither.
    #[error("a line here begins with `kubeadm`, or is the openssl pipe for the hash of a cluster's CA")]
    Other,
    /// No cluster can answer it.
    #[error("{0}")]
    Host(String),
}

/// The pipe in the forms that notes have it: RSA keys, keys of any kind; single spaces.
const PIPES: &[&str] = &[
    "openssl x509 -pubkey -in /etc/kubernetes/pki/ca.crt | openssl rsa -pubin -outform der 2>/dev/null | openssl dgst -sha256 -hex | sed 's/^.* //'",
    "openssl x509 -pubkey -in /etc/kubernetes/pki/ca.crt | openssl pkey -pubin -outform der 2>/dev/null | openssl dgst -sha256 -hex | sed 's/^.* //'",
    "openssl x509 -pubkey -in /etc/kubernetes/pki/ca.crt | openssl pkey -pubin -outform der | openssl dgst -sha256 -hex | sed 's/^.* //'",
    "openssl x509 -in /etc/kubernetes/pki/ca.crt -pubkey -noout | openssl pkey -pubin -outform DER | openssl dgst -sha256 -hex | sed 's/^.* //'",
    "openssl x509 -in /etc/kubernetes/pki/ca.crt -noout -pubkey | openssl rsa -pubin -outform DER 2>/dev/null | sha256sum | cut -d' ' -f1",
];

/// The line with single spaces, continued lines joined.
fn plain(line: &str) -> String {
    let joined = line.replace("\\\n", " ");
    joined.split([' ', '\t', '\n']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn first_word(line: &str) -> &str {
    line.split_whitespace().next().unwrap_or("")
}

/// Whether a line is for this library rather than for kubectl. It may still be refused.
pub fn is_line(line: &str) -> bool {
    matches!(first_word(line), "kubeadm" | "openssl")
}

/// Splits a line into the arguments of [`crate::run`]: the words after `kubeadm`, or the whole pipe as one.
pub fn parse_line(line: &str) -> Result<Vec<String>, LineError> {
    match first_word(line) {
        "kubeadm" => {
            let mut words = kubectl::parse_line(line)?;
            words.remove(0);
            Ok(words)
        }
        "openssl" => {
            let pipe = plain(line);
            if PIPES.contains(&pipe.as_str()) { Ok(vec![pipe]) } else { Err(LineError::Openssl) }
        }
        _ => Err(LineError::Other),
    }
}

/// Checks a line that stands in a lesson: that it is one of ours, and a form that a cluster can answer.
pub fn check_line(line: &str) -> Result<(), LineError> {
    let words = parse_line(line)?;
    if is_pipe(&words) {
        return Ok(());
    }
    match command::find(&words) {
        Found::Command(_, parsed) => {
            command::allowed(&parsed, false).map_err(|why| LineError::Host(format!("{line}: {why}")))
        }
        Found::Help(_) => Err(LineError::Host(format!("{line}: it names no command"))),
        Found::Wrong(why) | Found::Missing(why) => Err(LineError::Host(format!("{line}: {why}"))),
    }
}

/// Whether arguments are the pipe.
pub(crate) fn is_pipe(args: &[String]) -> bool {
    matches!(args, [one] if one.starts_with("openssl "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_kubeadms_or_the_known_pipe() {
        assert_eq!(parse_line("kubeadm token list").unwrap(), ["token", "list"]);
        let folded = "openssl x509 -pubkey -in /etc/kubernetes/pki/ca.crt | openssl rsa -pubin -outform der 2>/dev/null | \\\n   openssl dgst -sha256 -hex | sed 's/^.* //'";
        assert_eq!(parse_line(folded).unwrap(), [PIPES[0]]);
        assert!(PIPES.iter().all(|pipe| is_line(pipe) && check_line(pipe).is_ok()));
    }

    #[test]
    fn anything_else_is_refused() {
        assert_eq!(parse_line("openssl x509 -in /etc/passwd"), Err(LineError::Openssl));
        assert_eq!(parse_line(&format!("{}; ls", PIPES[0])), Err(LineError::Openssl));
        assert!(matches!(parse_line("kubeadm token list | grep x"), Err(LineError::Words(_))));
        assert_eq!(parse_line("kubectl get pods"), Err(LineError::Other));
    }

    #[test]
    fn a_lesson_is_told_what_no_cluster_can_answer() {
        assert!(check_line("kubeadm token create --print-join-command").is_ok());
        for line in
            ["kubeadm init", "kubeadm token lst", "kubeadm", "kubeadm token list --nope", "kubeadm token"]
        {
            assert!(matches!(check_line(line), Err(LineError::Host(_))), "{line}");
        }
    }
}
