//! Reads the case files.
//!
//! Layer: test data, parsed. The format is in `cases/README.md`.

use std::collections::HashMap;
use std::path::Path;
use std::time::Duration;

use crate::recording::Key;

/// How a block is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// On objects that all such cases share, and none changes.
    Shared,
    /// In a namespace of its own on each side.
    Fresh,
    /// One side after the other, nobody else meanwhile: nodes.
    Serial,
}

/// Command lines that belong together.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    /// The file they are from.
    pub(crate) file: String,
    /// How they are run.
    pub(crate) mode: Mode,
    /// What real kubectl does before.
    pub(crate) setup: Vec<Line>,
    /// The forms that are compared.
    pub(crate) lines: Vec<Line>,
    /// How a recording knows them.
    pub(crate) keys: Vec<Key>,
    /// What real kubectl does after.
    pub(crate) reset: Vec<Line>,
}

/// A command line.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// As written.
    pub(crate) text: String,
    /// Its words.
    pub(crate) args: Vec<String>,
    /// What it reads.
    pub(crate) stdin: Option<String>,
    /// It goes on until it is stopped.
    pub(crate) stop_after: Option<Duration>,
    /// The time zone.
    pub(crate) zone: Option<String>,
    /// kubectl's own lines come in no order.
    pub(crate) any_order: bool,
    /// It is wrong on purpose.
    pub(crate) mistake: bool,
}

/// All blocks of all files.
pub(crate) fn load(folder: &Path) -> Vec<Block> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the cases")
        .map(|entry| entry.expect("a case file").path())
        .filter(|path| path.extension().is_some_and(|ext| ext == "txt"))
        .collect();
    files.sort();
    let mut blocks: Vec<Block> = files.iter().flat_map(|path| parse(path)).collect();
    let mut seen = HashMap::new();
    for block in &mut blocks {
        for line in &block.lines {
            let before: &mut usize = seen.entry((block.file.clone(), line.text.clone())).or_default();
            block.keys.push(Key(block.file.clone(), line.text.clone(), *before));
            *before += 1;
        }
    }
    blocks
}

fn parse(path: &Path) -> Vec<Block> {
    let file = path.file_name().expect("a name").to_string_lossy().into_owned();
    let text = std::fs::read_to_string(path).expect("a readable file");
    let mut mode = Mode::Shared;
    let mut blocks: Vec<Block> = Vec::new();
    let empty = |mode| Block {
        file: file.clone(),
        mode,
        setup: Vec::new(),
        lines: Vec::new(),
        keys: Vec::new(),
        reset: Vec::new(),
    };
    let mut block = empty(mode);
    for raw in text.lines().chain([""]) {
        let line = raw.trim();
        if line.starts_with('#') {
            continue;
        }
        if let Some(word) = line.strip_prefix("mode: ") {
            mode = match word {
                "shared" => Mode::Shared,
                "fresh" => Mode::Fresh,
                "serial" => Mode::Serial,
                other => panic!("{file}: unknown mode {other}"),
            };
            block = empty(mode);
        } else if line.is_empty() {
            if !block.lines.is_empty() || !block.setup.is_empty() {
                blocks.push(std::mem::replace(&mut block, empty(mode)));
            }
        } else if let Some(setup) = line.strip_prefix("setup: ") {
            block.setup.push(command(setup, &file));
        } else if let Some(reset) = line.strip_prefix("reset: ") {
            block.reset.push(command(reset, &file));
        } else if mode == Mode::Shared {
            let setup = std::mem::take(&mut block.setup);
            blocks.push(Block { setup, lines: vec![command(line, &file)], ..empty(mode) });
        } else {
            block.lines.push(command(line, &file));
        }
    }
    blocks
}

fn command(text: &str, file: &str) -> Line {
    let (mut rest, mut stdin, mut stop_after) = (text, None, None);
    let (mut any_order, mut mistake, mut zone) = (false, false, None);
    loop {
        if let Some(after) = rest.strip_prefix("! ") {
            (rest, mistake) = (after, true);
        } else if let Some((name, after)) =
            rest.strip_prefix("zone ").and_then(|after| after.split_once(": "))
        {
            (rest, zone) = (after, Some(name.to_owned()));
        } else if let Some(after) = rest.strip_prefix("any order: ") {
            (rest, any_order) = (after, true);
        } else if let Some(after) = rest.strip_prefix("stop: ") {
            (rest, stop_after) = (after, Some(Duration::from_millis(1500)));
        } else if let Some((input, after)) =
            rest.strip_prefix("input ").and_then(|after| after.split_once(": "))
        {
            (rest, stdin) = (after, Some(input.replace("\\n", "\n")));
        } else {
            break;
        }
    }
    Line { text: rest.to_owned(), args: words(rest, file), stdin, stop_after, zone, any_order, mistake }
}

/// Words with a shell's quotes.
fn words(text: &str, file: &str) -> Vec<String> {
    let (mut all, mut word, mut quote) = (Vec::new(), None::<String>, None);
    for c in text.chars() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), c) => word.get_or_insert_default().push(c),
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, ' ') => all.extend(word.take()),
            (None, c) => word.get_or_insert_default().push(c),
        }
    }
    assert!(quote.is_none(), "{file}: open quote in {text}");
    all.extend(word);
    all
}
