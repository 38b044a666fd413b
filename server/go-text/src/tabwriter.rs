//! Aligns columns as Go's `text/tabwriter` does, with the "remembered widths" of kubectl's own copy.
//!
//! Layer: pure. Upstream: `text/tabwriter`, `github.com/liggitt/tabwriter`.

/// Collects text whose cells end in tabs; [`TabWriter::flush`] returns it aligned.
pub struct TabWriter {
    min: usize,
    padding: usize,
    remembered: Option<Vec<usize>>,
    text: String,
}

impl TabWriter {
    /// The writer of `kubectl get`: columns three apart, widths kept between flushes.
    pub fn tables() -> TabWriter {
        TabWriter { min: 6, padding: 3, remembered: Some(Vec::new()), text: String::new() }
    }

    /// Another one.
    pub fn new(min: usize, padding: usize) -> TabWriter {
        TabWriter { min, padding, remembered: None, text: String::new() }
    }

    /// Adds text.
    pub fn write(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// What was written, tabs and all.
    pub fn raw(self) -> String {
        self.text
    }

    /// Forgets widths.
    pub fn forget(&mut self) {
        if let Some(widths) = &mut self.remembered {
            widths.clear();
        }
    }

    /// What was written since the last flush, aligned.
    pub fn flush(&mut self) -> String {
        let text = std::mem::take(&mut self.text);
        if text.is_empty() {
            return text;
        }
        let ended = text.ends_with('\n');
        let body = text.strip_suffix('\n').unwrap_or(&text);
        let lines: Vec<Vec<&str>> = body.split('\n').map(|line| line.split('\t').collect()).collect();
        let mut out = String::with_capacity(text.len() * 2);
        let mut widths = Vec::new();
        self.format(&lines, 0, lines.len(), &mut widths, &mut out);
        if !ended {
            out.pop();
        }
        out
    }

    fn format(
        &mut self,
        lines: &[Vec<&str>],
        start: usize,
        end: usize,
        widths: &mut Vec<usize>,
        out: &mut String,
    ) {
        let column = widths.len();
        let mut first = start;
        let mut this = start;
        while this < end {
            if column + 1 >= lines[this].len() {
                this += 1;
                continue;
            }
            write_lines(&lines[first..this], widths, out);
            first = this;
            let mut width = self.min;
            while this < end && column + 1 < lines[this].len() {
                width = width.max(lines[this][column].chars().count() + self.padding);
                this += 1;
            }
            if let Some(remembered) = &mut self.remembered {
                match remembered.get_mut(column) {
                    Some(old) if *old > width => width = *old,
                    Some(old) => *old = width,
                    None => remembered.push(width),
                }
            }
            widths.push(width);
            self.format(lines, first, this, widths, out);
            widths.pop();
            first = this;
        }
        write_lines(&lines[first..end], widths, out);
    }
}

fn write_lines(lines: &[Vec<&str>], widths: &[usize], out: &mut String) {
    for line in lines {
        for (i, cell) in line.iter().enumerate() {
            out.push_str(cell);
            if let Some(width) = widths.get(i).filter(|_| i + 1 < line.len()) {
                let pad = width.saturating_sub(cell.chars().count());
                out.extend(std::iter::repeat_n(' ', pad));
            }
        }
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_three_apart_and_at_least_six_wide() {
        let mut writer = TabWriter::tables();
        writer.write("NAME\tA\tAGE\npod-long-name\t1/1\t5s\n");
        assert_eq!(writer.flush(), "NAME            A     AGE\npod-long-name   1/1   5s\n");
        writer.write("p\t1/1\t6s\n");
        assert_eq!(writer.flush(), "p               1/1   6s\n");
    }

    #[test]
    fn a_line_with_fewer_cells_ends_a_block() {
        let mut writer = TabWriter::new(0, 2);
        writer.write("Name:\tx\nLong label:\ty\nplain\nA:\tz\n");
        assert_eq!(writer.flush(), "Name:        x\nLong label:  y\nplain\nA:  z\n");
    }
}
