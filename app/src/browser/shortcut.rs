//! Keys with Ctrl (or Cmd) that work wherever the keyboard is.

/// Calls `act` when Ctrl or Cmd and the key are pressed, for as long as the calling component lives.
///
/// # Server-Side Rendering
/// Does nothing: nobody presses keys there.
pub(crate) fn use_shortcut(key: &'static str, act: impl Fn() + 'static) {
    #[cfg(feature = "hydrate")]
    leptos::prelude::Effect::new({
        let act = std::rc::Rc::new(act);
        move |_| {
            let act = act.clone();
            let listening = leptos::prelude::window_event_listener(leptos::ev::keydown, move |event| {
                if (event.ctrl_key() || event.meta_key()) && event.key().eq_ignore_ascii_case(key) {
                    event.prevent_default();
                    act();
                }
            });
            leptos::prelude::on_cleanup(move || listening.remove());
        }
    });
    #[cfg(not(feature = "hydrate"))]
    let _ = (key, act);
}
