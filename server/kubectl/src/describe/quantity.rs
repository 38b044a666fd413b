//! Quantities that are added up, and printed in their shortest form.
//!
//! Layer: pure. Upstream: `apimachinery/pkg/api/resource/quantity.go`.

/// An amount, in thousandths.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Quantity {
    milli: i128,
    binary: bool,
}

impl Quantity {
    /// Reads `100m`, `2Gi`.
    pub(crate) fn parse(text: &str) -> Option<Quantity> {
        let value = crate::printers::sort::quantity(text)?;
        Some(Quantity { milli: (value * 1000.0).round() as i128, binary: text.ends_with('i') })
    }

    /// The sum; the form is that of the first that is not nothing.
    pub(crate) fn plus(self, other: Quantity) -> Quantity {
        let binary = if self.milli == 0 { other.binary } else { self.binary };
        Quantity { milli: self.milli + other.milli, binary }
    }

    /// The larger one.
    pub(crate) fn max(self, other: Quantity) -> Quantity {
        if other.milli > self.milli { other } else { self }
    }

    /// In thousandths.
    pub(crate) fn milli(self) -> i128 {
        self.milli
    }

    /// How much of another, in percent, rounded towards zero.
    pub(crate) fn percent_of(self, whole: Quantity) -> i64 {
        if whole.milli == 0 { 0 } else { (self.milli as f64 / whole.milli as f64 * 100.0) as i64 }
    }
}

impl std::fmt::Display for Quantity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.milli == 0 {
            return f.write_str("0");
        }
        if self.milli % 1000 != 0 {
            return write!(f, "{}m", self.milli);
        }
        let mut value = self.milli / 1000;
        let (step, names): (i128, &[&str]) = if self.binary {
            (1024, &["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"])
        } else {
            (1000, &["", "k", "M", "G", "T", "P", "E"])
        };
        let mut at = 0;
        while value % step == 0 && at + 1 < names.len() {
            value /= step;
            at += 1;
        }
        write!(f, "{value}{}", names[at])
    }
}

#[cfg(test)]
mod tests {
    use super::Quantity;

    #[test]
    fn sums_keep_the_shortest_form() {
        let sum = |texts: &[&str]| {
            let all = texts.iter().map(|text| Quantity::parse(text).unwrap());
            all.fold(Quantity::default(), Quantity::plus).to_string()
        };
        assert_eq!(sum(&["100m", "900m"]), "1");
        assert_eq!(sum(&["100m", "250m"]), "350m");
        assert_eq!(sum(&["64Mi", "192Mi"]), "256Mi");
        assert_eq!(sum(&["1Gi", "1Gi"]), "2Gi");
        assert_eq!(sum(&[]), "0");
    }
}
