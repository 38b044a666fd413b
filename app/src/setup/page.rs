//! Set-up: which machines, which choices; and the runbook that fits them.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{LazyRoute, lazy_route};

use crate::frame::reader::Reader;
use crate::live::listen::use_live;
use crate::parts::message::message;
use crate::setup::data::get_set_up;
use crate::setup::desk::{Desk, SET_UP};
use crate::setup::files::FilesView;
use crate::setup::form::FormView;
use crate::setup::steps::RunbookView;

/// The page that makes a runbook; its code is loaded when it is first opened.
pub(crate) struct SetUpPage;

#[lazy_route]
impl LazyRoute for SetUpPage {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        view! { <Planning /> }.into_any()
    }
}

#[component]
fn Planning() -> impl IntoView {
    let reader = Reader::of_page();
    let loaded = Resource::new(move || reader.lang.get(), get_set_up);
    // The runbook's checks are told as a lesson's are.
    use_live(SET_UP.to_owned());
    view! {
        <Title text=reader.say(|w| w.set_up) />
        <main id="text" class="set-up">
            <h1>{reader.say(|w| w.set_up)}</h1>
            <p class="lead">{reader.say(|w| w.set_up_intro)}</p>
            <Transition>
                {move || Suspend::new(async move {
                    match loaded.await {
                        Ok(set_up) => {
                            let desk = Desk::new(reader, set_up);
                            view! {
                                <FormView desk />
                                <FilesView desk />
                                <RunbookView desk />
                            }
                            .into_any()
                        }
                        Err(error) => view! { <p role="alert">{message(&error)}</p> }.into_any(),
                    }
                })}
            </Transition>
        </main>
    }
}
