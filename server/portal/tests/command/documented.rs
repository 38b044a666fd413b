//! `docs/secrets.md` tells of the table of commands, and of nothing else.

use std::path::PathBuf;

use kubectl::Holds;

const BEGIN: &str = "<!-- from the table of commands -->\n";
const END: &str = "<!-- the table ends -->";

fn table() -> String {
    let mut text = "| command | place | left out |\n| --- | --- | --- |\n".to_owned();
    for Holds { command, place, hidden } in kubectl::secrets().into_iter().chain(kubeadm::secrets()) {
        let place = if place.starts_with('-') { format!("`{place}`") } else { place };
        let command = if command.starts_with("kube") { format!("`{command}`") } else { command };
        text += &format!("| {command} | {place} | {hidden} |\n");
    }
    text
}

/// `RECORD=1` writes the table anew.
#[test]
fn the_page_about_secrets_is_the_table_of_commands() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/secrets.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = page.split_once(BEGIN).expect("the page has the table's beginning");
    let (written, after) = rest.split_once(END).expect("and its end");
    if std::env::var_os("RECORD").is_some_and(|value| !value.is_empty()) {
        std::fs::write(&path, format!("{before}{BEGIN}{}{END}{after}", table())).unwrap();
        return;
    }
    assert_eq!(written, table(), "RECORD=1 cargo test -p portal --test command documented");
}
