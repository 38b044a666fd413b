//! Amounts: `100m`, `1Gi`, and the one way in which the API writes each.
//!
//! Layer: pure; whole numbers and powers of ten, no floating point. Upstream: `apimachinery/pkg/api/resource/quantity.go`,
//! `amount.go`. Amounts of more than [`DIGITS`] digits, which upstream keeps exactly, are refused as not being numbers.

mod parse;

use std::cmp::Ordering;
use std::fmt;

use serde_json::Value;

pub use parse::{DIGITS, ParseError};

/// The power of ten of thousandths.
pub const MILLI: i32 = -3;

/// How an amount was written, and is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// `100m`, `2`, `1G`.
    #[default]
    DecimalSI,
    /// `1e3`.
    DecimalExponent,
    /// `1Gi`.
    BinarySI,
}

/// An amount: a whole number times a power of ten. Equal amounts are equal however they are written.
#[derive(Clone, Debug, Default)]
pub struct Quantity {
    number: i128,
    scale: i32,
    format: Format,
    /// The text, where it was written as the API would write it.
    kept: Option<Box<str>>,
}

impl Quantity {
    /// Reads `100m`, `2Gi`.
    ///
    /// # Errors
    ///
    /// In Go's words.
    pub fn parse(text: &str) -> Result<Quantity, ParseError> {
        parse::parse(text)
    }

    /// Reads a JSON text or number; `None` where it is no amount.
    pub fn of(value: &Value) -> Option<Quantity> {
        match value {
            Value::String(text) => Quantity::parse(text.trim()).ok(),
            Value::Number(number) => Quantity::parse(&number.to_string()).ok(),
            _ => None,
        }
    }

    /// The whole number, and the power of ten that it is to be multiplied with.
    pub fn parts(&self) -> (i128, i32) {
        (self.number, self.scale)
    }

    /// How it was written.
    pub fn format(&self) -> Format {
        self.format
    }

    /// The text that it was written with, where that is the API's own way.
    pub fn kept(&self) -> Option<&str> {
        self.kept.as_deref()
    }

    /// Whether it is nothing.
    pub fn is_zero(&self) -> bool {
        self.number == 0
    }

    /// The sum. The form is the first one's, or the second's where the first is nothing.
    #[must_use]
    pub fn plus(&self, other: &Quantity) -> Quantity {
        let format = if self.is_zero() { other.format } else { self.format };
        let (number, scale) = match (self.is_zero(), other.is_zero()) {
            (true, _) => other.parts(),
            (_, true) => self.parts(),
            _ => {
                let scale = self.scale.min(other.scale);
                let sum = self.at_scale(scale).zip(other.at_scale(scale)).and_then(|(a, b)| a.checked_add(b));
                // Beside an amount that large the other is nothing.
                sum.map_or_else(|| self.max(other).parts(), |sum| (sum, scale))
            }
        };
        Quantity { number, scale, format, kept: None }
    }

    /// The amount in units of a power of ten, rounded away from zero (`ScaledValue`).
    pub fn scaled(&self, scale: i32) -> i128 {
        let up = i128::MAX * self.number.signum();
        self.at_scale(scale).unwrap_or_else(|| match self.scale < scale {
            true => divided(self.number, scale - self.scale),
            false => up,
        })
    }

    /// In whole units, rounded away from zero (`Value`).
    pub fn value(&self) -> i128 {
        self.scaled(0)
    }

    /// In thousandths, rounded away from zero (`MilliValue`).
    pub fn milli(&self) -> i128 {
        self.scaled(MILLI)
    }

    /// The amount in no smaller parts than a power of ten, rounded away from zero (`RoundUp`).
    #[must_use]
    pub fn round_up(self, scale: i32) -> Quantity {
        if self.scale >= scale {
            return self;
        }
        Quantity { number: self.scaled(scale), scale, format: self.format, kept: None }
    }

    /// The number at a smaller power of ten; `None` where it does not fit, or the power is larger.
    fn at_scale(&self, scale: i32) -> Option<i128> {
        let steps = u32::try_from(self.scale.checked_sub(scale)?).ok()?;
        self.number.checked_mul(10_i128.checked_pow(steps)?)
    }

    /// The whole units; `None` where there is a part of one.
    fn whole(&self) -> Option<i128> {
        let value = self.value();
        let same = Quantity { number: value, ..Quantity::default() };
        (same == *self).then_some(value)
    }
}

/// A number divided by a power of ten, rounded away from zero.
fn divided(number: i128, power: i32) -> i128 {
    match 10_i128.checked_pow(power.unsigned_abs()) {
        Some(factor) => number / factor + number.signum() * i128::from(number % factor != 0),
        None => number.signum(),
    }
}

impl PartialEq for Quantity {
    fn eq(&self, other: &Quantity) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Quantity {}

impl PartialOrd for Quantity {
    fn partial_cmp(&self, other: &Quantity) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Quantity {
    fn cmp(&self, other: &Quantity) -> Ordering {
        let scale = self.scale.min(other.scale);
        match (self.at_scale(scale), other.at_scale(scale)) {
            (Some(a), Some(b)) => a.cmp(&b),
            // What does not fit is further from zero than what does.
            (None, _) => self.number.signum().cmp(&0),
            (_, None) => 0.cmp(&other.number.signum()),
        }
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(text) = &self.kept {
            return f.write_str(text);
        }
        if self.is_zero() {
            return f.write_str("0");
        }
        const SMALL: i128 = 1024;
        match self.whole().filter(|whole| self.format == Format::BinarySI && whole.abs() >= SMALL) {
            Some(whole) => binary(whole, f),
            None => self.decimal(f),
        }
    }
}

/// With the largest suffix that leaves a whole number.
fn binary(mut number: i128, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut power = 0;
    while number % 1024 == 0 {
        number /= 1024;
        power += 1;
    }
    // Go prints no suffix where it has no name for the power.
    write!(f, "{number}{}", parse::BINARY.get(power).unwrap_or(&""))
}

impl Quantity {
    fn decimal(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mut number, mut exponent) = self.parts();
        while number % 10 == 0 {
            number /= 10;
            exponent += 1;
        }
        while exponent % 3 != 0 {
            number *= 10;
            exponent -= 1;
        }
        match self.format {
            Format::DecimalExponent if exponent == 0 => write!(f, "{number}"),
            Format::DecimalExponent => write!(f, "{number}e{exponent}"),
            _ => {
                let suffix = parse::DECIMAL.iter().find(|(_, power)| *power == exponent);
                write!(f, "{number}{}", suffix.map_or("", |(suffix, _)| suffix))
            }
        }
    }
}
