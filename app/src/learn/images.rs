//! Which images kubeadm wants on which node, and which of them are there: a table that follows the reader's cluster.

use api::cluster::{NodeImages, OnNode};
use api::learn::Images;
use leptos::prelude::*;

use crate::frame::reader::Reader;
use crate::frame::words::Words;

/// The table of a lesson.
#[component]
pub(crate) fn ImagesView(images: Images) -> impl IntoView {
    let reader = Reader::of_page();
    let id = StoredValue::new(images.id.clone());
    let table = Memo::new(move |_| {
        reader.drawn.with(|drawn| {
            let found = drawn.images.iter().find(|(of, _)| id.with_value(|id| of == id));
            found.map(|(_, table)| table.clone()).unwrap_or_default()
        })
    });
    view! {
        <figure class="picture images" id=format!("step-{}", images.id)>
            <figcaption>{images.title} " " <small>{move || reader.words().live}</small></figcaption>
            {move || match table.get() {
                NodeImages { problem: Some(problem), .. } => {
                    view! { <p class="note">{problem}</p> }.into_any()
                }
                table if table.nodes.is_empty() => {
                    view! { <p class="note">{reader.words().no_nodes}</p> }.into_any()
                }
                table => rows(table, reader.words()).into_any(),
            }}
        </figure>
    }
}

fn rows(table: NodeImages, words: &'static Words) -> impl IntoView {
    let NodeImages { images, nodes, more, .. } = table;
    let heads = nodes.iter().map(|node| view! { <th scope="col">{node.name.clone()}</th> }).collect_view();
    let body = images
        .into_iter()
        .enumerate()
        .map(|(row, image)| {
            let cells = nodes.iter().filter_map(|node| node.images.get(row)).map(|on| cell(*on, words));
            view! {
                <tr>
                    <th scope="row"><code>{image}</code></th>
                    {cells.collect_view()}
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="table" tabindex="0">
            <table>
                <thead><tr><th scope="col">{words.image}</th>{heads}</tr></thead>
                <tbody>{body}</tbody>
            </table>
        </div>
        {(more > 0).then(|| view! { <p class="note">{format!("+{more} {}", words.more_nodes)}</p> })}
    }
}

fn cell(on: OnNode, words: &'static Words) -> impl IntoView {
    let (state, text) = match on {
        OnNode::Has(bytes) => ("good", size(bytes)),
        OnNode::Lacks => ("bad", words.lacks.to_owned()),
        OnNode::Spare => ("spare", words.spare.to_owned()),
        OnNode::Untold => ("moving", words.untold.to_owned()),
    };
    view! { <td data-health=state>{text}</td> }
}

/// A size as `crictl images` prints it: three digits, in thousands. In whole numbers, since printing others is more code than
/// this component.
fn size(bytes: u64) -> String {
    let units = ["B", "kB", "MB", "GB", "TB"];
    let (mut scale, mut unit) = (1, 0);
    while bytes / scale >= 1000 && unit + 1 < units.len() {
        (scale, unit) = (scale * 1000, unit + 1);
    }
    let decimals = match bytes / scale {
        _ if unit == 0 => 0,
        0..10 => 2,
        10..100 => 1,
        _ => 0,
    };
    let parts = 10_u64.pow(decimals);
    let rounded = (bytes * parts + scale / 2) / scale;
    let (whole, rest) = (rounded / parts, rounded % parts);
    let width = decimals as usize;
    let number = if rest == 0 { format!("{whole}") } else { format!("{whole}.{rest:0width$}") };
    let number = if rest == 0 { &number } else { number.trim_end_matches('0') };
    format!("{number}{}", units[unit])
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_crictls() {
        assert_eq!(size(320_448), "320kB");
        assert_eq!(size(27_702_160), "27.7MB");
        assert_eq!(size(23_000_000), "23MB");
        assert_eq!(size(9_056_000), "9.06MB");
        assert_eq!(size(999), "999B");
        assert_eq!(size(3_500_000_000), "3.5GB");
    }
}
