//! rustc's messages as JSON → [`Diagnostic`]s, chosen and worded as cargo shows them.

use super::{Diagnostic, Place};
use serde::Deserialize;
use std::collections::HashSet;

/// The most messages of one build that are kept.
const MOST: usize = 200;
/// The most bytes of all kept messages together, and of each of them.
const BYTES: usize = 256 << 10;
const BYTES_EACH: usize = 64 << 10;
/// The most characters of a message's first line: names of types can be very long.
const FIRST_LINE: usize = 1_000;
/// The most bytes that are kept of what is not JSON.
const LOOSE: usize = 8 << 10;

/// Everything that rustc said in one run.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// Its messages in its order, coloured.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// What it said otherwise: last words of a compiler that crashes.
    pub(super) loose: String,
}

#[derive(Deserialize)]
struct Message {
    #[serde(rename = "message")]
    text: String,
    code: Option<Code>,
    level: String,
    spans: Vec<Span>,
    rendered: Option<String>,
}

#[derive(Deserialize)]
struct Code {
    code: String,
}

#[derive(Deserialize)]
struct Span {
    file_name: String,
    line_start: u32,
    column_start: u32,
    is_primary: bool,
}

impl Said {
    /// Reads what rustc wrote to standard error.
    pub(super) fn read(stderr: &[u8]) -> Self {
        let mut said = Said::default();
        let mut seen = HashSet::new();
        for line in stderr.split(|byte| *byte == b'\n') {
            match serde_json::from_slice::<Message>(line) {
                Ok(message) if is_summary(&message.text) => {}
                Ok(message) => {
                    let diagnostic = diagnostic(message);
                    // As cargo does: the very same text is shown once.
                    if seen.insert(diagnostic.rendered.clone()) {
                        said.diagnostics.push(diagnostic);
                    }
                }
                Err(_) => said.keep_loose(line),
            }
        }
        said
    }

    fn keep_loose(&mut self, line: &[u8]) {
        let text = String::from_utf8_lossy(line);
        let is_lost_end = text.starts_with("{\"$message_type\"");
        if !text.trim().is_empty() && !is_lost_end && self.loose.len() + text.len() < LOOSE {
            self.loose.push_str(&text);
            self.loose.push('\n');
        }
    }

    /// The errors that are about no place in the sources: trouble with files, with linking, with the machine.
    pub(super) fn placeless_errors(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.error && diagnostic.at.is_none())
    }

    /// Keeps what fits the limits, errors first, in the compiler's order, and says so if there was more.
    pub(super) fn capped(self) -> Vec<Diagnostic> {
        let all = self.diagnostics;
        let (mut count, mut bytes) = (0, 0);
        let mut keep = vec![false; all.len()];
        for errors in [true, false] {
            for (diagnostic, keep) in all
                .iter()
                .zip(&mut keep)
                .filter(|(diagnostic, _)| diagnostic.error == errors)
            {
                bytes += diagnostic.rendered.len();
                count += 1;
                *keep = count <= MOST && bytes <= BYTES;
            }
        }
        let lost = keep.iter().filter(|keep| !**keep).count();
        let mut kept: Vec<Diagnostic> = all
            .into_iter()
            .zip(keep)
            .filter_map(|(diagnostic, keep)| keep.then_some(diagnostic))
            .collect();
        if lost > 0 {
            let messages = if lost == 1 { "message" } else { "messages" };
            kept.push(own(
                false,
                &format!("{lost} more {messages} of the compiler not shown"),
            ));
        }
        kept
    }
}

/// A message of our own, in the compiler's form.
pub(super) fn own(error: bool, message: &str) -> Diagnostic {
    let level = if error { "error" } else { "note" };
    let rendered = format!("{level}: {message}\n\n");
    Diagnostic {
        error,
        code: None,
        message: message.to_owned(),
        rendered,
        at: None,
    }
}

/// The message without colours.
pub(super) fn plain(mut diagnostic: Diagnostic) -> Diagnostic {
    diagnostic.rendered = anstream::adapter::strip_str(&diagnostic.rendered).to_string();
    diagnostic
}

/// Cargo counts errors and warnings itself, and leaves out the lines in which rustc does.
fn is_summary(message: &str) -> bool {
    message.starts_with("aborting due to")
        || message.ends_with("warning emitted")
        || message.ends_with("warnings emitted")
}

fn diagnostic(message: Message) -> Diagnostic {
    let place = message.spans.into_iter().find(|span| span.is_primary);
    Diagnostic {
        error: message.level.starts_with("error"),
        code: message.code.map(|code| code.code),
        rendered: cut(message
            .rendered
            .unwrap_or_else(|| format!("{}: {}\n\n", message.level, message.text))),
        message: message
            .text
            .lines()
            .next()
            .unwrap_or_default()
            .chars()
            .take(FIRST_LINE)
            .collect(),
        at: place.map(|span| Place {
            file: span.file_name,
            line: span.line_start,
            column: Some(span.column_start),
        }),
    }
}

