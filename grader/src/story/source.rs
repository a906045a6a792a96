//! The learner's files: which one a place is in, and what its line says.

use super::words::{clean, cut};
use std::path::Path;
use textwrap::core::display_width;
use wire::Place;

/// A file of the learner's crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// As the explorer names it in [`wire::Place::file`].
    pub path: String,
    /// What is in it.
    pub text: String,
}

/// Lines of one method chain that are put together again.
const CHAIN: usize = 4;

/// The file that `place` is in. When no path is the same, one that ends like it will do.
pub(super) fn index(sources: &[Source], place: &Place) -> Option<usize> {
    let ends_like = |source: &&Source| {
        let (ours, theirs) = (Path::new(&source.path), Path::new(&place.file));
        !place.file.is_empty() && (ours.ends_with(theirs) || theirs.ends_with(ours))
    };
    let same = sources.iter().position(|source| source.path == place.file);
    same.or_else(|| sources.iter().position(|source| ends_like(&source)))
}

/// Whether `file` is the learner's. Where no sources are known, every file may be.
pub(super) fn ours(sources: &[Source], file: &str) -> bool {
    let place = Place {
        file: file.to_owned(),
        ..Place::default()
    };
    sources.is_empty() || index(sources, &place).is_some()
}

/// The learner's line at `place`, without the blanks before it, safe to show. A line that goes on a method chain
/// starts where the chain does. `None` when there is no such line.
pub(super) fn line(sources: &[Source], place: &Place) -> Option<String> {
    let source = &sources[index(sources, place)?];
    let number = (place.line as usize).checked_sub(1)?;
    let lines: Vec<&str> = source.text.lines().take(number + 1).collect();
    let mut text = lines.get(number)?.trim().to_owned();
    for before in lines[..number].iter().rev().take(CHAIN) {
        if !text.starts_with('.') || before.trim().is_empty() {
            break;
        }
        text = format!("{}{text}", before.trim());
    }
    Some(clean(&text))
}

/// At most `width` columns of a line. Where the operation stands far to the right, the beginning makes way for it:
/// `column` counts from 1 and from the line's first character that is not blank.
pub(super) fn window(line: &str, column: usize, width: usize) -> String {
    const SHOWN: usize = 14;
    let before = display_width(&line.chars().take(column.saturating_sub(1)).collect::<String>());
    if display_width(line) <= width || before + SHOWN <= width {
        return cut(line, width);
    }
    let characters: Vec<char> = line.chars().collect();
    let at = column.saturating_sub(1).min(characters.len());
    let text = |from: usize, to: usize| characters[from..to].iter().collect::<String>();
    // From a word's beginning, and as many words as there is room for; else from the operation itself.
    let words = (at.saturating_sub(width)..at).filter(|from| *from == 0 || characters[from - 1] == ' ');
    let fits = |from: &usize| display_width(&text(*from, at)) + SHOWN < width;
    let mut words = words.filter(fits);
    let rest = text(at, characters.len());
    let whole =
        |from: &usize| rest.len() < width * 4 && display_width(&text(*from, characters.len())) < width;
    let last = words.clone().last();
    let from = words
        .find(whole)
        .or(last)
        .unwrap_or_else(|| at.saturating_sub(width.saturating_sub(SHOWN + 1).min(width * 2 / 3)));
    cut(&format!("…{}{rest}", text(from, at)), width)
}

/// The column of `place` within [`line`]: without the blanks before the line.
pub(super) fn column(sources: &[Source], place: &Place) -> usize {
    let text = index(sources, place)
        .and_then(|index| {
            sources[index]
                .text
                .lines()
                .nth((place.line as usize).checked_sub(1)?)
        })
        .unwrap_or_default();
    let blanks = text.chars().take_while(|c| c.is_whitespace()).count();
    (place.column as usize).saturating_sub(blanks)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(file: &str, line: u32, column: u32) -> Place {
        Place {
            file: file.to_owned(),
            line,
            column,
        }
    }

    fn sources(text: &str) -> Vec<Source> {
        vec![Source {
            path: "src/main.rs".to_owned(),
            text: text.to_owned(),
        }]
    }

    #[test]
    fn a_chain_is_put_together_again() {
        let sources = sources("let x = counter\n    .lock()\n    .unwrap();\n\tplain();\n");
        assert_eq!(
            line(&sources, &at("src/main.rs", 2, 6)).unwrap(),
            "let x = counter.lock()"
        );
        assert_eq!(line(&sources, &at("src/main.rs", 4, 2)).unwrap(), "plain();");
        assert_eq!(line(&sources, &at("src/main.rs", 9, 2)), None);
        assert_eq!(line(&sources, &at("src/main.rs", 0, 0)), None);
    }

    #[test]
    fn a_file_is_found_by_the_end_of_its_path() {
        let mut two = sources("a");
        two.push(Source {
            path: "src/queue.rs".to_owned(),
            text: "b".to_owned(),
        });
        let cases = [
            ("src/queue.rs", Some(1)),
            ("queue.rs", Some(1)),
            ("other.rs", None),
            ("", None),
        ];
        for (file, found) in cases {
            assert_eq!(index(&two, &at(file, 1, 1)), found, "{file}");
        }
    }

    #[test]
    fn a_long_line_shows_where_the_operation_stands() {
        let line = "let handles: Vec<_> = (0..3).map(|_| thread::spawn(worker)).collect();";
        assert_eq!(window(line, 5, 30), "let handles: Vec<_> = (0..3).…");
        let shown = window(line, 38, 30);
        assert!(
            shown.contains("thread::spawn") && display_width(&shown) <= 30,
            "{shown}"
        );
        for width in 1..80 {
            for column in 0..80 {
                assert!(display_width(&window(line, column, width)) <= width);
            }
        }
    }
}
