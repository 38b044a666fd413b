//! Which engine a line is for: kubectl's, or kubeadm's.

use api::frame::Lang;
use kubectl::{Impact, Plan, Session};

/// A line for one of the engines.
#[derive(Clone, Debug)]
pub(crate) enum Program {
    /// The words after `kubectl`.
    Kubectl(Vec<String>),
    /// What `kubeadm::parse_line` makes of the line.
    Kubeadm(Vec<String>),
}

impl Program {
    /// Reads a line. The error is for the person who typed it.
    pub(crate) fn parse(line: &str) -> Result<Program, String> {
        if kubeadm::is_line(line) {
            kubeadm::parse_line(line).map(Program::Kubeadm).map_err(|e| e.to_string())
        } else {
            kubectl::parse_line(line).map(Program::Kubectl).map_err(|e| e.to_string())
        }
    }

    /// What it is on a cluster that is for practice, or is not.
    pub(crate) fn impact(&self, practice: bool) -> Impact {
        match self {
            Program::Kubectl(args) => kubectl::classify(args),
            Program::Kubeadm(args) => kubeadm::classify(args, kubeadm::Place { practice, insisted: false }),
        }
    }

    /// What it would change, found out before it does.
    pub(crate) async fn plan(&self, session: Session, place: kubeadm::Place) -> Plan {
        match self {
            Program::Kubectl(args) => kubectl::plan(args, session).await,
            Program::Kubeadm(args) => kubeadm::plan(args, session, place).await,
        }
    }

    /// Why the reader is asked once more although nothing is destroyed.
    pub(crate) fn doubt(&self, lang: Lang) -> Option<String> {
        let Program::Kubeadm(args) = self else { return None };
        let doubt = kubeadm::doubt(args)?;
        Some(match lang {
            Lang::En => doubt.english().to_owned(),
            Lang::Zh => doubt.chinese().to_owned(),
        })
    }

    /// The line as it may be written down: nothing secret is left of it.
    pub(crate) fn masked(&self, plan: Option<&Plan>) -> String {
        match self {
            Program::Kubectl(args) => kubectl::masked(args, plan),
            Program::Kubeadm(args) => kubeadm::masked(args),
        }
    }

    /// The line as evidence of a step: as it was typed, unless something secret is in it.
    pub(crate) fn evidence(&self, typed: &str, plan: Option<&Plan>) -> String {
        let masked = self.masked(plan);
        if masked.contains(kubectl::HIDDEN) { masked } else { typed.to_owned() }
    }

    /// Runs it; returns the exit code.
    pub(crate) async fn run(&self, session: Session, place: kubeadm::Place) -> i32 {
        match self {
            Program::Kubectl(args) => kubectl::run(args, session).await,
            Program::Kubeadm(args) => kubeadm::run(args, session, place).await,
        }
    }
}

/// Checks a line that stands in a lesson: that its engine can run it. The error says why not, for the author.
///
/// # Errors
///
/// The line names no command, or one that has no such flags, or one that no cluster can answer.
pub fn check_line(line: &str) -> Result<(), String> {
    if kubeadm::is_line(line) {
        kubeadm::check_line(line).map_err(|error| error.to_string())
    } else {
        kubectl::check_line(line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_finds_its_engine() {
        assert!(matches!(Program::parse("kubeadm token list"), Ok(Program::Kubeadm(_))));
        assert!(matches!(Program::parse("get pods"), Ok(Program::Kubectl(_))));
        assert!(Program::parse("openssl version").is_err());
    }

    #[test]
    fn an_author_is_told_which_lines_no_engine_runs() {
        for line in
            ["kubectl get pods -o wide", "kubeadm token list", "kubectl rollout status deployment/web"]
        {
            assert_eq!(check_line(line), Ok(()), "{line}");
        }
        let told = |line: &str| check_line(line).unwrap_err();
        assert!(told("kubeadm token lst").contains("unknown command \"lst\" for \"kubeadm token\""));
        assert!(told("kubeadm init").contains("copy it to that host"));
        assert!(told("kubectl gte pods").contains("unknown command \"gte\""));
        assert!(told("kubectl get pods --wdie").contains("unknown flag: --wdie"));
        assert!(told("openssl version").contains("only the pipe"));
    }

    #[test]
    fn evidence_is_what_was_typed_unless_a_secret_is_in_it() {
        let kept = |line: &str| Program::parse(line).unwrap().evidence(line, None);
        assert_eq!(kept("get  pods   -o wide"), "get  pods   -o wide");
        let line = "kubectl create secret generic s --from-literal=key=hunter2";
        assert_eq!(kept(line), "kubectl create secret generic s --from-literal=key=***");
        let line = "kubeadm token create abcdef.0123456789abcdef --certificate-key ff";
        assert_eq!(kept(line), "kubeadm token create abcdef.*** --certificate-key ***");
    }
}
