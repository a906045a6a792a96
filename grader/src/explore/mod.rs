//! What came of exploring a program outside the course → one plain [`Report`], and its two forms.
//!
//! `outcome` judges, `json` and `text` write; the sentences and the pictures are those of `story`. Nothing here reads or
//! runs anything.

mod json;
mod outcome;
mod text;
mod words;

pub use json::json;
pub use outcome::Outcome;
pub use text::{Look, text};

use crate::build::{Diagnostic, Place, SourceFile};
use crate::run::CutShort;
use crate::story::Source;
use wire::{Exploration, Kind};

/// Everything that is told about one program.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The file as it was named, or the package's name.
    pub program: String,
    /// The learner's files, by the names that places have.
    pub sources: Vec<SourceFile>,
    /// The word.
    pub outcome: Outcome,
    /// Why, where no schedule shows it.
    pub reason: Option<Reason>,
    /// Whether the explorer came to its end and reported.
    pub reported: bool,
    /// What it reported; all but empty where it did not.
    pub exploration: Exploration,
}

/// Why there is no answer, or none from a schedule.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reason {
    /// What it is: lower case, no final period; for a program that was not built, the compiler's words.
    pub text: String,
    /// The place that shows it.
    pub at: Option<Place>,
    /// The schedule that was under way.
    pub token: Option<String>,
}

impl Report {
    /// About a program that the compiler refused, in the compiler's words.
    #[must_use]
    pub fn build_failed(program: &str, said: &[Diagnostic]) -> Self {
        let at = said.iter().find(|it| it.error).and_then(|it| it.at.clone());
        let text = said.iter().map(|it| it.rendered.as_str()).collect();
        Report::without(
            program,
            Outcome::BuildFailed,
            Reason {
                text,
                at,
                token: None,
            },
        )
    }

    /// About a program that compiles and cannot be explored.
    #[must_use]
    pub fn not_explored(program: &str, text: String, at: Option<Place>) -> Self {
        Report::without(
            program,
            Outcome::NotExplored,
            Reason {
                text,
                at,
                token: None,
            },
        )
    }

    /// About an exploration that a limit of ours ended from outside.
    #[must_use]
    pub fn cut_short(program: &str, cut: CutShort) -> Self {
        let reason = Reason {
            text: cut.why,
            at: None,
            token: cut.token,
        };
        let mut report = Report::without(program, Outcome::Inconclusive, reason);
        report.exploration.schedules = cut.schedules;
        report
    }

    /// About an exploration that came to its end. With `allow_outputs`, different outputs are no finding.
    #[must_use]
    pub fn explored(
        program: &str,
        mut exploration: Exploration,
        sources: Vec<SourceFile>,
        allow_outputs: bool,
    ) -> Self {
        if allow_outputs {
            exploration.findings.retain(|finding| finding.kind != Kind::Race);
        }
        exploration.findings.sort_by_key(|finding| finding.kind);
        let (outcome, reason) = outcome::judge(&exploration, allow_outputs);
        Report {
            program: program.to_owned(),
            sources,
            outcome,
            reason,
            reported: true,
            exploration,
        }
    }

    /// The learner's files as the story reads them.
    fn story_sources(&self) -> Vec<Source> {
        let source = |file: &SourceFile| Source {
            path: file.path.clone(),
            text: file.text.clone(),
        };
        self.sources.iter().map(source).collect()
    }

    fn without(program: &str, outcome: Outcome, reason: Reason) -> Self {
        Report {
            program: program.to_owned(),
            sources: Vec::new(),
            outcome,
            reason: Some(reason),
            reported: false,
            exploration: Exploration::default(),
        }
    }
}
