//! From parsed words to a struct with a field for each flag: commands look nothing up by name.
//!
//! Layer: pure.

use std::ops::Deref;
use std::time::Duration;

use go_text::{parse_bool, parse_duration, parse_int};

use super::{Flag, Kind, Parsed};

/// Flags of a command, or a group that several commands share. Made by [`flags!`](crate::flags!).
pub trait Flags: Sized {
    /// What each flag states.
    const TABLE: Table;
    /// The values that were typed, or the defaults.
    fn read(parsed: &Parsed) -> Self;
}

/// Flags, and groups of them.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Its own.
    pub own: &'static [Flag],
    /// Groups.
    pub groups: &'static [&'static Table],
}

impl Table {
    /// Its own flags, then those of its groups.
    pub fn all(&self) -> Vec<&'static Flag> {
        self.own.iter().chain(self.groups.iter().flat_map(|group| group.all())).collect()
    }
}

/// What a flag's value can be. The type says how it is parsed.
pub trait Value: Sized {
    /// How it is parsed.
    const KIND: Kind;
    /// Reads values that the parser has checked; `given`: they were typed.
    fn read(values: &[String], given: bool) -> Self;
}

fn first(values: &[String]) -> &str {
    values.first().map_or("", String::as_str)
}

impl Value for bool {
    const KIND: Kind = Kind::Bool;
    fn read(values: &[String], _: bool) -> bool {
        parse_bool(first(values)).unwrap_or(false)
    }
}

impl Value for String {
    const KIND: Kind = Kind::Str;
    fn read(values: &[String], _: bool) -> String {
        first(values).to_owned()
    }
}

impl Value for i64 {
    const KIND: Kind = Kind::Int;
    fn read(values: &[String], _: bool) -> i64 {
        parse_int(first(values), 64).unwrap_or(0)
    }
}

impl Value for i32 {
    const KIND: Kind = Kind::Int32;
    fn read(values: &[String], _: bool) -> i32 {
        parse_int(first(values), 32).ok().and_then(|number| number.try_into().ok()).unwrap_or(0)
    }
}

/// A list; each value is split at commas.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slice(Vec<String>);

/// A list; each value is one item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Array(Vec<String>);

impl Deref for Slice {
    type Target = [String];
    fn deref(&self) -> &[String] {
        &self.0
    }
}

impl Deref for Array {
    type Target = [String];
    fn deref(&self) -> &[String] {
        &self.0
    }
}

impl Value for Slice {
    const KIND: Kind = Kind::Slice;
    fn read(values: &[String], _: bool) -> Slice {
        Slice(values.to_vec())
    }
}

impl Value for Array {
    const KIND: Kind = Kind::Array;
    fn read(values: &[String], _: bool) -> Array {
        Array(values.to_vec())
    }
}

/// A length of time in nanoseconds; it may be negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length(pub i64);

impl Length {
    /// The length, unless it is negative.
    pub fn positive(self) -> Option<Duration> {
        u64::try_from(self.0).ok().map(Duration::from_nanos)
    }

    /// The length of a limit; 0 and less are none.
    pub fn limit(self) -> Option<Duration> {
        self.positive().filter(|length| !length.is_zero())
    }
}

impl Value for Length {
    const KIND: Kind = Kind::Duration;
    fn read(values: &[String], _: bool) -> Length {
        Length(parse_duration(first(values)).unwrap_or(0))
    }
}

/// A value, and whether it was typed.
#[derive(Clone, Debug)]
pub struct Given<T> {
    /// The value, or the default.
    pub value: T,
    /// It was typed.
    pub given: bool,
}

impl<T> Deref for Given<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: Value> Value for Given<T> {
    const KIND: Kind = T::KIND;
    fn read(values: &[String], given: bool) -> Given<T> {
        Given { value: T::read(values, given), given }
    }
}

/// The words that are no flags.
#[derive(Clone, Debug, Default)]
pub struct Positional {
    /// The words.
    pub list: Vec<String>,
    /// How many of them stood before `--`.
    pub dash_at: Option<usize>,
}

impl Deref for Positional {
    type Target = Vec<String>;
    fn deref(&self) -> &Vec<String> {
        &self.list
    }
}

impl Flags for Positional {
    const TABLE: Table = Table { own: &[], groups: &[] };
    fn read(parsed: &Parsed) -> Positional {
        Positional { list: parsed.positional.clone(), dash_at: parsed.dash_at }
    }
}

/// A struct of flags: a field for each, whose type says how the value is parsed and whose comment is the flag's help, and
/// `with` fields for groups that several commands share. Each row states all that there is to say of a flag ([`flag`](crate::flags::flag)).
/// Flags under `ignored` are taken as upstream takes them and do nothing here: they have no field.
///
/// ```ignore
/// flags! {
///     /// `scale`, as typed.
///     pub(crate) struct Scale {
///         /// The new number of replicas
///         replicas: i64 = flag("replicas", "0", Secret::Nothing, Page::Allowed).required();
///     }
///     with { words: Positional, print: Print }
/// }
/// ```
#[macro_export]
macro_rules! flags {
    (
        $(#[$meta:meta])*
        $vis:vis struct $name:ident {
            $( $(#[doc = $about:literal])+ $field:ident: $type:ty = $row:expr; )*
        }
        with { $( $group:ident: $of:ty ),* $(,)? }
        $( ignored { $( $(#[doc = $why:literal])+ $kind:ty = $extra:expr; )* } )?
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug)]
        $vis struct $name {
            $( $(#[doc = $about])+ $vis $field: $type, )*
            $( #[doc = concat!("[`", stringify!($of), "`].")] $vis $group: $of, )*
        }

        impl $crate::toolkit::Flags for $name {
            const TABLE: $crate::toolkit::Table = $crate::toolkit::Table {
                own: &[
                    $( $row.of(<$type as $crate::toolkit::Value>::KIND, concat!($($about),+)), )*
                    $($( $extra.of(<$kind as $crate::toolkit::Value>::KIND, concat!($($why),+)).ignored(), )*)?
                ],
                groups: &[ $( &<$of as $crate::toolkit::Flags>::TABLE ),* ],
            };

            fn read(_parsed: &$crate::toolkit::Parsed) -> $name {
                $name {
                    $( $field: _parsed.value(const { $row.name }), )*
                    $( $group: <$of as $crate::toolkit::Flags>::read(_parsed), )*
                }
            }
        }
    };
}
