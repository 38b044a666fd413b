//! Base64 as Go's `StdEncoding` has it: padding must be there, line ends do not count, stray bits at the end do not either.
//!
//! Layer: pure. Upstream: `encoding/base64`.

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

const ENGINE: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::RequireCanonical),
);

/// `StdEncoding.EncodeToString`.
pub fn encode(bytes: impl AsRef<[u8]>) -> String {
    ENGINE.encode(bytes)
}

/// `RawURLEncoding.EncodeToString`.
pub fn encode_raw_url(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// `StdEncoding.DecodeString`.
///
/// # Errors
///
/// Go's words, with the byte at which it gave up: `illegal base64 data at input byte 4`.
pub fn decode(text: &str) -> Result<Vec<u8>, String> {
    let dense: Vec<u8> = text.bytes().filter(|byte| !is_line_end(*byte)).collect();
    ENGINE
        .decode(dense)
        .map_err(|_| format!("illegal base64 data at input byte {}", gave_up_at(text.as_bytes())))
}

fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\r' | b'\n')
}

/// Where Go's decoder stops in a text that is not base64.
fn gave_up_at(text: &[u8]) -> usize {
    let mut bytes = text.iter().copied().enumerate().filter(|(_, byte)| !is_line_end(*byte));
    loop {
        for place in 0..4 {
            match bytes.next() {
                Some((_, byte)) if byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/' => {}
                Some((at, b'=')) if place == 3 => return bytes.next().map_or(at, |(next, _)| next),
                Some((at, b'=')) if place == 2 => match bytes.next() {
                    None => return text.len(),
                    Some((_, b'=')) => return bytes.next().map_or(text.len(), |(next, _)| next),
                    Some(_) => return at,
                },
                Some((at, _)) => return at,
                None => return text.len() - place,
            }
        }
    }
}
