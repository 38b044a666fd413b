//! The engine on a prepared command: what it is given, its start, its own end.
//!
//! Layer: between a use case and the engines.

use std::sync::Arc;

use api::command::RunRequest;
use kubeadm::Place;
use kubectl::{Session, Surface, Terminal};
use store::End;
use tokio::io::AsyncRead;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::command::connection::OneCluster;
use crate::command::prepared::{EVENTS, Prepared};
use crate::{Actor, Portal, PortalError};

/// What a command is connected with, and what ends it.
pub(crate) struct Io {
    pub(crate) stdin: Box<dyn AsyncRead + Send + Unpin>,
    pub(crate) terminal: Option<Terminal>,
    pub(crate) cancel: CancellationToken,
}

impl Portal {
    /// Starts the engine on a prepared command. The lessons' namespace is made now, and not before, if something goes
    /// into it.
    pub(crate) async fn launch(
        &self,
        actor: &Actor,
        request: &RunRequest,
        prepared: &Prepared,
        io: Io,
    ) -> Result<Running, PortalError> {
        let started = async {
            if prepared.record.is_some() && prepared.needs_its_namespace() {
                self.ensure_namespace(actor, &prepared.cluster, &prepared.namespace).await?;
            }
            let (out, events) = mpsc::channel(EVENTS);
            let session = self.session(actor, request, prepared, io, out).await?;
            let program = prepared.program.clone();
            let (practice, insisted) = (prepared.cluster.is_practice(), request.confirmed.is_some());
            let place = Place { practice, insisted };
            let exit = tokio::spawn(async move { program.run(session, place).await });
            Ok(Running { events, exit })
        };
        let started: Result<Running, PortalError> = started.await;
        if started.is_err() {
            self.finish(prepared, &End::Exit(1)).await;
        }
        started
    }

    /// What the engine is given to work with.
    pub(super) async fn session(
        &self,
        actor: &Actor,
        request: &RunRequest,
        prepared: &Prepared,
        io: Io,
        out: mpsc::Sender<kubectl::Event>,
    ) -> Result<Session, PortalError> {
        let Io { stdin, terminal, cancel } = io;
        Ok(Session {
            clusters: Arc::new(OneCluster::new(&prepared.cluster, &prepared.namespace)),
            clock: self.inner.clock.clone(),
            files: Arc::new(self.files(actor, request.lesson.as_deref()).await?),
            stdin,
            out,
            terminal,
            cancel,
            surface: Surface::Page,
            preview: false,
            known: prepared.plan.as_ref().map(|plan| plan.known.clone()).unwrap_or_default(),
            fence: prepared.fence.clone(),
        })
    }
}

/// The engine at work.
pub(crate) struct Running {
    pub(crate) events: mpsc::Receiver<kubectl::Event>,
    exit: tokio::task::JoinHandle<i32>,
}

impl Running {
    /// Waits for the engine's own end, and hears out what it still says.
    pub(crate) async fn end(mut self) -> End {
        while self.events.recv().await.is_some() {}
        match self.exit.await {
            Ok(code) => End::Exit(code),
            Err(error) => {
                // What it panicked about may hold what was typed: the panic's own message has told the log its place.
                tracing::error!(panicked = error.is_panic(), "the engine of a command broke off");
                End::Fault("the command broke off: that is a fault of Wheelhouse, not of the line".to_owned())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_engine_that_breaks_off_did_not_end_with_a_code() {
        let running = |exit| Running { events: mpsc::channel(1).1, exit };
        assert_eq!(running(tokio::spawn(async { 3 })).end().await, End::Exit(3));
        let broken = running(tokio::spawn(async { panic!("a canary") })).end().await;
        assert!(matches!(&broken, End::Fault(why) if !why.contains("canary")), "{broken:?}");
    }
}
