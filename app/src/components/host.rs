//! A command for a machine: copied with its blanks filled in, never run here.

use api::lesson::{Blank, Host};
use leptos::prelude::*;

use crate::components::copy_button::CopyButton;
use crate::components::slot::{Line, filled};
use crate::reader::Reader;

/// The panel of a host command.
#[component]
pub(crate) fn HostPanel(host: Host, blanks: StoredValue<Vec<Blank>>) -> impl IntoView {
    let reader = Reader::of_page();
    let line = StoredValue::new(host.line.clone());
    let text = move || line.with_value(|line| blanks.with_value(|blanks| filled(reader, line, blanks)));
    view! {
        <div class="panel host">
            <div class="cmd">
                <span class="p" aria-hidden="true">"#"</span>
                <code class="line"><Line line=host.line blanks /></code>
                <CopyButton text />
            </div>
            {host.prints.map(|prints| view! { <pre class="out" tabindex="0">{prints}</pre> })}
            <div class="foot">{move || reader.words().host_note}</div>
        </div>
    }
}
