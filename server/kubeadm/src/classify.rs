//! Tells, without any I/O, what a line would do, what about it deserves a second thought, and what of it is secret.
//!
//! Layer: pure; the portal asks before it runs a line.

use kubectl::toolkit::{HIDDEN, masked_line};
use kubectl::{Impact, Plan, Session};

use crate::command::{self, Found};
use crate::doubt::Doubt;
use crate::{Place, line};

/// What deserves a question before the line is run with [`Place::insisted`].
pub fn doubt(args: &[String]) -> Option<Doubt> {
    match command::find(args) {
        Found::Command(entry, parsed) => (entry.doubt)(&parsed),
        _ => None,
    }
}

/// What a line is, in kubectl's terms.
pub fn classify(args: &[String], place: Place) -> Impact {
    if line::is_pipe(args) {
        return Impact::of_looking("openssl");
    }
    let Found::Command(entry, parsed) = command::find(args) else { return Impact::of_looking("") };
    let refused = command::allowed(&parsed, true).err().map(|why| format!("error: {why}"));
    Impact { effect: (entry.effect)(&parsed, place), refused, ..Impact::of_looking(entry.spec.path) }
}

/// What a line would change, found out before it does.
pub async fn plan(args: &[String], session: Session, place: Place) -> Plan {
    kubectl::toolkit::watch(session, async |session| crate::run(args, session, place).await).await
}

/// The line as it may be written down: of tokens only their public half, of a certificate key nothing.
pub fn masked(args: &[String]) -> String {
    if line::is_pipe(args) {
        return args.concat();
    }
    match command::find(args) {
        Found::Command(entry, parsed) => masked_line("kubeadm", &entry.spec.words, &parsed, false),
        _ => format!("kubeadm {HIDDEN}"),
    }
}

#[cfg(test)]
mod tests {
    use kubectl::Effect;

    use super::*;

    fn words(line: &str) -> Vec<String> {
        crate::parse_line(line).unwrap()
    }

    #[test]
    fn no_secret_is_kept() {
        let line = "kubeadm join 10.0.0.1:6443 --token abcdef.0123456789abcdef --certificate-key 00ff --certificate_key=00ff";
        let kept = masked(&words(line));
        assert_eq!(
            kept,
            "kubeadm join 10.0.0.1:6443 --token abcdef.*** --certificate-key *** --certificate_key=***"
        );
        let kept = masked(&words("kubeadm join abcdef.0123456789abcdef --token=abcdef.0123456789abcde"));
        assert_eq!(kept, "kubeadm join abcdef.*** --token=abcdef.***");
        let kept = masked(&words("kubeadm token create abcdef.0123456789abcdef --ttl 1h"));
        assert_eq!(kept, "kubeadm token create abcdef.*** --ttl 1h");
        // What names no command may be anything.
        let kept = masked(&words("kubeadm token create --token=abcdef.0123456789abcdef"));
        assert_eq!(kept, "kubeadm ***");
        let kept = masked(&words("kubeadm token delete abcdefg.0123456789abcdef"));
        assert_eq!(kept, "kubeadm token delete ***");
    }

    #[test]
    fn what_a_line_does_is_known_before() {
        let at = |line: &str, practice: bool| classify(&words(line), Place { practice, insisted: false });
        assert_eq!(at("kubeadm token list", false).effect, Effect::Reads);
        assert_eq!(at("kubeadm token create", false).effect, Effect::Changes);
        assert_eq!(at("kubeadm token delete abcdef.0123456789abcdef", false).effect, Effect::Destroys);
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
