//! One plug-in: what it gave is kept until it ends, and all who wait for it wait for the same run.
//!
//! Layer: I/O. Upstream: `client-go/plugin/pkg/client/auth/exec/exec.go` (`getCreds`, `maybeRefreshCreds`).

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use futures_util::FutureExt;
use futures_util::future::{BoxFuture, Shared};
use jiff::Timestamp;
use kube::config::ExecConfig;

use super::answer::Credential;
use super::{Audience, LoginError, process};

/// How long a failure is told again before a page's request runs the plug-in once more: a page asks many times at once.
const AGAIN: Duration = Duration::from_secs(5);

/// What a run comes to.
type Given = Result<Arc<Credential>, LoginError>;

/// A plug-in with what it gave.
pub(crate) struct Login {
    exec: ExecConfig,
    audience: Audience,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    given: Option<Arc<Credential>>,
    failed: Option<(Instant, LoginError)>,
    running: Option<Shared<BoxFuture<'static, Given>>>,
}

impl Login {
    /// One that has not been run.
    pub(crate) fn new(exec: ExecConfig, audience: Audience) -> Login {
        Login { exec, audience, state: Mutex::default() }
    }

    /// What it gives: what it gave, or what a run gives that goes on even if nobody waits.
    ///
    /// # Errors
    ///
    /// It gave nothing.
    pub(crate) async fn credential(self: &Arc<Login>) -> Given {
        let running = {
            let mut state = self.lock();
            if let Some(given) = state.given.as_ref().filter(|given| current(given)) {
                return Ok(given.clone());
            }
            if let Some((at, error)) = &state.failed
                && at.elapsed() < AGAIN
            {
                return Err(error.clone());
            }
            state.running.get_or_insert_with(|| self.start()).clone()
        };
        running.await
    }

    /// Asks again for what the server did not accept, when it is needed next.
    pub(super) fn forget(&self, refused: &Arc<Credential>) {
        let mut state = self.lock();
        if state.given.as_ref().is_some_and(|given| Arc::ptr_eq(given, refused)) {
            state.given = None;
        }
    }

    fn start(self: &Arc<Login>) -> Shared<BoxFuture<'static, Given>> {
        let login = self.clone();
        let run = tokio::spawn(async move {
            let given = process::run(&login.exec, login.audience).await.map(Arc::new);
            let mut state = login.lock();
            state.running = None;
            state.given = given.as_ref().ok().cloned();
            state.failed = given.as_ref().err().map(|error| (Instant::now(), error.clone()));
            given
        });
        let ended = async {
            run.await.unwrap_or_else(|_| Err(LoginError::from("exec: its run was broken off".to_owned())))
        };
        ended.boxed().shared()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn current(given: &Credential) -> bool {
    given.expires.is_none_or(|end| Timestamp::now() <= end)
}
