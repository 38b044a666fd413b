//! The glossary: every term with its explanation, each at an anchor of its own.

use api::learn::Term;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{LazyRoute, lazy_route};

use crate::frame::reader::Reader;
use crate::learn::data::get_glossary;
use crate::parts::message::message;

/// The glossary's page; its code is loaded when it is first opened.
pub(crate) struct Glossary;

#[lazy_route]
impl LazyRoute for Glossary {
    fn data() -> Self {
        Self
    }

    fn view(_page: Self) -> AnyView {
        view! { <Terms /> }.into_any()
    }
}

#[component]
fn Terms() -> impl IntoView {
    let reader = Reader::of_page();
    let terms = Resource::new(move || reader.lang.get(), get_glossary);
    view! {
        <Title text=reader.say(|w| w.glossary) />
        <main id="text" class="map glossary">
            <h1>{reader.say(|w| w.glossary)}</h1>
            <Transition>
                {move || Suspend::new(async move {
                    match terms.await {
                        Ok(terms) => view! { <dl>{terms.into_iter().map(entry).collect_view()}</dl> }.into_any(),
                        Err(error) => view! { <p role="alert">{message(&error)}</p> }.into_any(),
                    }
                })}
            </Transition>
        </main>
    }
}

fn entry(term: Term) -> impl IntoView {
    view! {
        <div id=term.id>
            <dt>{term.term}</dt>
            <dd inner_html=term.html></dd>
        </div>
    }
}
