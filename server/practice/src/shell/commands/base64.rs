//! `base64`, both ways.
//!
//! Layer: simulation. Source: GNU coreutils' `base64`.

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::Call;

const ENGINE: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// How many characters a line has unless `-w` says otherwise.
const COLUMNS: usize = 76;

/// Runs it.
pub(super) async fn run(call: Call<'_>) -> i32 {
    let bytes = call.io.stdin.all().await;
    if !call.flag('d') && !call.args.contains(&"--decode") {
        let columns = columns(call.args);
        call.say(encoded(&bytes, columns)).await;
        return 0;
    }
    let (decoded, whole) = decoded(&bytes);
    call.io.stdout.write(&decoded).await;
    if whole { 0 } else { call.fail("base64: invalid input\n".to_owned()).await }
}

/// `-w 0`, `-w0`, `--wrap=0`.
fn columns(args: &[&str]) -> usize {
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        let given = match *arg {
            "-w" => args.next().copied(),
            arg => arg.strip_prefix("--wrap=").or_else(|| arg.strip_prefix("-w")),
        };
        if let Some(columns) = given.and_then(|given| given.parse().ok()) {
            return columns;
        }
    }
    COLUMNS
}

/// In lines of so many characters; 0: all in one, which does not end.
fn encoded(bytes: &[u8], columns: usize) -> String {
    let text = ENGINE.encode(bytes);
    if columns == 0 {
        return text;
    }
    let mut lines = String::new();
    for line in text.as_bytes().chunks(columns) {
        lines.extend(line.iter().map(|byte| char::from(*byte)));
        lines.push('\n');
    }
    lines
}

/// As far as it can be read, and whether that is all of it.
fn decoded(text: &[u8]) -> (Vec<u8>, bool) {
    let text: Vec<u8> = text.iter().copied().filter(|byte| *byte != b'\n').collect();
    let mut bytes = Vec::new();
    for four in text.chunks(4) {
        // What stands before the first character that is none still counts.
        let good =
            four.iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"+/".contains(byte)).count();
        let read = ENGINE.decode(four);
        let whole = four.len() == 4 && read.is_ok();
        bytes.extend(read.or_else(|_| ENGINE.decode(&four[..good])).unwrap_or_default());
        if !whole {
            return (bytes, false);
        }
    }
    (bytes, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What coreutils 9.1 wrote, and whether it ended with 0.
    #[test]
    fn what_is_broken_is_read_as_far_as_it_goes_and_said() {
        for (text, read, whole) in [
            ("aGk=\n", "hi", true),
            ("aGk=aGk=", "hihi", true),
            ("", "", true),
            ("aGk=x", "hi", false),
            ("@@", "", false),
            ("Y", "", false),
            ("YQ=", "a", false),
            ("YR==", "a", true),
            ("aG@=", "h", false),
            ("aGVsbG8", "hello", false),
            ("aGk= aGk=", "hi", false),
            ("aGVsbG8@aGk=", "hello", false),
        ] {
            assert_eq!(decoded(text.as_bytes()), (read.as_bytes().to_vec(), whole), "{text}");
        }
    }

    #[test]
    fn lines_are_76_characters_long_unless_it_is_told_otherwise() {
        let zeros = [0; 100];
        assert_eq!(encoded(&zeros, columns(&[])), format!("{}\n{}==\n", "A".repeat(76), "A".repeat(58)));
        for args in [&["-w0"][..], &["-w", "0"], &["--wrap=0"]] {
            assert_eq!(encoded(&zeros, columns(args)), format!("{}==", "A".repeat(134)), "{args:?}");
        }
        assert_eq!(encoded(&[], COLUMNS), "");
    }
}
