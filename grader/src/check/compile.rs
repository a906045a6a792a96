//! The program must compile. Warnings are shown elsewhere and fail nothing.

use super::Check;
use crate::finding::{Evidence, Finding};
use crate::observe::Seen;
use crate::verdict::Verdict;

/// The compiler accepts the program.
#[derive(Debug)]
pub struct Compiles;

impl Check for Compiles {
    fn key(&self) -> &'static str {
        "compile"
    }

    fn asks(&self) -> String {
        "compiles".to_owned()
    }

    fn verdicts(&self) -> Vec<Verdict> {
        vec![Verdict::Compile]
    }

    fn judge(&self, seen: &Seen) -> Vec<Finding> {
        if seen.run.is_some() {
            return Vec::new();
        }
        let errors: Vec<_> = seen
            .diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.error)
            .collect();
        let message = match errors.as_slice() {
            [] => "the compiler gave up without saying why".to_owned(),
            [only] => format!("does not compile: {}", only.message),
            [first, rest @ ..] => format!("does not compile: {} (and {} more)", first.message, rest.len()),
        };
        // As cargo does: every message in the compiler's order, warnings included.
        let text: String = seen
            .diagnostics
            .iter()
            .map(|diagnostic| diagnostic.rendered.as_str())
            .collect();
        let mut finding = Finding::new(Verdict::Compile, message);
        finding.places = errors
            .iter()
            .filter_map(|diagnostic| diagnostic.at.clone())
            .collect();
        vec![finding.with(Evidence::Text {
            title: "the compiler says".to_owned(),
            text,
        })]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::build::{Diagnostic, Place};
    use crate::check::tests_support::{exited, seen};

    fn error(message: &str, line: u32) -> Diagnostic {
        Diagnostic {
            error: true,
            code: None,
            message: message.to_owned(),
            rendered: format!("error: {message}\n"),
            at: Some(Place {
                file: "src/main.rs".to_owned(),
                line,
                column: Some(1),
            }),
        }
    }

    #[test]
    fn a_program_that_ran_has_compiled() {
        assert!(Compiles.judge(&seen(exited(0))).is_empty());
    }

    #[test]
    fn every_error_gives_its_place() {
        let mut seen = seen(exited(0));
        seen.run = None;
        seen.diagnostics = vec![error("mismatched types", 3), error("unresolved name", 7)];
        let findings = Compiles.judge(&seen);
        assert_eq!(findings.len(), 1);
        assert_eq!(
            findings[0].message,
            "does not compile: mismatched types (and 1 more)"
        );
        assert_eq!(
            findings[0]
                .places
                .iter()
                .map(|place| place.line)
                .collect::<Vec<_>>(),
            [3, 7]
        );
    }
}
