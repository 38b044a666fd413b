//! `exec -it`: the same way as any command, with a terminal at the page's end.

use api::command::RunRequest;
use bytes::Bytes;
use cluster::ClusterId;
use kubectl::{Event, Manner, Terminal};
use store::End;
use tokio::io::{AsyncWriteExt, DuplexStream};
use tokio::sync::{mpsc, watch};
use tokio_util::sync::CancellationToken;

use crate::command::engine::Io;
use crate::command::run::Outcome;
use crate::frame::{Action, Target, authorize};
use crate::{Actor, Portal, PortalError};

/// How many bytes may wait between a page and a container.
const PIPE: usize = 64 * 1024;

/// A page's end of a shell: what is typed, and the terminal's size.
pub struct ShellInput {
    stdin: DuplexStream,
    size: watch::Sender<(u16, u16)>,
}

impl ShellInput {
    /// Passes typed bytes on. An error means that the shell has ended.
    pub async fn type_bytes(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.stdin.write_all(bytes).await
    }

    /// Tells the container the terminal's size in columns and rows.
    pub fn resize(&self, size: (u16, u16)) {
        self.size.send_replace(size);
    }
}

impl Portal {
    /// Opens a shell. Bytes arrive until it ends; the last item is the exit code. Dropping the input or the receiver
    /// ends the remote process.
    pub async fn open_shell(
        &self,
        actor: &Actor,
        request: RunRequest,
        size: (u16, u16),
    ) -> Result<(ShellInput, mpsc::Receiver<Result<Bytes, i32>>), PortalError> {
        authorize(actor, Action::Run, Target::Cluster(&ClusterId::from(request.cluster.as_str())))?;
        let Outcome::Ready(prepared) = self.prepare(actor, &request).await? else {
            return Err(PortalError::Bad("this command is not for a shell".to_owned()));
        };
        if prepared.impact.manner != Manner::Interactive {
            return Err(PortalError::Bad("a shell needs `exec -it`".to_owned()));
        }
        let (stdin, theirs) = tokio::io::duplex(PIPE);
        let size = watch::Sender::new(size);
        let terminal = Terminal { size: size.subscribe() };
        let cancel = CancellationToken::new();
        let io = Io { stdin: Box::new(theirs), terminal: Some(terminal), cancel: cancel.clone() };
        let mut running = self.launch(actor, &request, &prepared, io).await?;
        let (send, receive) = mpsc::channel(64);
        let portal = self.clone();
        let actor = actor.clone();
        tokio::spawn(async move {
            loop {
                let event = tokio::select! {
                    event = running.events.recv() => event,
                    () = send.closed() => None,
                };
                match event {
                    Some(Event::Stdout(bytes) | Event::Stderr(bytes)) => {
                        if send.send(Ok(bytes)).await.is_err() {
                            break;
                        }
                    }
                    Some(Event::Call(_)) => {}
                    None => break,
                }
            }
            cancel.cancel();
            let left = send.is_closed();
            let end = running.end().await;
            portal.finish(&prepared, &end).await;
            if left {
                return;
            }
            // Whoever leaves a shell has been in it, whatever its last command answered.
            if let Err(error) = portal.save_step(&actor, &prepared, &request).await {
                tracing::error!(%error, "the step of a shell was not saved");
            }
            let code = if let End::Exit(code) = end { code } else { 1 };
            let _ = send.send(Err(code)).await;
        });
        Ok((ShellInput { stdin, size }, receive))
    }
}
