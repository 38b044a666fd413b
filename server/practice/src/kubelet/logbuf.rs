//! A container's log: lines with their times, the newest kept.
//!
//! Layer: state shared between a process and those who read its log.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use tokio::sync::watch;

/// How many bytes of a log are kept.
const LIMIT: usize = 1 << 20;

/// A log.
#[derive(Debug)]
pub(crate) struct LogBuffer {
    inner: Mutex<Lines>,
    grown: watch::Sender<u64>,
}

#[derive(Debug, Default)]
struct Lines {
    lines: VecDeque<(Timestamp, String)>,
    bytes: usize,
    /// Lines that were dropped at the front.
    dropped: u64,
    partial: String,
    closed: bool,
}

/// A part of a log.
#[derive(Debug)]
pub(crate) struct Part {
    /// How many of the lines asked for are not kept any more.
    pub(crate) missed: u64,
    /// The lines.
    pub(crate) lines: Vec<(Timestamp, String)>,
    /// The position behind them.
    pub(crate) next: u64,
    /// Nothing will follow.
    pub(crate) closed: bool,
}

impl LogBuffer {
    /// An empty log.
    pub(crate) fn new() -> LogBuffer {
        LogBuffer { inner: Mutex::default(), grown: watch::Sender::new(0) }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Lines> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Appends output; what has no newline yet waits for it.
    pub(crate) fn write(&self, now: Timestamp, text: &str) {
        let mut log = self.lock();
        log.partial.push_str(text);
        while let Some(i) = log.partial.find('\n') {
            let line: String = log.partial.drain(..=i).collect();
            log.push(now, line.trim_end_matches('\n').to_owned());
        }
        drop(log);
        self.grown.send_modify(|n| *n += 1);
    }

    /// Nothing will be appended any more.
    pub(crate) fn close(&self, now: Timestamp) {
        let mut log = self.lock();
        let rest = std::mem::take(&mut log.partial);
        if !rest.is_empty() {
            log.push(now, rest);
        }
        log.closed = true;
        drop(log);
        self.grown.send_modify(|n| *n += 1);
    }

    /// What is kept of the lines from a position on.
    pub(crate) fn read(&self, from: u64) -> Part {
        let log = self.lock();
        let skip = from.saturating_sub(log.dropped) as usize;
        Part {
            missed: log.dropped.saturating_sub(from),
            lines: log.lines.iter().skip(skip).cloned().collect(),
            next: log.dropped + log.lines.len() as u64,
            closed: log.closed,
        }
    }

    /// Tells when the log grows or closes.
    pub(crate) fn watch(&self) -> watch::Receiver<u64> {
        self.grown.subscribe()
    }
}

impl Lines {
    fn push(&mut self, now: Timestamp, line: String) {
        self.bytes += line.len() + 32;
        self.lines.push_back((now, line));
        while self.bytes > LIMIT {
            let Some((_, old)) = self.lines.pop_front() else { break };
            self.bytes -= old.len() + 32;
            self.dropped += 1;
        }
    }
}

/// The line that stands where lines are missing because their reader was slower than their container.
pub(crate) fn lost(lines: u64) -> String {
    format!(
        "[practice cluster: {lines} lines are missing here, the log was written faster than it was read]\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_that_is_too_slow_learns_how_much_it_missed() {
        let log = LogBuffer::new();
        let now = Timestamp::UNIX_EPOCH;
        log.write(now, "first\n");
        let at = log.read(0).next;
        let text = "x".repeat(1000);
        for number in 0..5000 {
            log.write(now, &format!("{number} {text}\n"));
        }
        let part = log.read(at);
        assert_eq!(part.missed + part.lines.len() as u64, 5000, "each line is there or counted");
        assert!(part.missed > 0 && part.lines[0].1.starts_with(&format!("{} ", part.missed)));
        assert_eq!(log.read(part.next).missed, 0);
    }
}
