//! Two texts side by side, as two lines of which the columns belong together.

use crate::text::Text;

/// How many columns there are at most: what does not fit a screen compares nothing.
const MAX_COLUMNS: usize = 24;

/// Two lines to be shown one above the other, cut into columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Compared {
    /// What each line is called.
    pub names: [&'static str; 2],
    /// What each column has in both lines.
    pub columns: Vec<Column>,
}

/// A column of two lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Column {
    /// The same in both.
    Both(Text),
    /// What each of them has.
    Each([Option<Text>; 2]),
    /// More that is the same in both.
    More,
}

impl Compared {
    /// Two lines with nothing in them.
    pub(crate) fn new(one: &'static str, other: &'static str) -> Self {
        Self { names: [one, other], columns: Vec::new() }
    }

    /// Adds words that both have.
    pub(crate) fn both(&mut self, words: &Text) {
        self.add(Column::Both(words.clone()));
    }

    /// Adds words that only one of them has, or that replace each other.
    pub(crate) fn only(&mut self, one: Option<&Text>, other: Option<&Text>) {
        self.add(Column::Each([one.cloned(), other.cloned()]));
    }

    /// Adds that there is more that both have.
    pub(crate) fn more(&mut self) {
        self.add(Column::More);
    }

    fn add(&mut self, column: Column) {
        if self.columns.len() < MAX_COLUMNS {
            self.columns.push(column);
        }
    }

    /// The two lines, each column as wide in one as in the other. `width` measures what `show` makes of a text.
    pub(crate) fn lines(&self, show: impl Fn(&Text) -> String, width: impl Fn(&str) -> usize) -> [String; 2] {
        let longest = self.names.iter().map(|name| name.len()).max().unwrap_or_default();
        let mut lines = self.names.map(|name| format!("{name:>longest$}:"));
        for column in &self.columns {
            let cells = match column {
                Column::Both(words) => [show(words), show(words)],
                Column::Each(words) => words.each_ref().map(|words| words.as_ref().map(&show).unwrap_or_default()),
                Column::More => ["…".to_owned(), "…".to_owned()],
            };
            let widest = cells.iter().map(|cell| width(cell)).max().unwrap_or_default();
            for (line, cell) in lines.iter_mut().zip(&cells) {
                line.push(' ');
                line.push_str(cell);
                line.extend(std::iter::repeat_n(' ', widest - width(cell)));
            }
        }
        lines.map(|line| line.trim_end().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn columns_are_aligned() {
        let text = |words: &str| Text::new(words);
        let mut compared = Compared::new("quote", "copy");
        compared.both(&text("They want"));
        compared.only(Some(&text("forty")), Some(&text("十四")));
        compared.more();
        compared.only(None, Some(&text("not")));
        compared.both(&text("now"));
        let lines = compared.lines(|text| text.untrusted().to_owned(), UnicodeWidthStr::width);
        assert_eq!(lines, ["quote: They want forty …     now", " copy: They want 十四  … not now"]);
    }
}
