//! `GET /api/shell`: a terminal in a container over a WebSocket. Binary frames are bytes, text frames are JSON: first a
//! `ShellRequest`, later `ShellResize`; the server's last one is `{"exit": code}`.

use api::command::{ShellRequest, ShellResize};
use axum::Extension;
use axum::extract::State;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::response::{IntoResponse, Response};
use http::HeaderMap;
use http::header::{HOST, ORIGIN};
use portal::{Actor, ShellInput};
use serde_json::json;

use super::error::HttpError;
use super::{Server, limits};

/// The largest message that a page may send, in bytes.
const MESSAGE_LIMIT: usize = 256 * 1024;

/// Opens a shell. An upgrade is a GET, which the CSRF layer lets pass: the origin is checked here.
pub(crate) async fn shell(
    State(server): State<Server>,
    Extension(actor): Extension<Actor>,
    headers: HeaderMap,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Response {
    if !same_origin(&headers) {
        return HttpError::forbidden("a WebSocket is opened by this server's own pages only").into_response();
    }
    let permit = match limits::take(&server.limits.shells) {
        Ok(permit) => permit,
        Err(error) => return error.into_response(),
    };
    match upgrade {
        Ok(upgrade) => upgrade.max_message_size(MESSAGE_LIMIT).on_upgrade(async move |socket| {
            serve(server, actor, socket).await;
            drop(permit);
        }),
        Err(rejection) => rejection.into_response(),
    }
}

fn same_origin(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|v| v.to_str().ok());
    let (Some(origin), Some(host)) = (text(ORIGIN), text(HOST)) else { return false };
    origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://")) == Some(host)
}

async fn serve(server: Server, actor: Actor, mut socket: WebSocket) {
    let request = match socket.recv().await {
        Some(Ok(Message::Text(text))) => serde_json::from_str::<ShellRequest>(&text),
        _ => return,
    };
    let opened = match request {
        Ok(request) => {
            server.portal.open_shell(&actor, request.run, request.size).await.map_err(|e| e.to_string())
        }
        Err(error) => Err(error.to_string()),
    };
    let (mut input, mut output) = match opened {
        Ok(opened) => opened,
        Err(why) => {
            let _ = socket.send(Message::Binary(format!("error: {why}\r\n").into())).await;
            let _ = socket.send(exit(1)).await;
            return;
        }
    };
    loop {
        tokio::select! {
            () = server.stop.cancelled() => return,
            said = output.recv() => match said {
                Some(Ok(bytes)) => {
                    if socket.send(Message::Binary(bytes)).await.is_err() {
                        return;
                    }
                }
                Some(Err(code)) => {
                    let _ = socket.send(exit(code)).await;
                    return;
                }
                None => return,
            },
            heard = socket.recv() => match heard {
                Some(Ok(message)) => {
                    if !pass_on(&mut input, message).await {
                        return;
                    }
                }
                Some(Err(_)) | None => return,
            },
        }
    }
}

/// `false` when the page is done.
async fn pass_on(input: &mut ShellInput, message: Message) -> bool {
    match message {
        Message::Binary(bytes) => {
            // The end of a shell arrives as its exit code; bytes typed after it go nowhere.
            let _ = input.type_bytes(&bytes).await;
            true
        }
        Message::Text(text) => {
            if let Ok(resize) = serde_json::from_str::<ShellResize>(&text) {
                input.resize(resize.size);
            }
            true
        }
        Message::Close(_) => false,
        Message::Ping(_) | Message::Pong(_) => true,
    }
}

fn exit(code: i32) -> Message {
    Message::Text(json!({"exit": code}).to_string().into())
}
