//! The plug-in's process: started off the workers, in a process group of its own that does not outlive the wait.
//!
//! Layer: I/O. Upstream: `client-go/plugin/pkg/client/auth/exec/exec.go` (`isInteractive`, `wrapCmdRunErrorLocked`).

use std::io::{self, ErrorKind, IsTerminal};
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use kube::config::{ExecConfig, ExecInteractiveMode};
use rustix::process::{Pid, Signal, kill_process_group};
use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::process::{Child, Command};

use super::answer::{Credential, VERSIONS, credential, question};
use super::{Audience, LoginError};

/// How much of an answer is read, in bytes.
const OUTPUT: u64 = 1 << 20;

/// How much of what it says on standard error is kept, in bytes.
const SAID: u64 = 16 << 10;

/// What stands before a plug-in's own hint where it is not installed.
const NOT_INSTALLED: &str = "

It looks like you are trying to use a client-go credential plugin that is not installed.

To learn more about this feature, consult the documentation available at:
      https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins";

/// Runs a plug-in and returns what it gives.
pub(super) async fn run(exec: &ExecConfig, audience: Audience) -> Result<Credential, LoginError> {
    let name = exec.command.clone().unwrap_or_default();
    let interactive = interactive(exec, audience)?;
    let mut command = command(exec, &name, interactive, audience);
    // A program on a disk that does not answer is waited for here, and holds no worker.
    let started = tokio::task::spawn_blocking(move || command.spawn());
    let ended = async {
        let child = started.await.map_err(|error| LoginError::from(format!("exec: {error}")))?;
        let child = child.map_err(|error| LoginError::from(not_started(exec, &name, &error)))?;
        ended(child, audience).await.map_err(|error| LoginError::from(format!("exec: {error}")))
    };
    let ended = match audience {
        Audience::Terminal => ended.await?,
        Audience::Pages(limit) => {
            tokio::time::timeout(limit, ended).await.map_err(|_| endless(&name, limit))??
        }
    };
    let said = String::from_utf8_lossy(&ended.said).into_owned();
    if !ended.status.success() {
        let code = ended.status.code().unwrap_or(-1);
        return Err(LoginError {
            why: format!("exec: executable {name} failed with exit code {code}"),
            said,
        });
    }
    let version = exec.api_version.as_deref().unwrap_or(VERSIONS[0]);
    credential(version, &ended.written).map_err(|why| LoginError { why, said })
}

fn endless(name: &str, limit: Duration) -> LoginError {
    let limit = limit.as_secs_f32();
    LoginError::from(format!("exec: executable {name} did not end within {limit} s and was stopped"))
}

/// Whether it may ask a person.
fn interactive(exec: &ExecConfig, audience: Audience) -> Result<bool, LoginError> {
    let terminal = matches!(audience, Audience::Terminal) && io::stdin().is_terminal();
    match exec.interactive_mode {
        Some(ExecInteractiveMode::Never) => Ok(false),
        // What v1beta1 leaves out means so; in v1 it is refused before.
        Some(ExecInteractiveMode::IfAvailable) | None => Ok(terminal),
        Some(ExecInteractiveMode::Always) if terminal => Ok(true),
        Some(ExecInteractiveMode::Always) => {
            let why = "exec plugin cannot support interactive mode: standard input is not a terminal";
            Err(LoginError::from(why.to_owned()))
        }
    }
}

fn command(exec: &ExecConfig, name: &str, interactive: bool, audience: Audience) -> Command {
    let mut command = Command::new(name);
    command.args(exec.args.iter().flatten());
    for variable in exec.env.iter().flatten() {
        if let Some(name) = variable.get("name") {
            command.env(name, variable.get("value").map_or("", String::as_str));
        }
    }
    command.env("KUBERNETES_EXEC_INFO", question(exec, interactive));
    command.stdin(if interactive { Stdio::inherit() } else { Stdio::null() }).stdout(Stdio::piped());
    if let Audience::Pages(_) = audience {
        command.stderr(Stdio::piped()).process_group(0).kill_on_drop(true);
    }
    command
}

/// What is left of a process.
struct Ended {
    status: ExitStatus,
    written: Vec<u8>,
    said: Vec<u8>,
}

/// Waits until it has ended and nobody holds its output any more.
async fn ended(mut child: Child, audience: Audience) -> io::Result<Ended> {
    let group = match audience {
        Audience::Pages(_) => Group::of(&child),
        Audience::Terminal => None,
    };
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    let (written, said, status) = tokio::join!(all(stdout, OUTPUT), all(stderr, SAID), child.wait());
    // What it leaves running on purpose stays, as with kubectl.
    std::mem::forget(group);
    Ok(Ended { status: status?, written: written?, said: said? })
}

/// All of a stream, of which the first `limit` bytes are kept.
async fn all(stream: Option<impl AsyncRead + Unpin>, limit: u64) -> io::Result<Vec<u8>> {
    let mut kept = Vec::new();
    let Some(mut stream) = stream else { return Ok(kept) };
    (&mut stream).take(limit).read_to_end(&mut kept).await?;
    tokio::io::copy(&mut stream, &mut tokio::io::sink()).await?;
    Ok(kept)
}

/// A process group that is killed when nobody waits for it any more: its time is over, or the server stops.
struct Group(Pid);

impl Group {
    fn of(child: &Child) -> Option<Group> {
        child.id().and_then(|id| i32::try_from(id).ok()).and_then(Pid::from_raw).map(Group)
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        // Whoever is not in it any more has ended already.
        let _gone = kill_process_group(self.0, Signal::KILL);
    }
}

fn not_started(exec: &ExecConfig, name: &str, error: &io::Error) -> String {
    if error.kind() == ErrorKind::NotFound && !name.contains('/') {
        let hint = exec.install_hint.as_deref().filter(|hint| !hint.is_empty());
        let hint = hint.map(|hint| format!("\n\n{hint}")).unwrap_or_default();
        return format!("exec: executable {name} not found{NOT_INSTALLED}{hint}");
    }
    let why = match error.kind() {
        ErrorKind::NotFound => "no such file or directory".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    };
    format!("exec: fork/exec {name}: {why}")
}
