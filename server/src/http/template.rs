//! A page that was rendered once for all its readers, cut where something of one visit is filled in: the theme, what is the reader's
//! own, the nonce of its scripts. What stands between is compressed once; a visit copies it.
//!
//! A gzip member (RFC 1952) is a row of deflate blocks (RFC 1951) that may be made apart, as long as each part ends at a byte, and the
//! checksum of the whole follows from those of the parts. What is filled in stands uncompressed (a stored block): it is short.

use std::io::{self, Read, Write};

use axum::body::Bytes;
use crc32fast::Hasher;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::DeflateEncoder;

/// What begins a gzip member: deflate, no name, no time, any system.
const HEAD: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];

/// An empty last block.
const LAST: [u8; 2] = [3, 0];

/// The most that one stored block holds, in bytes.
const STORED: usize = 0xffff;

/// What the page has where the reader's own goes.
const OWN: &str = ">null</script>";

/// Where something is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slot {
    Theme,
    Own,
    Nonce,
}

/// What is filled in on a visit.
#[derive(Debug)]
pub(super) struct Filling<'a> {
    /// `light`, `dark`, or empty for what the system says.
    pub(super) theme: &'a str,
    /// What is the reader's own: JSON.
    pub(super) own: &'a str,
    /// The nonce of this visit.
    pub(super) nonce: &'a str,
}

/// A page that is the same for all, and its slots.
pub(super) struct Template {
    pieces: Vec<Piece>,
}

/// What stands before a slot, or at the end.
struct Piece {
    deflated: Vec<u8>,
    sum: Hasher,
    then: Option<Slot>,
}

impl Template {
    /// Cuts a page that was rendered with `nonce` on its scripts.
    pub(super) fn cut(html: &str, nonce: &str) -> io::Result<Template> {
        let mut slots: Vec<(usize, usize, Slot)> = Vec::new();
        if let Some(at) = html.find("<html") {
            slots.push((at + "<html".len(), 0, Slot::Theme));
        }
        let marked = html.find(&format!("id=\"{}\"", api::frame::Own::ELEMENT));
        if let Some(at) = marked.and_then(|from| html[from..].find(OWN).map(|at| from + at)) {
            slots.push((at + 1, "null".len(), Slot::Own));
        }
        if !nonce.is_empty() {
            slots.extend(html.match_indices(nonce).map(|(at, found)| (at, found.len(), Slot::Nonce)));
        }
        slots.sort_unstable_by_key(|(at, ..)| *at);
        let mut pieces = Vec::new();
        let mut done = 0;
        for (at, length, slot) in slots {
            pieces.push(Piece::new(&html.as_bytes()[done..at], Some(slot))?);
            done = at + length;
        }
        pieces.push(Piece::new(&html.as_bytes()[done..], None)?);
        Ok(Template { pieces })
    }

    /// The page of one visit, as a gzip member.
    pub(super) fn fill(&self, filling: &Filling<'_>) -> Bytes {
        let fixed: usize = self.pieces.iter().map(|piece| piece.deflated.len()).sum();
        let mut page = Vec::with_capacity(fixed + filling.own.len() + 1024);
        page.extend_from_slice(&HEAD);
        let mut sum = Hasher::new();
        for piece in &self.pieces {
            page.extend_from_slice(&piece.deflated);
            sum.combine(&piece.sum);
            let text = match piece.then {
                None => continue,
                Some(Slot::Theme) if filling.theme.is_empty() => continue,
                Some(Slot::Theme) => &format!(" data-theme=\"{}\"", filling.theme),
                Some(Slot::Own) => &filling.own.replace('<', "\\u003c"),
                Some(Slot::Nonce) => filling.nonce,
            };
            store(&mut page, text.as_bytes());
            sum.update(text.as_bytes());
        }
        page.extend_from_slice(&LAST);
        // The length modulo 2^32.
        let length = sum.total_len() as u32;
        page.extend_from_slice(&sum.finalize().to_le_bytes());
        page.extend_from_slice(&length.to_le_bytes());
        page.into()
    }
}

/// A gzip member as the text that it holds, for who takes no gzip.
pub(super) fn unzipped(page: &[u8]) -> io::Result<Bytes> {
    let mut text = Vec::new();
    GzDecoder::new(page).read_to_end(&mut text)?;
    Ok(text.into())
}

impl Piece {
    fn new(text: &[u8], then: Option<Slot>) -> io::Result<Piece> {
        let mut sum = Hasher::new();
        sum.update(text);
        Ok(Piece { deflated: deflate(text)?, sum, then })
    }
}

/// The text as deflate blocks that end at a byte.
fn deflate(text: &[u8]) -> io::Result<Vec<u8>> {
    let mut deflate = DeflateEncoder::new(Vec::new(), Compression::best());
    deflate.write_all(text)?;
    deflate.flush()?;
    Ok(deflate.get_ref().clone())
}

/// Adds text as it is.
fn store(page: &mut Vec<u8>, text: &[u8]) {
    for part in text.chunks(STORED) {
        let length = u16::try_from(part.len()).unwrap_or(u16::MAX);
        page.push(0);
        page.extend_from_slice(&length.to_le_bytes());
        page.extend_from_slice(&(!length).to_le_bytes());
        page.extend_from_slice(part);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!DOCTYPE html><html lang="en"><head><script type="application/json" id="own">null</script><script nonce="NN">a()</script></head><body>null NN</body></html>"#;

    fn filled(filling: &Filling<'_>) -> String {
        let page = Template::cut(PAGE, "NN").unwrap().fill(filling);
        String::from_utf8(unzipped(&page).unwrap().into()).unwrap()
    }

    #[test]
    fn a_visit_is_filled_in_and_its_checksum_holds() {
        let page = filled(&Filling { theme: "dark", own: r#"{"a":"</script>"}"#, nonce: "xyz" });
        let expected = r#"<!DOCTYPE html><html data-theme="dark" lang="en"><head><script type="application/json" id="own">{"a":"\u003c/script>"}</script><script nonce="xyz">a()</script></head><body>null xyz</body></html>"#;
        assert_eq!(page, expected);
    }

    #[test]
    fn what_is_ones_own_may_be_longer_than_a_block() {
        let own = format!("\"{}\"", "x".repeat(200_000));
        let page = filled(&Filling { theme: "", own: &own, nonce: "n" });
        assert!(page.contains(&own) && page.starts_with("<!DOCTYPE html><html lang"));
    }
}
