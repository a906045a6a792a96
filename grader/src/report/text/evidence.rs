//! Evidence, drawn: differences with their white space visible, threads with the lines they wait in.

use super::super::Entry;
use super::paint::{Paint, wrap};
use super::{Look, line};
use crate::finding::{DiffLine, Evidence, Side, ThreadLine};
use crate::story;

/// The most lines of one piece of evidence; the JSON report has them all.
const LONGEST: usize = 40;
/// So many lines that differ in the same way are shown whole; of more, all but the first few say nothing new.
const ALIKE: usize = 5;
/// These few.
const FEW: usize = 3;

/// Adds the drawing of one piece of evidence.
pub(super) fn draw(text: &mut String, evidence: &Evidence, entry: &Entry, look: &Look) {
    let paint = Paint { color: look.color };
    match evidence {
        Evidence::Diff { lines } if said_in_the_sentence(lines) => {}
        Evidence::Diff { lines } => diff(text, lines, paint),
        Evidence::Threads { threads } => {
            line(text, "");
            for thread in threads {
                one_thread(text, thread, look);
            }
        }
        Evidence::Schedule { told } => {
            let clock = if told.elastic { " --elastic" } else { "" };
            let command = format!("{} replay {} {}{clock}", look.program, entry.name, told.token);
            text.push('\n');
            text.push_str(&story::draw(told, &command, look.color));
        }
        Evidence::Text { title, text: content } => {
            line(text, format_args!("\n  {}", paint.dim(format_args!("{title}:"))));
            for content in content.lines().take(LONGEST * 2) {
                line(text, format_args!("  {content}"));
            }
        }
    }
}

/// One line was expected and another one printed, and nothing about the two is hard to see: then the sentence before,
/// which names both, says it all.
fn said_in_the_sentence(lines: &[DiffLine]) -> bool {
    let plain = |line: &DiffLine| line.newline && visible(&line.text, false) == line.text;
    match lines {
        [a, b] => a.side == Side::Missing && b.side == Side::Unexpected && plain(a) && plain(b),
        _ => false,
    }
}

fn diff(text: &mut String, lines: &[DiffLine], paint: Paint) {
    line(text, format_args!("\n  {}", paint.dim("- expected  + printed")));
    // When lines differ in nothing but white space, all of it must be seen.
    let bare = |side: Side| -> Vec<String> {
        let of_side = lines.iter().filter(|line| line.side == side);
        of_side
            .map(|line| line.text.split_whitespace().collect())
            .collect()
    };
    let only_blanks = bare(Side::Missing) == bare(Side::Unexpected);
    let (mut alike, mut begin) = (0, 0);
    let mut side = Side::Both;
    for (at, shown) in lines.iter().enumerate().take(LONGEST) {
        if shown.side != side {
            side = shown.side;
            alike = lines[at..].iter().take_while(|line| line.side == side).count();
            begin = at;
        }
        let nth = at - begin;
        if side != Side::Both && alike > ALIKE && nth >= FEW {
            if nth == FEW {
                line(
                    text,
                    paint.dim(format_args!("    … {} lines more like this", alike - FEW)),
                );
            }
            continue;
        }
        let content = visible(&shown.text, only_blanks && shown.side != Side::Both);
        let end = if shown.newline { "" } else { " (no line feed)" };
        let row = match shown.side {
            Side::Both => format!("    {content}"),
            Side::Missing => paint.good(format_args!("  - {content}")) + &paint.dim(end),
            Side::Unexpected => paint.bad(format_args!("  + {content}")) + &paint.dim(end),
        };
        line(text, row.trim_end());
    }
    if lines.len() > LONGEST {
        line(
            text,
            paint.dim(format_args!("    … {} more lines", lines.len() - LONGEST)),
        );
    }
}

/// A line with its white space made visible: every tab, blanks at both ends, runs of blanks; `all`: every blank.
fn visible(text: &str, all: bool) -> String {
    let inner = text.trim_matches(' ');
    let start = text.len() - text.trim_start_matches(' ').len();
    let blanks = |count: usize| "·".repeat(count);
    if inner.is_empty() {
        return if text.is_empty() {
            "(an empty line)".to_owned()
        } else {
            blanks(text.len())
        };
    }
    let end = text.len() - start - inner.len();
    let inner = inner.replace('\t', "→");
    let inner = if all {
        inner.replace(' ', "·")
    } else {
        inner.replace("  ", "··")
    };
    format!("{}{inner}{}", blanks(start), blanks(end))
}

fn one_thread(text: &mut String, thread: &ThreadLine, look: &Look) {
    let paint = Paint { color: look.color };
    let doing = wrap(&format!("{} {}", thread.name, thread.doing), look.width, 2);
    line(text, format_args!("  {doing}"));
    if let Some(at) = &thread.at {
        let place = paint.path(format_args!("{}:{}", at.file, at.line));
        let source = thread.source.as_deref().unwrap_or_default();
        line(text, format_args!("      {place}"));
        if !source.is_empty() {
            line(text, format_args!("      {}", paint.head(source)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn white_space_is_shown_where_it_could_be_overlooked() {
        let cases = [
            ("plain text", false, "plain text"),
            ("plain text", true, "plain·text"),
            (" both ends ", false, "·both ends·"),
            ("two  blanks", false, "two··blanks"),
            ("a\ttab", false, "a→tab"),
            ("", false, "(an empty line)"),
            ("   ", false, "···"),
        ];
        for (text, all, expected) in cases {
            assert_eq!(visible(text, all), expected, "{text:?}");
        }
    }
}
