//! The page's end of the browser's one stream (`app/web/src/live.js`).

#[cfg(feature = "hydrate")]
use wasm_bindgen::prelude::*;

/// Something that a page hears.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "what is heard is heard in the browser"))]
pub(super) enum Heard {
    /// The build of the program that the server serves.
    Hello(String),
    /// Whether the server can be heard.
    Connected(bool),
    /// A topic's newest state: its key and JSON.
    State(String, String),
    /// Why a topic cannot be heard: its key and the reason.
    Refused(String, String),
    /// The notes are others now.
    Edited,
}

#[cfg(feature = "hydrate")]
#[wasm_bindgen(inline_js = r#"
let topics = [];
let want = () => {};
export async function connectLive(hear) {
  const { connect } = await import("/pkg/live.js");
  want = connect((said) => {
    if (said.hello !== undefined) hear("hello", "", said.hello);
    else if (said.connected !== undefined) hear("connected", "", said.connected ? "yes" : "");
    else if (said.edited) hear("edited", "", "");
    else if (said.state !== undefined) hear("state", said.topic, said.state);
    else if (said.refused !== undefined) hear("refused", said.topic, said.refused);
  });
  want(topics);
}
export function wantLive(keys) {
  topics = keys;
  want(topics);
}
"#)]
extern "C" {
    #[wasm_bindgen(js_name = connectLive)]
    fn js_connect(hear: &Closure<dyn Fn(String, String, String)>);
    #[wasm_bindgen(js_name = wantLive)]
    fn js_want(keys: Vec<String>);
}

/// Begins to hear, for as long as the page is there.
///
/// # Server-Side Rendering
/// Does nothing.
pub(super) fn connect(hear: impl Fn(Heard) + 'static) {
    #[cfg(feature = "hydrate")]
    {
        let hear = Closure::new(move |kind: String, topic: String, text: String| {
            hear(match kind.as_str() {
                "hello" => Heard::Hello(text),
                "connected" => Heard::Connected(!text.is_empty()),
                "edited" => Heard::Edited,
                "refused" => Heard::Refused(topic, text),
                _ => Heard::State(topic, text),
            });
        });
        js_connect(&hear);
        hear.forget();
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = hear;
}

/// Says which topics the page shows.
///
/// # Server-Side Rendering
/// Does nothing.
pub(super) fn want(keys: Vec<String>) {
    #[cfg(feature = "hydrate")]
    js_want(keys);
    #[cfg(not(feature = "hydrate"))]
    let _ = keys;
}
