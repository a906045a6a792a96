//! Colours and widths: the only place that knows escape codes.

use anstyle::{AnsiColor, Style};
use std::fmt::Display;

/// Writes text for a terminal, or for a file without colours.
#[derive(Debug, Clone, Copy)]
pub struct Paint {
    /// Whether to colour.
    pub color: bool,
}

impl Paint {
    fn with(self, style: Style, text: impl Display) -> String {
        if self.color {
            format!("{style}{text}{style:#}")
        } else {
            text.to_string()
        }
    }

    /// Something good.
    #[must_use]
    pub fn good(self, text: impl Display) -> String {
        self.with(AnsiColor::Green.on_default().bold(), text)
    }

    /// Something that is not right yet.
    #[must_use]
    pub fn bad(self, text: impl Display) -> String {
        self.with(AnsiColor::Red.on_default().bold(), text)
    }

    /// Something to take note of.
    #[must_use]
    pub fn note(self, text: impl Display) -> String {
        self.with(AnsiColor::Yellow.on_default().bold(), text)
    }

    /// A heading.
    #[must_use]
    pub fn head(self, text: impl Display) -> String {
        self.with(Style::new().bold(), text)
    }

    /// Something that may be passed over.
    #[must_use]
    pub fn dim(self, text: impl Display) -> String {
        self.with(Style::new().dimmed(), text)
    }

    /// A path or a command.
    #[must_use]
    pub fn path(self, text: impl Display) -> String {
        self.with(AnsiColor::Cyan.on_default(), text)
    }
}

/// Wraps a text at `width` columns, every line but the first behind `indent` blanks.
#[must_use]
pub fn wrap(text: &str, width: usize, indent: usize) -> String {
    let margin = " ".repeat(indent);
    let options = textwrap::Options::new(width.saturating_sub(indent).max(20)).break_words(false);
    textwrap::wrap(text, options).join(&format!("\n{margin}"))
}
