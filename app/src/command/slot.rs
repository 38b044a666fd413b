//! A blank in a command: a field as wide as its value, remembered across the course.

use api::learn::{Blank, Segment};
use leptos::prelude::*;

use crate::frame::data::save_blank;
use crate::frame::reader::Reader;

/// A command line with its blanks filled in.
pub(crate) fn filled(reader: Reader, line: &[Segment], blanks: &[Blank]) -> String {
    line.iter()
        .map(|segment| match segment {
            Segment::Text(text) => text.clone(),
            Segment::Blank(name) => reader.blank(name, default_of(name, blanks)),
        })
        .collect()
}

fn default_of<'a>(name: &str, blanks: &'a [Blank]) -> &'a str {
    blanks.iter().find(|b| b.name == name).map(|b| b.default.as_str()).unwrap_or_default()
}

/// A command line with fields where its blanks are.
#[component]
pub(crate) fn Line(line: Vec<Segment>, blanks: StoredValue<Vec<Blank>>) -> impl IntoView {
    let piece = move |segment: Segment| match segment {
        Segment::Text(text) => text.into_any(),
        Segment::Blank(name) => {
            let blank = blanks.with_value(|all| all.iter().find(|b| b.name == name).cloned());
            blank.map(|blank| view! { <Slot blank /> }).into_any()
        }
    };
    let word = move |(pieces, gap): (Vec<Segment>, String)| {
        let pieces = pieces.into_iter().map(piece).collect_view();
        view! { <span class="word">{pieces}</span> {gap} }
    };
    words(line).into_iter().map(word).collect_view()
}

/// The words of a command, each with the gap behind it: it breaks between lines and between words only, never inside a flag or beside a blank.
fn words(line: Vec<Segment>) -> Vec<(Vec<Segment>, String)> {
    let mut words = Vec::new();
    let mut word = Vec::new();
    for segment in line {
        let Segment::Text(text) = segment else {
            word.push(segment);
            continue;
        };
        for part in text.split_inclusive([' ', '\n']) {
            let bare = part.trim_end_matches([' ', '\n']);
            if !bare.is_empty() {
                word.push(Segment::Text(bare.to_owned()));
            }
            if bare.len() < part.len() {
                words.push((std::mem::take(&mut word), part[bare.len()..].to_owned()));
            }
        }
    }
    words.push((word, String::new()));
    words
}

/// One field.
#[component]
fn Slot(blank: Blank) -> impl IntoView {
    let reader = Reader::of_page();
    let save = Action::new(move |(name, value): &(String, String)| {
        let (name, value) = (name.clone(), value.clone());
        async move {
            let saved = save_blank(name.clone(), value.clone()).await;
            if saved.is_ok() {
                reader.saving.update_value(|saving| {
                    saving.remove(&name);
                });
            }
            saved.map_err(|_| (name, value))
        }
    });
    // What could not be saved is saved when the server can be heard again.
    Effect::new(move |_| {
        if reader.connected.get()
            && let Some(Err(again)) = save.value().get_untracked()
        {
            save.dispatch(again);
        }
    });
    let name = StoredValue::new(blank.name);
    let default = StoredValue::new(blank.default);
    let value = Memo::new(move |_| name.with_value(|n| default.with_value(|d| reader.blank(n, d))));
    let typing = RwSignal::new(None::<String>);
    let width = move || {
        let text = typing.get().unwrap_or_else(|| value.get());
        format!("{}ch", text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>().max(1))
    };
    let keep = move |typed: String| {
        typing.set(None);
        reader.copied.update(|c| drop(c.remove(&name.get_value())));
        reader.saving.update_value(|saving| {
            saving.insert(name.get_value());
        });
        reader.frame.update(|f| {
            if typed.is_empty() {
                f.progress.blanks.remove(&name.get_value());
            } else {
                f.progress.blanks.insert(name.get_value(), typed.clone());
            }
        });
        save.dispatch((name.get_value(), typed));
    };
    view! {
        <input
            class="slot"
            aria-label=blank.label.clone()
            title=blank.label
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            value=value.get_untracked()
            prop:value=value
            style:width=width
            on:input:target=move |e| typing.set(Some(e.target().value()))
            on:change:target=move |e| keep(e.target().value().trim().to_owned())
        />
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_stays_in_the_word_it_stands_in() {
        let text = |t: &str| Segment::Text(t.to_owned());
        let blank = |n: &str| Segment::Blank(n.to_owned());
        let line = vec![
            text("kubectl get pod/"),
            blank("pod"),
            text(" --replicas="),
            blank("count"),
            text("\n  -w"),
        ];
        let words: Vec<(Vec<Segment>, String)> = words(line);
        let expected = [
            (vec![text("kubectl")], " "),
            (vec![text("get")], " "),
            (vec![text("pod/"), blank("pod")], " "),
            (vec![text("--replicas="), blank("count")], "\n"),
            (vec![], " "),
            (vec![], " "),
            (vec![text("-w")], ""),
        ];
        assert_eq!(words, expected.map(|(word, gap)| (word, gap.to_owned())));
    }
}
