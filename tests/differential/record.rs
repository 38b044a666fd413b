//! Keeps what the run saw, so that it can be replayed without a cluster.
//!
//! Layer: test harness. `RECORD=1` renews the engine's own recording once every form is equal; `server/kubectl/tests/replay` plays it.

use std::collections::HashMap;
use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::note::Note;
use crate::recording::{Form, Kept, Key, Recording};
use crate::tape::{Exchange, Tape};

/// What kubectl printed for a form, and what the engine saw.
pub(crate) struct Printed {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) code: Option<i32>,
    pub(crate) tape: Tape,
}

/// A run that is recorded.
#[derive(Default)]
pub(crate) struct Recorder {
    forms: Mutex<Vec<(Key, Printed)>>,
}

/// Whether this run is to be recorded.
pub(crate) fn wanted() -> bool {
    std::env::var_os("RECORD").is_some_and(|value| !value.is_empty())
}

fn file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/kubectl/tests/replay/recording.json.gz")
}

impl Recorder {
    /// Keeps a form: what kubectl printed, what the engine saw. `tidy` takes out what is this run's only.
    pub(crate) fn keep(&self, key: Key, mut printed: Printed, tidy: impl Fn(&str) -> String) {
        for text in [&mut printed.stdout, &mut printed.stderr] {
            *text = tidy(text);
        }
        for one in &mut printed.tape.exchanges {
            let whole = one.ended && one.status != Some(101);
            if whole {
                one.pieces = vec![one.pieces.concat()];
            }
            for text in one.asked.iter_mut().chain(&mut one.pieces) {
                *text = tidy(text);
            }
        }
        self.forms.lock().unwrap_or_else(PoisonError::into_inner).push((key, printed));
    }

    /// Writes the recording, in the order of the case files.
    pub(crate) fn write(self, kubeconfig: String, order: &[Key]) {
        let forms = self.forms.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut known: HashMap<Key, Printed> = forms.into_iter().collect();
        let forms: Vec<(Key, Printed)> =
            order.iter().filter_map(|key| Some((key.clone(), known.remove(key)?))).collect();
        println!("{} forms are recorded in {}", forms.len(), file().display());
        write(&of(kubeconfig, forms), &file()).expect("the recording is writable");
    }
}

/// The tape of notes, one a line; a last line that was not finished does not count.
pub(crate) fn tape(notes: &str) -> Tape {
    let mut tape = Tape::default();
    for note in notes.lines().filter_map(|line| serde_json::from_str(line).ok()) {
        match note {
            Note::Now(time) => tape.clock.push(time),
            Note::Asked(_, asked) => tape.exchanges.push(Exchange { asked, ..Exchange::default() }),
            Note::Answered(at, status, headers) => {
                tape.exchanges[at].status = Some(status);
                tape.exchanges[at].headers = headers;
            }
            Note::Piece(at, piece) => tape.exchanges[at].pieces.push(piece),
            Note::Ended(at) => tape.exchanges[at].ended = true,
        }
    }
    tape
}

fn write(recording: &Recording, path: &Path) -> std::io::Result<()> {
    let mut file = BufWriter::new(GzEncoder::new(File::create(path)?, Compression::best()));
    serde_json::to_writer(&mut file, recording)?;
    file.into_inner().map_err(std::io::IntoInnerError::into_error)?.finish()?;
    Ok(())
}

fn of(kubeconfig: String, forms: Vec<(Key, Printed)>) -> Recording {
    let mut pool = Pool::default();
    let forms = forms.into_iter().map(|(key, printed)| Form {
        key,
        stdout: pool.put(printed.stdout),
        stderr: pool.put(printed.stderr),
        code: printed.code,
        clock: printed.tape.clock,
        exchanges: printed.tape.exchanges.into_iter().map(|one| pool.keep(one)).collect(),
    });
    let forms = forms.collect();
    Recording { kubeconfig, texts: pool.texts, forms }
}

/// Texts, each once.
#[derive(Default)]
struct Pool {
    texts: Vec<String>,
    known: HashMap<String, usize>,
}

impl Pool {
    fn put(&mut self, text: String) -> usize {
        *self.known.entry(text).or_insert_with_key(|text| {
            self.texts.push(text.clone());
            self.texts.len() - 1
        })
    }

    fn keep(&mut self, one: Exchange) -> Kept {
        Kept {
            asked: one.asked.into_iter().map(|text| self.put(text)).collect(),
            status: one.status,
            headers: one.headers,
            pieces: one.pieces.into_iter().map(|text| self.put(text)).collect(),
            ended: one.ended,
        }
    }
}
