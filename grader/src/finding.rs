//! What a check found: the verdict it asks for, a sentence, the evidence and the places.

use crate::build::Place;
use crate::observe::explored::Ask;
use crate::story::Told;
use crate::verdict::Verdict;
use serde::Serialize;

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The word for it.
    pub verdict: Verdict,
    /// One plain sentence, lower case, no final period.
    pub message: String,
    /// The guilty or the telling lines, most telling first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Place>,
    /// What shows it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// How many schedules had been run when the first was met that shows it, that one included. None: it takes all of
    /// them, or none, to see it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found_after: Option<u64>,
    /// A schedule that would show it, not yet told in full: see [`crate::pipeline`].
    #[serde(skip)]
    pub ask: Option<(wire::Clock, Ask)>,
}

/// Something that shows a finding to be true.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Evidence {
    /// Expected against actual output, line by line.
    Diff {
        /// In order.
        lines: Vec<DiffLine>,
    },
    /// Threads and what each waits in.
    Threads {
        /// Most telling first.
        threads: Vec<ThreadLine>,
    },
    /// A schedule that shows it.
    Schedule {
        /// The schedule.
        #[serde(flatten)]
        told: Box<Told>,
    },
    /// Text as it was written: a panic message, the compiler's words.
    Text {
        /// What it is.
        title: String,
        /// The text.
        text: String,
    },
}

/// One line of a difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DiffLine {
    /// Which side has it.
    pub side: Side,
    /// Its text, white space as it was.
    pub text: String,
    /// Whether a line feed ended it.
    pub newline: bool,
}

/// Which side of a difference a line is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// Expected and printed.
    Both,
    /// Expected but not printed.
    Missing,
    /// Printed but not expected.
    Unexpected,
}

/// A thread in a sentence's parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ThreadLine {
    /// `main`, its name, or `thread 2`.
    pub name: String,
    /// What it was doing, as a predicate: `waits in Receiver::recv`.
    pub doing: String,
    /// The learner's line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Place>,
    /// The text of that line, trimmed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

impl Finding {
    /// A finding without places or evidence.
    pub fn new(verdict: Verdict, message: impl Into<String>) -> Self {
        Finding {
            verdict,
            message: message.into(),
            places: Vec::new(),
            evidence: Vec::new(),
            found_after: None,
            ask: None,
        }
    }

    /// Whether a schedule shows it.
    #[must_use]
    pub fn tells_a_schedule(&self) -> bool {
        let schedule = |evidence: &Evidence| matches!(evidence, Evidence::Schedule { .. });
        self.evidence.iter().any(schedule)
    }

    /// Adds a place.
    #[must_use]
    pub fn at(mut self, place: Option<Place>) -> Self {
        self.places.extend(place);
        self
    }

    /// Adds evidence.
    #[must_use]
    pub fn with(mut self, evidence: Evidence) -> Self {
        self.evidence.push(evidence);
        self
    }
}
