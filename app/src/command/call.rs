//! `POST /api/run`: one JSON object a line, read as it arrives.

use api::command::{RunEvent, RunRequest};

/// Ends a command as Ctrl-C would.
#[derive(Clone, Debug, Default)]
pub struct Stop {
    #[cfg(feature = "hydrate")]
    controller: Option<web_sys::AbortController>,
}

impl Stop {
    /// Stops.
    ///
    /// # Server-Side Rendering
    /// Does nothing.
    pub fn stop(&self) {
        #[cfg(feature = "hydrate")]
        if let Some(controller) = &self.controller {
            controller.abort();
        }
    }
}

/// Runs a command. `heard` gets the events as they arrive, several at a time, and at last `None`.
///
/// # Server-Side Rendering
/// Does nothing.
pub fn run(request: &RunRequest, heard: impl Fn(Option<Vec<RunEvent>>) + 'static) -> Stop {
    #[cfg(feature = "hydrate")]
    {
        let controller = web_sys::AbortController::new().ok();
        let signal = controller.as_ref().map(web_sys::AbortController::signal);
        let body = serde_json::to_string(request).unwrap_or_default();
        wasm_bindgen_futures::spawn_local(async move {
            let stopped = || signal.as_ref().is_some_and(web_sys::AbortSignal::aborted);
            if let Err(problem) = read(&body, signal.as_ref(), &heard).await
                && !stopped()
            {
                leptos::logging::warn!("{problem:?}");
            }
            heard(None);
        });
        Stop { controller }
    }
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = (request, heard);
        Stop::default()
    }
}

#[cfg(feature = "hydrate")]
async fn read(
    body: &str,
    signal: Option<&web_sys::AbortSignal>,
    heard: &impl Fn(Option<Vec<RunEvent>>),
) -> Result<(), wasm_bindgen::JsValue> {
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::JsFuture;

    let init = web_sys::RequestInit::new();
    init.set_method("POST");
    init.set_body(&JsValue::from_str(body));
    init.set_signal(signal);
    let request = web_sys::Request::new_with_str_and_init("/api/run", &init)?;
    request.headers().set("content-type", "application/json")?;
    let window = web_sys::window().ok_or("no window")?;
    let response: web_sys::Response =
        JsFuture::from(window.fetch_with_request(&request)).await?.dyn_into()?;
    if !response.ok() {
        let text = JsFuture::from(response.text()?).await?.as_string().unwrap_or_default();
        heard(Some(vec![
            RunEvent::Err { text: format!("wheelhouse: {text}\n") },
            RunEvent::Exit { code: 1, millis: 0 },
        ]));
        return Ok(());
    }
    let stream = response.body().ok_or("no body")?;
    let reader: web_sys::ReadableStreamDefaultReader = stream.get_reader().dyn_into()?;
    let mut pending: Vec<u8> = Vec::new();
    loop {
        let piece = JsFuture::from(reader.read()).await?;
        if js_sys::Reflect::get(&piece, &"done".into())?.is_truthy() {
            return Ok(());
        }
        let bytes: js_sys::Uint8Array = js_sys::Reflect::get(&piece, &"value".into())?.dyn_into()?;
        pending.extend(bytes.to_vec());
        let Some(end) = pending.iter().rposition(|b| *b == b'\n') else { continue };
        // Whole lines are whole characters.
        let lines = String::from_utf8(pending.drain(..=end).collect()).unwrap_or_default();
        let events: Vec<RunEvent> =
            lines.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
        heard(Some(events));
    }
}