/// Cuts a message that is too long, and says so.
fn cut(mut text: String) -> String {
    if text.len() > BYTES_EACH {
        let end = text.floor_char_boundary(BYTES_EACH);
        let lost = text.len() - end;
        text.truncate(end);
        text.push_str("\u{1b}[0m… (");
        text.push_str(&lost.to_string());
        text.push_str(" more bytes)\n\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(level: &str, message: &str, spans: &str) -> String {
        let rendered = format!("\\u001b[1m{level}\\u001b[0m: {message}\\n\\n");
        format!(
            r#"{{"$message_type":"diagnostic","message":"{message}","code":null,"level":"{level}","spans":[{spans}],"children":[],"rendered":"{rendered}"}}"#
        )
    }

    fn span(line: u32, primary: bool) -> String {
        format!(
            r#"{{"file_name":"src/main.rs","line_start":{line},"column_start":5,"is_primary":{primary},"text":[]}}"#
        )
    }

    #[test]
    fn messages_are_read() {
        let spans = [span(9, false), span(4, true), span(7, true)].join(",");
        let line =
            json("error", "mismatched types", &spans).replace("\"code\":null", r#""code":{"code":"E0308"}"#);
        let said = Said::read(line.as_bytes());
        let expected = Diagnostic {
            error: true,
            code: Some("E0308".to_owned()),
            message: "mismatched types".to_owned(),
            rendered: "\u{1b}[1merror\u{1b}[0m: mismatched types\n\n".to_owned(),
            at: Some(Place {
                file: "src/main.rs".to_owned(),
                line: 4,
                column: Some(5),
            }),
        };
        assert_eq!(said.diagnostics, std::slice::from_ref(&expected));
        assert_eq!(plain(expected).rendered, "error: mismatched types\n\n");
    }

    #[test]
    fn what_cargo_leaves_out_is_left_out() {
        let lines = [
            json("warning", "unused variable: `x`", ""),
            json("warning", "unused variable: `x`", ""),
            json("warning", "1 warning emitted", ""),
            json("warning", "2 warnings emitted", ""),
            json("error", "aborting due to 1 previous error; 1 warning emitted", ""),
            json(
                "failure-note",
                "For more information about this error, try `rustc --explain E0308`.",
                "",
            ),
            "thread 'rustc' panicked at compiler/x.rs".to_owned(),
            String::new(),
        ];
        let said = Said::read(lines.join("\n").as_bytes());
        let shown: Vec<_> = said
            .diagnostics
            .iter()
            .map(|said| (said.error, said.message.as_str()))
            .collect();
        let explain = "For more information about this error, try `rustc --explain E0308`.";
        assert_eq!(shown, [(false, "unused variable: `x`"), (false, explain)]);
        assert_eq!(said.loose, "thread 'rustc' panicked at compiler/x.rs\n");
    }

    #[test]
    fn a_flood_is_capped_and_errors_are_kept_before_warnings() {
        let mut lines: Vec<_> = (0..300)
            .map(|n| json("warning", &format!("number {n}"), ""))
            .collect();
        lines.push(json("error: internal compiler error", "the last", ""));
        let capped = Said::read(lines.join("\n").as_bytes()).capped();
        assert_eq!(capped.len(), MOST + 1);
        assert_eq!(capped[198].message, "number 198");
        assert_eq!(
            (capped[199].error, capped[199].message.as_str()),
            (true, "the last")
        );
        assert_eq!(
            capped[200].rendered,
            "note: 101 more messages of the compiler not shown\n\n"
        );
    }

    #[test]
    fn bytes_are_capped_too() {
        let lines: Vec<_> = (0..10)
            .map(|n| json("error", &format!("{n}{}", "é".repeat(40_000)), ""))
            .collect();
        let said = Said::read(lines.join("\n").as_bytes());
        assert_eq!(said.diagnostics[0].message.chars().count(), FIRST_LINE);
        assert!(said.diagnostics[0].rendered.ends_with("more bytes)\n\n"));
        let capped = said.capped();
        assert!(capped.iter().map(|said| said.rendered.len()).sum::<usize>() < BYTES + 1_000);
        assert_eq!(
            capped.last().unwrap().message,
            "7 more messages of the compiler not shown"
        );
    }

    #[test]
    fn a_line_that_was_cut_off_is_passed_over() {
        let line = json("error", "one", "");
        let said = Said::read(format!("{line}\n{}", &line[..40]).as_bytes());
        assert_eq!((said.diagnostics.len(), said.loose.as_str()), (1, ""));
        let loose = "x".repeat(100) + "\n";
        assert!(Said::read(loose.repeat(1_000).as_bytes()).loose.len() <= LOOSE);
    }
}
