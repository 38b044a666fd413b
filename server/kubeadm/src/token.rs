//! A bootstrap token: a public name and a secret, `abcdef.0123456789abcdef`.
//!
//! Layer: pure. Upstream: `cluster-bootstrap/token/util/helpers.go`, `app/apis/bootstraptoken/v1/utils.go`.

use go_text::quote;
use kubectl::toolkit::HIDDEN;
use rand::Rng;

/// How tokens look, in kubeadm's messages.
pub(crate) const PATTERN: &str = r"\A([a-z0-9]{6})\.([a-z0-9]{16})\z";

/// How their names look.
pub(crate) const ID_PATTERN: &str = r"\A([a-z0-9]{6})\z";

const LETTERS: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// A token.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// Six characters that everybody may know.
    pub(crate) id: String,
    /// Sixteen that nobody else may.
    pub(crate) secret: String,
}

impl Token {
    /// Reads a token; the error is kubeadm's.
    pub(crate) fn parse(text: &str) -> Result<Token, String> {
        match text.split_once('.') {
            Some((id, secret)) if is_id(id) && is(secret, 16) => {
                Ok(Token { id: id.to_owned(), secret: secret.to_owned() })
            }
            _ => Err(format!("the bootstrap token {} was not of the form {}", quote(text), quote(PATTERN))),
        }
    }

    /// A new one that nobody can guess.
    pub(crate) fn random() -> Token {
        let mut rng = rand::rng();
        let mut word = |length: usize| -> String {
            (0..length).map(|_| char::from(LETTERS[rng.random_range(0..LETTERS.len())])).collect()
        };
        Token { id: word(6), secret: word(16) }
    }

    /// The whole token.
    pub(crate) fn text(&self) -> String {
        format!("{}.{}", self.id, self.secret)
    }

    /// The name of its Secret.
    pub(crate) fn secret_name(&self) -> String {
        secret_name(&self.id)
    }
}

/// The name of a token's Secret.
pub(crate) fn secret_name(id: &str) -> String {
    format!("bootstrap-token-{id}")
}

/// Whether this is a token's public name.
pub(crate) fn is_id(text: &str) -> bool {
    is(text, 6)
}

fn is(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|b| LETTERS.contains(&b))
}

/// What of a token may be kept: its name. Of what is not quite one nothing is.
pub(crate) fn kept(word: &str) -> String {
    match word.split_once('.') {
        Some((id, _)) if is_id(id) => format!("{id}.{HIDDEN}"),
        None if is_id(word) => word.to_owned(),
        _ => HIDDEN.to_owned(),
    }
}

/// A word that is meant to be something else, unless it looks like a token.
pub(crate) fn unless_token(word: &str) -> String {
    let like = |text: &str| !text.is_empty() && text.chars().all(char::is_alphanumeric);
    match word.split_once('.') {
        Some((id, rest)) if like(id) && like(rest) && rest.len() > 8 => kept(word),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_six_and_sixteen() {
        assert!(Token::parse("abcdef.0123456789abcdef").is_ok());
        for wrong in
            ["abcdef", "abcdef.0123456789abcde", "Abcdef.0123456789abcdef", "abcdef.0123456789abcdef\n"]
        {
            assert!(Token::parse(wrong).is_err(), "{wrong}");
        }
        assert!(Token::parse(&Token::random().text()).is_ok());
    }
}
