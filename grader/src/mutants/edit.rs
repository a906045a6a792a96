//! Edits of a text by byte ranges, so that everything else stays as its author wrote it.

use super::source::{Source, range};
use proc_macro2::Span;
use std::ops::Range;
use syn::Stmt;

/// A piece of text that takes the place of another one.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Edit {
    range: Range<usize>,
    text: String,
}

/// A change of a program: what one operator does at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The line that it is told by, from 1.
    pub line: u32,
    /// What is changed, in a few words: `join removed`.
    pub what: String,
    edits: Vec<Edit>,
}

impl Change {
    /// A change that is told by the line of `span`.
    #[must_use]
    pub fn at(span: Span, what: impl Into<String>) -> Self {
        Change {
            line: u32::try_from(span.start().line).unwrap_or(u32::MAX),
            what: what.into(),
            edits: Vec::new(),
        }
    }

    /// Puts `text` in the place of a range.
    #[must_use]
    pub fn replace(mut self, range: Range<usize>, text: impl Into<String>) -> Self {
        self.edits.push(Edit {
            range,
            text: text.into(),
        });
        self
    }

    /// Puts `text` before the byte at `place`. Of several insertions at one place the first one comes first.
    #[must_use]
    pub fn insert(self, place: usize, text: impl Into<String>) -> Self {
        self.replace(place..place, text)
    }

    /// Lets two statements change places; `first` stands before `second`.
    #[must_use]
    pub fn swap(self, source: &Source<'_>, first: &Stmt, second: &Stmt) -> Self {
        let early = |stmt: &Stmt| match stmt {
            // What ended its block needs a semicolon where something follows.
            Stmt::Expr(_, None) => format!("{};", source.of(stmt)),
            _ => source.of(stmt).to_owned(),
        };
        self.replace(range(first), early(second))
            .replace(range(second), source.of(first))
    }

    /// The text with this change. None: its edits overlap, so that they have no meaning together.
    #[must_use]
    pub fn apply(&self, text: &str) -> Option<String> {
        let mut edits: Vec<&Edit> = self.edits.iter().collect();
        // Stable, so that insertions at one place keep their order; they come before a replacement that begins there.
        edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
        let mut changed = String::with_capacity(text.len() + 256);
        let mut done = 0;
        for edit in edits {
            changed.push_str(text.get(done..edit.range.start)?);
            changed.push_str(&edit.text);
            done = edit.range.end;
        }
        changed.push_str(text.get(done..)?);
        Some(changed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change() -> Change {
        Change::at(Span::call_site(), "x")
    }

    #[test]
    fn edits_are_made_at_their_places_in_whatever_order_they_were_asked_for() {
        let change = change()
            .replace(4..7, "B")
            .insert(4, "<")
            .insert(4, "<")
            .replace(0..3, "A");
        assert_eq!(change.apply("one two three").as_deref(), Some("A <<B three"));
    }

    #[test]
    fn edits_that_overlap_have_no_meaning() {
        assert_eq!(
            change().replace(0..5, "").replace(3..6, "").apply("one two"),
            None
        );
        assert_eq!(change().replace(5..99, "").apply("one two"), None);
    }
}
