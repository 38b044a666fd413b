//! `GET /api/live`: server-sent events that come back by themselves.

use api::live::LiveEvent;

/// Follows an address until the returned guard is dropped. `heard` gets each event; `None` when the connection is gone.
///
/// # Server-Side Rendering
/// Does nothing.
pub fn follow(url: &str, heard: impl Fn(Option<LiveEvent>) + 'static) -> Following {
    #[cfg(feature = "hydrate")]
    {
        Following::open(url, heard)
    }
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = (url, heard);
        Following {}
    }
}

/// Keeps a stream open; closes it when dropped.
#[derive(Default)]
pub struct Following {
    #[cfg(feature = "hydrate")]
    open: Option<std::rc::Rc<std::cell::RefCell<Open>>>,
}

#[cfg(feature = "hydrate")]
struct Open {
    url: String,
    source: Option<web_sys::EventSource>,
    closed: bool,
    on_message: Option<wasm_bindgen::closure::Closure<dyn Fn(web_sys::MessageEvent)>>,
    on_error: Option<wasm_bindgen::closure::Closure<dyn Fn(wasm_bindgen::JsValue)>>,
}

/// How long to wait before a stream that the browser gave up is opened again.
#[cfg(feature = "hydrate")]
const RETRY: std::time::Duration = std::time::Duration::from_secs(2);

#[cfg(feature = "hydrate")]
impl Following {
    fn open(url: &str, heard: impl Fn(Option<LiveEvent>) + 'static) -> Following {
        use std::cell::RefCell;
        use std::rc::Rc;
        use wasm_bindgen::closure::Closure;

        let open = Rc::new(RefCell::new(Open {
            url: url.to_owned(),
            source: None,
            closed: false,
            on_message: None,
            on_error: None,
        }));
        let heard = Rc::new(heard);
        let message = {
            let heard = heard.clone();
            Closure::<dyn Fn(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
                let text = event.data().as_string().unwrap_or_default();
                if let Ok(event) = serde_json::from_str(&text) {
                    heard(Some(event));
                }
            })
        };
        let error = {
            let open = Rc::downgrade(&open);
            Closure::<dyn Fn(wasm_bindgen::JsValue)>::new(move |_| {
                heard(None);
                let Some(open) = open.upgrade() else { return };
                let gave_up = open
                    .borrow()
                    .source
                    .as_ref()
                    .is_some_and(|s| s.ready_state() == web_sys::EventSource::CLOSED);
                if gave_up {
                    leptos::prelude::set_timeout(move || Open::connect(&open), RETRY);
                }
            })
        };
        open.borrow_mut().on_message = Some(message);
        open.borrow_mut().on_error = Some(error);
        Open::connect(&open);
        Following { open: Some(open) }
    }
}

#[cfg(feature = "hydrate")]
impl Open {
    fn connect(open: &std::rc::Rc<std::cell::RefCell<Open>>) {
        use wasm_bindgen::JsCast;
        let mut this = open.borrow_mut();
        if this.closed {
            return;
        }
        let Ok(source) = web_sys::EventSource::new(&this.url) else { return };
        source.set_onmessage(this.on_message.as_ref().map(|c| c.as_ref().unchecked_ref()));
        source.set_onerror(this.on_error.as_ref().map(|c| c.as_ref().unchecked_ref()));
        this.source = Some(source);
    }
}

#[cfg(feature = "hydrate")]
impl Drop for Following {
    fn drop(&mut self) {
        let Some(open) = self.open.take() else { return };
        let mut open = open.borrow_mut();
        open.closed = true;
        if let Some(source) = open.source.take() {
            source.set_onmessage(None);
            source.set_onerror(None);
            source.close();
        }
    }
}
