//! Parts of a page whose code is loaded when they are wanted for the first time (`#[lazy]`).

use std::sync::Mutex;

use leptos::prelude::*;
use leptos::reactive::computed::ScopedFuture;

/// What `part` makes, for as long as it is wanted. Nothing on the server: what is wanted is opened by its reader.
///
/// Not a Suspense: the frame around every page is one, and would go away while the code is on its way.
pub(crate) fn later<Part>(
    wanted: impl Fn() -> bool + Copy + 'static,
    part: impl Fn() -> Part + 'static,
) -> impl IntoView
where
    Part: Future<Output = AnyView> + 'static,
{
    let view = RwSignal::new(Mutex::new(None::<AnyView>));
    Effect::new(move |_| {
        if !wanted() {
            view.set(Mutex::default());
            return;
        }
        // In the effect's own scope, which ends with its next run.
        let made = ScopedFuture::new_untracked(part());
        leptos::task::spawn_local(async move {
            let made = made.await;
            if untrack(wanted) {
                view.set(Mutex::new(Some(made)));
            }
        });
    });
    move || view.with(|made| made.lock().ok()?.take())
}
